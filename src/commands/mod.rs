//! One file per subcommand: each turns flags into calls of the library.

pub(crate) mod analyze;
pub(crate) mod models;

use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::error::Error;

/// Where models are kept: `OUTLOUD_MODELS`, else `outloud/models` in the user's data directory.
fn models_dir() -> Result<PathBuf, Error> {
    if let Some(dir) = std::env::var_os("OUTLOUD_MODELS").filter(|dir| !dir.is_empty()) {
        return Ok(dir.into());
    }
    let base = etcetera::choose_base_strategy().map_err(|_| Error::NoHome)?;
    Ok(base.data_dir().join("outloud").join("models"))
}
