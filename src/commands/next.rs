//! A take in, what its speaker may type next out.

use std::path::Path;

use outloud::evidence::Asked;
use outloud::figure::clock;
use outloud::take::Take;

use super::keep;
use crate::error::quoted;

/// Columns that a question may take in a command that is shown.
const LONGEST: usize = 72;

/// Commands, and what each does: hear it, see all of it unless that is `full` already, say it again. `id` is its number in the
/// history, where it is kept.
pub(super) fn commands(take: &Take, id: Option<i64>, full: bool) -> Vec<(String, String)> {
    let file = keep::is_file(take).then(|| quoted(Path::new(&take.source.path)));
    let placed = |finding: &outloud::findings::Finding| finding.evidence.iter().find_map(|moment| moment.span);
    let first = take.findings.iter().enumerate().find_map(|(n, finding)| Some((n + 1, placed(finding)?)));
    let play = file.map(|file| match (id, first) {
        (Some(id), Some((number, _))) => format!("outloud play {id} --finding {number}"),
        (Some(id), _) => format!("outloud play {id}"),
        (None, Some((_, span))) => format!("outloud play {file} --at {}", clock(span.start_s)),
        (None, None) => format!("outloud play {file}"),
    });
    let all = id.map_or_else(|| "… --full".into(), |id| format!("outloud history show {id} --full"));
    let asked = options(&take.question);
    let short = take.question.id.is_some() || asked.chars().count() <= LONGEST;
    let again = format!("outloud record{}", if short { &asked } else { "" });
    let told = [(play, "hear it"), (Some(all).filter(|_| !full), "see all of it"), (Some(again), "say it again")];
    told.into_iter().filter_map(|(command, what)| Some((command?, what.to_owned()))).collect()
}

/// The options that say what was `asked`; empty where nobody said.
pub(super) fn options(asked: &Asked) -> String {
    match (&asked.id, &asked.prompt) {
        (Some(id), _) => format!(" --question {}", quoted(Path::new(id))),
        (None, Some(prompt)) => format!(" --prompt {}", quoted(Path::new(prompt))),
        (None, None) => String::new(),
    }
}
