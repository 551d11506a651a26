//! The outline of a story in, a bar of its parts out: each with its place, its time and its first words.

use crate::figure::{clock, length, number};
use crate::quotes::Quotes;
use crate::report::clean::clean;
use crate::structure::{Label, StoryKind};
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::{Band, Ranges};

/// The story's shape; without blocks when none is told.
pub(crate) struct Story {
    /// What the time axis below the bar spans; `None` where the bar is not drawn to time.
    pub(crate) axis: Option<TimeSpan>,
    /// Neighbouring sentences of one part, in spoken order.
    pub(crate) blocks: Vec<Block>,
    /// Shares against what is usual, or why there is nothing to show.
    pub(crate) remarks: Vec<String>,
    /// "not found: result"; `None` where nothing is missing for sure.
    pub(crate) missing: Option<String>,
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
    /// When it is told; `None` without times.
    pub(crate) span: Option<TimeSpan>,
    /// Its first words.
    quote: String,
    /// Whether more follows.
    cut: bool,
}

impl Block {
    /// "0:12–0:34"; `None` without times.
    pub(crate) fn time(&self) -> Option<String> {
        self.span.map(|span| format!("{}–{}", clock(span.start_s), clock(span.end_s)))
    }

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
            Some(label) => label.name(),
            None => "unclear",
        }
    }
}

impl Story {
    pub(super) fn new(take: &Take, axis: Option<TimeSpan>, ranges: &Ranges) -> Self {
        match take.structure.kind {
            _ if !take.is_enough() => Self::without("too little to tell a story"),
            _ if take.structure.sentences.is_empty() => Self::without("no sentences to look at"),
            StoryKind::Generic => {
                Self::without("no particular story: the answer tells what you usually do, or would do")
            }
            StoryKind::Unclear => Self::without("unclear: too little to tell the parts of a story apart"),
            StoryKind::Story => {
                let axis = axis.filter(|_| take.structure.sentences.iter().all(|part| part.place.span.is_some()));
                // Words that may be wrong cannot show that something was left out; of other shapes it is no lack.
                let missing = take.structure.missing.iter().filter(|_| take.doubt.is_none() && take.wants_story());
                let missing: Vec<&str> = missing.map(|&label| Chapter(Some(label)).name()).collect();
                let missing = (!missing.is_empty()).then(|| format!("not found: {}", missing.join(", ")));
                Self { axis, blocks: blocks(take, axis), remarks: vec![shares(take, ranges)], missing }
            }
        }
    }

    fn without(why: &str) -> Self {
        Self { axis: None, blocks: Vec::new(), remarks: vec![why.to_owned()], missing: None }
    }

    /// The parts that the bar shows, each once, for a legend.
    pub(crate) fn chapters(&self) -> Vec<Chapter> {
        let mut chapters: Vec<Chapter> = Vec::new();
        for block in &self.blocks {
            if !chapters.contains(&block.chapter) {
                chapters.push(block.chapter);
            }
        }
        chapters
    }

    /// What is said below the bar.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &String> {
        self.remarks.iter().chain(&self.missing)
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
            span,
            cut: quote.chars().count() < last.place.chars.end.saturating_sub(first.place.chars.start),
            quote,
        });
    }
    blocks
}

/// "situation + task 28 % in 0:15 (usual 15–30 %), action …", and what of it is unclear.
fn shares(take: &Take, ranges: &Ranges) -> String {
    let Some(line) = take.timeline.as_ref() else { return String::new() };
    let share = |labels: &[Label], band: Option<&Band>| {
        let named = |labels: &mut dyn Iterator<Item = &Label>| -> String {
            labels.map(|&label| Chapter(Some(label)).name()).collect::<Vec<_>>().join(" + ")
        };
        let percent = line.percent(labels);
        // Nothing for sure, while some could not be sorted, does not mean nothing told; what is missing is said below.
        if percent <= 0.0 && line.unclear > 0.0 {
            let open = named(&mut labels.iter().filter(|label| !take.structure.missing.contains(label)));
            if !open.is_empty() {
                return format!("{open} unclear");
            }
        }
        let time = line.seconds(labels).map(|s| format!(" in {}", length(s))).unwrap_or_default();
        let usual =
            band.filter(|_| take.wants_story()).map(|band| format!(" (usual {})", band.usual())).unwrap_or_default();
        format!("{} {} %{time}{usual}", named(&mut labels.iter()), number(percent, 0))
    };
    let mut shares = vec![
        share(&[Label::Situation, Label::Task], Some(&ranges.setup_percent)),
        share(&[Label::Action], Some(&ranges.action_percent)),
        share(&[Label::Result], Some(&ranges.result_percent)),
    ];
    let rest = [[Label::Reflection], [Label::Other]];
    shares.extend(rest.iter().filter(|labels| line.percent(*labels) >= 0.5).map(|labels| share(labels, None)));
    shares.extend((line.unclear >= 0.005).then(|| format!("unclear {} %", number(100.0 * line.unclear, 0))));
    shares.join(", ")
}
