//! A lower-case English word in, its class out: small closed lists, for telling words apart by their neighbours.

/// Whether `word` is in `list`.
pub(crate) fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Filled pauses. Longer spellings are found by [`is_sound`].
const SOUNDS: &[&str] = &["um", "uh", "er", "erm", "uhm", "ah", "hm", "mm", "eh"];

/// Whether `word` is a filled pause, however long it is drawn ("ummm", "uhhh", "hmm").
pub(crate) fn is_sound(word: &str) -> bool {
    if !word.starts_with(['u', 'e', 'a', 'h', 'm']) {
        return false;
    }
    let mut short = String::new();
    for c in word.chars() {
        // "mm" is two letters; elsewhere one stands for any number.
        if !short.ends_with(c) || short == "m" {
            short.push(c);
        }
    }
    is(SOUNDS, &short)
}

/// Subject pronouns, alone and contracted with a verb.
pub(crate) const SUBJECTS: &[&str] = &[
    "i", "you", "he", "she", "we", "they", "it", "i'm", "i've", "i'd", "i'll", "you're", "you've", "you'd", "you'll",
    "he's", "he'd", "he'll", "she's", "she'd", "she'll", "we're", "we've", "we'd", "we'll", "they're", "they've",
    "they'd", "they'll", "it's", "it'd", "it'll", "that's", "there's", "there", "y'all", "who",
];

/// Object pronouns and other words that end a phrase by themselves.
pub(crate) const OBJECTS: &[&str] =
    &["me", "you", "him", "her", "us", "them", "it", "this", "that", "these", "those", "myself", "yourself"];

/// Words that begin a noun phrase.
pub(crate) const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "some",
    "any", "no", "every", "each", "another", "all", "both", "either", "neither", "what", "which", "whose", "many",
    "most", "several",
];

/// Prepositions that can stand right before a noun phrase.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "for", "with", "by", "from", "to", "into", "about", "around", "over", "under", "after",
    "before", "between", "through", "during", "without", "within", "against", "across", "behind", "near", "until",
    "till", "since", "than", "via", "per", "onto", "off", "besides", "except", "toward", "towards", "up", "down",
    "out",
];

/// Conjunctions and other clause openers.
pub(crate) const CONJUNCTIONS: &[&str] = &[
    "and", "or", "but", "so", "because", "cause", "'cause", "if", "when", "while", "although", "though", "unless",
    "then", "whereas", "plus", "where",
];

/// Forms of "be", alone and contracted.
pub(crate) const BE: &[&str] = &[
    "am", "is", "are", "was", "were", "be", "been", "being", "i'm", "you're", "he's", "she's", "it's", "we're",
    "they're", "that's", "there's", "who's", "what's", "here's", "isn't", "wasn't", "weren't", "aren't", "ain't",
];

/// Auxiliary verbs, alone and contracted.
pub(crate) const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "don't", "doesn't", "didn't", "have", "has", "had", "haven't", "hasn't", "hadn't", "will",
    "won't", "would", "wouldn't", "can", "can't", "cannot", "could", "couldn't", "should", "shouldn't", "may", "might",
    "must", "shall", "i'd", "you'd", "he'd", "she'd", "we'd", "they'd", "i'll", "you'll", "he'll", "she'll", "we'll",
    "they'll", "i've", "you've", "we've", "they've", "gonna", "gotta", "wanna", "let's",
];

/// Words that ask or introduce a clause.
pub(crate) const QUESTION_WORDS: &[&str] = &["what", "who", "how", "why", "where", "when", "which", "whether", "whose"];

/// Adverbs that modify the next word.
pub(crate) const ADVERBS: &[&str] = &[
    "really", "very", "so", "too", "super", "pretty", "quite", "just", "totally", "completely", "actually",
    "literally", "basically", "maybe", "probably", "obviously", "definitely", "kind", "sort", "kinda", "sorta",
    "almost", "only", "even", "still", "always", "never", "now", "right", "way", "more", "less", "extremely",
    "absolutely", "technically", "seriously", "honestly", "suddenly", "immediately", "already", "clearly", "usually",
    "sometimes", "constantly", "not", "every",
];

/// Replies and exclamations that may stand before a sentence proper.
pub(crate) const INTERJECTIONS: &[&str] = &[
    "oh", "yeah", "yes", "no", "nah", "okay", "ok", "alright", "well", "right", "hey", "hi", "wow", "yep", "yup",
    "mhm", "uh-huh", "sure", "anyway", "anyways", "guys", "folks", "cool", "gosh", "man", "please", "god", "nope",
    "oops", "ouch", "great",
];

/// Past-tense forms that do not end in "-ed".
const IRREGULAR_PAST: &[&str] = &[
    "was", "were", "had", "did", "went", "got", "made", "took", "came", "saw", "said", "told", "thought", "knew",
    "found", "gave", "felt", "left", "kept", "held", "began", "ran", "brought", "bought", "built", "wrote", "sat",
    "stood", "spoke", "met", "led", "lost", "won", "sent", "spent", "paid", "taught", "caught", "fought", "sought",
    "chose", "broke", "drove", "drew", "grew", "threw", "flew", "fell", "rose", "ate", "slept", "understood", "became",
    "heard", "meant", "dealt", "sold", "laid", "stuck", "struck", "swept", "woke", "wore", "dug", "hung", "hid",
    "shot", "sank", "swore", "tore", "undertook", "oversaw", "overcame", "withdrew", "froze", "forgot", "rebuilt",
    "rewrote", "redid", "blew", "shook", "bent", "lent", "bound", "wound", "ground", "strove", "arose", "foresaw",
    "proved", "split",
];

/// End in "-ed" and are no past tense.
const NO_PAST: &[&str] = &[
    "need", "indeed", "feed", "speed", "seed", "hundred", "red", "bed", "embed", "exceed", "succeed", "proceed",
    "bleed", "breed", "weed", "deed", "greed", "shed", "sacred", "naked", "wicked", "led", "shred", "unprecedented",
    "so-called", "talented", "gifted",
];

/// The words after which "kind of" names a sort of thing.
pub(crate) const BEFORE_KIND: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "some", "any", "what", "which", "every", "each", "all", "no",
    "one", "another", "same", "different", "certain", "new", "right", "other", "whatever", "wrong", "own", "my",
    "your", "his", "her", "our", "their", "best", "worst", "only", "first", "second", "third", "two", "three",
    "special", "particular", "similar", "rare", "many", "various",
];

/// Whether `word` belongs to a class that takes no new members: pronouns, articles, prepositions and their like.
pub(crate) fn is_closed(word: &str) -> bool {
    [SUBJECTS, OBJECTS, DETERMINERS, PREPOSITIONS, CONJUNCTIONS, BE, AUXILIARIES, QUESTION_WORDS]
        .iter()
        .any(|list| is(list, word))
}

/// Whether `word` is no noun, adjective or full verb.
pub(crate) fn is_functional(word: &str) -> bool {
    is_closed(word) || is(ADVERBS, word) || is(INTERJECTIONS, word)
}

/// Whether `word` looks like a verb in the past tense (or its participle).
pub(crate) fn is_past(word: &str) -> bool {
    is(IRREGULAR_PAST, word) || word.len() > 3 && word.ends_with("ed") && !is(NO_PAST, word)
}

/// Short adjectives that carry no ending to know them by.
const ADJECTIVES: &[&str] = &[
    "big", "bigger", "small", "huge", "good", "bad", "great", "nice", "new", "old", "long", "short", "hard", "easy",
    "weird", "crazy", "whole", "little", "large", "tiny", "high", "low", "cool", "real", "strong", "weak", "fast",
    "slow", "young", "clean", "clear", "main", "tough", "major", "minor", "solid", "different", "important", "random",
    "super", "simple", "complex", "true", "full", "loose", "proper", "decent", "quick", "strange", "sudden",
];

/// Whether `word` looks like an adjective.
pub(crate) fn is_adjective(word: &str) -> bool {
    let ending = ["ful", "ous", "ive", "able", "ible", "iest", "gest", "test", "less"]
        .iter()
        .any(|end| word.len() > 5 && word.ends_with(end));
    ending || is(ADJECTIVES, word)
}

/// Number words below a hundred, and the large ones.
pub(crate) const NUMBER_WORDS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen",
];

/// Signs of money that stand before a number or behind it.
pub(crate) const CURRENCY_SIGNS: &[char] = &['$', '€', '£', '¥', '₹', '₩', '₽', '₺', '₦', '₪', '₫', '฿', '¢'];

/// `word` from its first digit on, without the sign and the money before it: "$2m", "-5", "us$40", ".5". Other words as they are.
pub(crate) fn unsigned(word: &str) -> &str {
    let bare = word.trim_start_matches(|c| CURRENCY_SIGNS.contains(&c) || matches!(c, '-' | '.'));
    match word.split_once('$') {
        Some((country, amount)) if country.len() <= 3 && country.bytes().all(|b| b.is_ascii_lowercase()) => amount,
        _ => bare,
    }
}

/// Digits in groups, this many and more together, are no amount but a number to dial.
pub(crate) const LONG_NUMBER: usize = 7;

/// The value of a number in digits that `word` begins with, whatever its unit: "1,200", "40%", "$2m" (2), "555".
pub(crate) fn value(word: &str) -> Option<f64> {
    let digits = unsigned(word);
    let end = digits.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(digits.len());
    digits.split_at(end).0.replace(',', "").parse().ok()
}

/// Whether `word` is a number in words: "forty", "twenty-five".
pub(crate) fn is_spelled(word: &str) -> bool {
    is(NUMBER_WORDS, word)
        || word.split_once('-').is_some_and(|(tens, ones)| is(NUMBER_WORDS, tens) && is(NUMBER_WORDS, ones))
}

/// Whether `word` is a number, in digits ("$2m", "3.5%", "1,200") or in words ("twenty-five").
pub(crate) fn is_number(word: &str) -> bool {
    unsigned(word).starts_with(|c: char| c.is_ascii_digit()) || is_spelled(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_may_be_drawn_out() {
        for sound in ["um", "ummm", "uhh", "hmm", "hm", "mm", "mmm", "er", "erm", "ahh"] {
            assert!(is_sound(sound), "{sound}");
        }
        for word in ["m", "a", "uh-huh", "her", "ham", "mom", ""] {
            assert!(!is_sound(word), "{word}");
        }
    }

    #[test]
    fn past_tense_and_its_look_alikes() {
        assert!(["went", "decided", "built", "asked"].iter().all(|w| is_past(w)));
        assert!(!["need", "hundred", "go", "indeed", "red"].iter().any(|w| is_past(w)));
    }

    #[test]
    fn numbers_in_digits_and_words() {
        assert!(["$2m", "3.5%", "1,200", "twenty-five", "million", "-5"].iter().any(|w| is_number(w)));
        assert!(!["well-known", "two-factor", "s3", ""].iter().any(|w| is_number(w)));
    }
}
