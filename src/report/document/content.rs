//! The steps and the content of an answer in, lines that say what was heard and where out.

use crate::figure::clock;
use crate::language::phrases::Phrase;
use crate::questions::rubric::HeardPoint;
use crate::report::clean::clean;
use crate::stories::told::ToldNumber;
use crate::structure::Shape;
use crate::structure::steps::{HeardStep, State};
use crate::take::Take;
use crate::transcript::Place;
use crate::units::TimeSpan;

/// Quotes shown of one kind at most.
const QUOTES: usize = 3;

/// The steps of a shape other than the one the story's bar shows, with a heading; nothing for STAR.
pub(super) fn steps(take: &Take, doubted: bool) -> (String, Vec<String>) {
    let Some(shaped) = take.shape.as_ref().filter(|shaped| shaped.name != Shape::Star) else {
        return (String::new(), Vec::new());
    };
    let line = |heard: &HeardStep| {
        clean(&format!(
            "{}: {}",
            heard.step.name(),
            state(heard.state, heard.quote.as_deref(), heard.place.as_ref(), doubted)
        ))
    };
    (format!("Steps of a {} answer", shaped.name.name()), shaped.steps.iter().map(line).collect())
}

/// What listeners wait for, and whether it was heard; what they would rather not have heard; what they may ask next.
pub(super) fn points(take: &Take, doubted: bool) -> Vec<String> {
    let Some(rubric) = &take.rubric else { return Vec::new() };
    let point = |heard: &HeardPoint| {
        format!("{}: {}", heard.say, state(heard.state, heard.quote.as_deref(), heard.place.as_ref(), doubted))
    };
    let points = rubric.points.iter().map(point);
    let pitfalls =
        rubric.pitfalls.iter().map(|met| format!("better not: {}: {}", met.say, moment(met.place.span, &met.quote)));
    let follow_ups = rubric.follow_ups.iter().map(|ask| format!("may be asked next: {ask}"));
    points.chain(pitfalls).chain(follow_ups).map(|line| clean(&line)).collect()
}

/// What listeners wait for and what of it was heard, in a line, with what could be added; `None` where nothing can be said.
pub(super) fn points_brief(take: &Take) -> Option<String> {
    let rubric = take.rubric.as_ref().filter(|rubric| !rubric.points.is_empty() && take.doubt.is_none())?;
    let in_state = |state: State| rubric.points.iter().filter(move |point| point.state == state);
    let missed: Vec<&str> = in_state(State::NotHeard).map(|point| point.say.as_str()).collect();
    let (heard, all) = (in_state(State::Heard).count(), rubric.points.len());
    Some(clean(&match (heard, &missed[..]) {
        // Whoever tells none of it may well have answered something else.
        (0, missed) if missed.len() == all => format!(
            "None of the {all} things listeners wait for in an answer to this question was heard: was it another question?"
        ),
        (_, missed) => {
            let were = if heard == 1 { "was" } else { "were" };
            let told = format!("{heard} of {all} things listeners wait for {were} heard.");
            let add = format!(" To add, unless you said it in other words: {}.", missed.join("; "));
            if missed.is_empty() { told } else { told + &add }
        }
    }))
}

/// The numbers of the speaker's own story, and whether they were said, below its title.
pub(super) fn story(take: &Take, doubted: bool) -> (String, Vec<String>) {
    let Some(story) = &take.story else { return Default::default() };
    let line = |number: &ToldNumber| {
        let heard = state(number.state, number.quote.as_deref(), number.place.as_ref(), doubted);
        clean(&format!("{}: {heard}", number.text))
    };
    (format!("Your story {}", clean(&story.title)), story.numbers.iter().map(line).collect())
}

/// The numbers of the speaker's own story that were not said, in a line; `None` where nothing can be said.
pub(super) fn story_brief(take: &Take) -> Option<String> {
    let story = take.story.as_ref().filter(|story| !story.numbers.is_empty() && take.doubt.is_none())?;
    let missed = story.numbers.iter().filter(|number| number.state == State::NotHeard);
    let missed: Vec<&str> = missed.map(|number| number.text.as_str()).collect();
    Some(clean(&match &missed[..] {
        [] => format!("Of your story “{}” no number is missing.", story.title),
        // Whoever says none of them may well have told something else.
        missed if missed.len() == story.numbers.len() => {
            format!("No number of your story “{}” was said: was it another one?", story.title)
        }
        missed => format!("Of your story “{}” you never said: {}.", story.title, missed.join("; ")),
    }))
}

/// The first thing that listeners wait for and did not hear; `None` where words may be wrong.
pub(super) fn first_missed(take: &Take) -> Option<String> {
    let rubric = take.rubric.as_ref().filter(|_| take.doubt.is_none())?;
    rubric.points.iter().find(|point| point.state == State::NotHeard).map(|point| clean(&point.say))
}

/// Whether something was heard, with the words that are it.
fn state(state: State, quote: Option<&str>, place: Option<&Place>, doubted: bool) -> String {
    let quote = quote.map(|quote| moment(place.and_then(|place| place.span), quote));
    match (state, quote) {
        (State::Heard, quote) => quote.unwrap_or_else(|| "heard".into()),
        (State::Unclear, Some(quote)) => format!("unclear, perhaps {quote}"),
        // Words that may be wrong cannot show that something was left out.
        (State::NotHeard, _) if !doubted => "not heard".into(),
        _ => "unclear".into(),
    }
}

/// What was named, with the first quotes of each kind.
pub(super) fn named(take: &Take) -> Vec<String> {
    let content = &take.content;
    let amounts: Option<Vec<Phrase>> = content.quantities.as_ref().map(|all| {
        let phrase =
            |q: &crate::language::quantities::Quantity| Phrase { text: q.text.clone(), place: q.place.clone() };
        all.iter().map(phrase).collect()
    });
    let specifics = content.specifics.as_ref();
    let rows = [
        ("amounts", amounts.as_ref()),
        ("when", specifics.map(|s| &s.when)),
        ("where", specifics.map(|s| &s.place)),
        ("who", specifics.map(|s| &s.who)),
        ("trade-offs", content.trade_offs.as_ref()),
        ("alternatives", content.alternatives.as_ref()),
        ("constraints", content.constraints.as_ref()),
        ("lessons", content.lessons.as_ref()),
    ];
    let mut lines: Vec<String> = rows
        .into_iter()
        .filter_map(|(name, found)| Some(format!("{name}: {}", quotes(found.filter(|f| !f.is_empty())?))))
        .map(|line| clean(&line))
        .collect();
    lines.extend(content.action.map(|a| format!("in the action: “I” {}, “we” {}", a.i, a.we)));
    lines
}

fn quotes(found: &[Phrase]) -> String {
    let shown: Vec<String> = found.iter().take(QUOTES).map(|p| moment(p.place.span, &p.text)).collect();
    let more = found.len().saturating_sub(QUOTES);
    let rest = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

/// A quote at its time.
fn moment(span: Option<TimeSpan>, quote: &str) -> String {
    let at = span.map(|span| format!("{} ", clock(span.start_s))).unwrap_or_default();
    format!("{at}“{quote}”")
}
