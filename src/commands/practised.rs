//! What the history knows of the questions of the bank: what `practice` and `plan` share.

use std::collections::HashMap;

use outloud::history::store::{self, History};
use outloud::history::{Entry, Filter, SpokenBy};
use outloud::moment::Moment;
use outloud::practice::TakeOutcome;
use outloud::practice::schedule::{Practised, TELLING};
use outloud::questions::{Bank, Category, Question};

use crate::error::Error;

/// What the history knows of a question.
#[derive(Clone, Default)]
struct Known {
    last: Option<Moment>,
    outcomes: Vec<TakeOutcome>,
    takes: usize,
}

/// What the history knows of each question of the bank that one speaker has answered.
pub(super) struct Past<'b> {
    known: HashMap<&'b str, Known>,
    /// Every take of that speaker, the newest first.
    pub(super) entries: Vec<Entry>,
}

impl<'b> Past<'b> {
    /// What `history` knows of each question of `bank` that `speaker` has answered.
    pub(super) fn read(history: Option<&History>, bank: &'b Bank, speaker: Option<&str>) -> Result<Self, Error> {
        let mut known: HashMap<&str, Known> = HashMap::new();
        let Some(history) = history else { return Ok(Self { known, entries: Vec::new() }) };
        let entries = history.list(&Filter { speaker: Some(SpokenBy::named(speaker)), ..Filter::default() }, None)?;
        for entry in &entries {
            let question = entry.facts.question.as_deref().and_then(|id| bank.get(id));
            let Some((_, question)) = question else { continue };
            let known = known.entry(&question.id).or_default();
            known.takes += 1;
            known.last = known.last.max(Some(entry.taken));
            let sound = known.outcomes.iter().filter(|outcome| **outcome == TakeOutcome::Sound).count();
            // Older takes make no difference then, and need not be read.
            if sound < TELLING && !known.outcomes.contains(&TakeOutcome::Weak) {
                known.outcomes.push(match history.take(entry.id) {
                    Ok(take) => TakeOutcome::of(&take),
                    Err(store::Error::Lost { .. }) => TakeOutcome::Unclear,
                    Err(error) => return Err(error.into()),
                });
            }
        }
        Ok(Self { known, entries })
    }

    /// What is known of `question`, which is of this `category`.
    pub(super) fn of(&self, category: &Category, question: &Question) -> Practised {
        let known = self.known.get(&*question.id).cloned().unwrap_or_default();
        Practised { last: known.last, outcomes: known.outcomes, in_category: self.in_category(category) }
    }

    /// Takes of all questions of `category`.
    pub(super) fn in_category(&self, category: &Category) -> usize {
        category.questions.iter().map(|question| self.known.get(&*question.id).map_or(0, |known| known.takes)).sum()
    }
}
