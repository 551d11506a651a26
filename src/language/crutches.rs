//! What several takes say in, the words and phrases their speaker leans on out. No list holds them: "let's say" is one speaker's
//! crutch and "at the end of the day" another's, so that each speaker is compared with nobody but themselves.
//!
//! A crutch is said several times in this take *and* in most earlier ones, whatever they were about. What a take is about comes
//! and goes with the question; nouns and past-tense verbs tell it, and are left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::lexicon::{self, is};
use crate::language::reading::Reading;
use crate::language::{is_english, tokens};
use crate::stats::median;
use crate::transcript::Transcript;

/// The longest phrase looked for, words: "at the end of the day" without its first is five.
const LONGEST: usize = 5;
/// A crutch is said at least this often in the take.
const FEWEST_TIMES: usize = 3;
/// Fewer earlier takes than this tell nothing about a habit.
const FEWEST_TAKES: usize = 4;
/// A phrase is part of a longer one when at least this share of it is said inside that one.
const PART_OF: f64 = 0.75;

/// How often one take says each word and phrase that could be a crutch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usage {
    /// Words in all, um and uh left out.
    words: usize,
    /// Times said, by phrase.
    counts: BTreeMap<String, usize>,
}

impl Usage {
    /// Counts what `transcript` says; nothing for a language other than English, whose word classes are not known. What is
    /// counted as a filler already ("like", "you know") is left out.
    #[must_use]
    pub fn new(transcript: &Transcript) -> Self {
        if !is_english(&transcript.language) {
            return Self::default();
        }
        let tokens = tokens::tokenize(transcript, None);
        let reading = Reading::new(transcript, &tokens);
        let sounds = tokens.iter().filter(|t| reading.is_sound(t)).count();
        let mut usage = Self { words: tokens.len() - sounds, counts: BTreeMap::new() };
        let mut run: Vec<&str> = Vec::new();
        for (token, fills) in tokens.iter().zip(reading.fills()) {
            if token.break_before || fills {
                usage.add(&std::mem::take(&mut run));
            }
            if !fills {
                run.push(&token.norm);
            }
            if token.break_after || token.ends_sentence {
                usage.add(&std::mem::take(&mut run));
            }
        }
        usage.add(&run);
        usage
    }

    /// Counts every phrase of `run`, words without a mark between them.
    fn add(&mut self, run: &[&str]) {
        for length in 1..=LONGEST {
            for phrase in run.windows(length).filter(|phrase| may_be_crutch(phrase)) {
                *self.counts.entry(phrase.join(" ")).or_insert(0) += 1;
            }
        }
    }

    fn count(&self, phrase: &str) -> usize {
        self.counts.get(phrase).copied().unwrap_or(0)
    }

    fn percent(&self, phrase: &str) -> f64 {
        100.0 * self.count(phrase) as f64 / self.words.max(1) as f64
    }
}

/// A word or phrase that a speaker leans on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crutch {
    /// Lower case, single spaces: "let's say".
    pub text: String,
    /// Times said in this take.
    pub count: usize,
    /// The same for every 100 words.
    pub percent: f64,
    /// How many earlier takes say it …
    pub takes: usize,
    /// … of how many.
    pub of: usize,
    /// Median over the earlier takes of times said for every 100 words.
    pub usual_percent: f64,
}

/// What the speaker of `take` leans on, most said first: said three times and more here, and in more than half of the `earlier`
/// takes. Empty with fewer than four of them. To keep the topic out, give earlier takes of *other* questions.
#[must_use]
pub fn find(take: &Usage, earlier: &[Usage]) -> Vec<Crutch> {
    if earlier.len() < FEWEST_TAKES {
        return Vec::new();
    }
    let often = take.counts.iter().filter(|(_, count)| **count >= FEWEST_TIMES);
    let crutch = |(text, count): (&String, &usize)| Crutch {
        text: text.clone(),
        count: *count,
        percent: take.percent(text),
        takes: earlier.iter().filter(|usage| usage.count(text) > 0).count(),
        of: earlier.len(),
        usual_percent: median(earlier.iter().map(|usage| usage.percent(text))).unwrap_or(0.0),
    };
    let habits: Vec<Crutch> = often.map(crutch).filter(|crutch| 2 * crutch.takes > crutch.of).collect();
    let inside = |part: &Crutch, whole: &Crutch| {
        part.text != whole.text
            && format!(" {} ", whole.text).contains(&format!(" {} ", part.text))
            && whole.count as f64 >= PART_OF * part.count as f64
    };
    let whole = |crutch: &&Crutch| !habits.iter().any(|other| inside(crutch, other));
    let mut found: Vec<Crutch> = habits.iter().filter(whole).cloned().collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found
}

/// Whether `phrase` can be said out of habit: an adverb alone, or words of grammar around a word of meaning ("let's say",
/// "to be honest"). "The team" and "we decided" are what is told.
fn may_be_crutch(phrase: &[&str]) -> bool {
    match phrase {
        [] => false,
        [word] => {
            let adverb = is(lexicon::ADVERBS, word) || word.len() > 4 && word.ends_with("ly");
            // "So" and "every" hold sentences together.
            adverb && !lexicon::is_closed(word) && *word != "not"
        }
        [first, .., last] => {
            let open = |word: &&&str| !lexicon::is_functional(word);
            let meaning = phrase.iter().filter(open).count();
            let opens_noun = |word: &str| is(lexicon::DETERMINERS, word) && !is(lexicon::OBJECTS, word);
            let hangs = |word: &str| is(lexicon::PREPOSITIONS, word) || is(lexicon::CONJUNCTIONS, word);
            let told = phrase.iter().any(|w| lexicon::is_number(w) || lexicon::is_past(w) && !is(lexicon::BE, w));
            (1..phrase.len()).contains(&meaning)
                && !told
                && !opens_noun(first)
                && !is(lexicon::CONJUNCTIONS, first)
                && !opens_noun(last)
                && !hangs(last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::transcript;

    fn usage(text: &str) -> Usage {
        Usage::new(&transcript(text))
    }

    /// Answers about different things by somebody who says "let's say" and "to be honest" a lot.
    fn earlier() -> Vec<Usage> {
        [
            "We had, let's say, a slow month. The bakery lost money, let's say a lot. To be honest I was worried.",
            "The nurses asked for help. To be honest, nobody had time, and let's say the rota was full.",
            "I rebuilt the index, let's say twice. To be honest it was fun.",
            "The museum was closed. Let's say for a week. To be honest we liked the quiet.",
            "A customer shouted at me. To be honest I shouted back.",
        ]
        .map(usage)
        .into()
    }

    #[test]
    fn what_is_said_in_every_take_is_a_crutch_and_what_a_take_is_about_is_none() {
        let take = usage(
            "The ferry was late. Let's say an hour, let's say two. The ferry company called. To be honest the ferry company was \
             no help, and to be honest, let's say I was angry. To be honest I called the ferry company myself.",
        );
        let found = find(&take, &earlier());
        let told: Vec<_> = found.iter().map(|c| (c.text.as_str(), c.count, c.takes, c.of)).collect();
        assert_eq!(told, [("let's say", 3, 4, 5), ("to be honest", 3, 5, 5)]);
        assert!(found.iter().all(|c| c.percent > c.usual_percent * 0.5 && c.usual_percent > 0.0));
    }

    #[test]
    fn a_habit_needs_earlier_takes_and_most_of_them() {
        let take = usage("Let's say a. Let's say b. Let's say c. Frankly, yes. Frankly, no. Frankly, maybe.");
        assert_eq!(find(&take, &earlier()[..3]), []);
        let found = find(&take, &earlier());
        assert_eq!(found.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["let's say"]);
        assert_eq!(find(&usage(""), &earlier()), []);
    }

    #[test]
    fn counted_fillers_grammar_and_the_story_itself_are_left_out() {
        let text = "You know, we went to the shop, like, and in the end of it we decided to go. ";
        let take = usage(&text.repeat(4));
        let found = find(&take, &vec![take.clone(); 6]);
        assert!(
            found.iter().all(|c| !["you know", "like", "we decided", "the shop"].contains(&c.text.as_str())),
            "{found:?}"
        );
        let mut german = transcript(&text.repeat(4));
        german.language = "de".into();
        assert_eq!(Usage::new(&german), Usage::default());
    }
}
