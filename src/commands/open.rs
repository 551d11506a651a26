//! `outloud open`: a take in, its page in the browser out. The only file that names `open`.

use std::fs;
use std::path::Path;

use outloud::report::{Format, Options};

use super::{Session, history};
use crate::cli::OpenArgs;
use crate::error::Error;
use crate::output::Printer;

/// Writes the page of a take into the data folder, shows it, and prints where it is.
pub(crate) fn run(request: &OpenArgs, session: &Session<'_>) -> Result<(), Error> {
    let options = Options { full: true, ..super::options(session.printer) };
    let shown = history::shown(request.take, Format::Html, &options, !request.no_audio, None, session)?;
    let folder = session.paths.pages();
    fs::create_dir_all(&folder).map_err(Error::write(&folder))?;
    let path = session.paths.page(shown.entry.id);
    Printer::data(&path, &shown.text)?;
    browse(&path, session)
}

/// Shows the page at `path`, and prints where it is.
pub(super) fn browse(path: &Path, session: &Session<'_>) -> Result<(), Error> {
    Printer::data(Path::new("-"), &format!("{}\n", path.display()))?;
    if !has_screen() || open::that_detached(path).is_err() {
        session.printer.say("nothing here opens web pages: open that file in a browser");
    }
    Ok(())
}

/// Whether a browser would have a screen to show on: without one, the system's opener starts a browser in the terminal.
fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}
