//! One file per subcommand: each turns flags into calls of the library.

pub(crate) mod analyze;
pub(crate) mod models;

use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::error::Error;

/// Has the recogniser's threads sleep while they wait for each other. By default they spin, which on a machine that does
/// anything else at the same time makes recognising several times slower. The OpenMP runtime reads this setting before `main`
/// begins, so the program starts itself over with it; where that is not possible it goes on, only slower.
#[cfg(unix)]
fn let_threads_sleep() {
    use std::os::unix::process::CommandExt;
    const SETTING: &str = "OMP_WAIT_POLICY";
    if std::env::var_os(SETTING).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let mut arguments = std::env::args_os();
        let mut command = std::process::Command::new(program);
        command.arg0(arguments.next().unwrap_or_default()).args(arguments).env(SETTING, "passive");
        // Returns only when it fails.
        let _ = command.exec();
    }
}

#[cfg(not(unix))]
fn let_threads_sleep() {}

/// Where models are kept: `OUTLOUD_MODELS`, else `outloud/models` in the user's data directory.
fn models_dir() -> Result<PathBuf, Error> {
    if let Some(dir) = std::env::var_os("OUTLOUD_MODELS").filter(|dir| !dir.is_empty()) {
        return Ok(dir.into());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| Error::NoHome)?;
    Ok(base.data_dir().join("outloud").join("models"))
}
