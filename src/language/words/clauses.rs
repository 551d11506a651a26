//! How clauses begin.

/// Words that open a clause: a pause before one of them is where listeners expect it.
pub(crate) const OPENERS: &[&str] = &[
    "and", "but", "or", "so", "because", "when", "while", "which", "who", "that", "if", "then", "although", "though",
    "after", "before", "since", "until", "where",
];
