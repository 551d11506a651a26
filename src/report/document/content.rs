//! The steps and the content of an answer in, lines that say what was heard and where out.

use crate::figure::clock;
use crate::language::phrases::Phrase;
use crate::report::clean::clean;
use crate::structure::Shape;
use crate::structure::steps::State;
use crate::take::Take;
use crate::units::TimeSpan;

/// Quotes shown of one kind at most.
const QUOTES: usize = 3;

/// The steps of a shape other than the one the story's bar shows, with a heading; nothing for STAR.
pub(super) fn steps(take: &Take, doubted: bool) -> (String, Vec<String>) {
    let Some(shaped) = take.shape.as_ref().filter(|shaped| shaped.name != Shape::Star) else {
        return (String::new(), Vec::new());
    };
    let line = |heard: &crate::structure::steps::HeardStep| {
        let quote =
            heard.quote.as_deref().map(|quote| moment(heard.place.as_ref().and_then(|place| place.span), quote));
        let said = match (heard.state, quote) {
            (State::Heard, quote) => quote.unwrap_or_else(|| "heard".into()),
            (State::Unclear, Some(quote)) => format!("unclear, perhaps {quote}"),
            // Words that may be wrong cannot show that something was left out.
            (State::NotHeard, _) if !doubted => "not heard".into(),
            _ => "unclear".into(),
        };
        clean(&format!("{}: {said}", heard.step.name()))
    };
    (format!("Steps of a {} answer", shaped.name.name()), shaped.steps.iter().map(line).collect())
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
