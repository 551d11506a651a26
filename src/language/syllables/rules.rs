//! Letters in, an estimate of the syllables out: groups of vowels, corrected where English writes a vowel it does not speak, or speaks
//! two where it writes a group.

/// A change of the count where `letters` stand.
struct SpellingRule {
    letters: &'static str,
    anchor: Anchor,
    /// Not after one of these letters.
    not_after: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    End,
    Anywhere,
}

/// Groups that hold two vowels.
const HIATUS: &[SpellingRule] = &[
    rule("ia", Anchor::Anywhere, "ctshgl"),
    rule("tiat", Anchor::Anywhere, ""),
    rule("ciat", Anchor::Anywhere, ""),
    rule("lia", Anchor::Start, ""),
    rule("elia", Anchor::Anywhere, ""),
    rule("io", Anchor::Anywhere, "ctsgxnhl"),
    rule("tio", Anchor::End, ""),
    rule("lio", Anchor::End, ""),
    rule("iu", Anchor::Anywhere, ""),
    rule("iet", Anchor::Anywhere, ""),
    rule("ient", Anchor::Anywhere, "tc"),
    rule("ience", Anchor::Anywhere, "tc"),
    rule("ier", Anchor::End, "t"),
    rule("iers", Anchor::End, "t"),
    rule("iest", Anchor::End, ""),
    rule("eo", Anchor::Anywhere, "gp"),
    rule("geo", Anchor::Start, ""),
    rule("eum", Anchor::Anywhere, ""),
    rule("creati", Anchor::Anywhere, ""),
    rule("create", Anchor::Anywhere, ""),
    rule("creato", Anchor::Anywhere, ""),
    rule("react", Anchor::Anywhere, ""),
    rule("realit", Anchor::Start, ""),
    rule("realis", Anchor::Start, ""),
    rule("realiz", Anchor::Start, ""),
    rule("reall", Anchor::Start, ""),
    rule("reass", Anchor::Start, ""),
    rule("rein", Anchor::Start, ""),
    rule("reim", Anchor::Start, ""),
    rule("reus", Anchor::Start, ""),
    rule("cooper", Anchor::Anywhere, ""),
    rule("coordin", Anchor::Anywhere, ""),
    rule("coinc", Anchor::Anywhere, ""),
    rule("ua", Anchor::Anywhere, "gqs"),
    rule("sual", Anchor::Anywhere, ""),
    rule("uen", Anchor::Anywhere, "gq"),
    rule("uel", Anchor::Anywhere, "gq"),
    rule("uity", Anchor::End, "q"),
    rule("uities", Anchor::End, "q"),
    rule("uition", Anchor::Anywhere, ""),
    rule("uin", Anchor::Anywhere, "gqbr"),
    rule("ruin", Anchor::Start, ""),
    rule("fluid", Anchor::Anywhere, ""),
    rule("uous", Anchor::End, ""),
    rule("proac", Anchor::Start, ""),
    rule("pliant", Anchor::End, ""),
    rule("oem", Anchor::Anywhere, ""),
    rule("oet", Anchor::Anywhere, ""),
    rule("oic", Anchor::End, "v"),
    rule("aos", Anchor::End, ""),
];

/// A last syllable without a written vowel.
const SYLLABIC: &[&str] = &["sm", "thm", "sms", "thms"];

/// First halves of compounds, whose last "e" stays silent: "something", "framework".
const SILENT_HALVES: &[&str] = &[
    "some", "home", "time", "life", "base", "pipe", "line", "code", "game", "frame", "place", "fire", "white", "side",
    "safe", "store", "score", "wide", "note", "face", "make", "take", "whole", "space", "stake", "spokes", "house",
    "horse", "fore", "more", "there", "where", "live", "like", "love", "wave", "site", "use", "guide", "trade",
    "scale", "bare", "care", "hope", "name", "phone", "date", "role", "file", "mile", "ware",
];

const fn rule(letters: &'static str, anchor: Anchor, not_after: &'static str) -> SpellingRule {
    SpellingRule { letters, anchor, not_after }
}

impl SpellingRule {
    fn count(&self, word: &str) -> usize {
        let fits = |at: usize| {
            let before = word.get(..at).and_then(|w| w.chars().next_back());
            let placed = match self.anchor {
                Anchor::Start => at == 0,
                Anchor::End => at + self.letters.len() == word.len(),
                Anchor::Anywhere => true,
            };
            placed && before.is_none_or(|c| !self.not_after.contains(c))
        };
        word.match_indices(self.letters).filter(|(at, _)| fits(*at)).count()
    }
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'à'
            | 'á'
            | 'â'
            | 'ä'
            | 'è'
            | 'é'
            | 'ê'
            | 'ë'
            | 'ì'
            | 'í'
            | 'ï'
            | 'ò'
            | 'ó'
            | 'ô'
            | 'ö'
            | 'ù'
            | 'ú'
            | 'ü'
    )
}

/// Whether any vowel is written (or the word is in another script, where this cannot be said).
pub(super) fn has_vowel(word: &str) -> bool {
    word.chars().any(|c| is_vowel(c) || c.is_alphabetic() && !c.is_ascii())
}

/// Whether a plural or possessive "s" needs a syllable of its own.
pub(super) fn hisses(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"].iter().any(|end| word.ends_with(end))
}

/// The estimate, at least 1.
pub(super) fn count(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let more = HIATUS.iter().map(|r| r.count(word)).sum::<usize>()
        + usize::from(SYLLABIC.iter().any(|end| word.ends_with(end)))
        + usize::from(vowel_before_ing(&letters));
    (groups(&letters) + more).saturating_sub(silent(&letters, word)).max(1)
}

/// Runs of vowels. A "y" between vowels parts them ("player"); after a consonant it is a vowel of its own ("anyone").
fn groups(letters: &[char]) -> usize {
    let vowel = |k: usize| letters.get(k).copied().is_some_and(is_vowel);
    let mut count = 0;
    let mut open = false;
    for (k, letter) in letters.iter().enumerate() {
        let y = *letter == 'y' && vowel(k + 1);
        if y && (k == 0 || vowel(k - 1)) {
            open = false;
        } else if vowel(k) {
            count += usize::from(!open);
            open = !y;
        } else {
            open = false;
        }
    }
    count
}

/// "Being", "going", but not "trying" or "playing", where the "y" parts them already.
fn vowel_before_ing(letters: &[char]) -> bool {
    let ends = letters.ends_with(&['i', 'n', 'g']) || letters.ends_with(&['i', 'n', 'g', 's']);
    let at = letters.iter().rposition(|c| *c == 'i').unwrap_or(0);
    ends && at > 0 && is_vowel(letters[at - 1]) && letters[at - 1] != 'y'
}

/// Vowels that are written and not spoken.
fn silent(letters: &[char], word: &str) -> usize {
    let n = letters.len();
    let consonant = |back: usize| n > back && !is_vowel(letters[n - 1 - back]);
    let at = |back: usize| if n > back { letters[n - 1 - back] } else { ' ' };
    // "-le" after a consonant is a syllable: "table", "handled".
    let syllabic_l = |back: usize| at(back) == 'l' && consonant(back + 1) && at(back + 1) != 'l' && at(back + 1) != 'r';
    let end = if word.ends_with("que") || word.ends_with("gue") || word.ends_with("gued") || word.ends_with("gues") {
        true
    } else if word.ends_with('e') {
        consonant(1) && !(at(1) == 'l' && consonant(2))
    } else if word.ends_with("es") {
        let stem = letters[..n - 2].iter().collect::<String>();
        consonant(2) && !syllabic_l(2) && !hisses(&stem) && !stem.ends_with('c') && !stem.ends_with('g')
    } else if word.ends_with("ed") {
        let glides = at(2) == 'y' && n > 3 && is_vowel(at(3));
        glides || consonant(2) && !matches!(at(2), 't' | 'd') && !syllabic_l(2)
    } else {
        false
    };
    let inner =
        ["ement", "ements", "ely", "eful", "efully", "eless", "eness", "esome", "eway", "eways"].iter().any(|ending| {
            word.strip_suffix(ending).is_some_and(|stem| {
                let stem: Vec<char> = stem.chars().collect();
                let last = stem.len().checked_sub(1);
                let syllabic = stem.last() == Some(&'l') && stem.len() > 1 && !is_vowel(stem[stem.len() - 2]);
                last.is_some_and(|k| !is_vowel(stem[k])) && stem.iter().any(|c| is_vowel(*c)) && !syllabic
            })
        });
    let compound = SILENT_HALVES.iter().any(|half| {
        word.strip_prefix(half).is_some_and(|rest| {
            let rest: Vec<char> = rest.chars().collect();
            rest.len() > 2
                && !is_vowel(rest[0])
                && groups(&rest) > 0
                && !matches!(rest[0], 'd' | 'r' | 's' | 'n' | 'l' | 'm')
        })
    });
    // "-ically" is spoken "-icly".
    let adverb = word.ends_with("ically");
    // "Carefully" has one silent "e", both as a compound and by its ending.
    usize::from(end) + usize::from(inner || compound) + usize::from(adverb)
}
