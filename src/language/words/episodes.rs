//! What tells one episode from how somebody usually works.

use crate::language::phrases::Patterns;

/// Habits, rules and what one would do.
pub(crate) static GENERAL: Patterns = Patterns::new(&[
    "i would",
    "i usually|always|often|normally|typically|generally|tend|try|like|believe|prefer|enjoy|love|make|think|feel",
    "i'm someone|somebody|a|the|very|always|good|really|pretty",
    "i am someone|somebody|a|the|very|always|good",
    "i'm the kind|type",
    "whenever i|there|we|someone|i'm|you",
    "if i|there|someone|you|we|i'm|they",
    "you have|need|should|want|can|must",
    "in general",
    "most of the time",
    "every time",
    "i'll",
    "i will",
]);

/// The names of the parts: saying them tells nothing.
pub(crate) const PART_NAMES: &[&str] = &[
    "situation", "situations", "task", "tasks", "action", "actions", "result", "results", "reflection", "reflections",
    "star",
];

/// Words that pin a story down.
pub(crate) static SPECIFIC: Patterns = Patterns::new(&[
    "last year|week|month|summer|quarter|spring|fall|winter",
    "years|months|weeks ago",
    "at my|our last|previous|first|old|former",
    "in my last|previous|first|former",
    "one day|time|morning|evening",
    "there was|were",
    "when i was|joined|worked|started",
]);
