//! A take in, what its speaker may type next out.

use std::path::Path;

use outloud::evidence::Asked;
use outloud::figure::clock;
use outloud::history::Entry;
use outloud::take::Take;

use super::{Session, keep};
use crate::cli::Filing;
use crate::error::quoted;

/// Columns that a question may take in a command that is shown.
const LONGEST: usize = 72;

/// Commands, and what each does: hear it, see `all` of it where that is another command, say it again as it was `filed`. `id` is its
/// number in the history, where it is kept.
pub(super) fn commands(take: &Take, id: Option<i64>, all: Option<String>, filed: &str) -> Vec<(String, String)> {
    let file = keep::is_file(take).then(|| quoted(Path::new(&take.source.path)));
    let placed = |finding: &outloud::findings::Finding| finding.evidence.iter().find_map(|moment| moment.span);
    let first = take.findings.iter().enumerate().find_map(|(n, finding)| Some((n + 1, placed(finding)?)));
    let play = file.map(|file| match (id, first) {
        (Some(id), Some((number, _))) => format!("outloud play {id} --finding {number}"),
        (Some(id), _) => format!("outloud play {id}"),
        (None, Some((_, span))) => format!("outloud play {file} --at {}", clock(span.start_s)),
        (None, None) => format!("outloud play {file}"),
    });
    let mut asked = take.asked();
    if asked.id.is_none() && asked.prompt.as_deref().is_some_and(|prompt| prompt.chars().count() > LONGEST) {
        asked.prompt = None;
    }
    let again = format!("outloud record{}{filed}", options(&asked));
    let told = [(play, "hear it"), (all, "see all of it"), (Some(again), "say it again")];
    told.into_iter().filter_map(|(command, what)| Some((command?, what.to_owned()))).collect()
}

/// The command that shows all of the take of this number.
pub(super) fn whole(id: i64) -> String {
    format!("outloud history show {id} --full")
}

/// How much is told on the way: nothing that changes what comes out.
const ON_THE_WAY: [&str; 5] = ["-v", "--verbose", "-q", "--quiet", "--no-progress"];

/// The command line that outloud was called with, and `--full`.
pub(super) fn in_full() -> String {
    let typed = std::env::args_os().skip(1).filter(|typed| !ON_THE_WAY.iter().any(|option| typed == option));
    let typed = typed.map(|argument| format!(" {}", quoted(Path::new(&argument))));
    format!("outloud{} --full", typed.collect::<String>())
}

/// The options that say what was `asked`, and how it is to be answered; empty where nobody said.
pub(super) fn options(asked: &Asked) -> String {
    let Asked { id, prompt, shape, aim, to_tell, .. } = asked;
    let options = [
        ("question", id.clone()),
        // A question of the bank or of the user's own is known by its name.
        ("prompt", prompt.clone().filter(|_| id.is_none())),
        ("shape", shape.map(|shape| shape.name().to_owned())),
        ("aim", aim.map(|aim| format!("{}s", aim.length_s))),
        ("story", to_tell.as_ref().map(|story| story.name.clone())),
    ];
    options.into_iter().filter_map(|(name, value)| Some(option(name, &value?))).collect()
}

/// The options that file a take as this one is.
pub(super) fn filed(entry: &Entry, session: &Session<'_>) -> String {
    under(entry.speaker.as_deref(), entry.category.as_deref(), &entry.tags, session)
}

/// The options that file a take under `filing` again; its day was its own.
pub(super) fn filed_under(filing: &Filing, session: &Session<'_>) -> String {
    let unsaved = if filing.no_save { " --no-save" } else { "" };
    under(filing.speaker.as_deref(), filing.category.as_deref(), &filing.tag, session) + unsaved
}

fn under(speaker: Option<&str>, category: Option<&str>, tags: &[String], session: &Session<'_>) -> String {
    // Whom the settings name is meant anyway.
    let speaker = speaker.filter(|name| super::speaker(None, session) != Some(name));
    let named =
        [("speaker", speaker), ("category", category)].into_iter().filter_map(|(name, value)| Some((name, value?)));
    let tags = tags.iter().map(|tag| ("tag", tag.as_str()));
    named.chain(tags).map(|(name, value)| option(name, value)).collect()
}

fn option(name: &str, value: &str) -> String {
    format!(" --{name} {}", quoted(Path::new(value)))
}
