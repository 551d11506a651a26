//! The outline of a story in, a bar of its parts out: each with its place, its time and its first words.

use crate::figure::{clock, length, number};
use crate::quotes::Quotes;
use crate::report::clean::clean;
use crate::structure::{Label, StoryKind};
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::{self, Band, Ranges};

/// The story's shape; without blocks when none is told.
pub(crate) struct Story {
    /// What the time axis below the bar spans; `None` where the bar is not drawn to time.
    pub(crate) axis: Option<TimeSpan>,
    /// Neighbouring sentences of one part, in spoken order.
    pub(crate) blocks: Vec<Block>,
    /// Shares against what is usual, parts not told, or why there is nothing to show.
    pub(crate) remarks: Vec<String>,
}

/// A stretch of the story that tells one part.
pub(crate) struct Block {
    /// What it tells.
    pub(crate) chapter: Chapter,
    /// Where it starts and ends on the bar, 0–1; a block lasts until the next begins.
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// First character in the transcript.
    pub(crate) char_start: usize,
    /// "0:12–0:34"; `None` without times.
    pub(crate) time: Option<String>,
    /// Its first words.
    quote: String,
    /// Whether more follows.
    cut: bool,
}

impl Block {
    /// Its first words in quotation marks.
    pub(crate) fn quoted(&self) -> String {
        format!("“{}{}”", self.quote, if self.cut { " …" } else { "" })
    }
}

/// What is shown of a part: its label, or that it is unclear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chapter(pub(crate) Option<Label>);

impl Chapter {
    pub(crate) fn letter(self) -> char {
        match self.0 {
            Some(Label::Situation) => 'S',
            Some(Label::Task) => 'T',
            Some(Label::Action) => 'A',
            Some(Label::Result) => 'R',
            Some(Label::Reflection) => 'L',
            Some(Label::Other) => '·',
            None => '?',
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            Some(Label::Situation) => "situation",
            Some(Label::Task) => "task",
            Some(Label::Action) => "action",
            Some(Label::Result) => "result",
            Some(Label::Reflection) => "lesson",
            Some(Label::Other) => "other",
            None => "unclear",
        }
    }
}

impl Story {
    pub(super) fn new(take: &Take, axis: Option<TimeSpan>, ranges: &Ranges) -> Self {
        match take.structure.kind {
            _ if take.structure.sentences.is_empty() => Self::without("no sentences to look at"),
            StoryKind::Generic => {
                Self::without("no particular story: the answer tells what you usually do, or would do")
            }
            StoryKind::Unclear => Self::without("unclear: too little to tell the parts of a story apart"),
            StoryKind::Story => {
                let axis = axis.filter(|_| take.structure.sentences.iter().all(|part| part.place.span.is_some()));
                Self { axis, blocks: blocks(take, axis), remarks: remarks(take, ranges) }
            }
        }
    }

    fn without(why: &str) -> Self {
        Self { axis: None, blocks: Vec::new(), remarks: vec![why.to_owned()] }
    }

    /// The block at `place` of the bar, 0–1.
    pub(crate) fn at(&self, place: f64) -> Option<&Block> {
        self.blocks.iter().find(|block| block.from <= place && place < block.to)
    }
}

fn blocks(take: &Take, axis: Option<TimeSpan>) -> Vec<Block> {
    let quotes = Quotes::new(&take.transcript);
    let parts = &take.structure.sentences;
    let chars = take.transcript.text.chars().count().max(1) as f64;
    let mut blocks: Vec<Block> = Vec::new();
    for same in parts.chunk_by(|a, b| a.clear() == b.clear()) {
        let (Some(first), Some(last)) = (same.first(), same.last()) else { continue };
        let span = first.place.span.zip(last.place.span).map(|(first, last)| first.join(last));
        let from = match (axis, first.place.span) {
            (Some(axis), Some(span)) => (span.start_s - axis.start_s) / axis.length_s(),
            _ => first.place.chars.start as f64 / chars,
        };
        let from = if blocks.is_empty() { 0.0 } else { from.clamp(0.0, 1.0) };
        if let Some(before) = blocks.last_mut() {
            before.to = from;
        }
        let quote = clean(&quotes.opening(first.place.chars.clone()));
        blocks.push(Block {
            chapter: Chapter(first.clear()),
            from,
            to: 1.0,
            char_start: first.place.chars.start,
            time: span.map(|span| format!("{}–{}", clock(span.start_s), clock(span.end_s))),
            cut: quote.chars().count() < last.place.chars.end.saturating_sub(first.place.chars.start),
            quote,
        });
    }
    blocks
}

fn remarks(take: &Take, ranges: &Ranges) -> Vec<String> {
    let Some(line) = take.timeline.as_ref() else { return Vec::new() };
    let missing = &take.structure.missing;
    let judged = usual::apply(take.duration.speech_span_s, take.pace.words);
    let share = |name: &str, labels: &[Label], band: Option<&Band>| {
        let percent = line.percent(labels);
        // Nothing for sure, while some could not be sorted, does not mean nothing told.
        if percent <= 0.0 && line.unclear > 0.0 && !labels.iter().all(|label| missing.contains(label)) {
            return format!("{name} unclear");
        }
        let time = line.seconds(labels).map(|s| format!(" in {}", length(s))).unwrap_or_default();
        let usual = band.filter(|_| judged).map(|band| format!(" (usual {})", band.usual())).unwrap_or_default();
        format!("{name} {} %{time}{usual}", number(percent, 0))
    };
    let mut shares = vec![
        share("situation + task", &[Label::Situation, Label::Task], Some(&ranges.setup_percent)),
        share("action", &[Label::Action], Some(&ranges.action_percent)),
        share("result", &[Label::Result], Some(&ranges.result_percent)),
    ];
    let rest = [("lesson", [Label::Reflection]), ("other", [Label::Other])];
    shares.extend(rest.iter().filter(|(_, l)| line.percent(l) >= 0.5).map(|(name, l)| share(name, l, None)));
    shares.extend((line.unclear >= 0.005).then(|| format!("unclear {} %", number(100.0 * line.unclear, 0))));
    let missing: Vec<&str> = missing.iter().map(|&label| Chapter(Some(label)).name()).collect();
    let mut remarks = vec![shares.join(", ")];
    if !missing.is_empty() {
        remarks.push(format!("not found: {}", missing.join(", ")));
    }
    remarks
}
