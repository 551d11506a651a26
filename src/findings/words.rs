//! Rules about how it was said: fillers, stalls, hedges, repeats, the last words.

use crate::findings::figure::{count, most_frequent, number};
use crate::findings::{Evidence, Facts, Finding, MOMENTS, Severity};
use crate::language::fillers::Occurrence;
use crate::language::is_english;
use crate::measures::bands::{self, Standing};
use crate::measures::pauses::Pause;
use crate::measures::wording::Opened;

/// The first, the middle and the last, so that evidence comes from the whole answer.
fn spread<'a, T>(all: &[&'a T]) -> Vec<&'a T> {
    match all {
        [first, .., last] if all.len() >= MOMENTS => vec![first, all[all.len() / 2], last],
        few => few.to_vec(),
    }
}

pub(super) fn fillers_many(facts: &Facts<'_>) -> Option<Finding> {
    let fillers = &facts.take.fillers;
    let percent = fillers.percent.filter(|_| facts.is_english())?;
    if bands::fillers(percent, fillers.per_minute) != Standing::FarAbove {
        return None;
    }
    let rate = fillers.per_minute.map(|rate| format!(", {} a minute", number(rate, 1))).unwrap_or_default();
    let counted: Vec<&Occurrence> = fillers.occurrences.iter().filter(|filler| filler.counted).collect();
    let mostly: Vec<String> =
        most_frequent(&fillers.by_word, 2).iter().map(|(word, times)| format!("“{word}” ({times})")).collect();
    Some(Finding {
        id: "fillers-many",
        severity: Severity::Fix,
        message: format!(
            "{} ({} % of words{rate}; usual is up to 4 % and 5 a minute), mostly {}: listeners start to hear them \
             instead of you.",
            count(fillers.heard?, "filler"),
            number(percent, 1),
            mostly.join(" and ")
        ),
        advice: "Where the next one would come, close your mouth and let it be quiet: a pause sounds like thinking."
            .into(),
        evidence: spread(&counted).into_iter().map(|filler| heard(facts, filler)).collect(),
    })
}

pub(super) fn fillers_few(facts: &Facts<'_>) -> Option<Finding> {
    let fillers = &facts.take.fillers;
    let percent = fillers.percent.filter(|&percent| facts.is_english() && percent <= bands::FEW_FILLERS)?;
    // What the ear found and the transcript lacks may be many more.
    let rate = fillers.per_minute.filter(|&rate| rate > bands::FEW_FILLERS);
    let heard = fillers.heard?;
    (rate.is_none() && fillers.suspected.unwrap_or(0) <= 2).then(|| Finding {
        id: "fillers-few",
        severity: Severity::Good,
        message: format!("{} ({} % of words): you sound sure.", count(heard, "filler"), number(percent, 1)),
        advice: "Keep letting the pauses be silent.".into(),
        evidence: Vec::new(),
    })
}

fn heard(facts: &Facts<'_>, filler: &Occurrence) -> Evidence {
    let place = filler.char_start.zip(filler.char_end);
    let quote = place.map_or_else(|| filler.text.clone(), |(start, end)| facts.quotes.around(start..end));
    Evidence { span: filler.span, quote }
}

pub(super) fn stalls(facts: &Facts<'_>) -> Option<Finding> {
    let (stalls, rate) = stalled(facts)?;
    let severity = match bands::STALLS_PER_MINUTE.judge(rate) {
        Standing::FarAbove => Severity::Fix,
        Standing::Above => Severity::Watch,
        _ => return None,
    };
    let mut longest = stalls.clone();
    longest.sort_by(|a, b| b.span.length_s().total_cmp(&a.span.length_s()));
    longest.truncate(MOMENTS);
    let peak_s = longest.first()?.span.length_s();
    (stalls.len() > 1).then(|| Finding {
        id: "pauses-mid-clause",
        severity,
        message: format!(
            "{} of half a second or more inside a clause ({} a minute; usual is up to 2), the longest {} s: listeners hear \
             these as stalls, while pauses between sentences sound composed.",
            count(stalls.len(), "pause"),
            number(rate, 1),
            number(peak_s, 1)
        ),
        advice: "Finish the sentence, then pause: think about the next one only there.".into(),
        evidence: longest
            .iter()
            .map(|pause| Evidence {
                span: Some(pause.span),
                quote: facts.quotes.across(pause.span).unwrap_or_default(),
            })
            .collect(),
    })
}

pub(super) fn no_stalls(facts: &Facts<'_>) -> Option<Finding> {
    let (stalls, _) = stalled(facts)?;
    let pauses = facts.take.pauses.as_ref().and_then(|pauses| pauses.count).unwrap_or(0);
    (stalls.is_empty() && pauses > 0).then(|| Finding {
        id: "pauses-placed",
        severity: Severity::Good,
        message: format!(
            "{}, none of half a second or more inside a clause: you pause where listeners need it.",
            count(pauses, "pause")
        ),
        advice: "Keep pausing between sentences.".into(),
        evidence: Vec::new(),
    })
}

/// The stalls, and how many a minute; `None` when where pauses fall is not known.
fn stalled<'a>(facts: &Facts<'a>) -> Option<(Vec<&'a Pause>, f64)> {
    let pauses = facts.take.pauses.as_ref()?;
    pauses.mid_clause?;
    let minutes = facts.take.duration.speech_span_s? / 60.0;
    let stalls: Vec<&Pause> = pauses.items.iter().filter(|pause| bands::is_stall(pause)).collect();
    let rate = stalls.len() as f64 / minutes;
    Some((stalls, rate))
}

pub(super) fn hedges_many(facts: &Facts<'_>) -> Option<Finding> {
    let hedges = facts.take.content.hedges.as_ref()?;
    let percent = 100.0 * hedges.len() as f64 / facts.take.pace.words as f64;
    (bands::HEDGES_PERCENT.judge(percent) == Standing::FarAbove).then(|| Finding {
        id: "hedges-many",
        severity: Severity::Watch,
        message: format!(
            "{} such as “{}” ({} for every 100 words; usual is up to 4): they take back what you just said.",
            count(hedges.len(), "hedge"),
            hedges.first().map_or("", |hedge| hedge.text.as_str()),
            number(percent, 1)
        ),
        advice: "Say it without the hedge; it is your story, and you were there.".into(),
        evidence: hedges
            .iter()
            .take(MOMENTS)
            .map(|hedge| Evidence { span: hedge.span, quote: facts.quotes.around(hedge.char_start..hedge.char_end) })
            .collect(),
    })
}

pub(super) fn repeats(facts: &Facts<'_>) -> Option<Finding> {
    let repetition = &facts.take.repetition;
    let percent = 100.0 * repetition.count as f64 / facts.take.pace.words as f64;
    (repetition.count > 1 && bands::REPEATS_PERCENT.judge(percent) == Standing::FarAbove).then(|| Finding {
        id: "repeats",
        severity: Severity::Watch,
        message: format!(
            "You said words again or started over {} times ({} for every 100 words; usual is up to 2): it sounds like \
             searching.",
            repetition.count,
            number(percent, 1)
        ),
        advice: "When you notice it, stop, breathe, and say the whole sentence once.".into(),
        evidence: repetition
            .items
            .iter()
            .take(MOMENTS)
            .map(|item| Evidence { span: item.span, quote: facts.quotes.around(item.char_start..item.char_end) })
            .collect(),
    })
}

pub(super) fn same_opener(facts: &Facts<'_>) -> Option<Finding> {
    let (opener, sentences) = (facts.take.wording.opener.as_ref()?, facts.take.wording.sentences?);
    (bands::OPENER_PERCENT.judge(opener.percent) == Standing::FarAbove).then(|| Finding {
        id: "same-opener",
        severity: Severity::Watch,
        message: format!(
            "{} of your {sentences} sentences begin with “{}” ({} %; usual is up to 15): listeners start to wait for it.",
            opener.count,
            opener.text,
            number(opener.percent, 0)
        ),
        advice: "Begin with who did it: “I”, “we”, “the customer”.".into(),
        evidence: spread(&opener.sentences.iter().collect::<Vec<_>>()).into_iter().map(|place| opening(facts, place)).collect(),
    })
}

/// How a sentence begins.
fn opening(facts: &Facts<'_>, sentence: &Opened) -> Evidence {
    Evidence { span: sentence.span, quote: facts.quotes.opening(sentence.char_start..sentence.char_end) }
}

pub(super) fn long_sentences(facts: &Facts<'_>) -> Option<Finding> {
    let (long, sentences) = (facts.take.wording.long_sentences.as_ref()?, facts.take.wording.sentences?);
    let longest = long.iter().max_by_key(|sentence| sentence.words)?;
    // One in five, so that a single one in a whole answer is let pass.
    (long.len() > 1 && 5 * long.len() >= sentences).then(|| Finding {
        id: "sentences-long",
        severity: Severity::Watch,
        message: format!(
            "{} of your {sentences} sentences are longer than 30 words, the longest {}: a listener has lost the beginning when \
             you reach the end.",
            long.len(),
            longest.words
        ),
        advice: "Where you say “and” for the second time, stop and begin a new sentence.".into(),
        evidence: vec![Evidence { span: longest.span, quote: facts.quotes.opening(longest.char_start..longest.char_end) }],
    })
}

pub(super) fn trailing_end(facts: &Facts<'_>) -> Option<Finding> {
    let fade = facts.take.content.trailing_end.as_ref()?.first()?;
    Some(Finding {
        id: "trailing-end",
        severity: Severity::Watch,
        message: format!(
            "The last {} words are “{}”: they take the air out of the ending, which is what listeners remember.",
            fade.text.split_whitespace().count(),
            fade.text
        ),
        advice: "Stop after your result, look up and be quiet.".into(),
        evidence: facts.ending().into_iter().collect(),
    })
}

impl Facts<'_> {
    /// The word lists are English.
    fn is_english(&self) -> bool {
        is_english(&self.take.transcript.language)
    }
}
