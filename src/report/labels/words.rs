//! A take in, a table of its words out, in spoken order.

use std::ops::Range;

use crate::report::{json, table};
use crate::take::Take;
use crate::transcript::Word;

/// The columns. Times and probability are empty where they are not known.
const HEADER: [&str; 7] = ["word", "start_s", "end_s", "confidence", "filler", "counted", "repeat"];

/// A row a word: `filler` and `repeat` are the kinds of the JSON, `counted` says whether the filler is.
pub(crate) fn csv(take: &Take) -> String {
    let characters = take.transcript.text.chars().count();
    let fillers = take.fillers.occurrences.iter().filter_map(|filler| Some((filler.chars.clone()?, filler)));
    let fillers = marks(characters, fillers);
    let repeats = marks(characters, take.repetition.items.iter().map(|item| (item.place.chars.clone(), item)));
    let number = |value: Option<f64>| value.map(|value| format!("{value:.3}")).unwrap_or_default();
    let row = |word: &Word| {
        let (filler, repeat) = (mark(&fillers, word), mark(&repeats, word));
        vec![
            word.text.clone(),
            number(word.span.map(|span| span.start_s)),
            number(word.span.map(|span| span.end_s)),
            number(word.confidence),
            filler.map(|filler| json::name(&filler.kind)).unwrap_or_default(),
            filler.map(|filler| filler.counted.to_string()).unwrap_or_default(),
            repeat.map(|item| json::name(&item.kind)).unwrap_or_default(),
        ]
    };
    table::csv(&HEADER, take.transcript.words.iter().map(row))
}

/// For every character of a text what lies on it.
fn marks<T: Copy>(characters: usize, found: impl Iterator<Item = (Range<usize>, T)>) -> Vec<Option<T>> {
    let mut marks = vec![None; characters];
    for (place, what) in found {
        let end = place.end.min(characters);
        if let Some(marked) = marks.get_mut(place.start..end) {
            marked.fill(Some(what));
        }
    }
    marks
}

/// What lies on any character of `word`.
fn mark<T: Copy>(marks: &[Option<T>], word: &Word) -> Option<T> {
    marks.get(word.char_start..word.char_end)?.iter().find_map(|mark| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn fillers_and_repeats_stand_beside_their_words() {
        let table = csv(&sample::answer());
        let mut rows = table.lines();
        assert_eq!(rows.next(), Some("word,start_s,end_s,confidence,filler,counted,repeat"));
        let told = |word: &str| table.lines().filter(|row| row.starts_with(word)).collect::<Vec<_>>();
        assert!(told("\"Um,\"")[0].ends_with(",sound,true,") && told("in,")[0].ends_with(",,,"), "{table}");
        assert!(told("you,")[0].ends_with(",discourse,true,") && told("So,")[0].ends_with(",opener,false,"), "{table}");
        assert!(told("I,").iter().any(|row| row.ends_with(",,,repeat")), "{table}");
        assert_eq!(rows.count(), sample::answer().transcript.words.len());
    }

    #[test]
    fn words_without_times_leave_them_empty() {
        let table = csv(&sample::text_alone(sample::answer()));
        assert!(table.lines().nth(2).is_some_and(|row| row == "in,,,0.920,,,"), "{table}");
    }
}
