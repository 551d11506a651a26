//! What is usual: one table, each band with its reason. Usual is not correct.
