//! A file that is written piece by piece and appears when it is whole.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{folder, forget_unfinished, is_stdout, target, unfinished_prefix};
use crate::error::Error;

/// What becomes the file at a path, whole or not at all, once it is finished. A link stays one, and its file is written; a file that is
/// there keeps its mode. Standard output ("-"), a device and a pipe are written to as they are: a file put in its place would take
/// `/dev/null` away from the whole machine.
pub(crate) struct Unfinished {
    path: PathBuf,
    place: Outlet,
}

enum Outlet {
    Stdout,
    Device(File),
    File { new: NamedTempFile, target: PathBuf, mode: Option<Permissions> },
}

impl Unfinished {
    /// Begins what is to be at `path`.
    pub(crate) fn begin(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), place: Outlet::at(path).map_err(Error::write(path))? })
    }

    /// Adds `data`.
    pub(crate) fn add(&mut self, data: &str) -> Result<(), Error> {
        let data = data.as_bytes();
        let written = match &mut self.place {
            Outlet::Stdout => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(data).and_then(|()| stdout.flush())
            }
            Outlet::Device(device) => device.write_all(data),
            Outlet::File { new, .. } => new.write_all(data),
        };
        written.map_err(Error::write(&self.path))
    }

    /// Nothing more is to come: it is there.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let Outlet::File { new, target, mode } = self.place else { return Ok(()) };
        let put = || {
            if let Some(mode) = mode {
                new.as_file().set_permissions(mode)?;
            }
            new.as_file().sync_all()?;
            new.persist(&target).map_err(|e| e.error).map(drop)
        };
        put().map_err(Error::write(&self.path))
    }
}

impl Outlet {
    fn at(path: &Path) -> io::Result<Self> {
        if is_stdout(path) {
            return Ok(Self::Stdout);
        }
        let target = target(path);
        let there = fs::metadata(&target).ok();
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            return File::options().write(true).truncate(true).create(true).open(path).map(Self::Device);
        }
        let prefix = unfinished_prefix(&target);
        forget_unfinished(folder(&target), &prefix);
        let new = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder(&target))?;
        Ok(Self::File { new, target, mode: there.map(|there| there.permissions()) })
    }
}
