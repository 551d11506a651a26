//! A story in, what it lacks out.

use std::fmt;

use super::story::CoreStory;
use crate::structure::Label;

/// Something that a story lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is written down of a part.
    Part(Label),
    /// No number that must be said.
    Number,
    /// The action never says "I".
    OwnPart,
    /// No lesson.
    Lesson,
    /// No category of questions that it answers.
    Category,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(label) => write!(f, "no {}", label.name()),
            Self::Number => f.write_str("no number that must be said"),
            Self::OwnPart => f.write_str("no “I” in the action"),
            Self::Lesson => f.write_str("no lesson"),
            Self::Category => f.write_str("no category: which questions does it answer?"),
        }
    }
}

impl CoreStory {
    /// What it lacks, in the order in which it is told.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let parts = [Label::Situation, Label::Task, Label::Action, Label::Result];
        let mut gaps: Vec<Gap> = parts.into_iter().filter(|part| self.part(*part).is_empty()).map(Gap::Part).collect();
        let action = self.part(Label::Action);
        let says_i = action.split(|c: char| !c.is_alphanumeric()).any(|word| word == "I");
        let lacks = [
            (!action.is_empty() && !says_i, Gap::OwnPart),
            (self.part(Label::Reflection).is_empty(), Gap::Lesson),
            (self.numbers.is_empty(), Gap::Number),
            (self.categories.is_empty(), Gap::Category),
        ];
        gaps.extend(lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, gap)| gap));
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_story_lacks_is_named_and_nothing_else() {
        let mut story = CoreStory {
            name: "ferry".into(),
            title: "The empty ferry".into(),
            categories: vec!["ownership".into()],
            parts: [Label::Situation, Label::Task, Label::Result, Label::Reflection]
                .map(|label| (label, "Something.".to_owned()))
                .into(),
            numbers: vec!["20 %".into()],
        };
        assert_eq!(story.gaps(), [Gap::Part(Label::Action)]);
        story.parts.push((Label::Action, "We rode along, and Ida drew a table.".into()));
        assert_eq!(story.gaps(), [Gap::OwnPart]);
        story.parts.push((Label::Other, String::new()));
        story.parts[4].1 = "We rode along, and I've drawn a table.".into();
        assert_eq!(story.gaps(), []);
        (story.numbers, story.categories) = (Vec::new(), Vec::new());
        story.parts.retain(|(label, _)| *label != Label::Reflection);
        assert_eq!(story.gaps(), [Gap::Lesson, Gap::Number, Gap::Category]);
    }
}
