//! A preparation in, what to do on which day for a terminal out.

use super::pen::{Pen, Text, text};
use super::styles;
use crate::figure::{count, minutes};
use crate::practice::agenda::WhyPlanned;
use crate::practice::preparation::{AgendaDay, AgendaKind, AgendaQuestion, OpenStory, Preparation};
use crate::report::clean::clean;
use crate::report::options::Options;

/// Days that are told one by one, those before the last two left out.
const NEXT: usize = 7;
/// Days at the end that are always told.
const LAST: usize = 2;
/// Names that stand in a line, at most.
const NAMED: usize = 6;
/// Columns left of what is said about a day.
const INDENT: usize = 2;

/// `prepared`, with `all` days or only the next and the last ones.
#[must_use]
pub fn render(prepared: &Preparation, all: bool, options: &Options) -> String {
    let pen = Pen::new(options);
    let mut parts = vec![head(prepared, &pen)];
    if prepared.days_left > 0 {
        parts.push(section("What is open", &gaps(prepared), &pen));
    }
    let done = prepared.done.iter().map(|done| {
        format!("{}: {}, the last on {}: {}", done.id, count(done.takes, "take"), done.last, done.outcome.told())
    });
    parts.push(section(&format!("Done since {}", prepared.begun), &done.collect::<Vec<_>>(), &pen));
    let days = &prepared.days;
    let hidden = if all { 0..0 } else { NEXT..days.len().saturating_sub(LAST) };
    for (n, one) in days.iter().enumerate() {
        if hidden.start == n && !hidden.is_empty() {
            let more = count(hidden.len(), "more day");
            parts.push(
                pen.wrap(&text(styles::FAINT, &format!("… {more}, planned anew as you go; `--all` tells them")), 0),
            );
        }
        if !hidden.contains(&n) {
            parts.push(day(one, n == 0, &pen));
        }
    }
    parts.push(then(prepared, &pen));
    let notes: Vec<String> = prepared.notes.iter().map(|note| format!("{}: {}", note.day, note.text)).collect();
    parts.push(section("Notes", &notes, &pen));
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| part.join("\n") + "\n");
    parts.collect::<Vec<_>>().join("\n")
}

fn head(prepared: &Preparation, pen: &Pen) -> Vec<String> {
    let company = prepared.company.as_ref().map(|company| format!(" with {}", clean(company))).unwrap_or_default();
    let date = &prepared.date_told;
    let told = match prepared.days_left {
        0 => format!("Your interview{company} is today, {date}."),
        1 => format!("Your interview{company} is tomorrow, {date}. This day is for little, and for sleep."),
        left @ 2.. => {
            let time = minutes(f64::from(prepared.minutes) * 60.0);
            format!("Your interview{company} is on {date}, in {left} days, with {time} a day.")
        }
        _ => format!("Your interview{company} was on {date}."),
    };
    let mut lines = pen.wrap(&text(styles::STRONG, &told), 0);
    let of = [("speaker", prepared.speaker.clone()), ("only", Some(prepared.categories.join(", ")))];
    let of =
        of.into_iter().filter_map(|(what, name)| Some(format!("{what} {}", name.filter(|name| !name.is_empty())?)));
    let of = of.collect::<Vec<_>>().join("; ");
    if !of.is_empty() {
        lines.extend(pen.wrap(&text(styles::FAINT, &clean(&of)), 0));
    }
    lines
}

/// A heading and a paragraph for each of `said`; nothing where nothing is said.
fn section(heading: &str, said: &[String], pen: &Pen) -> Vec<String> {
    if said.is_empty() {
        return Vec::new();
    }
    let lines = said.iter().flat_map(|said| pen.hang("• ", &text(styles::PLAIN, &clean(said)), INDENT + 2));
    std::iter::once(pen.paint(styles::STRONG, heading)).chain(lines).collect()
}

/// What is not there yet, in sentences.
fn gaps(prepared: &Preparation) -> Vec<String> {
    let gaps = &prepared.gaps;
    let mut told = Vec::new();
    if !gaps.weak.is_empty() {
        told.push(format!("Weak when last answered: {}.", named(&gaps.weak)));
    }
    // The evening before is too late for those, and to read of them only worries.
    let may_begin = prepared.days_left > 1;
    if gaps.never == gaps.of {
        let begins =
            if may_begin { ": it begins with one of each kind" } else { ", and one well said is a good beginning" };
        told.push(format!("None of {} questions is answered yet{begins}.", gaps.of));
    } else if gaps.never > 0 && may_begin {
        let answered = gaps.of - gaps.never;
        let untouched = match &gaps.untouched[..] {
            [] => String::new(),
            some => format!("; nothing yet of {}", named(some)),
        };
        told.push(format!("{answered} of {} questions answered{untouched}.", gaps.of));
    }
    if !gaps.without_story.is_empty() && may_begin {
        told.push(format!("No story yet for {}; `outloud stories new NAME` begins one.", named(&gaps.without_story)));
    }
    told.extend(gaps.stories.iter().map(story));
    if gaps.waiting > 0 {
        let waits = if gaps.waiting == 1 { "waits" } else { "wait" };
        told.push(format!("{} {waits} to be analysed: `outloud analyze --pending`.", count(gaps.waiting, "recording")));
    }
    if told.is_empty() {
        told.push("Nothing was weak or left out, and nothing waits.".into());
    }
    told
}

fn story(story: &OpenStory) -> String {
    let told = match &story.told {
        None => "never told".to_owned(),
        Some(day) if story.missed.is_empty() => format!("told on {day}"),
        Some(day) => format!("told on {day}, without {}", story.missed.join(", ")),
    };
    let lacks = if story.lacks.is_empty() { String::new() } else { format!("; it has {}", story.lacks.join(", ")) };
    format!("Your story {}: {told}{lacks}.", story.name)
}

/// A few names, and how many more there are.
fn named(names: &[String]) -> String {
    let told = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

fn day(day: &AgendaDay, today: bool, pen: &Pen) -> Vec<String> {
    let name = if today { format!("Today, {}", day.date_told) } else { day.date_told.clone() };
    let about = match day.kind {
        AgendaKind::Mock => format!(", a mock interview, {} min", day.minutes),
        AgendaKind::Light => format!(", light: {} min", day.minutes),
        AgendaKind::Free if today => ": nothing is left to do".into(),
        AgendaKind::Free => ": nothing is due".into(),
        AgendaKind::Practice => format!(", {} min", day.minutes),
    };
    let mut lines = vec![pen.paint_all(&[(styles::STRONG, name), (styles::FAINT, about)])];
    if day.mock > 0 {
        lines.extend(command(&format!("outloud practice --interview {}", day.mock), pen));
    }
    for question in &day.questions {
        lines.extend(self::question(question, today, pen));
    }
    if day.kind == AgendaKind::Light {
        lines.extend(pen.wrap(&text(styles::PLAIN, "Then put it away: read your stories once, and sleep."), INDENT));
    }
    lines
}

/// A question in full for `today`, its name and why for a day to come.
fn question(question: &AgendaQuestion, today: bool, pen: &Pen) -> Vec<String> {
    let why = match question.why {
        WhyPlanned::Opener => "it opens every interview",
        WhyPlanned::Weak => "weak last time",
        WhyPlanned::Due => "due again",
        WhyPlanned::Story => "to tell its story",
        WhyPlanned::New => "new",
    };
    let story = question.story.as_ref().map(|story| format!(", with your story {}", clean(story))).unwrap_or_default();
    let about = format!("{} min, {why}{story}", question.minutes);
    if !today {
        let line: Text =
            vec![(styles::PLAIN, format!("{}:", clean(&question.id))), (styles::FAINT, format!(" {about}"))];
        return pen.wrap(&line, INDENT);
    }
    let words = pen.wrap(&text(styles::PLAIN, &clean(&question.ask)), INDENT);
    let told = pen.wrap(&text(styles::FAINT, &about), 2 * INDENT);
    let command = pen.wrap(&text(styles::CYAN, &format!("outloud practice --question {}", question.id)), 2 * INDENT);
    words.into_iter().chain(told).chain(command).collect()
}

fn command(command: &str, pen: &Pen) -> Vec<String> {
    pen.wrap(&text(styles::CYAN, command), INDENT)
}

/// What is to be done on the day itself, and after it.
fn then(prepared: &Preparation, pen: &Pen) -> Vec<String> {
    let note = "outloud plan note \"What they asked, and what went well\"";
    let told: &[(&str, &str)] = match prepared.days_left {
        1.. => &[],
        0 => &[
            ("Say your opener once, aloud; then leave it.", "outloud practice --question about-yourself"),
            ("Two or three questions to ask back:", "outloud questions ask"),
            ("Afterwards, while you remember it:", note),
        ],
        _ if prepared.notes.is_empty() => &[("What was asked, and what went well? Keep it for the next one:", note)],
        _ => &[("For the next round:", "outloud plan --date DATE")],
    };
    let one = |(said, typed): &(&str, &str)| [pen.wrap(&text(styles::PLAIN, said), 0), command(typed, pen)].concat();
    told.iter().flat_map(one).collect()
}
