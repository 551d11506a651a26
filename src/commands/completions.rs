//! `outloud completions`: what a shell needs to finish commands, options and their values. The only file that names `clap_complete`.

use std::path::Path;

use clap_complete::aot::{self, generate};

use crate::cli::{self, Shell};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(shell: Shell) -> Result<(), Error> {
    let shell = match shell {
        Shell::Bash => aot::Shell::Bash,
        Shell::Zsh => aot::Shell::Zsh,
        Shell::Fish => aot::Shell::Fish,
        Shell::Powershell => aot::Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut cli::command(), "outloud", &mut script);
    Printer::data(Path::new("-"), &String::from_utf8_lossy(&script))
}
