//! A question as data: its words, why it is asked, and what a listener waits for.

use super::pattern::Pattern;
use crate::structure::Shape;

/// A question, and what its answer is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name: small letters, digits and hyphens.
    pub id: String,
    /// Its words.
    pub ask: String,
    /// What whoever asks wants to find out; empty where nobody wrote it down.
    pub why: String,
    /// How a good answer is built; `None` leaves the choice to its words.
    pub shape: Option<Shape>,
    /// How long a good answer takes, s; `None` where it takes as long as any.
    pub time_s: Option<u32>,
    /// What a listener waits for, in the order in which it is usually told.
    pub points: Vec<Point>,
    /// What a listener would rather not hear.
    pub pitfalls: Vec<Point>,
    /// What may be asked next.
    pub follow_ups: Vec<FollowUp>,
    /// Which kinds of employer ask it, and what they look at.
    pub asked_by: Vec<(String, String)>,
}

/// Something that can be heard in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its name within the question.
    pub name: String,
    /// What it is, to a user: "what your colleague wanted, told fairly".
    pub say: String,
    /// Words any of which show it.
    pub heard: Vec<Pattern>,
    /// Words that may show it.
    pub perhaps: Vec<Pattern>,
}

/// A question that may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Its words.
    pub ask: String,
    /// The point that it asks for.
    pub about: Option<String>,
}
