//! What is being heard in, the one line that shows it out. Pure.

use outloud::figure::clock;
use outloud::report::visible;
use outloud::transcript::Word;

/// All that the line shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordsHeard<'a> {
    /// The moment that is heard, s.
    pub(super) time_s: f64,
    /// Length of the recording, s.
    pub(super) length_s: f64,
    pub(super) paused: bool,
    /// Percent of its own speed.
    pub(super) speed: u32,
    /// The words of the recording.
    pub(super) words: &'a [Word],
}

/// What the keys do.
const KEYS: &str = "space pauses, ← → skip, -+ speed, q ends";
/// The same where no line shows it.
pub(super) const KEYS_SAID: &str =
    "space pauses, the left and right arrows skip, minus is slower, plus is faster, q ends";

/// Where it is paused, or goes on, where no line shows it.
pub(super) fn told(paused: bool, time_s: f64) -> String {
    if paused { format!("paused at {}: space goes on", clock(time_s)) } else { "it goes on".into() }
}

/// How fast it is played, where no line shows it.
pub(super) fn told_speed(speed: u32) -> String {
    format!("at {speed} % of its speed")
}

/// The line for `heard`, at most `width` columns: the words up to the one being said as far as they fit. `keys` are named where
/// the user has some.
pub(super) fn line(heard: &WordsHeard<'_>, keys: bool, width: usize) -> String {
    let sign = if heard.paused { "paused" } else { "▶" };
    let speed = if heard.speed == 100 { String::new() } else { format!(", {} %", heard.speed) };
    let place = format!("{sign} {} of {}{speed}", clock(heard.time_s), clock(heard.length_s));
    let keys = if keys { format!("  {KEYS}") } else { String::new() };
    let room = width.saturating_sub(columns(&place) + 2);
    // The keys stay as long as a few words fit beside them.
    let keys = Some(keys).filter(|keys| room >= columns(keys) + 16).unwrap_or_default();
    let words = said(heard, room.saturating_sub(columns(&keys)));
    if columns(&place) > width { String::new() } else { format!("{place}  {words}{keys}").trim_end().to_owned() }
}

/// The last words that have been begun, of so many columns at most.
fn said(heard: &WordsHeard<'_>, room: usize) -> String {
    let begun = |word: &&Word| word.span.is_some_and(|span| span.start_s <= heard.time_s);
    let mut text = String::new();
    for word in heard.words.iter().filter(begun).rev() {
        let plain = visible(&word.text);
        let longer = if text.is_empty() { plain } else { format!("{plain} {text}") };
        if columns(&longer) > room {
            break;
        }
        text = longer;
    }
    text
}

/// Columns of words, most of which are letters of one column each.
fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use outloud::transcript::Transcript;
    use outloud::units::TimeSpan;

    fn words() -> Vec<Word> {
        let said = "We baked bread before the winter rush and sold it".split(' ').enumerate();
        let said = said.map(|(n, word)| (word.to_owned(), Some(TimeSpan::new(n as f64, n as f64 + 0.9)), None));
        Transcript::from_words("by hand", None, "en", said).words
    }

    #[test]
    fn the_line_shows_where_it_is_and_the_words_up_to_the_one_being_said() {
        let words = words();
        let at = |time_s, paused| WordsHeard { time_s, length_s: 70.0, paused, speed: 100, words: &words };
        assert_eq!(line(&at(2.5, false), false, 80), "▶ 0:02 of 1:10  We baked bread");
        assert_eq!(
            line(&at(6.0, true), true, 120),
            "paused 0:06 of 1:10  We baked bread before the winter rush  space pauses, ← → skip, -+ speed, q ends"
        );
        let slow = WordsHeard { speed: 75, ..at(2.5, false) };
        assert_eq!(line(&slow, false, 80), "▶ 0:02 of 1:10, 75 %  We baked bread");
        assert_eq!(line(&at(6.0, false), true, 40), "▶ 0:06 of 1:10  before the winter rush");
    }

    #[test]
    fn it_fits_any_terminal() {
        let words = words();
        for width in 0..120 {
            let heard = WordsHeard { time_s: 9.0, length_s: 700.0, paused: true, speed: 75, words: &words };
            assert!(columns(&line(&heard, true, width)) <= width, "{width}");
        }
    }
}
