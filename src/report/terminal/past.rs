//! Takes of the past in, text for a terminal out: a list, the heading of one, two side by side.

use textwrap::core::display_width;

use crate::figure::{clock, count, length};
use crate::findings::Finding;
use crate::history::Entry;
use crate::history::compare::{self, ComparedMetric, Judged};
use crate::history::metric::Metric;
use crate::history::spread::Change;
use crate::report::clean::clean;
use crate::report::options::Options;
use crate::report::tone::Tone;

use super::pen::{Pen, pad, text};
use super::styles;

/// Columns of a list before what the take is about.
const NUMBER: usize = 6;
const WHEN: usize = 16;
const FIGURE: usize = 9;
/// Columns that are enough to tell what a take is about.
const SUBJECT: usize = 12;
/// Columns of a measure's name, and of what a change is worth.
const LABEL: usize = 14;
const REMARK: usize = 22;
/// Columns of a unit.
const UNIT: usize = 11;

/// `entries` as a table, one a line; nothing where there are none.
#[must_use]
pub fn list(entries: &[Entry], options: &Options) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let pen = Pen::new(options);
    if pen.plain {
        return sentences(entries.iter().map(told), &pen);
    }
    let head = [("pace", FIGURE), ("fillers", FIGURE), ("STAR", FIGURE - 2), ("length", FIGURE)];
    let columns = head.map(|(name, columns)| format!("{name:>columns$}")).concat();
    let head = format!("{:>NUMBER$}  {}{columns}  question", "take", pad("said", WHEN));
    let mut lines = vec![pen.paint(styles::FAINT, &cut(&head, pen.width))];
    for entry in entries {
        let figure =
            |metric: Metric| entry.facts.headline.get(metric).map_or_else(|| "–".into(), |value| metric.written(value));
        let spoken = figure(Metric::Duration);
        let figures = format!(
            "{:>NUMBER$}  {}{:>FIGURE$}{:>FIGURE$}{:>star$}{spoken:>FIGURE$}  ",
            entry.id,
            pad(&entry.taken.local(), WHEN),
            figure(Metric::Pace),
            figure(Metric::Fillers),
            figure(Metric::Star),
            star = FIGURE - 2,
        );
        lines.extend(with_subject(&figures, entry, &pen));
    }
    lines.join("\n") + "\n"
}

/// `entries` that wait for their analysis as a table: why, and how long each is; nothing where there are none.
#[must_use]
pub fn waiting(entries: &[Entry], options: &Options) -> String {
    let pen = Pen::new(options);
    if pen.plain {
        return sentences(entries.iter().map(told_waiting), &pen);
    }
    let columns = 3 * FIGURE - 2;
    let line = |entry: &Entry| {
        let why = entry.pending.as_ref().map(|pending| pending.why).unwrap_or_default().told();
        let figures = format!(
            "{:>NUMBER$}  {}{why:>columns$}{:>FIGURE$}  ",
            entry.id,
            pad(&entry.taken.local(), WHEN),
            entry.facts.audio_s.map_or_else(|| "–".into(), length),
        );
        with_subject(&figures, entry, &pen)
    };
    entries.iter().flat_map(line).map(|line| line + "\n").collect()
}

/// A paragraph each.
fn sentences(said: impl Iterator<Item = String>, pen: &Pen) -> String {
    pen.page(said.flat_map(|said| pen.wrap(&text(styles::PLAIN, &clean(&said)), 0)).map(|line| line + "\n").collect())
}

/// "Take 3, 2026-11-27 10:20, Ann: conflict-colleague. pace 150 words/min, duration 1:37. Filed under conflict."
fn told(entry: &Entry) -> String {
    let figures = [Metric::Pace, Metric::Fillers, Metric::Star, Metric::Duration];
    let figures: Vec<String> = figures.iter().filter_map(|&metric| entry.facts.headline.told(metric)).collect();
    let figures = if figures.is_empty() { "Nothing measured".into() } else { figures.join(", ") };
    format!("{}. {figures}.{}", title(entry), filed_under(entry))
}

fn told_waiting(entry: &Entry) -> String {
    let why = entry.pending.as_ref().map(|pending| pending.why).unwrap_or_default().told();
    let length = entry.facts.audio_s.map(|audio_s| format!(", {}", length(audio_s))).unwrap_or_default();
    format!("{}. {why}{length}.{}", title(entry), filed_under(entry))
}

fn filed_under(entry: &Entry) -> String {
    let filed: Vec<&str> = entry.category.iter().chain(&entry.tags).map(String::as_str).collect();
    if filed.is_empty() { String::new() } else { format!(" Filed under {}.", filed.join(", ")) }
}

/// `figures`, who answered what behind them, and what it is filed under: on a line of its own where there is no room. What answers no
/// question that was named has a dash there, never the name of its file.
fn with_subject(figures: &str, entry: &Entry, pen: &Pen) -> Vec<String> {
    let speaker = entry.speaker.as_deref().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
    let subject = clean(&format!("{speaker}{}", entry.facts.question.as_deref().unwrap_or("–")));
    let filed: Vec<String> = entry.category.iter().chain(&entry.tags).map(|tag| format!("[{tag}]")).collect();
    let filed = clean(&filed.join(" "));
    // Whatever is too narrow for what the take is about has it below.
    if display_width(figures) + display_width(&subject).min(SUBJECT) > pen.width {
        let below = text(styles::PLAIN, format!("{subject} {filed}").trim_end());
        return [vec![cut(figures, pen.width)], pen.wrap(&below, NUMBER + 2)].concat();
    }
    let line = format!("{figures}{subject} {filed}");
    if filed.is_empty() || display_width(&line) <= pen.width {
        return vec![cut(&line, pen.width)];
    }
    let mut lines = vec![cut(&format!("{figures}{subject}"), pen.width)];
    lines.extend(pen.wrap(&text(styles::FAINT, &filed), NUMBER + 2));
    lines
}

/// As much of `line` as fits.
fn cut(line: &str, columns: usize) -> String {
    if display_width(line) <= columns {
        return line.trim_end().to_owned();
    }
    let mut kept = String::new();
    for c in line.chars() {
        if display_width(&kept) + 2 > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Which take of the past it is, what it is filed under, and where its recording lies: what its report does not say.
#[must_use]
pub fn heading(entry: &Entry, audio_is_there: bool) -> String {
    let mut parts = vec![format!("Take {}, {}", entry.id, entry.taken.local())];
    parts.extend(entry.speaker.clone());
    parts.extend(entry.category.clone());
    parts.extend(entry.tags.iter().cloned());
    let gone = if audio_is_there {
        ""
    } else {
        ", which is not there any more: if you moved it, analyse it once where it is now"
    };
    parts.extend(entry.audio.as_ref().map(|audio| format!("recording {}{gone}", audio.path.display())));
    clean(&parts.join(" · "))
}

fn title(entry: &Entry) -> String {
    let question = entry.facts.question.as_deref().map(|question| format!(": {question}")).unwrap_or_default();
    let speaker = entry.speaker.as_deref().map(|speaker| format!(", {speaker}")).unwrap_or_default();
    clean(&format!("Take {}, {}{speaker}{question}", entry.id, entry.taken.local()))
}

fn noticed(finding: &Finding, pen: &Pen) -> Vec<String> {
    let word = Tone::from(finding.severity).word();
    let mut lines = pen.hang(
        &pad(&if pen.plain { format!("{word}:") } else { word.to_owned() }, 7),
        &text(styles::PLAIN, &clean(&finding.message)),
        9,
    );
    for moment in finding.evidence.iter().filter(|moment| !moment.quote.is_empty()) {
        let at = moment.span.map(|span| format!("{} ", clock(span.start_s))).unwrap_or_default();
        lines.extend(pen.wrap(&[(styles::CYAN, at), (styles::FAINT, format!("“{}”", clean(&moment.quote)))], 11));
    }
    lines
}

/// Two takes side by side: each measure with what its change is worth, then what a listener noticed in each, with quotes.
#[must_use]
pub fn compare(takes: [(&Entry, &[Finding]); 2], rows: &[ComparedMetric], options: &Options) -> String {
    let pen = Pen::new(options);
    let [(before, _), (after, _)] = takes;
    let mut lines = Vec::new();
    for entry in [before, after] {
        lines.extend(pen.wrap(&text(styles::STRONG, &title(entry)), 0));
    }
    let value = |value: Option<f64>, metric: Metric| value.map_or_else(|| "–".into(), |value| metric.written(value));
    let columns = (pen.width.saturating_sub(2 + LABEL + REMARK) / 3).clamp(6, 14);
    let names = [before, after].map(|entry| pad(&format!("take {}", entry.id), columns));
    lines.push(String::new());
    if !pen.plain {
        lines.push(pen.paint(styles::FAINT, format!("  {}{}", " ".repeat(LABEL), names.concat()).trim_end()));
    }
    for row in rows {
        if pen.plain {
            lines.extend(pen.wrap(&text(styles::PLAIN, &compared(row)), 0));
            continue;
        }
        let figures = [row.before, row.after].map(|figure| pad(&value(figure, row.metric), columns)).concat();
        let unit = if pen.width >= 78 { pad(row.metric.unit_written(), UNIT) } else { String::new() };
        let style = if matches!(row.judged, Judged::Change(Change::Up | Change::Down)) {
            styles::STRONG
        } else {
            styles::FAINT
        };
        let (unit, remark) = (pen.paint(styles::FAINT, &unit), pen.paint(style, &row.remark()));
        lines.push(format!("  {}{figures}{unit}{remark}", pad(row.metric.title(), LABEL)));
    }
    if let missing @ 1.. = compare::missing(rows) {
        let needed =
            format!("Once there are {} measured like these, all can be told from chance.", count(missing, "more take"));
        lines.extend(pen.wrap(&text(styles::FAINT, &needed), 2));
    }
    lines.extend([String::new(), pen.heading("What a listener noticed")]);
    lines.extend(beside(takes, &pen));
    pen.page(lines.join("\n") + "\n")
}

/// "pace: 150 → 152 words/min, no real change".
fn compared(row: &ComparedMetric) -> String {
    let one = |value: Option<f64>| value.map_or_else(|| "not measured".into(), |value| row.metric.written(value));
    let values = row.values().unwrap_or_else(|| format!("{} → {}", one(row.before), one(row.after)));
    format!("{}: {values}, {}", row.metric.title(), row.remark())
}

/// The findings of both takes in two columns; one below the other where there is no room.
fn beside(takes: [(&Entry, &[Finding]); 2], pen: &Pen) -> Vec<String> {
    let side = |(entry, findings): (&Entry, &[Finding]), width: usize| -> Vec<String> {
        // Without colour, so that columns can be counted.
        let pen = Pen { width, colour: false, plain: pen.plain };
        let mut lines = vec![format!("take {}", entry.id)];
        if findings.is_empty() {
            lines.push("  nothing that stands out".into());
        }
        for finding in findings {
            lines.extend(noticed(finding, &pen));
        }
        lines
    };
    if pen.width < 64 || pen.plain {
        return takes.map(|take| side(take, pen.width)).concat();
    }
    let width = (pen.width - 3) / 2;
    let [left, right] = takes.map(|take| side(take, width));
    let line = |side: &[String], n: usize| side.get(n).cloned().unwrap_or_default();
    (0..left.len().max(right.len()))
        .map(|n| format!("{} │ {}", pad(&line(&left, n), width), line(&right, n)).trim_end().to_owned())
        .collect()
}
