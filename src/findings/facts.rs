//! What every rule looks at: the measures, what is usual, and the words to quote.

use super::finding::Replay;
use crate::language::is_english;
use crate::measures::Measures;
use crate::quotes::Quotes;
use crate::structure::{Label, Part, StoryKind};
use crate::transcript::Place;
use crate::usual::Ranges;

/// Moments given as evidence of one finding at most.
pub(super) const MOMENTS: usize = 3;

/// What a rule looks at.
pub(super) struct Grounds<'a> {
    pub(super) take: &'a Measures,
    /// What is usual.
    pub(super) ranges: &'a Ranges,
    pub(super) quotes: Quotes<'a>,
}

impl<'a> Grounds<'a> {
    pub(super) fn new(take: &'a Measures, ranges: &'a Ranges) -> Self {
        Self { take, ranges, quotes: Quotes::new(&take.transcript) }
    }

    /// How the answer ends.
    pub(super) fn ending(&self) -> Option<Replay> {
        self.quotes.ending().map(|(span, quote)| Replay { span, quote })
    }

    /// How `part` begins.
    pub(super) fn opening(&self, part: &Part) -> Replay {
        self.beginning(&part.place)
    }

    /// The first words of `place`.
    pub(super) fn beginning(&self, place: &Place) -> Replay {
        Replay { span: place.span, quote: self.quotes.opening(place.chars.clone()) }
    }

    /// The words of `place` with a few on either side.
    pub(super) fn around(&self, place: &Place) -> Replay {
        Replay { span: place.span, quote: self.quotes.around(place.chars.clone()) }
    }

    /// The first sentence that clearly tells one of `labels`.
    pub(super) fn first(&self, labels: &[Label]) -> Option<&'a Part> {
        self.take.structure.sentences.iter().find(|part| part.clear().is_some_and(|told| labels.contains(&told)))
    }

    /// Whether a story is expected, and told.
    pub(super) fn is_story(&self) -> bool {
        self.take.structure.kind == StoryKind::Story && self.take.wants_story()
    }

    /// The word lists are English.
    pub(super) fn is_english(&self) -> bool {
        is_english(&self.take.transcript.language)
    }
}
