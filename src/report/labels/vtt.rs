//! Words with times in, WebVTT out: captions in which each word has the moment it begins at.

use super::cues::{Cue, clock, cues};
use super::tiers::TierLabel;

/// The captions of `words`.
pub(crate) fn render(words: &[TierLabel]) -> String {
    let cues: Vec<String> = cues(words).iter().map(cue).collect();
    format!("WEBVTT\n\n{}", cues.concat())
}

fn cue(cue: &Cue<'_>) -> String {
    let mut text = format!("{} --> {}\n", clock(cue.start_ms, '.'), clock(cue.end_ms, '.'));
    let mut last_ms = cue.start_ms;
    for line in &cue.lines {
        for (at, word) in line.iter().enumerate() {
            text.push_str(if at > 0 { " " } else { "" });
            // A moment has to lie inside its caption, and after the one before it.
            if word.start_ms > last_ms && word.start_ms < cue.end_ms {
                last_ms = word.start_ms;
                text.extend(["<", &clock(last_ms, '.'), ">"]);
            }
            text.push_str(&escaped(&word.text));
        }
        text.push('\n');
    }
    text + "\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    #[test]
    fn each_word_has_its_moment_and_no_word_is_markup() {
        let words = [("I", 1.0), ("<i>said</i>", 1.5), ("-->", 1.5), ("R&D.", 2.0), ("Go.", 9.0)]
            .map(|(text, start_s)| TierLabel::new(TimeSpan::new(start_s, start_s + 0.25), text));
        assert_eq!(
            render(&words),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.250\n\
             I <00:00:01.500>&lt;i&gt;said&lt;/i&gt; --&gt; <00:00:02.000>R&amp;D.\n\n\
             00:00:09.000 --> 00:00:09.250\nGo.\n\n"
        );
    }
}
