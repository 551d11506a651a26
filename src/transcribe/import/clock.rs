//! Written times in, seconds out.

/// `01:02:03,450`, `02:03.450`, `0:0:2`, `00:00:00 , 500`: seconds. Nothing else is a time.
pub(super) fn seconds(time: &str) -> Option<f64> {
    let fields: Vec<&str> = time.trim().split(':').collect();
    if !(2..=3).contains(&fields.len()) {
        return None;
    }
    let (last, whole) = fields.split_last()?;
    let whole_s = whole.iter().try_fold(0.0, |total_s, field| Some(total_s * 60.0 + number(field)?))?;
    let (seconds, part) = last.split_once([',', '.']).unwrap_or((last, "0"));
    let part = part.trim_start();
    Some(whole_s * 60.0 + number(seconds.trim_end())? + number(part)? / part.bytes().map(|_| 10.0).product::<f64>())
}

fn number(digits: &str) -> Option<f64> {
    let all = !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// What a line with an arrow is.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    /// The times of a caption, s, and what stands behind them.
    Times { start_s: f64, end_s: f64, rest: &'a str },
    /// Meant for times, which cannot be read.
    Garbled,
    /// No times.
    Text,
}

/// Reads `00:00:01,000 --> 00:00:02,000`, with or without brackets around it.
pub(super) fn line(line: &str) -> Line<'_> {
    let bare = line.trim().trim_start_matches('[');
    let Some((from, to)) = bare.split_once("-->") else { return Line::Text };
    let (to, rest) = cut_time(to.trim_start());
    if let (Some(start_s), Some(end_s)) = (seconds(from), seconds(to)) {
        return Line::Times { start_s, end_s, rest: rest.trim_start_matches(']').trim() };
    }
    let meant = |side: &str| side.trim().starts_with(|c: char| c.is_ascii_digit()) && side.contains(':');
    if meant(from) || from.trim().is_empty() && meant(to) { Line::Garbled } else { Line::Text }
}

/// The time that `text` begins with, a fraction of a second behind spaces included, and the rest.
fn cut_time(text: &str) -> (&str, &str) {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let whole = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | ',' | '.')).unwrap_or(text.len());
    let (time, rest) = text.split_at(whole);
    let part = rest.trim_start().strip_prefix([',', '.']).map(str::trim_start);
    match part.map(|part| part.split_at(digits(part))) {
        Some((part, rest)) if !part.is_empty() && !time.contains([',', '.']) => text.split_at(text.len() - rest.len()),
        _ => (time, rest),
    }
}

/// The time at the start of `line`, in brackets or not: whether there were brackets, and what follows.
pub(super) fn stamp(line: &str) -> Option<(bool, &str)> {
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((within, rest)) = line.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            let times = matches!(self::line(within), Line::Times { .. }) || seconds(within).is_some();
            return times.then_some((true, rest.trim_start()));
        }
    }
    let (time, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    seconds(time).map(|_| (false, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_digits_and_nothing_else() {
        for (text, expected) in [
            ("01:02:03,450", Some(3723.45)),
            ("02:03.5", Some(123.5)),
            ("0:0:2", Some(2.0)),
            ("00:00:01 , 250", Some(1.25)),
            ("101:00:00,000", Some(363_600.0)),
            ("12", None),
            ("1e7:00", None),
            ("00:zz", None),
            ("inf:00", None),
            ("00:00:-1", None),
        ] {
            let read = seconds(text);
            assert!(read.zip(expected).map_or(read == expected, |(a, b)| (a - b).abs() < 1e-9), "{text}: {read:?}");
        }
    }

    #[test]
    fn an_arrow_alone_makes_no_times() {
        let times = |start_s, end_s, rest| Line::Times { start_s, end_s, rest };
        assert_eq!(line("00:01.000 --> 00:02.000 align:start"), times(1.0, 2.0, "align:start"));
        assert_eq!(line("0:0:1-->0:0:2"), times(1.0, 2.0, ""));
        assert_eq!(line("00:00:00 , 500 --> 00:00:02 , 000"), times(0.5, 2.0, ""));
        assert_eq!(line("[00:01.0 --> 00:02.0]  We had 4, 5 of them."), times(1.0, 2.0, "We had 4, 5 of them."));
        assert_eq!(line("00:xx --> 00:02"), Line::Garbled);
        assert_eq!(line("the flow was login --> basket"), Line::Text);
        assert_eq!(line("from 2 --> 3 replicas"), Line::Text);
    }

    #[test]
    fn stamps_stand_at_the_start() {
        assert_eq!(stamp("[00:03] Hello"), Some((true, "Hello")));
        assert_eq!(stamp("0:03 Hello"), Some((false, "Hello")));
        assert_eq!(stamp("[laughs] Hello"), None);
        assert_eq!(stamp("Hello 0:03"), None);
    }
}
