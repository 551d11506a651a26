//! Recordings that wait for their analysis: each is in the history as soon as it is on the disk, with all that its recorder was told
//! of it, and also when the recorder was killed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use outloud::Asked;
use outloud::capture::takes::{self, MendedTake};
use outloud::fingerprint::sha256;
use outloud::history::pending::{Pending, WhyPending};
use outloud::history::store::{self, History};
use outloud::history::{Analysis, Draft, Entry, Filter};
use outloud::moment::Moment;
use serde::{Deserialize, Serialize};

use super::{Session, keep, look_at, recognition};
use crate::cli::Filing;
use crate::error::Error;

/// What a recording is to be filed under, from before its first sample on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::commands) struct Slip {
    pending: Pending,
    speaker: Option<String>,
    category: Option<String>,
    tags: Vec<String>,
    /// When it was said, in milliseconds as [`Moment`] counts them; `None` for when its file was last written.
    taken_ms: Option<i64>,
    /// Whether the history is to know nothing of it.
    unsaved: bool,
}

impl Slip {
    /// An answer to what was `asked`, filed under `filing`; `why` it will wait.
    pub(in crate::commands) fn new(why: WhyPending, asked: &Asked, filing: &Filing, session: &Session<'_>) -> Self {
        Self {
            pending: Pending::new(why, asked),
            speaker: super::speaker(filing.speaker.as_deref(), session).map(str::to_owned),
            category: filing.category.clone(),
            tags: filing.tag.clone(),
            taken_ms: filing.date.map(|moment| moment.0),
            unsaved: filing.no_save,
        }
    }

    /// As the recorder leaves it for whoever finds the recording after a crash.
    pub(in crate::commands) fn written(&self) -> String {
        let begun = Self { taken_ms: self.taken_ms.or(Some(Moment::now().0)), ..self.clone() };
        serde_json::to_string(&begun).unwrap_or_default()
    }
}

/// Puts the recording at `path`, which is `length_s` long, into the history. A history that fails costs no recording: its number,
/// where it has one.
pub(in crate::commands) fn file(path: &Path, length_s: f64, slip: &Slip, session: &Session<'_>) -> Option<i64> {
    if slip.unsaved {
        return None;
    }
    let filed = || -> Result<i64, Error> {
        let origin = keep::origin(path).map_err(Error::read(path))?;
        let mut recording = fs::File::open(path).map_err(Error::read(path))?;
        let draft = Draft {
            taken: slip.taken_ms.map_or(origin.taken, Moment),
            dated: slip.taken_ms.is_some(),
            speaker: slip.speaker.as_deref(),
            // Whoever mends it may be somebody else.
            usual_speaker: None,
            tags: &slip.tags,
            category: slip.category.as_deref(),
            audio: Some(origin.audio),
            fingerprint: sha256(&mut recording).map_err(Error::read(path))?,
            analysis: Analysis::Pending {
                pending: &slip.pending,
                source: &path.display().to_string(),
                audio_s: length_s,
            },
        };
        Ok(History::open(&session.paths.database())?.keep(&draft)?.id)
    };
    filed().inspect_err(|error| session.printer.say(&format!("warning: it is not in the history: {error}"))).ok()
}

/// Mends the recordings that were never finished and puts them into the history.
pub(super) fn mend(session: &Session<'_>) -> Vec<MendedTake> {
    let mended = takes::mend(&session.paths.recordings());
    for take in &mended {
        let slip: Slip = serde_json::from_str(&take.about).unwrap_or_default();
        let pending = Pending { why: WhyPending::BrokenOff, ..slip.pending.clone() };
        file(&take.path, take.seconds, &Slip { pending, ..slip }, session);
    }
    mended
}

/// The takes that wait, oldest first.
pub(super) fn all(session: &Session<'_>) -> Result<Vec<Entry>, store::Error> {
    let Some(history) = look_at(session)? else { return Ok(Vec::new()) };
    let mut entries = history.list(&Filter { pending: true, ..Filter::default() }, None)?;
    entries.reverse();
    Ok(entries)
}

/// What those of `recordings` that the history knows answer, analysed or not, by where they are. A history that cannot be read is told
/// of when it is written to.
pub(super) fn asked(recordings: &[PathBuf], session: &Session<'_>) -> Result<HashMap<PathBuf, Asked>, Error> {
    let mut asked = HashMap::new();
    let Some(history) = look_at(session).ok().flatten() else { return Ok(asked) };
    let mut bank = None;
    for path in recordings.iter().filter_map(|path| std::path::absolute(path).ok()) {
        for pending in [false, true] {
            let here = Filter { pending, recording: Some(path.clone()), ..Filter::default() };
            let Some(entry) = history.list(&here, Some(1)).unwrap_or_default().pop() else { continue };
            let known = match &entry.pending {
                Some(pending) => Some(pending.asked()),
                None => history.take(entry.id).ok().map(|take| take.asked()),
            };
            if let Some(known) = known {
                asked.insert(path.clone(), recognition::from_bank(known, &mut bank, session)?);
            }
        }
    }
    Ok(asked)
}

/// Asks whether to analyse the last recording that broke off: what is known of it, where the answer is yes. It is asked once, whoever
/// mended it.
pub(super) fn offer(session: &Session<'_>) -> Option<Entry> {
    let mut broken = all(session).unwrap_or_default();
    broken.retain(|entry| entry.pending.as_ref().is_some_and(|pending| pending.why == WhyPending::BrokenOff));
    let mut history = look_at(session).ok().flatten()?;
    for entry in &broken {
        // Where this fails it is asked again.
        let _ = history.put_off(entry.id);
    }
    let last = broken.pop().filter(|entry| recording(entry).is_some())?;
    let question = last.facts.question.as_deref().map(|question| format!(", {question}")).unwrap_or_default();
    let which = format!(
        "take {} of {}{question} broke off: analyse it now, before anything new is recorded?",
        last.id,
        last.taken.local()
    );
    session.printer.ask(&which).then_some(last)
}

/// Where the recording of a take is, if it is there.
pub(super) fn recording(entry: &Entry) -> Option<PathBuf> {
    entry.audio.as_ref().map(|audio| audio.path.clone()).filter(|path| path.exists())
}
