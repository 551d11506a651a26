//! What people are used to from other programs, given to every command alike: `ls` and `rm`, values in any case, `--json`.

use std::ffi::OsString;

use clap::{Arg, Command};

/// `command` and all below it with these habits.
pub(super) fn with_habits(command: Command) -> Command {
    let known = match command.get_name() {
        "list" => command.alias("ls"),
        "remove" | "delete" => command.alias("rm"),
        _ => command,
    };
    let in_any_case = |arg: Arg| {
        let is_named = arg.get_action().takes_values() && !arg.get_possible_values().is_empty();
        if is_named { arg.ignore_case(true) } else { arg }
    };
    known.mut_args(in_any_case).mut_subcommands(with_habits)
}

/// What was `typed`, with `--json` for what it is here: `--format json`.
pub(super) fn in_our_words(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut are_options = true;
    let ours = |word: OsString| {
        are_options &= word != "--";
        if are_options && word == "--json" { "--format=json".into() } else { word }
    };
    typed.map(ours).collect()
}
