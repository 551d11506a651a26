//! A text in, what was said of it out: transcripts of other programs name who speaks, and when, on lines of their own.

use super::asides::{self, Speakers};
use super::clock;

/// The lines of `text`, whichever way they end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// Whether `line` is the signature of the program that wrote the transcript.
pub(super) fn is_credit(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let by = ["transcribed by", "transcript by", "captions by", "captioned by", "subtitles by", "subtitled by"];
    by.iter().any(|by| line.starts_with(by))
}

/// `text` without times, speakers and signatures; as it is when there are none.
pub(super) fn said(text: &str) -> String {
    let all: Vec<&str> = lines(text).collect();
    let unstamped: Vec<&str> = all.iter().map(|line| without_stamp(line, true)).collect();
    let speakers = Speakers::of(unstamped.iter().copied());
    // "7:30 was the start" is said; a time before most lines is not.
    let open =
        |line: &&&str| clock::stamp(line.trim_start()).is_some_and(|(brackets, rest)| !brackets && !rest.is_empty());
    let filled = all.iter().filter(|line| !line.trim().is_empty()).count();
    let timed = all.iter().filter(open).count();
    let open_stamps = timed > 1 && 2 * timed >= filled;
    let kept = all.into_iter().filter(|line| !is_credit(line) && !is_speaker(line));
    let kept = kept.map(|line| {
        let said = without_stamp(line, open_stamps);
        // Beside a time a name is one.
        unnamed(said, &speakers, said.len() < line.len())
    });
    let kept: Vec<&str> = kept.collect();
    kept.join("\n")
}

/// `line` without a time at its start: in brackets, or bare where `open`.
fn without_stamp(line: &str, open: bool) -> &str {
    match clock::stamp(line.trim_start()) {
        Some((brackets, rest)) if brackets || open => rest,
        _ => line,
    }
}

/// "Jane Doe  0:03", `[00:03] Speaker 1:`, "0:03": who speaks from when on, and no word of it; but `[00:03] Thanks` is said.
fn is_speaker(line: &str) -> bool {
    let is_stamp = |word: &&str| clock::seconds(word.trim_matches(['(', ')', '[', ']', ':', ','])).is_some();
    let words: Vec<&str> = line.split_whitespace().filter(|word| !matches!(*word, "-->" | "-" | "–" | "|")).collect();
    let name: Vec<&str> = words.iter().filter(|word| !is_stamp(word)).copied().collect();
    let stamped = name.len() < words.len();
    let named = words.first().is_some_and(|first| !is_stamp(first)) || line.ends_with(':') || asides::is_role(&name);
    stamped && (name.is_empty() || named && asides::is_name(&name))
}

/// `line` without the name of its speaker.
fn unnamed<'a>(line: &'a str, speakers: &Speakers, surely: bool) -> &'a str {
    let words: Vec<&str> = line.split_whitespace().take(8).collect();
    let mut rest = line;
    for word in words.iter().take(speakers.named(&words, surely)) {
        rest = rest.trim_start().strip_prefix(word).unwrap_or(rest);
    }
    if rest.len() < line.len() { rest.trim_start() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_text_stays_as_it_is() {
        for text in ["Um,  caf\u{e9}\nclosed.", "Result: it held.\n\n7:30 was the start.", "- one\n- two (of 3)\n", ""]
        {
            assert_eq!(said(text), text);
        }
    }

    #[test]
    fn times_and_names_are_not_said() {
        let text = "Ann Lee  0:03\nWe opened late.\n\nBo  1:02:12\nWhy?\n\nTranscribed by https://example.org";
        assert_eq!(said(text).trim(), "We opened late.\n\nWhy?");
        let text = "[00:03] Ann: We opened late.\n[00:09] Bo: Why?\n[00:11] Ann: Snow.";
        assert_eq!(said(text), "We opened late.\nWhy?\nSnow.");
        assert_eq!(said("0:03 We opened late.\n0:05 It snowed."), "We opened late.\nIt snowed.");
        assert_eq!(said("[0:03] Thanks.\n[0:04] Thanks\n0:05 Speaker 2\nBye"), "Thanks.\nThanks\nBye");
        assert_eq!(said("Speaker 1 (00:12):\rWe opened late."), "We opened late.");
        assert_eq!(said("Interviewer: Why?\nCandidate: Snow."), "Why?\nSnow.");
    }
}
