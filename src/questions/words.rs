//! Words that patterns weigh by.

/// Words that stand in every sentence and so tell little.
pub(super) const COMMON: &[&str] = &[
    "a", "an", "the", "i", "we", "he", "she", "they", "it", "you", "me", "us", "him", "her", "them", "my", "our",
    "his", "their", "your", "its", "this", "that", "these", "those", "and", "or", "but", "so", "to", "of", "in", "on",
    "at", "for", "with", "from", "by", "as", "is", "was", "were", "are", "be", "been", "had", "have", "has", "do",
    "did", "would", "could", "should", "will", "can", "not", "no", "one", "what", "which", "who", "how", "there",
    "then", "if", "when", "where", "because", "about", "into", "out", "up", "all", "just", "really", "very",
];

/// Words that deny what comes within two words behind them.
pub(super) const DENY: &[&str] = &[
    "never", "not", "no", "nobody", "didn't", "don't", "isn't", "wasn't", "haven't", "hadn't", "couldn't", "wouldn't",
];
