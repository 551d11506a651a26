//! Text with the signs of print in, text for ears out: whoever hears a report is told what those who see it see.

/// `text` with words for the signs that a screen reader spells out, reads as something else or leaves out: "130–170 words/min"
/// becomes "130 to 170 words a minute". Signs that only draw something are gone. What has a slash in it may be a file, and stays as it is.
#[must_use]
pub fn spoken(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

fn line(line: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match (word, words.last_mut().filter(|before| !before.is_empty())) {
            ("·" | "–" | "—", Some(before)) => before.push(','),
            ("…", Some(before)) => before.push_str("..."),
            ("→", Some(_)) => words.push("to".into()),
            _ if word.contains("words/min") => words.push(plain(&word.replace("words/min", "words a minute"))),
            _ if word.contains("syllables/s") => words.push(plain(&word.replace("syllables/s", "syllables a second"))),
            _ if word.contains('/') => words.push(word.to_owned()),
            _ => words.extend(Some(plain(word)).filter(|plain| word.is_empty() || !plain.is_empty())),
        }
    }
    words.join(" ")
}

/// One word of a line.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '–' | '—' if plain.ends_with(char::is_alphanumeric) && rest.peek().is_some_and(|c| c.is_alphanumeric()) =>
            {
                plain.push_str(" to ");
            }
            '–' | '—' => plain.push('-'),
            '−' => plain.push_str("minus "),
            '…' => plain.push_str("..."),
            '“' | '”' | '«' | '»' | '`' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            c if draws(c) => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Whether `c` is an arrow, a line, a block or another sign to look at: all that Unicode has of them but Braille, and the mark for a
/// character that is not shown.
fn draws(c: char) -> bool {
    matches!(c, '·' | '•' | '‣' | '‹' | '›' | '\u{2190}'..='\u{27ff}' | '\u{2900}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_words_and_what_only_draws_goes() {
        for (seen, heard) in [
            ("115 words/min (usual 130–170) · 11 fillers", "115 words a minute (usual 130 to 170), 11 fillers"),
            ("fillers 2.1 → 5.6 a minute", "fillers 2.1 to 5.6 a minute"),
            ("noise −10 dB, 4.1 syllables/s", "noise minus 10 dB, 4.1 syllables a second"),
            ("“and so on …”, they’re `outloud play`", "\"and so on ...\", they're \"outloud play\""),
            ("  ● 0:42  [██··│·]  ⟨0.7 s⟩", "  0:42  []  0.7 s"),
            ("well … then", "well... then"),
            ("kept in /home/ann/a–b.wav", "kept in /home/ann/a–b.wav"),
            ("añb 漢字 ⠓⠊", "añb 漢字 ⠓⠊"),
        ] {
            assert_eq!(spoken(seen), heard);
            assert_eq!(spoken(heard), heard, "said twice");
        }
    }
}
