//! A take in, everything a person reads out: formatted, sanitised, its sections in order. Each output format only lays it out, and
//! the short report picks from it.

mod content;
pub(super) mod figures;
pub(super) mod lanes;
pub(super) mod noticed;
pub(super) mod pace;
pub(super) mod script;
pub(super) mod story;

use std::path::Path;

use crate::evidence::Source;
use crate::figure::{count, length, number};
use crate::findings::Severity;
use crate::measures::duration::Target;
use crate::moment::Moment;
use crate::opinion::Opinion;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::{Ranges, Standing};
use crate::warning::{Warning, WarningId};

use super::clean::clean;
use super::options::Context;
use super::tone::Tone;
use figures::Figures;
use lanes::Lanes;
use noticed::Noticed;
use pace::PaceChart;
use script::Script;
use story::Story;

/// Everything a report says.
pub(super) struct Document {
    /// The question; the file's name where none is known.
    pub(super) title: String,
    /// The day it was said.
    pub(super) day: Option<String>,
    /// How long the answer is, and what that means.
    pub(super) verdict: String,
    /// Of the verdict.
    pub(super) tone: Tone,
    /// When it was said, and where audio and words come from.
    pub(super) about: String,
    /// Why the words are not to be trusted.
    pub(super) doubt: Option<String>,
    /// What the warnings are about, in a line.
    pub(super) warned: Option<String>,
    /// The few figures that tell most, in a line.
    pub(super) key: Option<String>,
    /// What listeners wait for in an answer to this question, and what of it was heard, in a line.
    pub(super) points: Option<String>,
    /// What was left out of the speaker's own story, in a line.
    pub(super) own_story: Option<String>,
    /// What is spoken in it, as BCP 47 names it.
    pub(super) language: String,
    /// What happens when; `None` where nothing has a moment.
    pub(super) lanes: Option<Lanes>,
    /// Why the answer cannot be heard in the report itself; `None` where it could be.
    pub(super) silence: Option<&'static str>,
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
    /// What a listener noticed, most important first.
    Findings(Vec<Noticed>),
    /// The one thing to do next.
    Next(Next),
    /// The story's shape.
    Story(Story),
    /// Items of one line each.
    List(Vec<String>),
    /// What was said.
    Transcript(Script),
    /// Pace over time.
    Pace(PaceChart),
    /// The key figures.
    Figures(Figures),
    /// What is said of this take and the takes before it, a paragraph each.
    Remarks(Vec<String>),
    /// What a language model says, a paragraph each, the first of them what that is worth.
    Opinion(Vec<String>),
}

/// What to do next.
pub(super) struct Next {
    /// In a sentence.
    pub(super) action: String,
    /// Commands, and what each does.
    pub(super) commands: Vec<(String, String)>,
}

impl Document {
    /// What is to be said of `take` in its `context`, judged by `ranges`: what to do about it first, the numbers behind it last.
    pub(super) fn new(take: &Take, context: &Context, ranges: &Ranges) -> Self {
        let ranges = &ranges.aimed_at(take.duration.aim);
        let axis = axis(take);
        let judged = take.is_enough();
        let story = Story::new(take, axis, ranges);
        let script = Script::new(take, &story);
        let lanes = Lanes::new(take, &story, axis);
        let (verdict, standing) = verdict(take, ranges);
        let (own_story, numbers) = content::story(take, take.doubt.is_some());
        let (steps_of, steps) = content::steps(take, take.doubt.is_some());
        let commands = context.next.iter().map(|(command, what)| (clean(command), clean(what))).collect();
        let sections = [
            some(take.findings.iter().map(Noticed::new).collect())
                .map(|findings| Section::new("What a listener noticed", Body::Findings(findings))),
            Some(Section::new("Next time", Body::Next(Next { action: next(take, judged, ranges), commands }))),
            list("Warnings", take.warnings.iter().map(|warning| clean(&warning.message)).collect()),
            judged.then(|| Section::new("Story", Body::Story(story))),
            list("Listeners wait for", content::points(take, take.doubt.is_some())).filter(|_| judged),
            list(&own_story, numbers),
            list(&steps_of, steps).filter(|_| judged),
            Some(Section::new("Transcript", Body::Transcript(script))),
            list("Named in the answer", content::named(take)),
            PaceChart::new(take, axis, ranges).map(|chart| Section::new("Pace", Body::Pace(chart))),
            Some(Section::new("Figures", Body::Figures(Figures::new(take, ranges)))),
            list("Notes", take.notes.iter().map(|note| clean(&note.to_string())).collect()),
            some(context.remarks.iter().map(|remark| clean(remark)).collect())
                .map(|remarks| Section::new("", Body::Remarks(remarks))),
            context.opinion.as_ref().and_then(opinion),
        ];
        let day = context.taken.map(Moment::day);
        let (title, file) = title(take);
        Self {
            about: about(take, day.as_deref(), file),
            title,
            day,
            verdict,
            tone: standing.into(),
            doubt: take.doubt.map(|doubt| format!("Take what is said about words with care: {doubt}.")),
            warned: warned(take),
            key: figures::key(take, ranges),
            points: content::points_brief(take).filter(|_| judged),
            own_story: content::story_brief(take),
            lanes,
            silence: match take.source.duration_s {
                Some(_) => context.sound.silence(),
                None => Some("There is no recording: only words were measured."),
            },
            language: clean(&take.transcript.language),
            sections: sections.into_iter().flatten().collect(),
        }
    }

    /// Pace over time; `None` where there is nothing to draw.
    pub(super) fn pace(&self) -> Option<&PaceChart> {
        self.sections.iter().find_map(|section| match &section.body {
            Body::Pace(chart) => Some(chart),
            _ => None,
        })
    }

    /// What a listener noticed; nothing where nothing was.
    pub(super) fn findings(&self) -> &[Noticed] {
        let found = self.sections.iter().find_map(|section| match &section.body {
            Body::Findings(findings) => Some(findings.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }
}

/// The question, else the file's name; and that name where it is not the title. A path would tell of folders.
fn title(take: &Take) -> (String, Option<String>) {
    let path = Path::new(&take.source.path);
    let name = match path.file_name() {
        Some(name) if path != Path::new("-") => clean(&name.to_string_lossy()),
        _ => "standard input".into(),
    };
    match take.question.prompt.as_ref().or(take.question.id.as_ref()) {
        Some(question) => (clean(question), Some(name)),
        None => (name, None),
    }
}

/// What `take` was warned of in a few words: what is said against all words has a line of its own.
fn warned(take: &Take) -> Option<String> {
    let about = |warning: &Warning| match warning.id {
        WarningId::Damaged => Some("the file is not whole"),
        WarningId::Tracks => Some("one of several audio tracks"),
        WarningId::Clipping => Some("too loud for its file"),
        WarningId::Noise => Some("much noise"),
        WarningId::Hum => Some("mains hum"),
        WarningId::ModelDiffers => Some("not the published model"),
        WarningId::ModelPassedOver => Some("not the best model installed"),
        WarningId::DemoModel | WarningId::TranscriptDoubtful | WarningId::WordsMissing => None,
    };
    let told: Vec<&str> = take.warnings.iter().filter_map(about).collect();
    (!told.is_empty()).then(|| format!("Warned of: {}.", told.join(", ")))
}

impl Section {
    fn new(heading: &str, body: Body) -> Self {
        Self { heading: heading.into(), body }
    }
}

/// What a language model says, behind what that is worth; `None` where it said nothing.
fn opinion(opinion: &Opinion) -> Option<Section> {
    let worth = format!(
        "Of {}, a language model that read the words alone: an opinion, which may be wrong. Nothing above comes from it.",
        clean(&opinion.model)
    );
    let said = opinion.text.as_deref()?.lines().map(clean).filter(|line| !line.trim().is_empty());
    Some(Section::new("A second opinion", Body::Opinion(std::iter::once(worth).chain(said).collect())))
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
    let asked = ranges.length_asked();
    let aim = ranges.aimed.map(|aim| format!(" for {}", aim.named())).unwrap_or_default();
    let (meaning, standing) = match take.duration.target {
        Some(Target::Short) => (format!("Short: {asked}."), Standing::FarBelow),
        Some(Target::Brief) => (format!("Brief{aim}, and fine."), Standing::Usual),
        Some(Target::Usual) if aim.is_empty() => ("The usual length.".into(), Standing::Usual),
        Some(Target::Usual) => (format!("Right{aim}."), Standing::Usual),
        Some(Target::Long) => (format!("Long{aim}, but fine."), Standing::Usual),
        Some(Target::Over) => (format!("Over: {asked}."), Standing::FarAbove),
        None => ("Too little to judge.".into(), Standing::Usual),
    };
    (format!("{} of speech, {words}. {meaning}", length(span_s)), standing)
}

fn about(take: &Take, day: Option<&str>, file: Option<String>) -> String {
    let transcript = &take.transcript;
    let words = match &transcript.model {
        Some(model) => format!("words by {}, model {model}", transcript.engine),
        None => format!("words {}", transcript.engine),
    };
    let parts = [day.map(str::to_owned), file, audio(&take.source), Some(words)];
    clean(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
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

fn next(take: &Take, judged: bool, ranges: &Ranges) -> String {
    let missed = content::first_missed(take);
    match take.findings.first().map(|finding| finding.severity) {
        Some(Severity::Fix | Severity::Watch) => "Say it once more, with nothing but number 1 in mind.".into(),
        _ if judged && missed.is_some() => format!("Say it once more, and add {}.", missed.unwrap_or_default()),
        _ if judged => "Nothing has to change. Say it once more tomorrow, without notes.".into(),
        _ => format!("Say a whole answer, {}: what you faced, what you did, what came of it.", ranges.length.minutes()),
    }
}
