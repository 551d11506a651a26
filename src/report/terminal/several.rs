//! A summary of several recordings in, a table for a terminal out.

use super::pen::{Pen, text};
use super::styles;
use crate::figure::count;
use crate::report::clean::clean;
use crate::report::options::Options;
use crate::report::summary::{COLUMNS, SummaryLine};

/// Columns left of a recording's name: the figures, and a gap.
const GAP: usize = 2;
/// Columns that a name needs beside the figures.
const NAME: usize = 24;

/// `lines` as a table: figures, the recording, and below it what to try first; the recording above its figures where there is no room.
#[must_use]
pub fn summary(lines: &[SummaryLine], options: &Options) -> String {
    let pen = Pen::new(options);
    if pen.plain {
        let said = std::iter::once(count(lines.len(), "recording")).chain(lines.iter().map(told));
        return pen
            .page(said.flat_map(|said| pen.wrap(&text(styles::PLAIN, &said), 0)).map(|line| line + "\n").collect());
    }
    let left = COLUMNS.map(|(_, _, columns)| columns).iter().sum::<usize>() + GAP;
    let beside = pen.width >= left + NAME;
    let indent = if beside { left } else { GAP };
    let head = COLUMNS.map(|(_, name, columns)| format!("{name:>columns$}")).concat();
    let head = if beside { format!("{head}  recording") } else { head };
    let mut told = vec![pen.paint(styles::STRONG, &count(lines.len(), "recording")), pen.paint(styles::FAINT, &head)];
    for line in lines {
        let figures = COLUMNS.map(|(metric, _, columns)| format!("{:>columns$}", line.figure(metric))).concat();
        let name = text(styles::PLAIN, &clean(&line.name));
        if beside {
            told.extend(pen.hang(&format!("{figures}  "), &name, indent));
        } else {
            told.extend(pen.wrap(&name, 0));
            told.push(figures);
        }
        let more = match &line.outcome {
            Ok(found) => found.advice.as_ref().map(|advice| (styles::FAINT, format!("try: {advice}"))),
            Err(reason) => Some((styles::RED, format!("not analysed: {reason}"))),
        };
        told.extend(more.into_iter().flat_map(|(style, said)| pen.wrap(&text(style, &clean(&said)), indent)));
    }
    told.join("\n") + "\n"
}

/// A recording in a sentence: "a.wav: duration 1:37, pace 150 words/min; try: …".
fn told(line: &SummaryLine) -> String {
    let name = clean(&line.name);
    let found = match &line.outcome {
        Ok(found) => found,
        Err(reason) => return format!("{name}: not analysed: {}", clean(reason)),
    };
    let figures: Vec<String> = COLUMNS.iter().filter_map(|(metric, ..)| found.headline.told(*metric)).collect();
    let advice = found.advice.as_ref().map(|advice| format!("; try: {}", clean(advice))).unwrap_or_default();
    format!("{name}: {}{advice}", figures.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::summary::Found;
    use crate::sample;

    #[test]
    fn each_recording_has_its_figures_and_what_failed_its_reason() {
        let lines = [
            SummaryLine { name: "a.wav".into(), page: None, outcome: Ok(Found::new(&sample::take(sample::STUCK))) },
            SummaryLine { name: "b\u{1b}[2J.wav".into(), page: None, outcome: Err("no sound".into()) },
        ];
        for width in [40, 80, 120] {
            let text = summary(&lines, &Options { width, colour: false, plain: false, full: false });
            assert!(text.starts_with("2 recordings\n") && text.contains("a.wav"), "{text}");
            assert!(!text.contains('\u{1b}') && text.lines().all(|line| line.chars().count() <= width), "{text}");
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains("not analysed: no") && flat.contains("try: "), "{text}");
        }
    }
}
