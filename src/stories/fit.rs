//! Stories and a question in, which of them answers it best out.

use std::collections::BTreeSet;

use super::story::CoreStory;
use crate::language::lexicon;
use crate::questions::{Category, Question};

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

/// The categories that none of `stories` is for.
#[must_use]
pub fn uncovered<'c>(stories: &[CoreStory], categories: &'c [Category]) -> Vec<&'c Category> {
    let covered = |category: &&Category| stories.iter().any(|story| story.categories.contains(&category.name));
    categories.iter().filter(|category| !covered(category)).collect()
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
        let other = Category { name: "mission".into(), ..category.clone() };
        assert_eq!(uncovered(&stories, &[category, other.clone()]), [&other]);
    }
}
