//! A take in, everything a person reads out: formatted, sanitised, in reading order. Each output format only lays it out.

mod content;
pub(super) mod figures;
pub(super) mod pace;
pub(super) mod script;
pub(super) mod story;

use crate::evidence::Source;
use crate::figure::{clock, count, length, number};
use crate::findings::{self, Severity};
use crate::measures::duration::Target;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual;
use crate::usual::Standing;

use self::figures::Figure;
use self::pace::PaceChart;
use self::script::Script;
use self::story::Story;

/// Everything a report says.
pub(super) struct View {
    /// The file.
    pub(super) title: String,
    /// How long the answer is, and what that means.
    pub(super) verdict: String,
    pub(super) length: Standing,
    /// Where audio and words come from.
    pub(super) about: String,
    /// Why the words are not to be trusted.
    pub(super) doubt: Option<String>,
    pub(super) figures: Vec<Figure>,
    /// What could not be measured, and why.
    pub(super) unmeasured: Option<String>,
    /// What the charts' time axis spans; `None` without times.
    pub(super) axis: Option<TimeSpan>,
    pub(super) pace: Option<PaceChart>,
    pub(super) story: Story,
    /// The steps of the shape that was asked for, and what they are steps of; without steps for STAR.
    pub(super) steps: (String, Vec<String>),
    /// What was named in the answer.
    pub(super) named: Vec<String>,
    pub(super) script: Script,
    pub(super) findings: Vec<Noticed>,
    /// The one thing to do next.
    pub(super) next: String,
    pub(super) warnings: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// A finding, ready to print.
pub(super) struct Noticed {
    pub(super) severity: Severity,
    /// "fix", "watch" or "keep".
    pub(super) word: &'static str,
    pub(super) message: String,
    pub(super) advice: String,
    pub(super) moments: Vec<Moment>,
}

/// Where to listen.
pub(super) struct Moment {
    /// m:ss.
    pub(super) at: Option<String>,
    pub(super) quote: String,
}

impl View {
    pub(super) fn of(take: &Take) -> Self {
        let axis = axis(take);
        let story = Story::of(take, axis);
        let script = Script::of(take, &story);
        let (figures, unmeasured) = figures::of(take);
        let (verdict, length) = verdict(take);
        Self {
            title: if take.source.path == "-" { "standard input".into() } else { clean(&take.source.path) },
            verdict,
            length,
            about: about(take),
            doubt: take.doubt.map(|doubt| format!("Take what follows about words with care: {doubt}.")),
            figures,
            unmeasured: (!unmeasured.is_empty()).then(|| {
                let why = if take.source.duration_s.is_none() { " (there is no audio)" } else { "" };
                format!("{}{why}", unmeasured.join(", "))
            }),
            axis,
            pace: PaceChart::of(take, axis),
            steps: content::steps(take, take.doubt.is_some()),
            named: content::named(take),
            story,
            script,
            findings: take.findings.iter().map(noticed).collect(),
            next: next(take),
            warnings: take.warnings.iter().map(|warning| clean(&warning.message)).collect(),
            notes: take.notes.iter().map(|note| clean(&note.to_string())).collect(),
        }
    }
}

/// `text` without what could steer a terminal or reorder a line: control and bidirectional characters become visible, and
/// every kind of white space one plain space. Keeps the number of characters, so that offsets still fit.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(plain).collect()
}

fn plain(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

fn axis(take: &Take) -> Option<TimeSpan> {
    let duration = &take.duration;
    let speech = duration.speech_start_s.zip(duration.speech_end_s).map(|(start, end)| TimeSpan::new(start, end));
    let words = || take.transcript.words.iter().filter_map(|word| word.span).reduce(TimeSpan::join);
    speech.or_else(words).filter(|span| span.length_s() > 0.0)
}

fn verdict(take: &Take) -> (String, Standing) {
    let words = count(take.pace.words, "word");
    let Some(span_s) = take.duration.speech_span_s else {
        return (format!("{words}. Length not measured: they carry no times."), Standing::Usual);
    };
    let usual = usual::USUAL.length.minutes();
    let (meaning, standing) = match take.duration.target {
        Some(Target::Short) => (&*format!("Short: {usual} is usual."), Standing::FarBelow),
        Some(Target::Brief) => ("Brief, and fine.", Standing::Usual),
        Some(Target::Usual) => ("The usual length.", Standing::Usual),
        Some(Target::Long) => ("Long, but fine.", Standing::Usual),
        Some(Target::Over) => (&*format!("Over: {usual} is usual."), Standing::FarAbove),
        None => ("Too little to judge.", Standing::Usual),
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

fn noticed(finding: &findings::Finding) -> Noticed {
    Noticed {
        severity: finding.severity,
        word: match finding.severity {
            Severity::Fix => "fix",
            Severity::Watch => "watch",
            Severity::Good => "keep",
        },
        message: clean(&finding.message),
        advice: clean(&finding.advice),
        moments: finding
            .evidence
            .iter()
            .map(|evidence| Moment { at: evidence.span.map(|span| clock(span.start_s)), quote: clean(&evidence.quote) })
            .collect(),
    }
}

fn next(take: &Take) -> String {
    match take.findings.first() {
        Some(first) => clean(&first.advice),
        None if usual::apply(take.duration.speech_span_s, take.pace.words) => {
            "Nothing stands out. Say it once more tomorrow, without notes.".into()
        }
        None => format!(
            "Say a whole answer, {}: what you faced, what you did, what came of it.",
            usual::USUAL.length.minutes()
        ),
    }
}
