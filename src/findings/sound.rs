//! Rules that hold whatever words were recognised: length, pace, silence, pitch.

use crate::findings::figure::{clock, count, length, number};
use crate::findings::{Evidence, Facts, Finding, MOMENTS, Severity};
use crate::measures::bands::{self, Standing};
use crate::measures::delivery::{Monotone, Voice};
use crate::measures::duration::Target;
use crate::measures::fading::End;
use crate::measures::pace::PacePoint;

pub(super) fn length_over(facts: &Facts<'_>) -> Option<Finding> {
    let span_s = target(facts, &[Target::Over])?;
    Some(Finding {
        id: "length-over",
        severity: Severity::Fix,
        message: format!(
            "You spoke for {}, and one to three minutes is usual: past three, listeners tend to lose the thread and wait \
             for a gap.",
            length(span_s)
        ),
        advice:
            "Cut it to two minutes: one sentence of setup, what you did, what came of it. Stop there; they will ask \
                 for more."
                .into(),
        evidence: facts.ending().into_iter().collect(),
    })
}

pub(super) fn length_short(facts: &Facts<'_>) -> Option<Finding> {
    let span_s = target(facts, &[Target::Short])?;
    Some(Finding {
        id: "length-short",
        severity: Severity::Fix,
        message: format!(
            "You spoke for {}, and one to three minutes is usual: a listener gets the outline, but not how you work.",
            length(span_s)
        ),
        advice: "Aim for a minute and a half: add one thing you decided and why, and say what changed because of it."
            .into(),
        evidence: facts.ending().into_iter().collect(),
    })
}

pub(super) fn length_good(facts: &Facts<'_>) -> Option<Finding> {
    let span_s = target(facts, &[Target::Brief, Target::Usual, Target::Long])?;
    Some(Finding {
        id: "length-good",
        severity: Severity::Good,
        message: format!("{} is a good length: long enough for a story, short enough to be followed.", length(span_s)),
        advice: "Keep this length.".into(),
        evidence: Vec::new(),
    })
}

/// The span, when its verdict is one of `wanted`.
fn target(facts: &Facts<'_>, wanted: &[Target]) -> Option<f64> {
    let duration = &facts.take.duration;
    duration.target.filter(|verdict| wanted.contains(verdict)).and(duration.speech_span_s)
}

pub(super) fn pace(facts: &Facts<'_>) -> Option<Finding> {
    let wpm = facts.take.pace.wpm?;
    let standing = bands::PACE.judge(wpm);
    let severity = match standing {
        Standing::FarBelow | Standing::FarAbove => Severity::Fix,
        Standing::Below | Standing::Above => Severity::Watch,
        Standing::Usual => return None,
    };
    let extreme = if standing > Standing::Usual { fastest(facts) } else { slowest(facts) };
    let evidence = extreme.and_then(|point| moment(facts, point)).into_iter().collect();
    let said = format!("You spoke at {} words a minute, and 130–170 is usual", number(wpm, 0));
    Some(if standing > Standing::Usual {
        Finding {
            id: "pace-fast",
            severity,
            message: format!("{said}: listeners get the words but have no time to picture what you describe."),
            advice: "Take a full breath at the end of each sentence; slow down most where you name people and numbers."
                .into(),
            evidence,
        }
    } else {
        Finding {
            id: "pace-slow",
            severity,
            message: format!("{said}: at this pace attention starts to wander between your points."),
            advice: "Say each sentence in one go, as you would to a colleague, and rest between sentences instead of \
                     inside them."
                .into(),
            evidence,
        }
    })
}

pub(super) fn rushed_stretch(facts: &Facts<'_>) -> Option<Finding> {
    let wpm = facts.take.pace.wpm.filter(|&wpm| bands::PACE.judge(wpm) <= Standing::Usual)?;
    let peak = fastest(facts).filter(|peak| bands::PACE.judge(peak.wpm) > Standing::Usual)?;
    let faster = peak.wpm / wpm - 1.0;
    (faster >= bands::PACE_CHANGE).then(|| Finding {
        id: "pace-rushed-stretch",
        severity: Severity::Watch,
        message: format!(
            "You sped up to {} words a minute from {} to {}, {} % over your own pace: a rush like that reads as nerves.",
            number(peak.wpm, 0),
            clock(peak.span.start_s),
            clock(peak.span.end_s),
            number(100.0 * faster, 0)
        ),
        advice: "Put a breath before that stretch and one in the middle of it.".into(),
        evidence: moment(facts, peak).into_iter().collect(),
    })
}

pub(super) fn pace_steady(facts: &Facts<'_>) -> Option<Finding> {
    let wpm = facts.take.pace.wpm.filter(|&wpm| bands::PACE.judge(wpm) == Standing::Usual)?;
    let (slow, fast) = (slowest(facts)?, fastest(facts)?);
    let even = fast.wpm < wpm * (1.0 + bands::PACE_CHANGE) && slow.wpm > wpm * (1.0 - bands::PACE_CHANGE);
    (facts.take.pace.curve.len() > 1 && even).then(|| Finding {
        id: "pace-steady",
        severity: Severity::Good,
        message: format!("A steady {} words a minute from start to end: easy to follow.", number(wpm, 0)),
        advice: "Keep this pace.".into(),
        evidence: Vec::new(),
    })
}

pub(super) fn silence_much(facts: &Facts<'_>) -> Option<Finding> {
    let (pauses, span_s) = (facts.take.pauses.as_ref()?, facts.take.duration.speech_span_s?);
    let percent = 100.0 * pauses.total_s? / span_s;
    let longest = pauses.items.iter().max_by(|a, b| a.span.length_s().total_cmp(&b.span.length_s()))?;
    (bands::SILENCE_PERCENT.judge(percent) == Standing::FarAbove).then(|| Finding {
        id: "silence-much",
        severity: Severity::Watch,
        message: format!(
            "{} % of your answer is silence, and up to 40 % is usual; the longest pause lasts {} s. Listeners start to \
             wonder whether you are done.",
            number(percent, 0),
            number(longest.span.length_s(), 1)
        ),
        advice: "Know your next sentence before you end this one: three key words on a card are enough.".into(),
        evidence: vec![Evidence {
            span: Some(longest.span),
            quote: facts.quotes.across(longest.span).unwrap_or_default(),
        }],
    })
}

pub(super) fn pitch_flat(facts: &Facts<'_>) -> Option<Finding> {
    let spread = facts.take.delivery.pitch.as_ref()?.pitch.sd_semitones;
    (bands::PITCH_SD.judge(spread) == Standing::FarBelow).then(|| Finding {
        id: "pitch-flat",
        severity: Severity::Watch,
        message: format!(
            "Your voice moves by {} semitones, and 2 to 3.5 is usual: it may sound less keen than you are. (Experimental.)",
            number(spread, 1)
        ),
        advice: "Pick the one word that matters in each sentence and lean on it.".into(),
        evidence: monotone(facts),
    })
}

pub(super) fn monotone_stretch(facts: &Facts<'_>) -> Option<Finding> {
    let voice = facts.take.delivery.pitch.as_ref()?;
    // Of a voice that is flat from end to end `pitch_flat` tells.
    let lively = bands::PITCH_SD.judge(voice.pitch.sd_semitones) > Standing::FarBelow;
    let longest = voice.monotone_longest_first().into_iter().next().filter(|_| lively)?;
    Some(Finding {
        id: "pitch-monotone-stretch",
        severity: Severity::Watch,
        message: format!(
            "From {} to {} your voice stays within {} semitones, and over the whole answer it covers {}: for that long nothing \
             sounds more important than the rest. (Experimental.)",
            clock(longest.span.start_s),
            clock(longest.span.end_s),
            number(longest.range_semitones, 1),
            number(voice.pitch.range_semitones, 0)
        ),
        advice: "Pick the one word that matters in each sentence of that stretch and lean on it.".into(),
        evidence: monotone(facts),
    })
}

/// The longest monotone stretches as moments to replay.
fn monotone(facts: &Facts<'_>) -> Vec<Evidence> {
    let voice = facts.take.delivery.pitch.iter();
    let moment = |stretch: &Monotone| Evidence { span: Some(stretch.span), quote: stretch.quote.clone() };
    voice.flat_map(Voice::monotone_longest_first).take(MOMENTS).map(moment).collect()
}

pub(super) fn sentences_fade(facts: &Facts<'_>) -> Option<Finding> {
    let ends = facts.take.delivery.sentence_ends.as_ref().filter(|ends| ends.fall_db >= bands::FADING_DB)?;
    let mut deepest: Vec<&End> = ends.items.iter().collect();
    deepest.sort_by(|a, b| b.fall_db.total_cmp(&a.fall_db));
    let moment = |end: &&End| Some(Evidence { span: Some(end.span), quote: facts.quotes.said_in(end.span)? });
    Some(Finding {
        id: "sentences-fade",
        severity: Severity::Watch,
        message: format!(
            "The last words of your sentences are {} dB quieter than the words before them (the middle one of {}): listeners \
             strain for the part that matters most.",
            number(ends.fall_db, 0),
            count(ends.sentences, "sentence")
        ),
        advice: "Keep some breath for the last word, and say it to the far end of the table.".into(),
        evidence: deepest.iter().take(MOMENTS).filter_map(moment).collect(),
    })
}

fn fastest<'a>(facts: &Facts<'a>) -> Option<&'a PacePoint> {
    // The first of equals: `max_by` would take the last.
    facts.take.pace.curve.iter().rev().max_by(|a, b| a.wpm.total_cmp(&b.wpm))
}

fn slowest<'a>(facts: &Facts<'a>) -> Option<&'a PacePoint> {
    facts.take.pace.curve.iter().min_by(|a, b| a.wpm.total_cmp(&b.wpm))
}

fn moment(facts: &Facts<'_>, point: &PacePoint) -> Option<Evidence> {
    Some(Evidence { span: Some(point.span), quote: facts.quotes.said_in(point.span)? })
}
