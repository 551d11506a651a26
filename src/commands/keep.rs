//! Keeping takes: what `analyze` and `record` do with every take that they measured.

use std::io::{self, ErrorKind};
use std::path::Path;

use fs_err as fs;
use outloud::history::moment::Moment;
use outloud::history::store::{History, Kept};
use outloud::history::{Audio, Draft};
use outloud::report::json;
use outloud::take::Take;
use outloud::transcribe::models::sha256;

use super::Session;
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
        let recorded = take.source.duration_s.is_some() && path != Path::new("-");
        let origin = if recorded { Some(origin(path).map_err(Error::read(path))?) } else { None };
        let value = json::value(take);
        let (audio, taken, fingerprint) = match origin {
            Some(Origin { audio, taken, sha256 }) => (Some(audio), taken, sha256),
            // The same words at the same times are the same answer.
            None => (
                None,
                Moment::now(),
                sha256(&mut value["transcript"]["words"].to_string().as_bytes()).map_err(Error::read(path))?,
            ),
        };
        let category = filing.category.as_deref();
        let draft = Draft { taken, tags: &filing.tag, category, audio, fingerprint, take: &value };
        let kept = self.history.keep(&draft)?;
        session.printer.say(&if kept.again {
            format!("take {}: measured again", kept.id)
        } else {
            format!("kept as take {}", kept.id)
        });
        Ok(kept)
    }
}

/// Where a recording comes from.
struct Origin {
    audio: Audio,
    taken: Moment,
    sha256: String,
}

/// A recording was made when its file was last written: nothing better is known of most files.
fn origin(path: &Path) -> io::Result<Origin> {
    let mut file = fs::File::open(path)?;
    let about = file.metadata()?;
    let audio = Audio { path: std::path::absolute(path)?, bytes: about.len() };
    let taken = match about.modified() {
        Ok(time) => Moment::of(time),
        Err(e) if e.kind() == ErrorKind::Unsupported => Moment::now(),
        Err(e) => return Err(e),
    };
    Ok(Origin { audio, taken, sha256: sha256(&mut file)? })
}
