//! What the values of options may be, and how they are read.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use outloud::check::Required;
use outloud::history::metric::Metric;
use outloud::report::Format;
use outloud::structure::Shape;

/// A parser of the library's shapes, each told by its steps.
pub(super) fn shapes() -> impl TypedValueParser<Value = Shape> {
    one_of(
        &Shape::ALL,
        |shape| shape.name().to_lowercase(),
        |shape| shape.steps().iter().map(|step| step.name()).collect::<Vec<_>>().join(", "),
    )
}

/// A parser of the forms a report takes.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(&Format::ALL, |format| format.name().to_owned(), |format| format.about().to_owned())
}

/// A parser of what an answer can be required to tell.
pub(super) fn required() -> impl TypedValueParser<Value = Required> {
    one_of(&Required::ALL, |required| required.name().to_owned(), |required| required.about().to_owned())
}

/// An amount of something, from nothing on.
pub(super) fn parse_amount(text: &str) -> Result<f64, String> {
    let amount = text.trim().parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0);
    amount.ok_or_else(|| "a number from 0 on is needed, such as 4 or 2.5".into())
}

/// "110..190".
pub(super) fn parse_range(text: &str) -> Result<(f64, f64), String> {
    let ends = text.split_once("..").and_then(|(from, to)| Some((parse_amount(from).ok()?, parse_amount(to).ok()?)));
    ends.filter(|(from, to)| from <= to).ok_or_else(|| "two numbers are needed, such as 110..190".into())
}

/// A parser of the measures that a history is charted by, each told with its unit.
pub(super) fn metrics() -> impl TypedValueParser<Value = Metric> {
    one_of(
        &Metric::ALL,
        |metric| metric.name().replace('_', "-"),
        |metric| format!("{}, {}", metric.title(), metric.unit()),
    )
}

/// A parser that takes the `name` of one of `all` and tells in the help what each is `about`. The library's own tables say both,
/// so that nothing is listed twice and no type of the library has to know how a command line is read.
fn one_of<T>(all: &'static [T], name: fn(T) -> String, about: fn(T) -> String) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let values = all.iter().map(|&value| PossibleValue::new(name(value)).help(about(value)));
    PossibleValuesParser::new(values).try_map(move |text| {
        all.iter().copied().find(|&value| name(value).eq_ignore_ascii_case(&text)).ok_or("no such name")
    })
}
