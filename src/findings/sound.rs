//! Rules about time and voice: length, pace, silence, pitch, loudness.

use super::facts::{Grounds, MOMENTS};
use super::finding::Replay;
use super::seen::{Seen, Sighting};
use crate::measures::delivery::{Monotone, Voice};
use crate::measures::duration::Target;
use crate::measures::fading::End;
use crate::measures::pace::{PacePoint, fastest_of, slowest_of};
use crate::usual::{self, Standing};

pub(super) fn length_over(facts: &Grounds<'_>) -> Option<Sighting> {
    let span_s = target(facts, &[Target::Over])?;
    Some(Seen::LengthOver { span_s }.fix(facts.ending().into_iter().collect()))
}

pub(super) fn length_short(facts: &Grounds<'_>) -> Option<Sighting> {
    let span_s = target(facts, &[Target::Short])?;
    Some(Seen::LengthShort { span_s, story: facts.take.wants_story() }.fix(facts.ending().into_iter().collect()))
}

pub(super) fn length_good(facts: &Grounds<'_>) -> Option<Sighting> {
    let span_s = target(facts, &[Target::Brief, Target::Usual, Target::Long])?;
    Some(Seen::LengthGood { span_s }.good(Vec::new()))
}

/// The span, when its verdict is one of `wanted`.
fn target(facts: &Grounds<'_>, wanted: &[Target]) -> Option<f64> {
    let duration = &facts.take.duration;
    duration.target.filter(|verdict| wanted.contains(verdict)).and(duration.speech_span_s)
}

pub(super) fn pace(facts: &Grounds<'_>) -> Option<Sighting> {
    let wpm = facts.take.pace.wpm?;
    let standing = facts.ranges.pace.judge(wpm);
    let (seen, extreme) = match standing {
        Standing::Usual => return None,
        Standing::Above | Standing::FarAbove => (Seen::PaceFast { wpm }, fastest_of(&facts.take.pace.curve)),
        Standing::Below | Standing::FarBelow => (Seen::PaceSlow { wpm }, slowest_of(&facts.take.pace.curve)),
    };
    let evidence = extreme.and_then(|point| moment(facts, point)).into_iter().collect();
    let far = matches!(standing, Standing::FarBelow | Standing::FarAbove);
    Some(if far { seen.fix(evidence) } else { seen.watch(evidence) })
}

pub(super) fn rushed_stretch(facts: &Grounds<'_>) -> Option<Sighting> {
    let band = &facts.ranges.pace;
    let wpm = facts.take.pace.wpm.filter(|&wpm| band.judge(wpm) <= Standing::Usual)?;
    let peak = fastest_of(&facts.take.pace.curve).filter(|peak| band.judge(peak.wpm) > Standing::Usual)?;
    let faster = peak.wpm / wpm - 1.0;
    (faster >= usual::PACE_CHANGE).then(|| {
        Seen::RushedStretch { wpm: peak.wpm, span: peak.span, percent: 100.0 * faster }
            .watch(moment(facts, peak).into_iter().collect())
    })
}

pub(super) fn pace_steady(facts: &Grounds<'_>) -> Option<Sighting> {
    let wpm = facts.take.pace.wpm.filter(|&wpm| facts.ranges.pace.judge(wpm) == Standing::Usual)?;
    let (slow, fast) = (slowest_of(&facts.take.pace.curve)?, fastest_of(&facts.take.pace.curve)?);
    let even = fast.wpm < wpm * (1.0 + usual::PACE_CHANGE) && slow.wpm > wpm * (1.0 - usual::PACE_CHANGE);
    (facts.take.pace.curve.len() > 1 && even).then(|| Seen::PaceSteady { wpm }.good(Vec::new()))
}

pub(super) fn silence_much(facts: &Grounds<'_>) -> Option<Sighting> {
    let pauses = facts.take.pauses.as_ref()?;
    let percent = pauses.silence_percent?;
    let longest = pauses.items.iter().max_by(|a, b| a.span.length_s().total_cmp(&b.span.length_s()))?.span;
    (facts.ranges.silence_percent.judge(percent) == Standing::FarAbove).then(|| {
        let quote = facts.quotes.across(longest).unwrap_or_default();
        Seen::SilenceMuch { percent, longest_s: longest.length_s() }.watch(vec![Replay { span: Some(longest), quote }])
    })
}

pub(super) fn pitch_flat(facts: &Grounds<'_>) -> Option<Sighting> {
    let sd_semitones = facts.take.delivery.pitch.as_ref()?.pitch.sd_semitones;
    (facts.ranges.pitch_sd.judge(sd_semitones) == Standing::FarBelow)
        .then(|| Seen::PitchFlat { sd_semitones }.watch(monotone(facts)))
}

pub(super) fn voice_lively(facts: &Grounds<'_>) -> Option<Sighting> {
    let voice = facts.take.delivery.pitch.as_ref()?;
    let sd_semitones = voice.pitch.sd_semitones;
    let even = facts.ranges.pitch_sd.judge(sd_semitones) == Standing::Usual && monotone(facts).is_empty();
    even.then(|| Seen::VoiceLively { sd_semitones }.good(Vec::new()))
}

pub(super) fn monotone_stretch(facts: &Grounds<'_>) -> Option<Sighting> {
    let voice = facts.take.delivery.pitch.as_ref()?;
    // Of a voice that is flat from end to end `pitch_flat` tells.
    let lively = facts.ranges.pitch_sd.judge(voice.pitch.sd_semitones) > Standing::FarBelow;
    let longest = voice.monotone_longest_first().into_iter().next().filter(|_| lively)?;
    let (span, range_semitones) = (longest.span, longest.range_semitones);
    let seen = Seen::MonotoneStretch { span, range_semitones, whole_semitones: voice.pitch.range_semitones };
    Some(seen.watch(monotone(facts)))
}

/// The longest monotone stretches as moments to replay.
fn monotone(facts: &Grounds<'_>) -> Vec<Replay> {
    let voice = facts.take.delivery.pitch.iter();
    let moment = |stretch: &Monotone| Replay { span: Some(stretch.span), quote: stretch.quote.clone() };
    voice.flat_map(Voice::monotone_longest_first).take(MOMENTS).map(moment).collect()
}

pub(super) fn sentences_fade(facts: &Grounds<'_>) -> Option<Sighting> {
    let ends = facts.take.delivery.sentence_ends.as_ref().filter(|ends| ends.fall_db >= usual::FADING_DB)?;
    let mut deepest: Vec<&End> = ends.items.iter().collect();
    deepest.sort_by(|a, b| b.fall_db.total_cmp(&a.fall_db));
    let moment = |end: &&End| Some(Replay { span: Some(end.span), quote: facts.quotes.said_in(end.span)? });
    let evidence = deepest.iter().take(MOMENTS).filter_map(moment).collect();
    Some(Seen::SentencesFade { fall_db: ends.fall_db, sentences: ends.sentences }.watch(evidence))
}

fn moment(facts: &Grounds<'_>, point: &PacePoint) -> Option<Replay> {
    Some(Replay { span: Some(point.span), quote: facts.quotes.said_in(point.span)? })
}
