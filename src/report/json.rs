//! A take in, JSON out: the shape other programs read.

use serde_json::{Number, Value};

use crate::take::Take;

/// `take` as indented JSON, with a final newline.
#[must_use]
pub fn render(take: &Take) -> String {
    let mut text = String::new();
    write(&value(take), 0, &mut text);
    text.push('\n');
    text
}

/// `take` as JSON on one line, with a final newline.
#[must_use]
pub fn render_line(take: &Take) -> String {
    format!("{}\n", value(take))
}

fn value(take: &Take) -> Value {
    // A take is plain data with string keys: it always turns into a value.
    serde_json::to_value(take).map(rounded).unwrap_or_default()
}

/// Every fraction to three decimals: a millisecond, and finer than anything else is measured.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(round(number)),
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, rounded(value))).collect(),
        other => other,
    }
}

fn round(number: Number) -> Number {
    let fraction = number.as_f64().filter(|_| number.is_f64());
    // `+ 0.0` turns the −0.0 that small negative numbers round to into 0.0.
    fraction.and_then(|f| Number::from_f64((f * 1000.0).round() / 1000.0 + 0.0)).unwrap_or(number)
}

/// What fits on a line stays on one, so that a word or a pause is a line and not eight.
const LINE: usize = 160;

fn write(value: &Value, indent: usize, text: &mut String) {
    let (brackets, items): (_, Vec<(String, &Value)>) = match value {
        Value::Array(items) => (['[', ']'], items.iter().map(|item| (String::new(), item)).collect()),
        Value::Object(fields) => (
            ['{', '}'],
            fields.iter().map(|(key, value)| (format!("{}: ", Value::from(key.as_str())), value)).collect(),
        ),
        _ => (['[', ']'], Vec::new()),
    };
    let line = if indent == 0 { String::new() } else { value.to_string() };
    if items.is_empty() || (indent > 0 && line.chars().count() + indent <= LINE) {
        text.push_str(&value.to_string());
        return;
    }
    text.push(brackets[0]);
    for (n, (key, item)) in items.iter().enumerate() {
        text.push_str(if n == 0 { "\n" } else { ",\n" });
        text.extend(std::iter::repeat_n(' ', indent + 2));
        text.push_str(key);
        write(item, indent + 2, text);
    }
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
    text.push(brackets[1]);
}
