//! Keeping takes: what `analyze` and `record` do with every take that they measured.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use outloud::fingerprint::sha256;
use outloud::history::store::{History, Kept};
use outloud::history::{Analysis, Audio, Draft, Filter, Name, SpokenBy};
use outloud::language::crutches::{self, Usage};
use outloud::moment::Moment;
use outloud::report::{Context, json};
use outloud::take::Take;

use super::{Session, compare, next};
use crate::cli::Filing;
use crate::error::Error;

/// Keeps takes in the user's history.
pub(crate) struct Keeper {
    history: History,
}

impl Keeper {
    /// Opens the history, or begins one.
    pub(crate) fn open(session: &Session<'_>) -> Result<Self, Error> {
        Ok(Self { history: History::open(&session.paths.database())? })
    }

    /// Keeps `take`, and says so. Its source is the recording, which must be where it says.
    pub(crate) fn keep(&mut self, take: &Take, filing: &Filing, session: &Session<'_>) -> Result<Kept, Error> {
        let path = Path::new(&take.source.path);
        let (audio, taken, fingerprint) = match take.source.sha256.clone().filter(|_| is_file(take)) {
            Some(sha256) => {
                let Origin { audio, taken } = origin(path).map_err(Error::read(path))?;
                (Some(audio), taken, sha256)
            }
            // The same words at the same times are the same answer.
            None => (
                None,
                Moment::now(),
                sha256(&mut json::line(&take.transcript.words).as_bytes()).map_err(Error::read(path))?,
            ),
        };
        let category = filing.category.as_deref();
        let draft = Draft {
            taken: filing.date.unwrap_or(taken),
            dated: filing.date.is_some(),
            speaker: filing.speaker.as_deref(),
            usual_speaker: super::speaker(None, session),
            tags: &filing.tag,
            category,
            audio,
            fingerprint,
            analysis: Analysis::Done(take),
        };
        let kept = self.history.keep(&draft)?;
        let moved =
            kept.moved_from.as_deref().map(|from| format!(", no longer as an answer to “{from}”")).unwrap_or_default();
        session.printer.say(&if kept.again {
            format!("take {}: measured again{moved}", kept.id)
        } else {
            format!("kept as take {}{moved}", kept.id)
        });
        Ok(kept)
    }

    /// What the history has to say about take `id`, which is `take`; `full` as it is reported.
    pub(crate) fn context(&self, id: i64, take: &Take, full: bool, session: &Session<'_>) -> Result<Context, Error> {
        let entry = self.history.find(Name::Id(id))?;
        let all = (!full).then(|| next::whole(id));
        let next = next::commands(take, Some(id), all, &next::filed(&entry, session));
        Ok(Context { taken: Some(entry.taken), remarks: remarks(&self.history, id, take)?, next, ..Context::default() })
    }
}

/// What `history` has to say about take `id`, which is `take`, and those before it: a sentence each, none for a first take.
pub(super) fn remarks(history: &History, id: i64, take: &Take) -> Result<Vec<String>, Error> {
    let against = compare::sentence(history, id)?;
    // Phrases of words that are in doubt say nothing about the speaker.
    let leans = if take.doubt.is_none() { crutches(history, id, take)? } else { None };
    Ok(against.into_iter().chain(leans).collect())
}

/// Earlier answers that a speaker's habits are looked for in, and how far back.
const HABITS: usize = 8;
const LOOK_BACK: usize = 32;

/// What the speaker of `take` leans on, in this answer and in earlier ones to other questions, in a sentence.
fn crutches(history: &History, id: i64, take: &Take) -> Result<Option<String>, Error> {
    let entry = history.find(Name::Id(id))?;
    let speaker = Some(SpokenBy::of(&entry));
    let before = Filter { speaker, before: Some((entry.taken, entry.id)), ..Filter::default() };
    let mut earlier = history.list(&before, Some(LOOK_BACK))?;
    // What several answers to one question have in common is the question. Where none is named, nothing better is known.
    earlier.retain(|other| entry.facts.question.is_none() || other.facts.question != entry.facts.question);
    let words = earlier.iter().take(HABITS).map(|other| history.transcript(other.id));
    let words = words.collect::<Result<Vec<_>, _>>()?;
    let earlier: Vec<Usage> = words.iter().flatten().map(Usage::new).collect();
    let found = crutches::find(&Usage::new(&take.transcript), &earlier);
    let told: Vec<String> = found
        .iter()
        .take(2)
        .map(|c| format!("“{}”, {} times here and in {} of {} earlier answers", c.text, c.count, c.takes, c.of))
        .collect();
    Ok((!told.is_empty()).then(|| format!("You lean on {}.", told.join(", and on "))))
}

/// Whether `take` was made from a recording that can be looked for again.
pub(super) fn is_file(take: &Take) -> bool {
    take.source.duration_s.is_some() && take.source.path != "-"
}

/// When `take` was said, as far as its file tells.
pub(super) fn taken(take: &Take) -> Option<Moment> {
    let about = fs::metadata(&take.source.path).ok().filter(|_| is_file(take))?;
    about.modified().ok().map(Moment::from_file_time)
}

/// Where a recording comes from.
pub(super) struct Origin {
    pub(super) audio: Audio,
    pub(super) taken: Moment,
}

/// A recording was made when its file was last written: nothing better is known of most files.
pub(super) fn origin(path: &Path) -> io::Result<Origin> {
    let about = fs::metadata(path)?;
    let audio = Audio { path: std::path::absolute(path)?, bytes: about.len() };
    let taken = match about.modified() {
        Ok(time) => Moment::from_file_time(time),
        Err(e) if e.kind() == ErrorKind::Unsupported => Moment::now(),
        Err(e) => return Err(e),
    };
    Ok(Origin { audio, taken })
}
