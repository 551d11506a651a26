//! Stories and a question in, which of them answers it best out.

use std::collections::BTreeSet;

use super::story::CoreStory;
use crate::language::lexicon;
use crate::questions::{Category, Question};
use crate::structure::Shape;

/// How a story fits a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFit<'a> {
    /// The story.
    pub story: &'a CoreStory,
    /// Whether it is for questions of this category.
    pub of_category: bool,
    /// Words that tell something, shared by the story and by the question with what listeners wait for.
    pub shared: Vec<String>,
}

/// How each of `stories` fits `question`, the best first: those for its `category`, then those that share most words with it.
#[must_use]
pub fn fits<'a>(stories: &'a [CoreStory], category: &Category, question: &Question) -> Vec<StoryFit<'a>> {
    let asked = words(std::iter::once(&*question.ask).chain(question.points.iter().map(|point| &*point.say)));
    let mut fits: Vec<StoryFit<'_>> = stories
        .iter()
        .map(|story| {
            let told = words(std::iter::once(&*story.title).chain(story.parts.iter().map(|(_, text)| &**text)));
            StoryFit {
                story,
                of_category: story.categories.contains(&category.name),
                shared: asked.intersection(&told).cloned().collect(),
            }
        })
        .collect();
    fits.sort_by_key(|fit| std::cmp::Reverse((fit.of_category, fit.shared.len())));
    fits
}

/// Words that tell something, without the ending of a plural.
fn words<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let lower: Vec<String> = texts.map(str::to_lowercase).collect();
    let words = lower.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let telling = words.filter(|word| word.chars().count() > 3 && !lexicon::is_functional(word));
    telling.map(|word| word.strip_suffix('s').filter(|one| !one.ends_with('s')).unwrap_or(word).to_owned()).collect()
}

/// The categories that none of `stories` is for, of those whose questions mostly want a story.
#[must_use]
pub fn uncovered<'c>(stories: &[CoreStory], categories: &'c [Category]) -> Vec<&'c Category> {
    let covered = |category: &&Category| stories.iter().any(|story| story.categories.contains(&category.name));
    let wanted = |category: &&Category| {
        let wanting = category.questions.iter().filter(|question| wants_story(question.shape)).count();
        wanting > 0 && 2 * wanting >= category.questions.len()
    };
    categories.iter().filter(|category| wanted(category) && !covered(category)).collect()
}

/// Whether an answer of this `shape` tells something that happened.
fn wants_story(shape: Option<Shape>) -> bool {
    !matches!(shape, Some(Shape::Motivation | Shape::PresentPastFuture | Shape::Strength | Shape::Weakness))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::Label;

    fn story(name: &str, category: &str, action: &str) -> CoreStory {
        CoreStory {
            name: name.into(),
            title: name.into(),
            categories: vec![category.into()],
            parts: vec![(Label::Action, action.into())],
            numbers: Vec::new(),
        }
    }

    fn question(ask: &str) -> Question {
        Question {
            id: "q".into(),
            ask: ask.into(),
            why: String::new(),
            shape: None,
            time_s: None,
            points: Vec::new(),
            pitfalls: Vec::new(),
            follow_ups: Vec::new(),
            asked_by: Vec::new(),
        }
    }

    #[test]
    fn a_story_for_the_category_comes_first_then_the_one_that_shares_most_words() {
        let stories = [
            story("boat", "failure", "I told a colleague about the deadlines."),
            story("oven", "conflict", "I mended it."),
            story("garden", "conflict", "I argued with a colleague about a deadline."),
        ];
        let category = Category { name: "conflict".into(), title: "Conflict".into(), questions: Vec::new() };
        let fits = fits(&stories, &category, &question("Tell me about a deadline that a colleague missed."));
        assert_eq!(fits.iter().map(|fit| &*fit.story.name).collect::<Vec<_>>(), ["garden", "oven", "boat"]);
        assert_eq!(fits[0].shared, ["colleague", "deadline"]);
        let asked = |name: &str, shape| {
            let questions = vec![Question { shape, ..question("Tell me.") }];
            Category { name: name.into(), title: name.into(), questions }
        };
        let all = [category, asked("ethics", None), asked("openers", Some(Shape::PresentPastFuture))];
        assert_eq!(uncovered(&stories, &all), [&all[1]], "who one is, is no story");
    }
}
