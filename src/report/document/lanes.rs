//! A take in, everything that has a moment out, each kind in a lane of its own over one axis of time.

use crate::figure::{clock, number};
use crate::language::fillers::Occurrence;
use crate::measures::pauses::{Pause, Position};
use crate::report::clean::clean;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual;

use super::story::{Chapter, Story};

/// What happens when.
pub(crate) struct Lanes {
    /// What the axis spans: the whole recording, else what is said; never empty.
    pub(crate) axis: TimeSpan,
    /// The story's parts.
    pub(crate) parts: Vec<(Chapter, TimeSpan)>,
    /// Words and sounds that fill.
    pub(crate) fillers: Vec<Spot>,
    /// Silent pauses.
    pub(crate) pauses: Vec<Spot>,
    /// `(time s, F0 Hz)` of the voiced frames; empty where it is not known.
    pub(crate) pitch: Vec<(f64, f64)>,
}

/// Something that is heard at a moment.
pub(crate) struct Spot {
    pub(crate) span: TimeSpan,
    /// What it is and when, in a few words.
    pub(crate) text: String,
    /// Whether it weighs: a counted filler, a long pause or one inside a clause.
    pub(crate) weighs: bool,
}

impl Lanes {
    /// `None` where nothing has a moment; `speech` is what is said.
    pub(super) fn new(take: &Take, story: &Story, speech: Option<TimeSpan>) -> Option<Self> {
        let audio = take.source.duration_s.map(|length_s| TimeSpan::new(0.0, length_s));
        let pauses = take.pauses.iter().flat_map(|pauses| &pauses.items);
        let track = take.delivery.pitch.as_ref().map(|voice| voice.pitch.track.clone());
        let lanes = Self {
            axis: audio.or(speech).filter(|axis| axis.length_s() > 0.0)?,
            parts: story.blocks.iter().filter_map(|block| Some((block.chapter, block.span?))).collect(),
            fillers: take.fillers.occurrences.iter().filter_map(filler).collect(),
            pauses: pauses.map(pause).collect(),
            pitch: track.unwrap_or_default(),
        };
        let Self { parts, fillers, pauses, pitch, .. } = &lanes;
        let empty = parts.is_empty() && fillers.is_empty() && pauses.is_empty() && pitch.is_empty();
        Some(lanes).filter(|_| !empty)
    }
}

/// A filler that is heard for sure or perhaps; openers that are no fillers are left out.
fn filler(filler: &Occurrence) -> Option<Spot> {
    let span = filler.span.filter(|_| filler.counted || filler.confidence.is_some())?;
    let doubt = if filler.counted { "" } else { "?" };
    Some(Spot { span, text: format!("{}{doubt} {}", clean(&filler.text), clock(span.start_s)), weighs: filler.counted })
}

fn pause(pause: &Pause) -> Spot {
    let span = pause.span;
    let place = match pause.position {
        Position::Boundary => ", between clauses",
        Position::MidClause => ", inside a clause",
        Position::Unknown => "",
    };
    let text = format!("{} {} s{place}", clock(span.start_s), number(span.length_s(), 1));
    Spot { span, text, weighs: pause.is_stall() || span.length_s() >= usual::LONG_PAUSE_S }
}
