//! Takes in: each kept in the history, and its report written where and how the user wants it.

use std::path::Path;

use outloud::report::{self, Context, Format, Options};
use outloud::take::Take;

use super::keep::{self, Keeper};
use super::{Session, next, play, sound};
use crate::cli::Filing;
use crate::error::Error;
use crate::output::Printer;

/// Keeps takes as they come and writes them in the format asked for; a file gets all of them at the end, at once.
pub(super) struct Reports<'a> {
    format: Format,
    full: bool,
    with_audio: bool,
    path: &'a Path,
    filing: &'a Filing,
    session: &'a Session<'a>,
    /// Opened for the first take; an error once the history failed, and then not tried again.
    keeper: Option<Result<Keeper, Error>>,
    text: String,
    written: usize,
    /// The only one so far, to be heard after its report.
    only: Option<Take>,
}

impl<'a> Reports<'a> {
    /// Writes to `path`, "-" for standard output; the whole report where it is to be `full`.
    pub(super) fn new(
        (format, full): (Format, bool),
        path: &'a Path,
        filing: &'a Filing,
        session: &'a Session<'a>,
    ) -> Self {
        Self {
            format,
            full,
            with_audio: true,
            path,
            filing,
            session,
            keeper: None,
            text: String::new(),
            written: 0,
            only: None,
        }
    }

    /// The same with the sound in pages, or without.
    pub(super) fn with_audio(self, with_audio: bool) -> Self {
        Self { with_audio, ..self }
    }

    pub(super) fn add(&mut self, take: &Take) -> Result<(), Error> {
        let mut context = self.keep(take);
        if self.format == Format::Html {
            let recording = keep::is_file(take).then(|| Path::new(&take.source.path));
            context.sound = sound::of(take, recording, self.with_audio, self.session);
        }
        let path = self.path;
        let options = Options { width: Printer::width(), colour: self.session.printer.colour(path), full: self.full };
        let mut text = report::render(take, &context, self.format, &options)?;
        if self.written > 0 && matches!(self.format, Format::Text | Format::Md) {
            text.insert(0, '\n');
        }
        self.written += 1;
        self.only = (self.written == 1 && self.format == Format::Text).then(|| take.clone());
        if path == Path::new("-") {
            return Printer::data(path, &text);
        }
        self.text.push_str(&text);
        Ok(())
    }

    /// Keeps `take` before anything is written: a report may go to a pipe that closes. A history that fails costs no report.
    /// Returns what is known of it then.
    fn keep(&mut self, take: &Take) -> Context {
        let known =
            || Context { taken: keep::taken(take), next: next::commands(take, None, self.full), ..Context::default() };
        if self.filing.no_save {
            return known();
        }
        let keeper = self.keeper.get_or_insert_with(|| Keeper::open(self.session));
        let Ok(open) = keeper else { return known() };
        let kept = open.keep(take, self.filing, self.session);
        let context = kept.and_then(|kept| {
            if self.format.is_read() { open.context(kept.id, take, self.full) } else { Ok(Context::default()) }
        });
        context.unwrap_or_else(|error| {
            *keeper = Err(error);
            known()
        })
    }

    /// Writes what is left to write; then says if takes could not be kept.
    pub(super) fn finish(self) -> Result<(), Error> {
        if self.path != Path::new("-") && self.written > 0 {
            Printer::data(self.path, &self.text)?;
            self.session.printer.say(&format!("wrote {}", self.path.display()));
        }
        if let Some(take) = self.only.filter(|take| self.path == Path::new("-") && keep::is_file(take)) {
            play::offer(&take, take.source.path.as_ref(), self.session)?;
        }
        match self.keeper {
            Some(Err(error)) => Err(Error::NotKept(Box::new(error))),
            _ => Ok(()),
        }
    }
}
