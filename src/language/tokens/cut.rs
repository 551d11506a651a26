//! A transcript in, tokens without pauses out: where words begin and end, and which marks stand between them.

use super::stutter;
use super::token::Token;
use crate::language::lexicon::{self, CURRENCY_SIGNS};
use crate::transcript::{Place, Transcript, Word};
use crate::units::TimeSpan;

/// Written with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "approx", "dept", "fig", "inc", "ltd", "co", "corp",
    "gen", "gov", "sen", "rep", "rev", "sgt", "capt", "lt", "col", "e.g.", "i.e.", "eg", "ie", "cf", "viz",
];

/// A dotted abbreviation ("U.S.") before one of these, capitalised, ends its sentence.
const STARTERS: &[&str] = &[
    "i", "we", "he", "she", "they", "it", "you", "the", "this", "that", "these", "those", "my", "our", "his", "her",
    "their", "so", "and", "but", "then", "after", "before", "when", "while", "in", "at", "on", "as", "there", "what",
    "once", "because", "since", "i'm", "i'd", "i've", "we'd", "we've", "we're", "it's", "that's", "there's",
];

/// How surely what stands between two tokens ends a sentence.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    #[default]
    None,
    /// "…": when a capital follows.
    Ellipsis,
    /// A full stop: unless it belongs to an abbreviation.
    Full,
    /// A question or exclamation mark, a new paragraph, a new list item.
    Sure,
}

/// What stands between two tokens.
#[derive(Clone, Copy, Default)]
struct Marks {
    broken: bool,
    stop: Stop,
}

impl Marks {
    /// Notes the mark `c`; `doubled` says whether the same mark stands beside it.
    fn read(&mut self, c: char, doubled: bool) {
        match c {
            '…' => self.stop = self.stop.max(Stop::Ellipsis),
            '.' if doubled => self.stop = self.stop.max(Stop::Ellipsis),
            '.' | '。' => self.stop = self.stop.max(Stop::Full),
            '?' | '!' | '？' | '！' => self.stop = Stop::Sure,
            ',' | ';' | ':' | '—' | '–' | '―' | '(' | ')' | '[' | ']' | '{' | '}' => self.broken = true,
            _ => {}
        }
    }
}

/// Every token of `transcript`, pauses not known.
pub(super) fn cut(transcript: &Transcript) -> Vec<Token> {
    let text: Vec<char> = transcript.text.chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    // `gaps[k]` is what stands before token k; the last one is what stands after all.
    let mut gaps = vec![Marks::default()];
    let mut read_to = 0;
    let (mut heading, mut first) = (false, true);
    for word in &transcript.words {
        let lines =
            text.get(read_to..word.char_start).map_or(0, |between| between.iter().filter(|c| **c == '\n').count());
        if let Some(gap) = gaps.last_mut() {
            // A new paragraph, a new list item, or what follows a heading.
            if lines >= 2 || lines >= 1 && (heading || is_item_mark(&word.text)) {
                gap.stop = Stop::Sure;
            }
            heading = is_heading_mark(&word.text) && (lines >= 1 || first) || heading && lines == 0;
            first = false;
        }
        read_to = word.char_end.max(read_to);
        cut_word(word, &mut tokens, &mut gaps);
    }
    set_marks(&mut tokens, &gaps);
    keep_names(&mut tokens);
    tokens
}

/// Gives names that would be sounds in lower case their capitals back: "the ER", "Ah Meng". Where all is in capitals they tell nothing.
fn keep_names(tokens: &mut [Token]) {
    let upper = |t: &Token| t.text.chars().count() > 1 && !t.text.contains(char::is_lowercase);
    let letters = |t: &&Token| t.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let spelled = tokens.iter().filter(letters).filter(|t| upper(t)).count();
    let shouted = 2 * spelled > tokens.iter().filter(letters).count();
    let mut starts = true;
    for k in 0..tokens.len() {
        let token = &tokens[k];
        let capital = |t: &Token| t.text.starts_with(char::is_uppercase) && t.norm != "i" && !t.norm.starts_with("i'");
        // A sound with a capital in the middle of a sentence, and a name right behind it: "I met Ah Meng".
        let apart = starts || token.break_before || token.break_after || token.ends_sentence;
        let named = !apart && capital(token) && tokens.get(k + 1).is_some_and(capital);
        starts = token.ends_sentence;
        if !shouted && (upper(token) || named) && lexicon::is_sound(&token.norm) && !is_hummed(token) {
            let text = tokens[k].text.clone();
            tokens[k].norm = text;
        }
    }
}

/// "MMM" and "HMM" are sounds however they are written.
fn is_hummed(token: &Token) -> bool {
    !token.norm.contains(['a', 'e', 'u'])
}

/// Whether a line that begins with `word` is an item of a list: "-", "•", "2.".
fn is_item_mark(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(word, "-" | "*" | "•" | "–" | "‣" | "▪" | "◦" | "·" | "+")
        || is_heading_mark(word)
        || !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line that begins with `word` is a heading: "##".
fn is_heading_mark(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b == b'#')
}

fn cut_word(word: &Word, tokens: &mut Vec<Token>, gaps: &mut Vec<Marks>) {
    let chars: Vec<char> = word.text.chars().map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c }).collect();
    let written: Vec<char> = word.text.chars().collect();
    let first = tokens.len();
    let mut at = 0;
    while at < chars.len() {
        if let Some(end) = piece(&chars, at) {
            let norm: String = chars[at..end].iter().collect::<String>().to_lowercase();
            for part in stutter::parts(&norm, end - at) {
                let (from, to) = (at + part.start, at + part.end);
                tokens.push(Token {
                    norm: chars[from..to].iter().collect::<String>().to_lowercase(),
                    text: written[from..to].iter().collect(),
                    place: Place { chars: word.char_start + from..word.char_start + to, span: None },
                    break_before: false,
                    break_after: false,
                    ends_sentence: false,
                    pause_before_s: None,
                });
                gaps.push(Marks::default());
            }
            at = end;
        } else {
            let same = |k: Option<usize>| k.and_then(|k| chars.get(k)) == Some(&chars[at]);
            let doubled = same(at.checked_add(1)) || same(at.checked_sub(1));
            if let Some(gap) = gaps.last_mut() {
                gap.read(chars[at], doubled);
                // A spaced hyphen or a double one is a dash; "•" and "*" begin list items.
                gap.broken |= chars[at] == '-' && (doubled || chars.len() == 1) || matches!(chars[at], '*' | '•');
            }
            at += 1;
        }
    }
    if let Some(span) = word.span {
        share(span, &mut tokens[first..]);
    }
}

/// Gives each token of one word its part of the word's time, by its number of characters.
fn share(span: TimeSpan, tokens: &mut [Token]) {
    let total: usize = tokens.iter().map(|t| t.place.chars.len()).sum();
    let mut before = 0;
    for token in tokens {
        let after = before + token.place.chars.len();
        let at = |n: usize| span.start_s + span.length_s() * n as f64 / total as f64;
        token.place.span = Some(TimeSpan::new(at(before), at(after)));
        before = after;
    }
}

/// End of the token that begins at `at`; `None` when a mark stands there.
fn piece(chars: &[char], at: usize) -> Option<usize> {
    let is = |k: usize, f: fn(char) -> bool| chars.get(k).is_some_and(|c| f(*c));
    let digit = |k| is(k, |c| c.is_ascii_digit());
    let letter = |k| is(k, char::is_alphanumeric);
    let first = chars[at];
    let money = |k| is(k, |c| CURRENCY_SIGNS.contains(&c));
    // ".NET", ".5"; but the last of "..." belongs to no word.
    let dotted =
        first == '.' && letter(at + 1) && at.checked_sub(1).is_none_or(|k| is(k, |c| matches!(c, '(' | '"' | '“')));
    // "12 %", "200 €": the unit stands apart, as the whole word or nearly.
    let unit = at == 0
        && (first == '%' || money(at))
        && chars[1..].iter().all(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
    if unit {
        return Some(1);
    }
    let opens = first.is_alphanumeric()
        || dotted
        || money(at) && digit(at + 1)
        || first == '-' && digit(at + 1) && at == 0
        || first == '\''
            && letter(at + 1)
            && ["'em", "'cause", "'til"].iter().any(|w| w.chars().eq(chars[at..].iter().take(w.len()).copied()));
    if !opens {
        return None;
    }
    let mut end = at + 1;
    while end < chars.len() {
        let joins = match chars[end] {
            c if c.is_alphanumeric() => true,
            '\'' | '-' | '&' | '@' | '_' | '.' if letter(end + 1) => true,
            ',' | ':' | '/' | '–' if digit(end - 1) && digit(end + 1) => true,
            '%' | '×' => digit(end - 1),
            '$' => digit(end + 1) && end - at <= 3 || digit(end - 1),
            c if CURRENCY_SIGNS.contains(&c) => digit(end - 1),
            '+' | '#' => letter(end - 1) || chars[end - 1] == '+',
            _ => false,
        };
        if !joins {
            break;
        }
        end += 1;
    }
    let abbreviated = chars[at..end].contains(&'.')
        && chars[at..end].split(|c| *c == '.').all(|part| part.len() == 1 && part[0].is_alphabetic());
    let next = chars.get(end).copied();
    if abbreviated && next == Some('.') {
        end += 1;
    }
    // A word that breaks off: one hyphen right after a letter, and no second one.
    if next == Some('-') && chars[end - 1].is_alphabetic() && chars.get(end + 1) != Some(&'-') {
        end += 1;
    }
    Some(end)
}

/// Turns what stands between tokens into their flags.
fn set_marks(tokens: &mut [Token], gaps: &[Marks]) {
    let mut starts = true;
    for k in 0..tokens.len() {
        let after = gaps.get(k + 1).copied().unwrap_or_default();
        let next = tokens.get(k + 1).map(|t| (t.norm.clone(), t.text.chars().next().is_some_and(char::is_uppercase)));
        let ordinal = starts && tokens[k].norm.len() <= 2 && tokens[k].norm.bytes().all(|b| b.is_ascii_digit());
        let token = &mut tokens[k];
        let dotted = token.norm.ends_with('.');
        token.ends_sentence = match after.stop {
            Stop::Sure => true,
            Stop::Full => ends(&token.norm, next.as_ref(), ordinal),
            Stop::Ellipsis => next.as_ref().is_none_or(|(norm, capital)| *capital && !norm.starts_with('i')),
            Stop::None => dotted && ends(&token.norm, next.as_ref(), ordinal),
        };
        token.break_after = after.broken || after.stop == Stop::Ellipsis || ordinal && after.stop == Stop::Full;
        token.break_before = gaps.get(k).is_some_and(|g| g.broken || g.stop == Stop::Ellipsis);
        starts = token.ends_sentence;
    }
}

/// Whether a full stop after `norm` ends the sentence.
fn ends(norm: &str, next: Option<&(String, bool)>, ordinal: bool) -> bool {
    let Some((next, capital)) = next else { return true };
    if ordinal || ABBREVIATIONS.contains(&norm) {
        return false;
    }
    if norm == "no" && next.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    if norm == "etc" {
        return *capital;
    }
    if norm.ends_with('.') {
        return *capital && STARTERS.contains(&next.as_str());
    }
    true
}
