//! outloud on the command line: parse, run, say what went wrong.

mod cli;
mod commands;
mod error;
mod output;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::output::Printer;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let printer = Printer::new(&cli.talk);
    let cancelled = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancelled);
    // Without a handler the default stands: the process ends at once, and keeps nothing either.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let outcome = match &cli.command {
        Command::Analyze(request) => commands::analyze::run(request, &printer, &cancelled),
        Command::Models(request) => commands::models::run(request),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            Printer::error(&error);
            ExitCode::from(error.exit_status())
        }
    }
}
