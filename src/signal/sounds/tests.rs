//! Speech-like sounds with known edges, at known distances from a known noise.

use super::*;
use crate::signal::synthetic::{RATE_HZ, mix, noise, silence, sine, talk};
use crate::sound::Mono;

/// RMS of [`talk`], near enough for a signal-to-noise ratio.
const TALK_RMS: f32 = 0.06;

/// Sounds in `samples` when the detector says what is true: speech between `spoken`, and nowhere else.
fn sounds(samples: Vec<f32>, spoken: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let audio = Mono { samples, sample_rate_hz: RATE_HZ };
    let probabilities: Vec<f32> = (0..(audio.duration_s() / activity::HOP_S) as usize)
        .map(|i| {
            let at_s = i as f64 * activity::HOP_S;
            if spoken.iter().any(|(from_s, to_s)| (*from_s..*to_s).contains(&at_s)) { 0.9 } else { 0.1 }
        })
        .collect();
    of_speech(&spectrum::frames(&audio), &probabilities).into_iter().map(|span| (span.start_s, span.end_s)).collect()
}

/// Two utterances with a pause of `pause_s` between them, and silence around.
fn two_utterances(pause_s: f64) -> (Vec<f32>, [(f64, f64); 2]) {
    let samples = [silence(1.0), talk(2.0, 1), silence(pause_s), talk(2.0, 50), silence(1.0)].concat();
    (samples, [(1.0, 3.0), (3.0 + pause_s, 5.0 + pause_s)])
}

fn assert_near(found: &[(f64, f64)], wanted: &[(f64, f64)], within_s: f64) {
    let near = |a: f64, b: f64| (a - b).abs() <= within_s;
    let all_near = found.iter().zip(wanted).all(|(f, w)| near(f.0, w.0) && near(f.1, w.1));
    assert!(found.len() == wanted.len() && all_near, "found {found:?}, wanted {wanted:?}");
}

#[test]
fn edges_are_found_within_15_ms_in_quiet_rooms() {
    for noise_db in [-90.0, -40.0, -30.0] {
        for pause_s in [0.25, 0.7, 2.0] {
            let (samples, wanted) = two_utterances(pause_s);
            let room = noise(TALK_RMS * 10f32.powf(noise_db / 20.0), 6.0 + pause_s, 3);
            assert_near(&sounds(mix(&samples, &room), &wanted), &wanted, 0.015);
        }
    }
}

#[test]
fn edges_are_found_within_50_ms_with_noise_10_db_below() {
    let (samples, wanted) = two_utterances(0.5);
    let room = noise(TALK_RMS * 0.316, 6.5, 3);
    assert_near(&sounds(mix(&samples, &room), &wanted), &wanted, 0.050);
}

#[test]
fn edges_are_the_same_at_every_gain() {
    let (samples, wanted) = two_utterances(0.5);
    let noisy = mix(&samples, &noise(TALK_RMS * 0.03, 6.5, 3));
    let usual = sounds(noisy.clone(), &wanted);
    for gain in [0.001, 0.1, 8.0] {
        assert_eq!(sounds(noisy.iter().map(|x| gain * x).collect(), &wanted), usual);
    }
}

#[test]
fn the_closure_of_a_stop_is_not_a_gap() {
    let (samples, _) = two_utterances(0.050);
    assert_near(&sounds(samples, &[(1.0, 5.1)]), &[(1.0, 5.05)], 0.015);
}

#[test]
fn clicks_and_breaths_in_a_pause_leave_it_silent() {
    let (mut samples, wanted) = two_utterances(1.5);
    let at = |s: f64| (s * f64::from(RATE_HZ)) as usize;
    // A click of 20 ms as loud as speech, a breath of 300 ms 25 dB below.
    let (click, breath) = (noise(TALK_RMS, 0.020, 9), noise(TALK_RMS * 0.056, 0.300, 10));
    samples[at(3.3)..at(3.3) + click.len()].copy_from_slice(&click);
    samples[at(3.7)..at(3.7) + breath.len()].copy_from_slice(&breath);
    assert_near(&sounds(samples, &wanted), &wanted, 0.015);
}

#[test]
fn a_fan_switched_on_halfway_does_not_hide_the_pauses_after_it() {
    let (first, wanted) = two_utterances(0.5);
    let samples = mix(
        &[first.clone(), first.clone(), first.clone(), first].concat(),
        &[noise(TALK_RMS * 0.01, 13.0, 3), noise(TALK_RMS * 0.1, 13.0, 4)].concat(),
    );
    let all: Vec<(f64, f64)> =
        (0..4).flat_map(|i| wanted.map(|(from, to)| (from + 6.5 * f64::from(i), to + 6.5 * f64::from(i)))).collect();
    assert_near(&sounds(samples, &all), &all, 0.030);
}

#[test]
fn what_the_detector_denies_is_not_speech() {
    let (samples, wanted) = two_utterances(0.5);
    assert_near(&sounds(samples.clone(), &wanted[..1]), &wanted[..1], 0.015);
    assert!(sounds(samples, &[]).is_empty());
}

#[test]
fn without_a_sound_there_is_no_speech_whatever_the_detector_says() {
    assert!(sounds(silence(3.0), &[(0.0, 3.0)]).is_empty());
    assert!(sounds(sine(300.0, 0.1, 3.0), &[(0.0, 3.0)]).is_empty());
    assert!(sounds(Vec::new(), &[]).is_empty());
    assert!(sounds(vec![0.1; 3], &[(0.0, 1.0)]).is_empty());
}

#[test]
fn someone_who_never_stops_is_one_sound() {
    let found = sounds(mix(&talk(5.0, 1), &noise(0.0005, 5.0, 2)), &[(0.0, 5.0)]);
    assert!(found.len() == 1 && found[0].1 - found[0].0 > 4.8, "{found:?}");
}
