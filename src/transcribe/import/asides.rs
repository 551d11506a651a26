//! What a transcript has beside the words that were said: sounds that are described, and who speaks.

use std::collections::HashMap;

use super::cue::Spoken;
use crate::language::lexicon;

/// Words of a description at most: "[keyboard clicking in the background]".
const LONGEST: usize = 8;
/// How words for a sound begin: "(laughs)" is a sound, "(two of them)" is said.
const SOUNDS: [&str; 64] = [
    "applau", "audience", "audio", "background", "bang", "bark", "beep", "bell", "blank", "breath", "buzz", "chatter",
    "cheer", "chirp", "chuckl", "clap", "clears", "click", "cough", "crosstalk", "crow", "cry", "door", "engine",
    "exhal", "footstep", "foreign", "gasp", "giggl", "groan", "hum", "inaudible", "indistinct", "inhal", "knock",
    "laugh", "lips", "motor", "mumbl", "murmur", "music", "no speech", "nois", "overlapping", "paus", "phone",
    "playing", "rain", "ring", "rustl", "scoff", "sigh", "silence", "sing", "slam", "sneez", "sniff", "snort", "sound",
    "speaks", "static", "thunder", "typing", "unintelligible",
];

/// `words` without `[Music]`, "(applause)", "*coughs*", "♪ la la ♪".
pub(super) fn without_sounds<W>(words: Vec<W>, text: impl Fn(&W) -> &str) -> Vec<W> {
    let mut kept = Vec::with_capacity(words.len());
    let mut left_out = 0;
    for at in 0..words.len() {
        if left_out > at {
            continue;
        }
        let within: Vec<&str> = words[at..].iter().take(LONGEST).map(&text).collect();
        match described(&within) {
            0 => kept.push(at),
            length => left_out = at + length,
        }
    }
    let mut kept = kept.into_iter().peekable();
    words.into_iter().enumerate().filter(|(at, _)| kept.next_if_eq(at).is_some()).map(|(_, word)| word).collect()
}

/// How many of `words`, from the first on, describe a sound.
fn described(words: &[&str]) -> usize {
    let first = words.first().copied().unwrap_or_default();
    let marks = |c: char| matches!(c, '♪' | '♫' | '♬' | '🎵' | '🎶');
    if first.starts_with(marks) {
        let sung = words.iter().skip(1).position(|word| word.ends_with(marks));
        return sung.filter(|_| !first.trim_matches(marks).is_empty() || words.len() > 1).map_or(1, |last| last + 2);
    }
    let close = match first.chars().next() {
        Some('[') => ']',
        Some('(') => ')',
        Some('*') => '*',
        _ => return 0,
    };
    let closed = |(at, word): (usize, &&str)| {
        let bare = word.trim_end_matches(['.', ',', ':', ';', '!', '?', '-']);
        bare.ends_with(close) && (at > 0 || bare.chars().count() > 1)
    };
    let Some(last) = words.iter().enumerate().position(closed) else { return 0 };
    let inside = words[..=last].join(" ").to_lowercase().replace('_', " ");
    let inside = inside.trim_matches(|c: char| !c.is_alphanumeric());
    let sound = || inside.split(' ').any(|word| SOUNDS.iter().any(|sound| word.starts_with(sound)));
    // Square brackets are never said.
    if close == ']' || sound() { last + 1 } else { 0 }
}

/// Roles that stand before what somebody says.
const ROLES: [&str; 16] = [
    "speaker", "interviewer", "interviewee", "host", "guest", "moderator", "narrator", "candidate", "coach", "manager",
    "recruiter", "participant", "respondent", "me", "q", "a",
];
/// Stand before a colon and are no names.
const HEADINGS: [&str; 52] = [
    "situation", "task", "action", "actions", "result", "results", "reflection", "context", "background", "goal",
    "problem", "challenge", "solution", "outcome", "impact", "lesson", "lessons", "learning", "learnings", "summary",
    "conclusion", "first", "second", "third", "finally", "next", "note", "notes", "example", "question", "answer",
    "step", "part", "plan", "decision", "reason", "cause", "effect", "today", "update", "key", "star", "prompt",
    "title", "topic", "monday", "tuesday", "wednesday", "thursday", "friday", "todo", "ps",
];

/// Who speaks, by the names before the colons of a transcript.
pub(super) struct Speakers {
    /// How many lines begin with each.
    lines: HashMap<String, usize>,
}

impl Speakers {
    /// Those of `lines`.
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts = HashMap::new();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().take(NAME).collect();
            if let Some(length) = name(&words) {
                *counts.entry(words[..length].join(" ")).or_default() += 1;
            }
        }
        Self { lines: counts }
    }

    /// How many of `words`, which begin a line, name who says the rest. `captions` name more surely than typed text, whose
    /// headings end in colons too.
    pub(super) fn named(&self, words: &[&str], captions: bool) -> usize {
        let first = words.first().copied().unwrap_or_default();
        if first.chars().all(|c| c == '>') && !first.is_empty() {
            return 1 + self.named(&words[1..], true);
        }
        let Some(length) = name(words) else { return 0 };
        let written = words[..length].join(" ");
        let bare = written.trim_end_matches(':').to_lowercase();
        let first = bare.split([' ', '_']).next().unwrap_or_default();
        let repeated = self.lines.get(&written).is_some_and(|&lines| lines > 1);
        let shouted =
            written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.contains(char::is_lowercase);
        let heading = HEADINGS.contains(&first) || lexicon::is_functional(first) && !ROLES.contains(&first);
        let said = ROLES.contains(&first) || !heading && (captions || repeated || shouted);
        if said { length } else { 0 }
    }
}

/// A name has at most this many words.
const NAME: usize = 4;

/// The length of a name with a colon behind it that `words` begin with: "Jane:", "JANE DOE:", "Speaker 1:".
fn name(words: &[&str]) -> Option<usize> {
    let last = words.iter().take(NAME).position(|word| word.ends_with(':'))?;
    is_name(&words[..=last]).then_some(last + 1)
}

/// Whether `words` begin with what somebody is instead of a name: "Speaker 1".
pub(super) fn is_role(words: &[&str]) -> bool {
    words.first().is_some_and(|first| ROLES.contains(&first.trim_end_matches(':').to_lowercase().as_str()))
}

/// Whether `words` may be the name of somebody: capitals, perhaps a number, no other marks.
pub(super) fn is_name(words: &[&str]) -> bool {
    let ended = words.iter().any(|word| word.len() > 3 && word.ends_with(['.', '!', '?']));
    let colon = words.iter().rev().skip(1).any(|word| word.ends_with(':'));
    let part = |word: &&str| {
        let bare = word.trim_end_matches([':', ',']).trim_matches(['(', ')']);
        let letters = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '_'));
        !bare.is_empty() && letters && bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let first = words.first().copied().unwrap_or_default();
    words.len() <= NAME && !ended && !colon && words.iter().all(part) && first.starts_with(char::is_uppercase)
}

/// What is said on a line of a caption: its words without the name and the dash before them.
pub(super) fn said(mut words: Vec<Spoken>, speakers: &Speakers) -> Vec<Spoken> {
    if let Some(first) = words.first_mut() {
        // "- Really?", "-Really?": somebody else speaks.
        let bare = first.text.trim_start_matches(['-', '–', '—']);
        if !bare.starts_with(|c: char| c.is_ascii_digit()) {
            first.text = bare.to_owned();
        }
    }
    words.retain(|word| !word.text.is_empty());
    let texts: Vec<&str> = words.iter().take(NAME + 1).map(|word| word.text.as_str()).collect();
    let named = speakers.named(&texts, true);
    words.drain(..named.min(words.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> String {
        without_sounds(text.split(' ').collect(), |word| word).join(" ")
    }

    #[test]
    fn described_sounds_are_not_said() {
        for (text, said) in [
            ("[Music] We left.", "We left."),
            ("We (laughs) left. [door slams behind us]", "We left."),
            ("*coughs* We left (keyboard clicking).", "We left"),
            ("♪ la la la ♪ We left. ♪♪", "We left."),
            ("We left (two of them) early, [or so", "We left (two of them) early, [or so"),
            ("(1) wait, (2) pay", "(1) wait, (2) pay"),
            ("♪", ""),
        ] {
            assert_eq!(heard(text), said, "{text}");
        }
    }

    #[test]
    fn names_are_told_from_headings() {
        let speakers = Speakers::of(["Ann: Hello", "Ann: Bye", "Tom: Hello"]);
        let named = |line: &str, captions| speakers.named(&line.split(' ').collect::<Vec<_>>(), captions);
        for line in
            ["Ann: Hello", "ANN LEE: Hello", "Speaker 1: Hello", "SPEAKER_00: Hello", ">> Hello", ">> Bo: Hello"]
        {
            assert_eq!(named(line, false), line.split(' ').count() - 1, "{line}");
        }
        assert_eq!((named("Tom: Hello", false), named("Tom: Hello", true)), (0, 1));
        for line in ["Result: it held", "So: we left", "we said: no", "RESULT: it held", "The plan: wait"] {
            assert_eq!(named(line, true), 0, "{line}");
        }
    }
}
