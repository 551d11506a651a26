//! Takes in, the takes of the past out: one SQLite file in the data folder keeps every take that was measured.
//!
//! [`store`] is the only part that touches the disk and names the database; trends and comparisons are pure.

pub mod compare;
pub mod counts;
pub mod metric;
pub mod pending;
pub mod spread;
pub mod store;
pub mod trend;

use std::path::PathBuf;

use serde::Serialize;

use self::metric::Headline;
use self::pending::Pending;
use crate::evidence::Asked;
use crate::moment::Moment;
use crate::take::Take;

/// One take of the past: what is known without reading all of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number: never given to another take.
    pub id: i64,
    /// When it was said.
    pub taken: Moment,
    /// Who said it; `None` where nobody was named, which is the user.
    pub speaker: Option<String>,
    /// Company, round, mood: whatever the user files it under.
    pub tags: Vec<String>,
    /// What sort of question.
    pub category: Option<String>,
    /// The recording; `None` for written answers and standard input.
    pub audio: Option<Audio>,
    /// Which definitions measured it ([`crate::take::ANALYSER`]).
    pub analyser: u32,
    /// Why it is not analysed yet; `None` where it is.
    pub pending: Option<Pending>,
    /// What the analysis says in short.
    pub facts: Facts,
}

impl Entry {
    /// Whether the speaker of `other` said this one, too.
    #[must_use]
    pub fn is_by_speaker_of(&self, other: &Self) -> bool {
        match (&self.speaker, &other.speaker) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// A recording on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// Where it was when it was analysed, from the root.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// What a history needs of a take besides keeping it.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Name of the question, or its words; `None` when nobody said.
    pub question: Option<String>,
    /// The file as the user named it.
    pub source: String,
    /// Length of the audio, s; `None` without audio.
    pub audio_s: Option<f64>,
    /// The recogniser's model; `None` when the words were given.
    pub model: Option<String>,
    /// How the answer was built, or was to be built.
    pub shape: Option<String>,
    /// Words, um and uh left out.
    pub words: u64,
    /// What is charted.
    pub headline: Headline,
    /// How long it was to be, s; `None` where nobody said.
    pub aim_s: Option<u32>,
    /// The story that was told, by its name; `None` where none was, and where the words are in doubt.
    pub story: Option<String>,
}

impl Facts {
    /// The facts of `take`.
    #[must_use]
    pub fn read(take: &Take) -> Self {
        let shape = take.shape.as_ref().map_or_else(|| name(&take.structure.kind), |shaped| name(&shaped.name));
        Self {
            question: called(&take.question),
            source: take.source.path.clone(),
            audio_s: take.source.duration_s,
            model: take.transcript.model.clone(),
            shape,
            words: take.pace.words as u64,
            headline: Headline::read(take),
            aim_s: take.duration.aim.map(|aim| aim.length_s),
            story: take.story.as_ref().filter(|_| take.doubt.is_none()).map(|told| told.name.clone()),
        }
    }

    /// What is known of a recording that is not analysed yet.
    #[must_use]
    pub fn of_pending(pending: &Pending, source: &str, audio_s: f64) -> Self {
        Self {
            question: called(&pending.question),
            source: source.to_owned(),
            audio_s: Some(audio_s),
            model: None,
            shape: None,
            words: 0,
            headline: Headline::default(),
            aim_s: None,
            story: None,
        }
    }
}

/// What a question is called in the history.
fn called(question: &Asked) -> Option<String> {
    question.id.clone().or_else(|| question.prompt.clone())
}

/// What JSON calls a variant.
fn name(variant: &impl Serialize) -> Option<String> {
    serde_json::to_value(variant).ok()?.as_str().map(str::to_owned)
}

/// A take to keep.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// When it was said.
    pub taken: Moment,
    /// Whether the user says so, which goes before what was kept of the same answer.
    pub dated: bool,
    /// See [`Entry::speaker`]; what was kept of the same answer stays where it is `None`.
    pub speaker: Option<&'a str>,
    /// Who speaks where neither that nor an earlier analysis of the same answer says so.
    pub usual_speaker: Option<&'a str>,
    /// See [`Entry::tags`].
    pub tags: &'a [String],
    /// See [`Entry::category`].
    pub category: Option<&'a str>,
    /// See [`Entry::audio`].
    pub audio: Option<Audio>,
    /// What tells this answer from all others: the SHA-256 of the recording, or of the words where there is none.
    pub fingerprint: String,
    /// What is known of it.
    pub analysis: Analysis<'a>,
}

/// How far the analysis of a take is.
#[derive(Clone, Copy, Debug)]
pub enum Analysis<'a> {
    /// All of it.
    Done(&'a Take),
    /// It waits.
    Pending {
        /// Why, and what it answers.
        pending: &'a Pending,
        /// The file as the user named it.
        source: &'a str,
        /// Its length, s.
        audio_s: f64,
    },
}

/// What is changed about a take; what is `None` stays, and what is empty is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// What it answers.
    pub question: Option<Asked>,
    /// See [`Entry::speaker`].
    pub speaker: Option<String>,
    /// See [`Entry::category`].
    pub category: Option<String>,
    /// Tags that are added.
    pub tags: Vec<String>,
    /// Tags that are taken away.
    pub not_tags: Vec<String>,
    /// When it was said.
    pub taken: Option<Moment>,
}

/// Which takes are meant. Everything left open means all of them that are analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Answers to this question.
    pub question: Option<AskedAbout>,
    /// Of this speaker.
    pub speaker: Option<SpokenBy>,
    /// Of this category.
    pub category: Option<String>,
    /// With this tag.
    pub tag: Option<String>,
    /// Of the recording at this place, from the root.
    pub recording: Option<PathBuf>,
    /// Said at this moment or after it.
    pub since: Option<Moment>,
    /// Said before this moment.
    pub until: Option<Moment>,
    /// Those that wait for their analysis, instead of those that are analysed.
    pub pending: bool,
    /// Said before this take, which counts even where two were said in the same millisecond.
    pub before: Option<(Moment, i64)>,
}

/// A question to filter by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedAbout {
    /// The one of this name or of these words, in capitals or not.
    Named(String),
    /// None was named.
    Unnamed,
}

impl AskedAbout {
    /// The question of a take.
    #[must_use]
    pub fn about(entry: &Entry) -> Self {
        entry.facts.question.clone().map_or(Self::Unnamed, Self::Named)
    }
}

/// A speaker to filter by. Takes of different speakers are never held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpokenBy {
    /// The one of this name, in capitals or not.
    Named(String),
    /// Nobody was named: the user.
    Unnamed,
}

impl SpokenBy {
    /// The one called `name`; the user where there is none.
    #[must_use]
    pub fn named(name: Option<&str>) -> Self {
        name.map_or(Self::Unnamed, |name| Self::Named(name.to_owned()))
    }

    /// The speaker of a take.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self::named(entry.speaker.as_deref())
    }
}

/// How the user names a take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Its number.
    Id(i64),
    /// The one said last.
    Last,
    /// The one with the most STAR parts; among those, the one with the fewest fillers a minute; among those, the newest.
    Best,
}

impl std::str::FromStr for Name {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "last" => Ok(Self::Last),
            "best" => Ok(Self::Best),
            number => number
                .trim_start_matches('#')
                .parse()
                .map(Self::Id)
                .map_err(|_| "not a take: give its number, `last` or `best`".into()),
        }
    }
}
