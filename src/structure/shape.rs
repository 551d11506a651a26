//! A question in, the shape a good answer to it takes out.

use serde::{Deserialize, Serialize};

use crate::language::lexicon::is;
use crate::language::phrases::{Patterns, norms};
use crate::language::tokens::tokenize;
use crate::language::words::questions::{CARE, CONFLICT, DECISION, DIAGNOSIS, GIVES, MOTIVATION};
use crate::transcript::Transcript;

/// How an answer is built: the steps a listener waits for, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Situation, task, action, result: one thing you did.
    #[default]
    Star,
    /// Context, action, result, evaluation: what you learned, as from a failure.
    Care,
    /// Symptom, hypothesis, experiment, root cause, fix, prevention: how you found what was wrong.
    Diagnosis,
    /// Risk, options, decision, mitigation, outcome, reflection: how you decide.
    Decision,
    /// Situation, behaviour, impact: feedback you gave.
    Sbi,
    /// What, why it matters to me, what I did about it, what I would do here: why you want it.
    Motivation,
    /// Now, how it came to that, what comes next: who you are.
    PresentPastFuture,
    /// A strength, an example, what came of it, its use here.
    Strength,
    /// A weakness, what it cost, what is done about it, how far that is.
    Weakness,
    /// Context, how it works, what was hard, what came of it, what you would change: a project in depth.
    DeepDive,
}

/// Why a shape was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChosenBy {
    /// The user named it.
    Option,
    /// The words of the question ask for it.
    Question,
    /// Nothing pointed elsewhere.
    #[default]
    Default,
}

/// "Gave a peer some difficult feedback": words between the verb and its object at most.
const GIVES_WITHIN: usize = 6;

impl Shape {
    /// Every shape, the usual one first.
    pub const ALL: [Self; 10] = [
        Self::Star,
        Self::Care,
        Self::Diagnosis,
        Self::Decision,
        Self::Sbi,
        Self::Motivation,
        Self::PresentPastFuture,
        Self::Strength,
        Self::Weakness,
        Self::DeepDive,
    ];

    /// The shape that the words of a question ask for; [`Shape::Star`] where none points elsewhere. The same words always give
    /// the same shape.
    #[must_use]
    pub fn for_question(text: &str) -> Self {
        let transcript = Transcript::from_text("given", "en", text);
        let tokens = tokenize(&transcript, None);
        let words = norms(&tokens);
        let asks = |patterns: &Patterns| (0..words.len()).any(|at| patterns.any_at(&words, at));
        match () {
            () if asks(&MOTIVATION) => Self::Motivation,
            () if gives_feedback(&words) => Self::Sbi,
            () if asks(&DIAGNOSIS) => Self::Diagnosis,
            () if asks(&CARE) => Self::Care,
            () if asks(&CONFLICT) => Self::Star,
            () if asks(&DECISION) => Self::Decision,
            () => Self::Star,
        }
    }

    /// Whether listeners expect a situation, an action and a result.
    #[must_use]
    pub fn is_story(self) -> bool {
        matches!(self, Self::Star | Self::Care)
    }

    /// What a listener calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Star => "STAR",
            Self::Care => "CARE",
            Self::Diagnosis => "diagnosis",
            Self::Decision => "decision",
            Self::Sbi => "SBI",
            Self::Motivation => "motivation",
            Self::PresentPastFuture => "present-past-future",
            Self::Strength => "strength",
            Self::Weakness => "weakness",
            Self::DeepDive => "deep-dive",
        }
    }
}

/// "A time you gave difficult feedback", and not "feedback you were given".
fn gives_feedback(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let after = words.get(at + 1..).unwrap_or_default();
        is(GIVES, words[at])
            && !after.first().is_some_and(|w| is(&["you", "me"], w))
            && after.iter().take(GIVES_WITHIN).any(|w| *w == "feedback")
            && !after.windows(2).any(|pair| pair == ["gave", "you"] || pair == ["given", "to"])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_asks_for_its_shape() {
        let cases = [
            ("Tell me about a time you led a team.", Shape::Star),
            ("Describe a conflict with a colleague and how you handled it.", Shape::Star),
            ("Tell me about a time you disagreed with a decision your manager made.", Shape::Star),
            ("Tell me about a time you learned a new tool quickly.", Shape::Star),
            ("Tell me about a time you failed.", Shape::Care),
            ("What is the biggest mistake you have made at work?", Shape::Care),
            ("Tell me about a decision you regret.", Shape::Care),
            ("Tell me about a time you received tough feedback.", Shape::Care),
            ("What would you do differently?", Shape::Care),
            ("Walk me through the hardest bug you ever fixed.", Shape::Diagnosis),
            ("Tell me about a production incident and how you found its root cause.", Shape::Diagnosis),
            ("Describe a time you had to troubleshoot something under pressure.", Shape::Diagnosis),
            ("Tell me about a difficult decision you had to make.", Shape::Decision),
            ("When did you have to decide between quality and speed?", Shape::Decision),
            ("Tell me about a calculated risk.", Shape::Decision),
            ("How do you act with incomplete information?", Shape::Decision),
            ("Tell me about a time you gave a peer difficult feedback.", Shape::Sbi),
            ("Why do you want to work here?", Shape::Motivation),
            ("Why us?", Shape::Motivation),
            ("What interests you about this role?", Shape::Motivation),
        ];
        for (question, shape) in cases {
            assert_eq!(Shape::for_question(question), shape, "{question}");
            assert_eq!(Shape::for_question(&question.to_uppercase()), shape, "{question}");
        }
    }

    #[test]
    fn nothing_asked_is_a_star() {
        for text in ["", "?!", "q17", "Erzählen Sie von sich."] {
            assert_eq!(Shape::for_question(text), Shape::Star, "{text}");
        }
    }
}
