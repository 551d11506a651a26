//! A take in, everything a person reads out: formatted, sanitised, its sections in order. Each output format only lays it out.

mod content;
pub(super) mod figures;
pub(super) mod noticed;
pub(super) mod pace;
pub(super) mod script;
pub(super) mod story;

use crate::evidence::Source;
use crate::figure::{count, length, number};
use crate::measures::duration::Target;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::{self, Ranges, Standing};

use super::clean::clean;
use super::tone::Tone;
use figures::Figures;
use noticed::Noticed;
use pace::PaceChart;
use script::Script;
use story::Story;

/// Everything a report says.
pub(super) struct Document {
    /// The file.
    pub(super) title: String,
    /// How long the answer is, and what that means.
    pub(super) verdict: String,
    /// Of the verdict.
    pub(super) tone: Tone,
    /// Where audio and words come from.
    pub(super) about: String,
    /// Why the words are not to be trusted.
    pub(super) doubt: Option<String>,
    /// What is spoken in it, as BCP 47 names it.
    pub(super) language: String,
    /// What is said below that, in order; none is empty.
    pub(super) sections: Vec<Section>,
}

/// One section.
pub(super) struct Section {
    /// Empty where it goes without one.
    pub(super) heading: String,
    pub(super) body: Body,
}

/// What stands in a section.
pub(super) enum Body {
    /// The key figures.
    Figures(Figures),
    /// Pace over time.
    Pace(PaceChart),
    /// The story's shape.
    Story(Story),
    /// Items of one line each.
    List(Vec<String>),
    /// What was said.
    Transcript(Script),
    /// What a listener noticed, most important first.
    Findings(Vec<Noticed>),
    /// The one thing to do next.
    Next(String),
    /// What is said of this take and the takes before it, a paragraph each.
    Remarks(Vec<String>),
}

impl Document {
    /// What is to be said of `take`, judged by `ranges`, with `remarks` at the end.
    pub(super) fn new(take: &Take, remarks: &[String], ranges: &Ranges) -> Self {
        let axis = axis(take);
        let story = Story::new(take, axis, ranges);
        let script = Script::new(take, &story);
        let (verdict, standing) = verdict(take, ranges);
        let (steps_of, steps) = content::steps(take, take.doubt.is_some());
        let sections = [
            Some(Section::new("", Body::Figures(Figures::new(take, ranges)))),
            PaceChart::new(take, axis, ranges).map(|chart| Section::new("Pace", Body::Pace(chart))),
            Some(Section::new("Story", Body::Story(story))),
            list(&steps_of, steps),
            list("Named in the answer", content::named(take)),
            Some(Section::new("Transcript", Body::Transcript(script))),
            some(take.findings.iter().map(Noticed::new).collect())
                .map(|findings| Section::new("What a listener noticed", Body::Findings(findings))),
            Some(Section::new("Next time", Body::Next(next(take, ranges)))),
            list("Warnings", take.warnings.iter().map(|warning| clean(&warning.message)).collect()),
            list("Notes", take.notes.iter().map(|note| clean(&note.to_string())).collect()),
            some(remarks.iter().map(|remark| clean(remark)).collect())
                .map(|remarks| Section::new("", Body::Remarks(remarks))),
        ];
        Self {
            title: if take.source.path == "-" { "standard input".into() } else { clean(&take.source.path) },
            verdict,
            tone: standing.into(),
            about: about(take),
            doubt: take.doubt.map(|doubt| format!("Take what follows about words with care: {doubt}.")),
            language: clean(&take.transcript.language),
            sections: sections.into_iter().flatten().collect(),
        }
    }
}

impl Section {
    fn new(heading: &str, body: Body) -> Self {
        Self { heading: heading.into(), body }
    }
}

fn list(heading: &str, items: Vec<String>) -> Option<Section> {
    some(items).map(|items| Section::new(heading, Body::List(items)))
}

fn some<T>(items: Vec<T>) -> Option<Vec<T>> {
    Some(items).filter(|items| !items.is_empty())
}

/// What the charts' time axis spans; `None` without times.
fn axis(take: &Take) -> Option<TimeSpan> {
    let duration = &take.duration;
    let speech = duration.speech_start_s.zip(duration.speech_end_s).map(|(start, end)| TimeSpan::new(start, end));
    let words = || take.transcript.words.iter().filter_map(|word| word.span).reduce(TimeSpan::join);
    speech.or_else(words).filter(|span| span.length_s() > 0.0)
}

fn verdict(take: &Take, ranges: &Ranges) -> (String, Standing) {
    let words = count(take.pace.words, "word");
    let Some(span_s) = take.duration.speech_span_s else {
        return (format!("{words}. Length not measured: they carry no times."), Standing::Usual);
    };
    let usual = ranges.length.minutes();
    let (meaning, standing) = match take.duration.target {
        Some(Target::Short) => (format!("Short: {usual} is usual."), Standing::FarBelow),
        Some(Target::Brief) => ("Brief, and fine.".into(), Standing::Usual),
        Some(Target::Usual) => ("The usual length.".into(), Standing::Usual),
        Some(Target::Long) => ("Long, but fine.".into(), Standing::Usual),
        Some(Target::Over) => (format!("Over: {usual} is usual."), Standing::FarAbove),
        None => ("Too little to judge.".into(), Standing::Usual),
    };
    (format!("{} of speech, {words}. {meaning}", length(span_s)), standing)
}

fn about(take: &Take) -> String {
    let transcript = &take.transcript;
    let words = match &transcript.model {
        Some(model) => format!("words by {}, model {model}", transcript.engine),
        None => format!("words {}", transcript.engine),
    };
    clean(&[audio(&take.source), Some(words)].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn audio(source: &Source) -> Option<String> {
    let mut parts = vec![format!("{} of audio", length(source.duration_s?))];
    parts.extend(source.sample_rate_hz.map(|hz| format!("{} kHz", kilo(hz))));
    parts.extend(source.channels.map(|channels| match channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        more => format!("{more} channels"),
    }));
    Some(parts.join(", "))
}

/// Hertz as kilohertz: 44.1, 16.
fn kilo(hz: u32) -> String {
    let text = number(f64::from(hz) / 1000.0, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn next(take: &Take, ranges: &Ranges) -> String {
    match take.findings.first() {
        Some(first) => clean(&first.advice),
        None if usual::apply(take.duration.speech_span_s, take.pace.words) => {
            "Nothing stands out. Say it once more tomorrow, without notes.".into()
        }
        None => {
            format!("Say a whole answer, {}: what you faced, what you did, what came of it.", ranges.length.minutes())
        }
    }
}
