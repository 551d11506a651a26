//! Rules about the story: whether one is told, and whether it has a result.

use crate::figure::{clock, length, number};
use crate::findings::told::{self, label};
use crate::findings::{Evidence, Facts, Finding, Severity};
use crate::language::lexicon::is;
use crate::language::words::outcomes::{ALL_OR_NOTHING, DEGREES};
use crate::structure::{Label, Part, StoryKind};

pub(super) fn result_missing(facts: &Facts<'_>) -> Option<Finding> {
    let missing = is_story(facts) && told::missing(&facts.take.structure).contains(&Label::Result);
    let end = facts.ending();
    let at = end.as_ref().and_then(|e| e.span).map(|span| format!(" at {}", clock(span.end_s))).unwrap_or_default();
    missing.then(|| Finding {
        id: "result-missing",
        severity: Severity::Fix,
        message: format!(
            "The answer ends{at} without saying what came of it (result 0 %; usual is 10–25 %). The ending is what listeners \
             remember, and here they have to guess whether it worked."
        ),
        advice: "Add one last sentence that starts “As a result” and says what changed, with a number if you have one."
            .into(),
        evidence: end.into_iter().collect(),
    })
}

pub(super) fn result_not_quantified(facts: &Facts<'_>) -> Option<Finding> {
    let told = is_story(facts) && facts.take.content.quantified_result == Some(false);
    let result = first(facts, &[Label::Result]).filter(|_| told)?;
    // Where one part ends and the next begins is not sure: a number anywhere after makes the accusation doubtful.
    let amounts = facts.take.content.quantities.as_deref().unwrap_or_default();
    if amounts.iter().any(|amount| amount.place.chars.start >= result.place.chars.start) || !changed_by_degree(facts) {
        return None;
    }
    Some(Finding {
        id: "result-not-quantified",
        severity: Severity::Watch,
        message:
            "Your result holds no number: listeners hear that it got better, but not whether by a little or a lot."
                .into(),
        advice: "Add one number to the result: a percentage, hours saved, people helped, or from how much to how much."
            .into(),
        evidence: vec![said(facts, result)],
    })
}

pub(super) fn result_quantified(facts: &Facts<'_>) -> Option<Finding> {
    let told = is_story(facts) && facts.take.content.quantified_result == Some(true);
    let results: Vec<&Part> =
        facts.take.structure.sentences.iter().filter(|p| label(p) == Some(Label::Result)).collect();
    let inside = |start: usize| results.iter().any(|part| part.place.holds(start));
    let quantity =
        facts.take.content.quantities.iter().flatten().find(|quantity| told && inside(quantity.place.chars.start))?;
    Some(Finding {
        id: "result-quantified",
        severity: Severity::Good,
        message: format!("Your result has a number in it, “{}”: it can be believed and remembered.", quantity.text),
        advice: "Keep the number, and say it slowly.".into(),
        evidence: vec![Evidence {
            span: quantity.place.span,
            quote: facts.quotes.around(quantity.place.chars.clone()),
        }],
    })
}

pub(super) fn generic_answer(facts: &Facts<'_>) -> Option<Finding> {
    let structure = &facts.take.structure;
    let shown = structure.generic_at.and_then(|k| structure.sentences.get(k)).map(|part| said(facts, part));
    (structure.kind == StoryKind::Generic && facts.starlike()).then(|| Finding {
        id: "generic-answer",
        severity: Severity::Fix,
        message: format!(
            "None of the {} sentences tells one particular time: this is how you usually work, or would. Listeners believe \
             what happened once more than what always happens.",
            structure.sentences.len()
        ),
        advice: "Start with “Last spring, when I…” and stay with that one time: what you faced, what you did, what came \
                 of it."
            .into(),
        evidence: shown.into_iter().collect(),
    })
}

pub(super) fn long_setup(facts: &Facts<'_>) -> Option<Finding> {
    let labels = [Label::Situation, Label::Task];
    let line = facts.take.timeline.as_ref().filter(|line| line.long_setup == Some(true) && is_story(facts))?;
    let opening = first(facts, &labels)?;
    let time = line.seconds(&labels).map(|s| format!(", {}", length(s))).unwrap_or_default();
    Some(Finding {
        id: "long-setup",
        severity: Severity::Watch,
        message: format!(
            "Situation and task take {} % of the answer{time}, and 15–30 % is usual: listeners wait for what you did.",
            number(line.percent(&labels), 0)
        ),
        advice: "Tell where, when and what was at stake in two sentences, then go to “so I”.".into(),
        evidence: vec![said(facts, opening)],
    })
}

pub(super) fn action_thin(facts: &Facts<'_>) -> Option<Finding> {
    let line = facts.take.timeline.as_ref().filter(|line| line.thin_action == Some(true) && is_story(facts))?;
    // What cannot be given to a part may be action too.
    let clear = line.percent(&[Label::Action]);
    let most = number(clear + 100.0 * line.unclear, 0);
    let bound = if most == number(clear, 0) { "" } else { "at most " };
    Some(Finding {
        id: "action-thin",
        severity: Severity::Watch,
        message: format!(
            "What you did yourself takes {bound}{most} % of the answer, and 50–65 % is usual: that part is what an interviewer \
             is listening for."
        ),
        advice: "Name two steps you took, and for one of them say why you chose it.".into(),
        evidence: first(facts, &[Label::Action]).map(|part| said(facts, part)).into_iter().collect(),
    })
}

/// Whether a clear sentence about the result tells a change that a number could measure, and none says that all or nothing is left.
/// "The ship sailed on time" needs no number.
fn changed_by_degree(facts: &Facts<'_>) -> bool {
    let results = facts.take.structure.sentences.iter().filter(|part| label(part) == Some(Label::Result));
    let words: Vec<String> = results
        .flat_map(|part| {
            let said = facts.quotes.text(part.place.chars.clone()).to_lowercase();
            said.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let any = |list: &[&str]| words.iter().any(|word| is(list, word));
    any(DEGREES) && !any(ALL_OR_NOTHING)
}

fn is_story(facts: &Facts<'_>) -> bool {
    facts.take.structure.kind == StoryKind::Story && facts.starlike()
}

/// The first sentence that clearly tells one of `labels`.
fn first<'a>(facts: &Facts<'a>, labels: &[Label]) -> Option<&'a Part> {
    facts.take.structure.sentences.iter().find(|part| label(part).is_some_and(|told| labels.contains(&told)))
}

fn said(facts: &Facts<'_>, part: &Part) -> Evidence {
    Evidence { span: part.place.span, quote: facts.quotes.opening(part.place.chars.clone()) }
}
