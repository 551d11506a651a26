//! One round: a question is shown, its answer recorded or taken from a file, measured, kept and told.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use outloud::along::Along;
use outloud::capture::choice;
use outloud::capture::recorder::RecordingLimits;
use outloud::decode;
use outloud::history::pending::WhyPending;
use outloud::report::terminal::{self, session::SessionTake};
use outloud::report::{self, Context, Format};
use outloud::transcribe;
use outloud::transcribe::on_demand::OnDemand;
use outloud::usual::USUAL;

use super::posed::Posed;
use super::speech::Speech;
use crate::cli::{Filing, PracticeArgs};
use crate::commands::keep::Keeper;
use crate::commands::record::taking::{Recorded, TakeSetup, not_analysed, record, tell};
use crate::commands::waiting::Slip;
use crate::commands::{Session, analyze, device, options, recognition};
use crate::error::{Error, INTERRUPTED};
use crate::output::Printer;

/// One session, from the first question to the summary.
pub(super) struct Practice<'a> {
    pub(super) session: &'a Session<'a>,
    request: &'a PracticeArgs,
    model: OnDemand,
    /// Who listened along to the last answer, until it is measured.
    along: Option<Along>,
    keeper: Keeper,
    /// Recordings that stand in for answers; `None` where somebody speaks.
    from: Option<VecDeque<PathBuf>>,
    speech: Option<Speech>,
    /// What was said and measured.
    said: Vec<SessionTake>,
    /// Recordings that could not be measured.
    failed: usize,
    /// Whether the user wants an end.
    ends: bool,
}

impl<'a> Practice<'a> {
    /// Looks for all that a session needs: what would stop it had better be known before somebody has spoken.
    pub(super) fn begin(request: &'a PracticeArgs, session: &'a Session<'a>) -> Result<Self, Error> {
        let from = analyze::recordings(&request.from)?;
        if let Some(missing) = from.iter().find(|path| !path.exists() && *path != Path::new("-")) {
            return Err(decode::Error::Missing(missing.clone()).into());
        }
        let speech = request.say.then(|| Speech::find(session)).transpose()?;
        recognition::model_or_offer(&request.recognition, session)?;
        let model = recognition::on_demand(&request.recognition, session)?.remembering();
        let keeper = Keeper::open(session)?;
        let from = (!from.is_empty()).then(|| from.into());
        Ok(Self {
            session,
            request,
            model,
            along: None,
            keeper,
            from,
            speech,
            said: Vec::new(),
            failed: 0,
            ends: false,
        })
    }

    /// Whether the user wants an end.
    pub(super) fn ends(&self) -> bool {
        self.ends
    }

    /// Whether there may be another answer: not when the recordings are used up.
    pub(super) fn goes_on(&self) -> bool {
        self.from.as_ref().is_none_or(|left| !left.is_empty())
    }

    /// Asks what is `posed`, and has it answered: the recording, unless there is none.
    pub(super) fn hear(&mut self, posed: &Posed) -> Result<Option<PathBuf>, Error> {
        let printer = self.session.printer;
        let words = posed.words();
        printer.say(&format!("\n{}", terminal::paragraphs(&[&posed.about(), words], Printer::width_stderr())));
        if let Some(speech) = &self.speech {
            speech.speak(words, self.session);
        }
        if let Some(left) = &mut self.from {
            return Ok(left.pop_front());
        }
        let recording = self.record(posed)?;
        // The Ctrl-C that ended the answer is not meant for its analysis; closing the terminal is meant for everything.
        self.ends |= self.session.cancelled.load(Ordering::Relaxed);
        self.session.cancelled.store(self.session.leaving.load(Ordering::Relaxed), Ordering::Relaxed);
        Ok(recording)
    }

    /// Records the answer to what is `posed`; `None` where nothing was said, or it was thrown away.
    fn record(&mut self, posed: &Posed) -> Result<Option<PathBuf>, Error> {
        let session = self.session;
        let mut source = choice::open(device(self.request.device.as_deref(), session))?;
        let setup = TakeSetup {
            slip: Slip::new(WhyPending::NotDone, &posed.asked, &self.filing(posed), session),
            question: posed.asked.id.as_deref().or(Some(posed.words())),
            output: None,
            limits: RecordingLimits { longest_s: self.request.longest_s, silence_s: self.request.silence_s },
            prep_s: Some(self.request.prep_s),
            countdown_s: 0,
            ranges: &USUAL.aimed_at(posed.asked.aim()),
            says_where: false,
            bell: self.request.bell.bell,
            model: Some(&self.model),
            live: false,
        };
        match record(&setup, source.as_mut(), session) {
            Ok(Recorded { path, summary, along }) => {
                if let Some(cut_short) = tell(&path, summary, session.printer) {
                    Printer::error(&cut_short);
                }
                self.along = along;
                Ok(Some(path))
            }
            Err(Error::Discarded) => {
                if !session.cancelled.load(Ordering::Relaxed) {
                    session.printer.say("nothing was recorded");
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// What an answer to what is `posed` is filed under.
    fn filing(&self, posed: &Posed) -> Filing {
        let (speaker, tag) = (self.request.speaker.clone(), self.request.tag.clone());
        Filing { speaker, category: posed.category.clone(), tag, ..Filing::default() }
    }

    /// Measures the answer to what was `posed`, and keeps it: whether there is something to report. A recording that cannot be
    /// measured is told of; an error is the end.
    pub(super) fn measure(&mut self, posed: &Posed, recording: &Path) -> Result<bool, Error> {
        let measured = if self.session.leaving.load(Ordering::Relaxed) {
            Err(transcribe::Error::Cancelled.into())
        } else {
            recognition::analyse(recording, posed.asked.clone(), &mut self.model, self.session)
        };
        self.along = None;
        let take = match measured.map_err(|error| not_analysed(error, recording, &posed.asked)) {
            Ok(take) => take,
            Err(error) if error.exit_status() == INTERRUPTED => return Err(error),
            Err(error) => {
                Printer::error(&error);
                self.failed += 1;
                return Ok(false);
            }
        };
        let kept = self.keeper.keep(&take, &self.filing(posed), self.session);
        let id = match kept {
            Ok(kept) => Some(kept.id),
            Err(error) => {
                Printer::error(&Error::NotKept(Box::new(error)));
                None
            }
        };
        self.said.push(SessionTake { id, take });
        Ok(true)
    }

    /// Measures `answers` one after the other; the first that is interrupted ends it, and the others are told of.
    pub(super) fn measure_all(&mut self, answers: Vec<(Posed, PathBuf)>) -> Result<(), Error> {
        let mut ended = Ok(());
        for (posed, recording) in answers {
            if let Err(error) = &ended {
                Printer::error(error);
                ended = Err(not_analysed(transcribe::Error::Cancelled.into(), &recording, &posed.asked));
            } else if let Err(error) = self.measure(&posed, &recording) {
                ended = Err(error);
            }
        }
        ended
    }

    /// Writes the short report of the last take, which it returns.
    pub(super) fn report(&self) -> Result<Option<&SessionTake>, Error> {
        let Some(said @ SessionTake { id, take }) = self.said.last() else { return Ok(None) };
        let known = id.map(|id| self.keeper.context(id, take, false, self.session)).transpose()?.unwrap_or_default();
        // One key each does here what commands would; and how it went against the take before is told however long the report is.
        let context = Context { taken: known.taken, ..Context::default() };
        let options = options(self.session.printer);
        let mut text = format!("\n{}", report::render(take, &context, Format::Text, &options)?);
        if !known.remarks.is_empty() {
            let remarks: Vec<&str> = known.remarks.iter().map(String::as_str).collect();
            text.extend(["\n", &terminal::paragraphs(&remarks, options.width)]);
        }
        Printer::data(Path::new("-"), &if options.plain { report::spoken(&text) } else { text })?;
        Ok(Some(said))
    }

    /// Writes what was said in this session.
    pub(super) fn summarise(&self) -> Result<(), Error> {
        if !self.said.is_empty() {
            let text = terminal::session::summary(&self.said, &options(self.session.printer));
            Printer::data(Path::new("-"), &format!("\n{text}"))?;
            let next =
                "`outloud practice` goes on with what is due; `outloud trend` shows how it went from take to take";
            self.session.printer.say(&format!("\n{}", terminal::indented(next, 0, Printer::width_stderr()).trim_end()));
        }
        match (self.said.len(), self.failed) {
            (0, 0) => Err(Error::Discarded),
            (_, 0) => Ok(()),
            (said, failed) => Err(Error::SomeFailed { failed, all: said + failed }),
        }
    }
}
