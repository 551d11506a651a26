//! `outloud man`: the help as manual pages. The only file that names `clap_mangen`.

use std::fs;
use std::path::Path;

use clap_mangen::{Man, generate_to};

use super::Session;
use crate::cli::{self, ManArgs};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &ManArgs, session: &Session<'_>) -> Result<(), Error> {
    let Some(folder) = &request.folder else {
        let mut page = Vec::new();
        Man::new(cli::command()).render(&mut page).map_err(Error::write(Path::new("-")))?;
        return Printer::data(Path::new("-"), &String::from_utf8_lossy(&page));
    };
    fs::create_dir_all(folder).and_then(|()| generate_to(cli::command(), folder)).map_err(Error::write(folder))?;
    session.printer.say(&format!(
        "wrote the pages to {}; `man -l {}` reads one",
        folder.display(),
        folder.join("outloud.1").display()
    ));
    Ok(())
}
