//! outloud on the command line: parse, run, say what went wrong.

mod cli;
mod commands;
mod error;
mod openmp;
mod output;
mod signals;
mod tty;

use std::panic;
use std::process::ExitCode;

use outloud::config::{Config, Paths};
use outloud::decode;

use crate::cli::{Cli, Command};
use crate::commands::Session;
use crate::error::Error;
use crate::output::Printer;
use crate::signals::Signals;

fn main() -> ExitCode {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !decode::guard::is_caught() {
            tell(panic);
        }
    }));
    let cli = Cli::typed();
    match run(&cli, &Signals::heed()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            Printer::error(&error);
            ExitCode::from(error.exit_status())
        }
    }
}

fn run(cli: &Cli, signals: &Signals) -> Result<(), Error> {
    let paths = Paths::from_env()?;
    let config = match Config::load(&paths) {
        // `doctor` and `config` are what such a file is mended with.
        Err(_) if cli.command.needs_no_settings() => Config::default().in_environment(),
        loaded => loaded?,
    };
    let printer = Printer::new(&cli.talk, config.plain());
    let Signals { cancelled, leaving } = signals;
    let session = Session { paths: &paths, config: &config, printer: &printer, cancelled, leaving };
    match &cli.command {
        Command::Record(request) => commands::record::run(request, &session),
        Command::Analyze(request) => commands::analyze::run(request, &session),
        Command::Check(request) => commands::check::run(request, &session),
        Command::Practice(request) => commands::practice::run(request, &session),
        Command::Plan(request) => commands::plan::run(request, &session),
        Command::Play(request) => commands::play::run(request, &session),
        Command::Open(request) => commands::open::run(request, &session),
        Command::History(request) => commands::history::run(request, &session),
        Command::Trend(request) => commands::trend::run(request, &session),
        Command::Dashboard(request) => commands::dashboard::run(request, &session),
        Command::Compare(request) => commands::compare::run(request, &session),
        Command::Reanalyze(request) => commands::reanalyze::run(request, &session),
        Command::Purge(request) => commands::purge::run(request, &session),
        Command::Questions(request) => commands::questions::run(request, &session),
        Command::Stories(request) => commands::stories::run(request, &session),
        Command::Models(request) => commands::models::run(request, &session),
        Command::Devices(request) => commands::devices::run(request, &session),
        Command::Doctor(request) => commands::doctor::run(request, &session),
        Command::Config(request) => commands::config::run(*request, &session),
        Command::Schema { what } => commands::schema::run(*what),
        Command::Completions { shell } => commands::completions::run(*shell),
        Command::Man(request) => commands::man::run(request, &session),
    }
}
