//! `outloud config`: where the settings are, what they are, and an editor for them.

use std::io;
use std::path::Path;
use std::process::Command;

use outloud::config::Config;

use super::Session;
use crate::cli::ConfigCommand;
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: ConfigCommand, session: &Session<'_>) -> Result<(), Error> {
    let path = session.paths.settings();
    match request {
        ConfigCommand::Path => Printer::data(Path::new("-"), &format!("{}\n", path.display())),
        ConfigCommand::Show => show(session),
        ConfigCommand::Edit => edit(&path, session),
    }
}

/// Every setting that holds, and who set it.
fn show(session: &Session<'_>) -> Result<(), Error> {
    let lines = Config::settings(session.paths)?.into_iter().map(|setting| match (setting.value, setting.variable) {
        (None, _) => format!("{}: not set\n", setting.key),
        (Some(value), Some(variable)) => format!("{}: {value} ({variable})\n", setting.key),
        (Some(value), None) => format!("{}: {value} ({})\n", setting.key, session.paths.settings().display()),
    });
    Printer::data(Path::new("-"), &lines.collect::<String>())
}

/// Opens the file, made with every key explained where there is none, in the user's editor; then reads it once.
fn edit(path: &Path, session: &Session<'_>) -> Result<(), Error> {
    Config::make_file(session.paths)?;
    let wanted = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.trim().is_empty()));
    let Some(editor) = wanted else {
        let hint =
            format!("set `EDITOR`, as in `EDITOR=nano outloud config edit`, or open {} yourself", path.display());
        return Err(Error::Usage { message: "no editor is named in `VISUAL` or `EDITOR`".into(), hint });
    };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let ended = Command::new(program).args(words).arg(path).status();
    let ended =
        ended.and_then(|status| if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) });
    ended.map_err(|source| Error::Editor { editor, source })?;
    Config::load(session.paths)?;
    Ok(())
}
