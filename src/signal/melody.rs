//! A pitch track in, the stretches in which it hardly moves out.
//!
//! Listeners make something of differences in pitch from about three semitones on ('t Hart 1981); where ten seconds of
//! speech stay within that, nothing is leant on. That pitch sinks evenly while the breath lasts is not melody: it is taken out.

use crate::acoustics::PITCH_HOP_S;
use crate::signal::pitch::inner_range;
use crate::units::TimeSpan;

/// Differences of pitch below this play no part when people talk, semitones ('t Hart 1981).
pub const HEARD_SEMITONES: f64 = 3.0;
/// Length of a window, s: two or three sentences.
const WINDOW_S: f64 = 10.0;
/// From one window to the next, s.
const STEP_S: f64 = 1.0;
/// Voice in a window that tells how it moves, s.
const MIN_VOICED_S: f64 = 3.0;

/// A stretch of speech in which the pitch hardly moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// From the first voiced moment to the last.
    pub span: TimeSpan,
    /// In no ten seconds of it does the pitch cover more than this, semitones: 5th to 95th percentile, sinking taken out.
    pub range_semitones: f64,
}

/// Stretches of at least 10 s in which `track`, `(time s, F0 Hz)` in order, stays within [`HEARD_SEMITONES`]. `speech` are
/// the stretches of speech it was found in. `None` where no 10 s hold 3 s of voice.
#[must_use]
pub fn flat_stretches(track: &[(f64, f64)], speech: &[TimeSpan]) -> Option<Vec<Flat>> {
    let spoken = speech.iter().copied().reduce(TimeSpan::join)?;
    let last_s = spoken.end_s - WINDOW_S;
    let steps_s = (0..).map(|step| spoken.start_s + f64::from(step) * STEP_S).take_while(|start_s| *start_s < last_s);
    let starts_s = steps_s.chain((last_s >= spoken.start_s).then_some(last_s));
    let mut flat: Vec<Flat> = Vec::new();
    let mut measured = false;
    for start_s in starts_s {
        let first = track.partition_point(|(time_s, _)| *time_s < start_s);
        let end = track.partition_point(|(time_s, _)| *time_s < start_s + WINDOW_S);
        let inside = &track[first..end];
        if (inside.len() as f64) * PITCH_HOP_S < MIN_VOICED_S {
            continue;
        }
        measured = true;
        let range_semitones = inner_range(&without_sinking(inside, speech));
        if range_semitones > HEARD_SEMITONES {
            continue;
        }
        let next = Flat { span: TimeSpan::new(inside[0].0, inside[inside.len() - 1].0), range_semitones };
        match flat.last_mut().filter(|last| last.span.end_s >= next.span.start_s) {
            Some(last) => {
                last.span = last.span.join(next.span);
                last.range_semitones = last.range_semitones.max(range_semitones);
            }
            None => flat.push(next),
        }
    }
    flat.retain(|flat| flat.span.length_s() >= WINDOW_S);
    measured.then_some(flat)
}

/// The pitch of `track`, semitones, less the even fall that its stretches of `speech` have in common; a rise stays.
fn without_sinking(track: &[(f64, f64)], speech: &[TimeSpan]) -> Vec<f64> {
    let stretch_at = |time_s: f64| speech.partition_point(|span| span.end_s < time_s).min(speech.len() - 1);
    let (mut with_time, mut with_itself) = (0.0, 0.0);
    for stretch in track.chunk_by(|a, b| stretch_at(a.0) == stretch_at(b.0)) {
        let count = stretch.len() as f64;
        let middle_s = stretch.iter().map(|(time_s, _)| time_s).sum::<f64>() / count;
        for (time_s, hz) in stretch {
            with_time += (time_s - middle_s) * 12.0 * hz.log2();
            with_itself += (time_s - middle_s).powi(2);
        }
    }
    let slope = if with_itself > 0.0 { (with_time / with_itself).min(0.0) } else { 0.0 };
    let into_s = |time_s: f64| time_s - speech[stretch_at(time_s)].start_s;
    track.iter().map(|(time_s, hz)| 12.0 * hz.log2() - slope * into_s(*time_s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 s in stretches of 2.5 s with half a second between, voiced half of the time; `semitones` over 120 Hz at (time s,
    /// time s into the stretch).
    fn spoken(semitones: impl Fn(f64, f64) -> f64) -> (Vec<(f64, f64)>, Vec<TimeSpan>) {
        let speech: Vec<TimeSpan> = (0..10).map(|i| 3.0 * f64::from(i)).map(|s| TimeSpan::new(s, s + 2.5)).collect();
        let track = (0..3000).filter(|i| i % 300 < 250 && i % 20 < 12).map(|i| {
            let time_s = f64::from(i) * PITCH_HOP_S;
            (time_s, 120.0 * 2f64.powf(semitones(time_s, time_s % 3.0) / 12.0))
        });
        (track.collect(), speech)
    }

    fn flat(semitones: impl Fn(f64, f64) -> f64) -> Option<Vec<Flat>> {
        let (track, speech) = spoken(semitones);
        flat_stretches(&track, &speech)
    }

    #[test]
    fn a_voice_on_one_note_is_flat_from_end_to_end_and_a_lively_one_nowhere() {
        let found = flat(|time_s, _| 0.5 * (5.0 * time_s).sin()).unwrap();
        assert!(found.len() == 1 && found[0].span.start_s < 0.1 && found[0].span.end_s > 29.0, "{found:?}");
        // A sine of height 0.5 lies between its 5th and 95th percentile for 0.99 of its 1.0 semitones.
        assert!((found[0].range_semitones - 0.99).abs() < 0.06, "{found:?}");
        assert_eq!(flat(|time_s, _| 3.0 * (5.0 * time_s).sin()), Some(Vec::new()));
    }

    #[test]
    fn only_the_stretch_that_is_flat_is_named() {
        // Lively for 9 s, flat for 15 s, lively again.
        let found =
            flat(|time_s, _| if (9.0..24.0).contains(&time_s) { 0.3 } else { 4.0 } * (5.0 * time_s).sin()).unwrap();
        assert!(found.len() == 1, "{found:?}");
        assert!((found[0].span.start_s - 9.0).abs() <= 1.0 && (found[0].span.end_s - 24.0).abs() <= 1.0, "{found:?}");
    }

    #[test]
    fn seven_flat_seconds_between_lively_ones_are_let_pass() {
        let swing = |time_s: f64| if (9.0..16.0).contains(&time_s) { 0.3 } else { 4.0 };
        assert_eq!(flat(|time_s, _| swing(time_s) * (5.0 * time_s).sin()), Some(Vec::new()));
    }

    #[test]
    fn sinking_with_every_breath_is_no_melody_and_rising_is() {
        let sinking = flat(|_, into_s| -2.5 * into_s).unwrap();
        assert!(sinking.len() == 1 && sinking[0].range_semitones < 0.1, "{sinking:?}");
        assert_eq!(flat(|_, into_s| 2.5 * into_s), Some(Vec::new()));
    }

    #[test]
    fn a_new_note_for_every_sentence_is_melody() {
        assert_eq!(flat(|time_s, _| 4.0 * (time_s / 3.0).floor().rem_euclid(2.0)), Some(Vec::new()));
    }

    #[test]
    fn a_few_octave_errors_do_not_hide_a_flat_voice() {
        let found = flat(|time_s, _| if (time_s * 100.0).round().rem_euclid(40.0) < 1.0 { 12.0 } else { 0.0 });
        assert_eq!(found.unwrap().len(), 1);
    }

    #[test]
    fn too_little_voice_or_time_tells_nothing() {
        let (track, speech) = spoken(|_, _| 0.0);
        assert_eq!(flat_stretches(&track[..400], &speech[..3]), None, "9 s");
        let few: Vec<_> = track.iter().copied().step_by(3).collect();
        assert_eq!(flat_stretches(&few, &speech), None, "2 s of voice in each 10 s");
        assert_eq!(flat_stretches(&[], &[]), None);
        assert_eq!(flat_stretches(&[], &speech), None);
    }
}
