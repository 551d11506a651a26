//! What a history tells of its speaker, as the page of progress shows it.

use crate::history::trend::Trend;
use crate::moment::Moment;
use crate::playable::Sounding;

/// Takes of the past, and what they come to.
#[derive(Clone, Debug)]
pub struct Dashboard {
    /// How many takes.
    pub takes: usize,
    /// On how many days somebody spoke.
    pub days: usize,
    /// The last weeks: of each its days from Monday on, with how many takes each.
    pub weeks: Vec<Vec<(String, usize)>>,
    /// How each measure went.
    pub trends: Vec<Trend>,
    /// What has to be said of how they were measured.
    pub notes: Vec<String>,
    /// Each question that was answered, the one practised last first.
    pub questions: Vec<AnsweredQuestion>,
    /// Each kind of question of the bank.
    pub coverage: Vec<Covered>,
    /// The speaker's own stories; none where nobody writes any.
    pub stories: Vec<WrittenStory>,
}

/// A question and what its answers were like.
#[derive(Clone, Debug)]
pub struct AnsweredQuestion {
    /// Its words, or its name where it has none.
    pub question: String,
    /// How often it was answered.
    pub takes: usize,
    /// The best answer where one tells a story, and the last; one where they are the same. Never empty.
    pub answers: Vec<Answered>,
}

/// One answer of the past.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Which it is among those to its question: "best".
    pub which: &'static str,
    /// Its number.
    pub id: i64,
    /// When it was said.
    pub taken: Moment,
    /// Its figures in a few words.
    pub figures: String,
    /// The name of its page, where one lies beside this one.
    pub page: Option<String>,
    /// Its sound.
    pub sound: Sounding,
}

/// How much of a kind of question was practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// What it is called.
    pub title: String,
    /// How many of its questions were answered at least once.
    pub answered: usize,
    /// How many there are.
    pub of: usize,
    /// The titles of the stories that are for it.
    pub stories: Vec<String>,
}

/// A story of the speaker's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenStory {
    /// Its title.
    pub title: String,
    /// What it lacks.
    pub lacks: Vec<String>,
}
