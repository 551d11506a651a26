//! Takes in: each kept in the history, and its report written where and how the user wants it.

use std::path::Path;

use outloud::batch::resumed::Lines;
use outloud::figure::{count, without_system_numbers};
use outloud::opinion::Adviser;
use outloud::report::summary::{Found, SummaryLine};
use outloud::report::{self, Context, Format, Options, json, terminal};
use outloud::take::Take;

use super::folder::{Folder, INDEX};
use super::keep::{self, Keeper};
use super::{Session, file_name, next, opinion, play, sound};
use crate::cli::Filing;
use crate::error::Error;
use crate::output::{Printer, Unfinished};

/// Keeps takes as they come and writes them in the format asked for; a file is there when all of them are in it.
pub(super) struct Reports<'a> {
    format: Format,
    full: bool,
    /// The command that writes the whole reports of what is not kept, if there is one.
    in_full: Option<String>,
    with_audio: bool,
    adviser: Option<Adviser>,
    path: &'a Path,
    filing: &'a Filing,
    session: &'a Session<'a>,
    /// Opened for the first take; an error once the history failed, and then not tried again.
    keeper: Option<Result<Keeper, Error>>,
    out: Option<Unfinished>,
    /// Where each is a line of a file that an earlier run began.
    lines: Option<Lines>,
    /// Recordings that were done already.
    passed: usize,
    written: usize,
    /// The only one so far, to be heard after its report.
    only: Option<Take>,
    /// Where each has a file of its own.
    folder: Option<Folder>,
    /// What is told of each when all are done.
    summary: Vec<SummaryLine>,
}

impl<'a> Reports<'a> {
    /// Writes to `path`, "-" for standard output; the whole report where it is to be `full`.
    pub(super) fn new(
        (format, full): (Format, bool),
        path: &'a Path,
        filing: &'a Filing,
        session: &'a Session<'a>,
    ) -> Self {
        let (keeper, out, only, folder, summary) = (None, None, None, None, Vec::new());
        let (with_audio, adviser) = (true, None);
        Self {
            format,
            full,
            in_full: None,
            with_audio,
            adviser,
            path,
            filing,
            session,
            keeper,
            out,
            lines: None,
            passed: 0,
            written: 0,
            only,
            folder,
            summary,
        }
    }

    /// The same with the sound in pages, or without.
    pub(super) fn with_audio(self, with_audio: bool) -> Self {
        Self { with_audio, ..self }
    }

    /// The same for takes that this command writes whole reports of.
    pub(super) fn in_full_by(self, command: String) -> Self {
        Self { in_full: Some(command), ..self }
    }

    /// The same with the opinion of a language model, where there is one to ask.
    pub(super) fn with_opinion_of(self, adviser: Option<Adviser>) -> Self {
        Self { adviser, ..self }
    }

    /// The same with a file for each in this folder, where there is one.
    pub(super) fn in_folder(self, folder: Option<Folder>) -> Self {
        Self { folder, ..self }
    }

    /// The same added to these lines, where there are some.
    pub(super) fn onto(self, lines: Option<Lines>) -> Self {
        Self { lines, ..self }
    }

    /// Notes that a recording could not be analysed; on a line of its own where it is to be `told`.
    pub(super) fn fail(&mut self, recording: &Path, error: &Error, told: bool) -> Result<(), Error> {
        let message = without_system_numbers(&error.to_string());
        if told {
            let path = recording.display().to_string();
            self.write(&json::failed_line(&path, &message, error.hint().as_deref()))?;
        }
        self.summary.push(SummaryLine { name: file_name(recording), page: None, outcome: Err(message) });
        Ok(())
    }

    /// Notes that a recording was done by an earlier run.
    pub(super) fn pass_over(&mut self) {
        self.passed += 1;
    }

    pub(super) fn add(&mut self, take: &Take) -> Result<(), Error> {
        let mut context = self.keep(take);
        if self.format == Format::Html {
            let recording = keep::is_file(take).then(|| Path::new(&take.source.path));
            context.sound = sound::of(take, recording, self.with_audio, self.session);
        }
        context.opinion = opinion::of(take, self.adviser.as_ref(), self.session);
        let path = self.path;
        let options = Options { full: self.full, ..self.session.printer.options(path) };
        let mut text = report::render(take, &context, self.format, &options)?;
        let name = self.folder.as_ref().and_then(|folder| folder.name(&take.source.path)).map(str::to_owned);
        let (recording, found) = (file_name(Path::new(&take.source.path)), Found::new(take));
        self.summary.push(SummaryLine { name: recording, page: name.clone(), outcome: Ok(found) });
        if let Some((folder, name)) = self.folder.as_ref().zip(name) {
            self.written += 1;
            return folder.write(&name, &text);
        }
        if self.written > 0 && matches!(self.format, Format::Text | Format::Md) {
            text.insert(0, '\n');
        }
        self.written += 1;
        self.only = (self.written == 1 && self.format == Format::Text).then(|| take.clone());
        self.write(&text)
    }

    /// Adds `text` to what is written.
    fn write(&mut self, text: &str) -> Result<(), Error> {
        if let Some(lines) = &mut self.lines {
            return Ok(lines.add(text)?);
        }
        let out = match &mut self.out {
            Some(out) => out,
            None => self.out.insert(Unfinished::begin(self.path)?),
        };
        out.add(text)
    }

    /// Keeps `take` before anything is written: a report may go to a pipe that closes. A history that fails costs no report.
    /// Returns what is known of it then.
    fn keep(&mut self, take: &Take) -> Context {
        let known = || {
            let all = self.in_full.clone().filter(|_| !self.full);
            Context {
                taken: self.filing.date.or_else(|| keep::taken(take)),
                next: next::commands(take, None, all, &next::filed_under(self.filing, self.session)),
                ..Context::default()
            }
        };
        if self.filing.no_save {
            return known();
        }
        if take.source.duration_s.is_none() && !self.filing.save {
            self.session.printer.say("not kept in the history, as it is no recording; `--save` keeps it");
            return known();
        }
        let keeper = self.keeper.get_or_insert_with(|| Keeper::open(self.session));
        let Ok(open) = keeper else { return known() };
        let kept = open.keep(take, self.filing, self.session);
        let context = kept.and_then(|kept| {
            if self.format.is_read() {
                open.context(kept.id, take, self.full, self.session)
            } else {
                Ok(Context::default())
            }
        });
        context.unwrap_or_else(|error| {
            *keeper = Err(error);
            known()
        })
    }

    /// Writes what is left to write; then says if takes could not be kept.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.sum_up()?;
        if let Some(out) = self.out.take() {
            out.finish()?;
            if self.path != Path::new("-") {
                self.session.printer.say(&format!("wrote {}", self.path.display()));
            }
        }
        if let Some(lines) = &self.lines {
            let added = count(self.written, "take");
            self.session.printer.say(&format!("{lines}: {added} added, {} done already", self.passed));
        }
        if let Some(take) = self.only.filter(|take| self.path == Path::new("-") && keep::is_file(take)) {
            play::offer(&take, take.source.path.as_ref(), self.session)?;
        }
        match self.keeper {
            Some(Err(error)) => Err(Error::NotKept(Box::new(error))),
            _ => Ok(()),
        }
    }

    /// Puts together what was found in several recordings: a table behind their reports, and an index of their pages.
    fn sum_up(&mut self) -> Result<(), Error> {
        if self.summary.is_empty() {
            return Ok(());
        }
        let options = Options { full: false, ..super::options(self.session.printer) };
        let table = || terminal::several::summary(&self.summary, &options);
        let Some(folder) = &self.folder else {
            if self.summary.len() < 2 || self.format != Format::Text {
                return Ok(());
            }
            // A file of nothing but failures is none.
            if self.written == 0 && self.path != Path::new("-") {
                return Ok(());
            }
            let table = format!("\n{}", table());
            return self.write(&table);
        };
        if self.format == Format::Html {
            folder.write(INDEX, &report::index_page(&self.summary))?;
        }
        Printer::data(Path::new("-"), &table())?;
        self.session.printer.say(&format!("wrote {} into {}", count(self.written, "report"), folder.place().display()));
        Ok(())
    }
}
