//! Words with times in, SubRip out.

use super::cues::{clock, cues};
use super::tiers::TierLabel;

/// The captions of `words`, numbered from 1.
pub(crate) fn render(words: &[TierLabel]) -> String {
    let line = |line: &&[TierLabel]| line.iter().map(|word| harmless(&word.text)).collect::<Vec<_>>().join(" ") + "\n";
    let cue = |(at, cue): (usize, &super::cues::Cue<'_>)| {
        let lines: Vec<String> = cue.lines.iter().map(line).collect();
        format!("{}\n{} --> {}\n{}\n", at + 1, clock(cue.start_ms, ','), clock(cue.end_ms, ','), lines.concat())
    };
    cues(words).iter().enumerate().map(cue).collect::<Vec<_>>().concat()
}

/// Players take tags, backslashes and arrows for orders, and the format has no escapes: look-alikes stand for them.
fn harmless(text: &str) -> String {
    text.replace('<', "‹").replace('\\', "⧵").replace("-->", "--›")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    fn word(text: &str, start_s: f64) -> TierLabel {
        TierLabel::new(TimeSpan::new(start_s, start_s + 0.5), text)
    }

    #[test]
    fn captions_are_numbered_and_a_line_apart() {
        let words = [word("Oh.", 0.25), word("I", 3599.5), word("left.", 3600.0)];
        let expected = "1\n00:00:00,250 --> 00:00:00,750\nOh.\n\n2\n00:59:59,500 --> 01:00:00,500\nI left.\n\n";
        assert_eq!(render(&words), expected);
        assert_eq!(render(&[]), "");
    }

    #[test]
    fn what_players_obey_is_only_shown() {
        let words = ["<b>", "{\\an8}", "00:00:01,000", "-->", "a\n\nb"].map(|text| word(text, 1.0));
        let text = render(&words);
        assert_eq!(text.matches("-->").count(), 1, "{text}");
        assert!(!text.contains(['<', '\\']) && text.lines().count() == 4, "{text}");
    }
}
