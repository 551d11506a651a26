//! The only place that prints: stdout is data, stderr is talk.

mod several;
mod unfinished;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use outloud::figure::without_system_numbers;
use outloud::report::{Options, spoken, terminal, visible};
use outloud::transcribe::models::pull;
use outloud::watch::Stage;

use crate::cli::{Color, Talk, Telling};
use crate::error::Error;
use crate::tty;
pub(crate) use several::PartLine;
pub(crate) use unfinished::Unfinished;

/// Widest and narrowest report, columns.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;
/// Width where there is no terminal to ask.
const USUAL: usize = 80;

/// Prints as the user asked.
#[derive(Clone, Debug)]
pub(crate) struct Printer {
    color: Color,
    telling: Telling,
    progress: bool,
    /// For ears and slow terminals.
    plain: bool,
}

impl Printer {
    /// As the command line has it, and the settings: `plain` where they want it.
    pub(crate) fn new(talk: &Talk, plain: bool) -> Self {
        let plain = talk.plain || plain;
        let progress = talk.telling() != Telling::Errors && !talk.no_progress && !plain && io::stderr().is_terminal();
        Self { color: if plain { Color::Never } else { talk.color }, telling: talk.telling(), progress, plain }
    }

    /// How a report that goes to `path` is written: a short one.
    pub(crate) fn options(&self, path: &Path) -> Options {
        Options { width: Self::width(), colour: self.colour(path), plain: self.plain, full: false }
    }

    /// Whether what goes to `path` may be coloured.
    fn colour(&self, path: &Path) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
                is_stdout(path) && io::stdout().is_terminal() && !unwanted
            }
        }
    }

    /// Columns of a report.
    pub(crate) fn width() -> usize {
        let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let asked = || io::stdout().is_terminal().then(tty::columns).flatten();
        told.or_else(asked).unwrap_or(USUAL).clamp(NARROWEST, WIDEST)
    }

    /// Refuses to pour a page or a picture over a terminal, where nobody can see it: what `shows` it instead is named.
    pub(crate) fn refuse_at_terminal(path: &Path, shows: &str) -> Result<(), Error> {
        if is_stdout(path) && io::stdout().is_terminal() {
            return Err(Error::Usage {
                message: "a terminal cannot show a page or a picture".into(),
                hint: format!("write it to a file: {shows}"),
            });
        }
        Ok(())
    }

    /// Checks that [`Printer::data`] could write to `path`: better before the work than after it.
    pub(crate) fn try_out(path: &Path) -> Result<(), Error> {
        if is_stdout(path) {
            return Ok(());
        }
        let target = target(path);
        let tried = match fs::metadata(&target) {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => Ok(()),
            Ok(there) if there.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
            _ => fs::metadata(folder(&target)).and_then(|_| tempfile::tempfile_in(folder(&target))).map(drop),
        };
        tried.map_err(Error::write(path))
    }

    /// Writes `data` to the file at `path`, whole or not at all; "-" is standard output. See [`Unfinished`].
    pub(crate) fn data(path: &Path, data: &str) -> Result<(), Error> {
        let mut file = Unfinished::begin(path)?;
        file.add(data)?;
        file.finish()
    }

    /// The same, and says so where it is a file.
    pub(crate) fn result(&self, path: &Path, data: &str) -> Result<(), Error> {
        Self::data(path, data)?;
        if !is_stdout(path) {
            self.say(&format!("wrote {}", path.display()));
        }
        Ok(())
    }

    /// Tells something on stderr, unless the user wants quiet.
    pub(crate) fn say(&self, text: &str) {
        if self.telling != Telling::Errors {
            to_stderr(&if self.plain { spoken(text) } else { text.to_owned() });
        }
    }

    /// Tells on stderr how the work is done, where the user wants to know.
    pub(crate) fn detail(&self, text: &str) {
        if self.telling == Telling::Everything && !text.is_empty() {
            self.say(text);
        }
    }

    /// Rings the terminal's bell, which says nothing that could be left unsaid.
    pub(crate) fn ring() {
        let mut stderr = io::stderr().lock();
        let _ = stderr.write_all(b"\x07").and_then(|()| stderr.flush());
    }

    /// Whether somebody may be at the keys, and is told what they do.
    pub(crate) fn is_spoken_with(&self) -> bool {
        self.telling != Telling::Errors && Self::is_seen()
    }

    /// Shows a line that stays until the next one, or says it where nothing is drawn over; the keyboard may be taken.
    pub(crate) fn show(&self, line: &str) {
        if self.progress {
            Self::redraw(line);
        } else if !line.is_empty() {
            self.say(&format!("{line}\r"));
        }
    }

    /// Whether a line on stderr may be drawn again and again.
    pub(crate) fn is_live(&self) -> bool {
        self.progress
    }

    /// Whether somebody may be at the keys who sees what is said.
    pub(crate) fn is_seen() -> bool {
        io::stderr().is_terminal()
    }

    /// Whether what is drawn on stderr may be coloured.
    pub(crate) fn colour_stderr(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.progress && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }

    /// Columns that may be drawn on stderr: one less than there are, for a full line would be broken.
    pub(crate) fn width_stderr() -> usize {
        let asked = io::stderr().is_terminal().then(tty::columns).flatten();
        asked.unwrap_or(USUAL).saturating_sub(1)
    }

    /// Draws `line` over the one drawn before.
    pub(crate) fn redraw(line: &str) {
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "\r{line}\x1b[K").and_then(|()| stderr.flush());
    }

    /// Whether somebody can be asked, and can answer.
    pub(crate) fn can_ask(&self) -> bool {
        self.is_spoken_with() && io::stdin().is_terminal()
    }

    /// Asks a question that is answered with yes or no; no where nobody can be asked.
    pub(crate) fn ask(&self, question: &str) -> bool {
        if !self.can_ask() {
            return false;
        }
        let _ = write!(io::stderr().lock(), "{question} [y/N] ");
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
    }

    /// Tells what went wrong: the error, its causes, what to do about it.
    pub(crate) fn error(error: &Error) {
        if matches!(error, Error::BrokenPipe) {
            return;
        }
        let mut text = told(error, "\ncaused by: ");
        if let Some(hint) = error.hint() {
            // What other programs read is not broken into lines.
            let hint = if Self::is_seen() { wrapped(&hint) } else { hint };
            text.extend(["\n\nhint: ", &hint]);
        }
        to_stderr(&without_system_numbers(&text));
    }

    /// The same on one line: one of many.
    pub(crate) fn error_of_many(error: &Error) {
        let hint = error.hint().map(|hint| format!("; {}", hint.replace('\n', "; "))).unwrap_or_default();
        to_stderr(&(told(error, ": ") + &hint));
    }

    /// A progress bar for the recording called `name`.
    pub(crate) fn progress(&self, name: &str) -> ProgressLine {
        let target = if self.progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        if self.plain && self.is_spoken_with() {
            self.say(&format!("{name}: at work, which may take a while"));
        }
        let (columns, name) = (Self::width_stderr(), printable(name));
        let bar_columns = if columns < USUAL - 1 { BAR / 2 } else { BAR };
        // A line that is broken cannot be drawn over.
        let fits = name.chars().count() + bar_columns + ABOUT <= columns;
        let prefix = if fits { format!("{name}: ") } else { String::new() };
        let bar = ProgressBar::with_draw_target(Some(1), target).with_prefix(prefix);
        if self.progress {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        ProgressLine { bar, bar_columns }
    }
}

/// Shows how far one recording has got; gone when dropped.
pub(crate) struct ProgressLine {
    bar: ProgressBar,
    bar_columns: usize,
}

/// Columns of the bar of a progress line, and of all that is said around it but a name.
const BAR: usize = 24;
const ABOUT: usize = 50;

impl ProgressLine {
    pub(crate) fn show(&self, stage: Stage) {
        let style =
            |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        match stage {
            Stage::Decoding { share } => self.waiting(format!("decoding, {:.0} %", 100.0 * share)),
            Stage::Listening => self.waiting("looking for speech".into()),
            Stage::Loading => self.waiting("loading the model".into()),
            Stage::Recognising { index, of, done_s, total_s } => {
                // Nothing is known about the rest before the first piece is done.
                let left = if index > 0 { " {eta} left" } else { "" };
                self.bar
                    .set_style(style(&format!("{{spinner}} {{prefix}}{{msg}} [{{bar:{}}}]{left}", self.bar_columns)));
                self.bar.set_message(format!("{total_s:.0} s of speech, piece {} of {of}", index + 1));
                self.bar.set_length((total_s * 1000.0) as u64);
                self.bar.set_position((done_s * 1000.0) as u64);
            }
        }
    }

    /// Shows how much of a model of `bytes` has been fetched.
    pub(crate) fn show_pull(&self, progress: pull::Progress, bytes: u64) {
        match progress {
            pull::Progress::Waiting => self.waiting("another outloud is changing the models: waiting for it".into()),
            pull::Progress::Checking => self.waiting("checking its SHA-256".into()),
            pull::Progress::Fetching(done) => {
                if self.bar.length() != Some(bytes) {
                    let template = "{spinner} {prefix}[{bar:24}] {decimal_bytes} of {decimal_total_bytes}, {eta} left";
                    self.bar.set_style(
                        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
                    );
                    self.bar.set_length(bytes);
                    // What was here already says nothing about the speed.
                    self.bar.set_position(done);
                    self.bar.reset_eta();
                }
                self.bar.set_position(done);
            }
        }
    }

    fn waiting(&self, what: String) {
        self.bar.set_message(what);
        self.bar.set_style(
            ProgressStyle::with_template("{spinner} {prefix}{msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

/// The file that writing to `path` changes: where it leads, if it is a link.
fn target(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    // No further than the system itself follows.
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = folder(&target).join(next),
            Err(_) => break,
        }
    }
    target
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// How the names of files begin that are to become `target`: hidden, and told from everybody else's.
fn unfinished_prefix(target: &Path) -> String {
    format!(".{}.outloud-", target.file_name().unwrap_or_default().to_string_lossy())
}

/// A file that should have become another by now: whoever wrote it was killed.
const UNFINISHED_FOR: Duration = Duration::from_secs(600);

fn forget_unfinished(folder: &Path, prefix: &str) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = || file.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > UNFINISHED_FOR);
        if file.file_name().to_string_lossy().starts_with(prefix) && is_old() == Some(true) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// `text` without what could steer the terminal or reorder a line. A line may go back to its start at its very end, as is
/// needed while the keyboard is taken.
fn printable(text: &str) -> String {
    let (text, end) = text.strip_suffix('\r').map_or((text, ""), |text| (text, "\r"));
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n") + end
}

/// The lines of a hint, none wider than the terminal; the first stands behind the word "hint: ".
fn wrapped(hint: &str) -> String {
    let lines: Vec<String> = format!("hint: {hint}")
        .lines()
        .map(|line| terminal::indented(line, 0, Printer::width_stderr()).trim_end().to_owned())
        .collect();
    lines.join("\n").trim_start_matches("hint: ").to_owned()
}

/// An error and what caused it, as far as it does not say that itself.
fn told(error: &Error, because: &str) -> String {
    let mut text = format!("error: {error}");
    let mut cause = std::error::Error::source(error);
    let mut said = error.to_string();
    while let Some(source) = cause {
        let next = source.to_string();
        if !said.contains(&next) {
            text.extend([because, &next]);
        }
        said = next;
        cause = source.source();
    }
    text
}

/// Nobody is left to tell when stderr is closed.
fn to_stderr(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_told_can_overwrite_a_line_or_turn_it_round() {
        assert_eq!(printable("a\u{1b}[2K\rb\u{202e}c\u{9b}\nd\r"), "a\u{fffd}[2K b\u{fffd}c\u{fffd}\nd\r");
    }
}
