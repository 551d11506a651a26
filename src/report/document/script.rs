//! A transcript and what was found in it in, paragraphs of marked runs out.

use std::collections::BTreeMap;

use crate::figure::{clock, number};
use crate::language::fillers::FillerKind;
use crate::measures::pauses::Pause;
use crate::report::clean::{clean, plain};
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual;

use super::story::{Chapter, Story};

/// A paragraph may end with a sentence from here, words.
const PARAGRAPH: usize = 60;
/// A paragraph ends here even inside a sentence, words.
const LONGEST: usize = 120;

/// What a run of the transcript is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Said, and nothing about it.
    Said,
    /// A counted filler.
    Filler,
    /// Said in vain: it was said again.
    Repeat,
    /// A word that was hard to recognise, in a transcript that otherwise was not.
    Unsure,
    /// A stall: half a second and more inside a clause.
    Stall,
    /// A pause of 2 s and more.
    Pause,
    /// A sound without a word.
    Suspected,
    /// Words were said here that the transcript lacks.
    Lost,
}

impl Mark {
    /// What it stands for; empty for what is just said.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Said => "",
            Self::Filler => "filler",
            Self::Repeat => "said again",
            Self::Unsure => "hard to recognise",
            Self::Stall => "stall inside a clause",
            Self::Pause => "long pause",
            Self::Suspected => "sound without a word",
            Self::Lost => "words missing here",
        }
    }

    /// What stands for it in a legend.
    fn example(self) -> &'static str {
        match self {
            Self::Said => "",
            Self::Filler => "um",
            Self::Repeat => "I",
            Self::Unsure => "word",
            Self::Stall => "0.8 s",
            Self::Pause => "pause 2.3 s",
            Self::Suspected => "um?",
            Self::Lost => "0:12–0:15 lost",
        }
    }
}

/// A stretch of text under one mark. Of pauses and suspected sounds it says what goes between the brackets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) mark: Mark,
    /// What it is made of, never empty.
    pub(crate) pieces: Vec<Piece>,
}

/// A word, or what stands between words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// When it is heard; `None` where nobody knows, and for what stands between words.
    pub(crate) span: Option<TimeSpan>,
}

impl Run {
    fn new(mark: Mark, text: String, span: Option<TimeSpan>) -> Self {
        Self { mark, pieces: vec![Piece { text, span }] }
    }

    /// All of its text.
    pub(crate) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The same without what its [meaning](Mark::meaning) says, too.
    pub(crate) fn bare(&self) -> String {
        match self.mark {
            Mark::Pause => self.text().replace("pause ", ""),
            Mark::Lost => self.text().replace(" lost", ""),
            _ => self.text().trim().to_owned(),
        }
    }
}

/// A stretch of the transcript that tells one part of the story.
pub(crate) struct Paragraph {
    /// When its first word is said, s.
    pub(crate) start_s: Option<f64>,
    /// Part of the story; `None` where no story is told.
    pub(crate) chapter: Option<Chapter>,
    pub(crate) runs: Vec<Run>,
}

/// What stands for a transcript without words.
pub(crate) const NO_WORDS: &str = "No words.";

/// The transcript as it is read.
pub(crate) struct Script {
    pub(crate) paragraphs: Vec<Paragraph>,
}

impl Script {
    pub(super) fn new(take: &Take, story: &Story) -> Self {
        let marks = marks(take);
        let mut asides = asides(take);
        let mut starts = starts(take, story);
        let mut words = take.transcript.words.iter().peekable();
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (place, c) in take.transcript.text.chars().enumerate() {
            if let Some(start) = starts.remove(&place) {
                paragraphs.push(start);
            }
            let Some(paragraph) = paragraphs.last_mut() else { continue };
            for aside in asides.remove(&place).into_iter().flatten() {
                paragraph.runs.push(aside);
                paragraph.push(Mark::Said, None, ' ');
            }
            while words.next_if(|word| word.char_end <= place).is_some() {}
            let word = words.peek().filter(|word| word.char_start <= place);
            let mark = marks.get(place).copied().unwrap_or(Mark::Said);
            paragraph.push(mark, word.and_then(|word| word.span), plain(c));
        }
        // What is heard after the last word.
        if let Some(last) = paragraphs.last_mut() {
            for aside in asides.into_values().flatten() {
                last.push(Mark::Said, None, ' ');
                last.runs.push(aside);
            }
        }
        Self { paragraphs }
    }

    /// An example of every mark that occurs, for a legend.
    pub(crate) fn legend(&self) -> Vec<Run> {
        let runs = self.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
        let mut marks: Vec<Mark> = runs.map(|run| run.mark).filter(|&mark| mark != Mark::Said).collect();
        marks.sort_unstable();
        marks.dedup();
        marks.into_iter().map(|mark| Run::new(mark, mark.example().into(), None)).collect()
    }
}

impl Paragraph {
    /// The moment of its first word as m:ss.
    pub(crate) fn at(&self) -> Option<String> {
        self.start_s.map(clock)
    }

    /// One more character, which is heard in `span`.
    fn push(&mut self, mark: Mark, span: Option<TimeSpan>, c: char) {
        let last = self.runs.last_mut();
        let spaced = |run: &&mut Run| run.pieces.last().is_some_and(|piece| piece.text.ends_with(' '));
        if c == ' ' && last.as_ref().is_none_or(spaced) {
            return;
        }
        let Some(run) = last.filter(|run| run.mark == mark) else {
            self.runs.push(Run::new(mark, c.to_string(), span));
            return;
        };
        match run.pieces.last_mut() {
            Some(piece) if piece.span == span => piece.text.push(c),
            _ => run.pieces.push(Piece { text: c.to_string(), span }),
        }
    }
}

/// A mark for every character of the text.
fn marks(take: &Take) -> Vec<Mark> {
    let mut marks = vec![Mark::Said; take.transcript.text.chars().count()];
    // Where all words are in doubt the header says so, and marks would only be in the way.
    let trusted = take.doubt.is_none();
    let unsure = take.transcript.words.iter().filter(|word| word.confidence.is_some_and(|c| c < usual::UNSURE_WORD));
    let unsure = unsure.filter(|_| trusted).map(|word| (Mark::Unsure, word.char_start..word.char_end));
    let repeats = take.repetition.items.iter().map(|item| (Mark::Repeat, item.place.chars.clone()));
    let counted = take.fillers.occurrences.iter().filter(|filler| filler.counted);
    let fillers = counted.filter_map(|filler| Some((Mark::Filler, filler.chars.clone()?)));
    for (mark, place) in unsure.chain(repeats).chain(fillers) {
        let end = place.end.min(marks.len());
        if let Some(marked) = marks.get_mut(place.start..end) {
            marked.fill(mark);
        }
    }
    marks
}

/// What is heard between words, by the character before which it stands. Words without times have no such places.
fn asides(take: &Take) -> BTreeMap<usize, Vec<Run>> {
    let pauses = take.pauses.iter().flat_map(|pauses| &pauses.items);
    let silent = pauses.filter_map(|pause| Some((pause.span.middle_s(), pause_run(pause)?)));
    let suspected = take.fillers.occurrences.iter().filter(|filler| filler.kind == FillerKind::Suspected);
    let sounds = suspected.filter_map(|filler| {
        let span = filler.span?;
        Some((span.middle_s(), Run::new(Mark::Suspected, format!("{}?", clean(&filler.text)), Some(span))))
    });
    let lost = take.lost.iter().map(|lost| {
        let text = format!("{}–{} lost", clock(lost.start_s), clock(lost.end_s));
        (lost.start_s, Run::new(Mark::Lost, text, Some(*lost)))
    });
    let mut all: Vec<(f64, Run)> = silent.chain(sounds).chain(lost).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut places: BTreeMap<usize, Vec<Run>> = BTreeMap::new();
    if !take.transcript.is_timed() {
        return places;
    }
    let mut words =
        take.transcript.words.iter().filter_map(|word| Some((word.span?.middle_s(), word.char_start))).peekable();
    for (time_s, run) in all {
        while words.next_if(|(middle_s, _)| *middle_s <= time_s).is_some() {}
        let place = words.peek().map_or(usize::MAX, |(_, place)| *place);
        places.entry(place).or_default().push(run);
    }
    places
}

/// Pauses worth a mark: long ones, and those inside a clause that are heard as stalls.
fn pause_run(pause: &Pause) -> Option<Run> {
    let length_s = pause.span.length_s();
    if length_s >= usual::LONG_PAUSE_S {
        Some(Run::new(Mark::Pause, format!("pause {} s", number(length_s, 1)), Some(pause.span)))
    } else if pause.is_stall() {
        Some(Run::new(Mark::Stall, format!("{} s", number(length_s, 1)), Some(pause.span)))
    } else {
        None
    }
}

/// Where paragraphs start, by character: with each part of the story, and where one grows too long.
fn starts(take: &Take, story: &Story) -> BTreeMap<usize, Paragraph> {
    let mut starts = BTreeMap::new();
    let mut blocks = story.blocks.iter().peekable();
    let mut chapter = None;
    let mut length = 0;
    let mut sentence_ended = false;
    for (n, word) in take.transcript.words.iter().enumerate() {
        let block = std::iter::from_fn(|| blocks.next_if(|block| block.char_start <= word.char_start)).last();
        let full = length >= LONGEST || (length >= PARAGRAPH && sentence_ended);
        chapter = block.map(|block| block.chapter).or(chapter);
        if n == 0 || block.is_some() || full {
            // Text before the first word, if any, belongs to the first paragraph.
            let place = if n == 0 { 0 } else { word.char_start };
            starts.insert(place, Paragraph { start_s: word.span.map(|span| span.start_s), chapter, runs: Vec::new() });
            length = 0;
        }
        length += 1;
        sentence_ended = word.text.ends_with(['.', '?', '!']);
    }
    starts
}
