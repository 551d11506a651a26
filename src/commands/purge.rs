//! `outloud purge`: removes everything that outloud keeps, after saying what that is.

use std::fs;
use std::path::{Path, PathBuf};

use outloud::capture::takes;
use outloud::figure::count;
use outloud::history::Filter;
use outloud::history::store::{self, History};

use super::{Session, stories};
use crate::cli::PurgeArgs;
use crate::error::Error;

pub(crate) fn run(request: &PurgeArgs, session: &Session<'_>) -> Result<(), Error> {
    let database = session.paths.database();
    let histories = store::files(&database).map_err(Error::read(&database))?;
    let markers = takes::markers(&session.paths.recordings());
    let recordings = files(&session.paths.recordings())?;
    let unfinished = files(&markers)?;
    let pages = files(&session.paths.pages())?;
    // Models elsewhere are not ours to remove: the user put them there.
    let models = session.paths.models();
    let models = if models.starts_with(session.paths.data()) { files(&models)? } else { Vec::new() };
    let mut plan = vec!["this removes, for ever,".to_owned()];
    let takes =
        History::open_existing(&database).ok().flatten().and_then(|history| history.count(&Filter::default()).ok());
    if !histories.is_empty() {
        let takes = takes.map(|takes| format!(" of {}", count(takes, "take"))).unwrap_or_default();
        plan.push(format!("  the history{takes}: {}", database.display()));
    }
    for (what, files) in [("recordings", &recordings), ("pages of takes", &pages), ("speech models", &models)] {
        if let Some(folder) = files.first().and_then(|file| file.parent()) {
            let bytes: u64 = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).sum();
            plan.push(format!(
                "  {what}, {}, {:.1} MB: {}",
                count(files.len(), "file"),
                bytes as f64 / 1e6,
                folder.display()
            ));
        }
    }
    let all = [histories, recordings, pages, unfinished, models].concat();
    if all.is_empty() {
        session.printer.say("outloud keeps nothing here: there is nothing to remove");
        return Ok(());
    }
    for (what, folder) in [("stories", stories::home(None, session)), ("plans", session.paths.plans())] {
        if !files(&folder)?.is_empty() {
            plan.push(format!("your {what} stay, as you wrote them: {}", folder.display()));
        }
    }
    plan.push(format!("your settings and recordings kept elsewhere stay: {}", session.paths.settings().display()));
    if !super::agree(&plan.join("\n"), request.yes, session)? {
        return Ok(());
    }
    for path in &all {
        super::history::remove(path)?;
    }
    // Folders go if nothing of somebody else's is in them.
    let paths = session.paths;
    for folder in [markers, paths.recordings(), paths.pages(), paths.models(), paths.data().to_owned()] {
        if folder.starts_with(session.paths.data()) {
            let _ = fs::remove_dir(folder);
        }
    }
    session.printer.say(&format!("removed {}", count(all.len(), "file")));
    Ok(())
}

/// The files right in `folder`; none where there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let list = || -> std::io::Result<Vec<PathBuf>> {
        let mut files =
            fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?;
        files.retain(|file| file.is_file());
        files.sort();
        Ok(files)
    };
    list().map_err(Error::read(folder))
}
