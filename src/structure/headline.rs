//! The first words of an answer in, whether they tell the result ahead of the story out.

use crate::language::lexicon;
use crate::language::phrases::Patterns;

/// What follows is what the speaker's own work came to.
static CAME_TO: Patterns = Patterns::new(&[
    "as a result of my|our",
    "thanks to my|our",
    "the? short answer|version",
    "the result|outcome was|is",
    "in the end we|i|the|our|my",
]);
/// What came before was the end of the story.
static BEGINS: Patterns = Patterns::new(&[
    "so? let me tell|explain|show|walk|start|take",
    "so? here\'s|here is? how|what",
    "so? i\'ll tell|explain|walk|start|show",
    "so? this is how",
]);

/// Whether the sentence `first` tells the result, by its own beginning or, where it tells a change with a figure, by that of the `next`.
pub(super) fn is_first(first: &[&str], next: &[&str]) -> bool {
    let tells = first.iter().any(|word| lexicon::is_past(word) || *word == "cut")
        && first.iter().any(|word| lexicon::is_number(word));
    tells && (CAME_TO.any_at(first, 0) || BEGINS.any_at(next, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_known_by_how_it_begins_or_what_begins_after_it() {
        let is = |first: &str, next: &str| {
            is_first(&first.split(' ').collect::<Vec<_>>(), &next.split(' ').collect::<Vec<_>>())
        };
        assert!(is("thanks to our work the queue fell from nine to two minutes", "in may it was long"));
        assert!(is("we cut the queue by 40%", "let me tell you how"));
        assert!(!is("as a result of the merger we lost two shops", "i had to find new ones"));
        assert!(!is("as a result of my work people were happy", "it was in may"));
        assert!(!is("sales had dropped from 80 to 50", "i was asked to find out why"));
    }
}
