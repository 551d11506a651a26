//! The whole ear, from samples to measures.

use super::filled_pause::SpokenWord;
use super::synthetic::{RATE_HZ, harmonics, mix, noise, silence, sine, talk};
use super::*;
use crate::units::TimeSpan;

fn heard(samples: Vec<f32>) -> Acoustics {
    let decoded = Decoded { samples: samples.clone(), channels: 1, sample_rate_hz: RATE_HZ, damage: None, track: None };
    let audio = Mono { samples, sample_rate_hz: RATE_HZ };
    listen(&audio, &level::powers(&audio), Native::measure(&decoded))
}

/// Two answers of 3 s with 1 s between them, in a room 40 dB below.
fn answer() -> Vec<f32> {
    let answer = [silence(1.0), talk(3.0, 1), silence(1.0), talk(3.0, 50), silence(1.0)].concat();
    mix(&answer, &noise(0.0006, 9.0, 3))
}

#[test]
fn an_answer_is_heard_with_its_pause_its_pitch_and_its_room() {
    let found = heard(answer());
    let wanted = [TimeSpan::new(1.0, 4.0), TimeSpan::new(5.0, 8.0)];
    assert_eq!(found.speech.len(), 2, "{:?}", found.speech);
    for (span, wanted) in found.speech.iter().zip(wanted) {
        assert!((span.start_s - wanted.start_s).abs() < 0.015 && (span.end_s - wanted.end_s).abs() < 0.015);
    }
    assert_eq!(found.silences, [TimeSpan::new(found.speech[0].end_s, found.speech[1].start_s)]);
    // Vowels start between 95 and 125 Hz and fall by a tenth.
    let pitch = found.pitch.unwrap();
    assert!((90.0..125.0).contains(&pitch.median_hz), "{}", pitch.median_hz);
    assert!(found.snr_db.unwrap() > 30.0 && found.loudness.integrated_lufs.is_some() && found.clipped_percent <= 0.0);
}

#[test]
fn the_same_answer_quietly_recorded_is_heard_alike() {
    let usual = heard(answer());
    let quiet = heard(answer().iter().map(|x| 0.02 * x).collect());
    let near = |a: Option<f64>, b: Option<f64>, within: f64| (a.unwrap() - b.unwrap()).abs() < within;
    assert_eq!(quiet.speech, usual.speech);
    assert!(near(quiet.snr_db, usual.snr_db, 0.1));
    assert!(near(quiet.pitch.map(|p| p.median_hz), usual.pitch.map(|p| p.median_hz), 0.1));
    // A fiftieth is 34 dB less. The gate of loudness at −70 LUFS stays where it is, and moves a few blocks over the edge.
    assert!(near(quiet.peak_level_dbfs.map(|level| level + 33.98), usual.peak_level_dbfs, 0.01));
    assert!(near(quiet.loudness.integrated_lufs.map(|lufs| lufs + 33.98), usual.loudness.integrated_lufs, 0.5));
}

#[test]
fn a_held_vowel_between_two_words_is_heard_as_one_filled_pause() {
    let held = harmonics(105.0, 100.0, 20, 0.05, 0.4);
    let samples = [silence(0.5), talk(2.0, 1), silence(0.3), held, silence(0.3), talk(2.0, 50), silence(0.5)].concat();
    let found = heard(mix(&samples, &noise(0.0006, 6.0, 3)));
    let place = |start_s, end_s| SpokenWord { span: TimeSpan::new(start_s, end_s), syllables: 8, filled: false };
    let filled = filled_pause::find(&found.voice, &found.sounds, &found.nuclei, &[place(0.5, 2.5), place(3.5, 5.5)]);
    assert_eq!(filled.len(), 1, "{filled:?}");
    assert!((filled[0].span.start_s - 2.8).abs() < 0.04 && (filled[0].span.end_s - 3.2).abs() < 0.04, "{filled:?}");
    let all_said = [place(0.5, 2.7), place(2.7, 3.3), place(3.3, 5.5)];
    assert!(filled_pause::find(&found.voice, &found.sounds, &found.nuclei, &all_said).is_empty());
}

#[test]
fn rumble_louder_than_the_voice_changes_nothing() {
    let usual = heard(answer());
    let rumbling = heard(mix(&answer(), &sine(23.0, 0.3, 9.0)));
    assert_eq!(rumbling.speech.len(), usual.speech.len());
    for (a, b) in rumbling.speech.iter().zip(&usual.speech) {
        assert!((a.start_s - b.start_s).abs() < 0.02 && (a.end_s - b.end_s).abs() < 0.02);
    }
    let (a, b) = (rumbling.pitch.unwrap().median_hz, usual.pitch.unwrap().median_hz);
    assert!((a / b - 1.0).abs() < 0.01, "{a} Hz, without rumble {b}");
}

/// Whether the two sentences of [`answer`] and the pause between them are heard all the same with `room` around them.
fn assert_pauses_stay(room: &[f32], within_s: f64) {
    let found = heard(mix(&answer(), room)).speech;
    let wanted = [TimeSpan::new(1.0, 4.0), TimeSpan::new(5.0, 8.0)];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (found, wanted) in found.iter().zip(wanted) {
        let off_s = (found.start_s - wanted.start_s).abs().max((found.end_s - wanted.end_s).abs());
        assert!(off_s <= within_s, "{found:?}, wanted {wanted:?}");
    }
}

#[test]
fn a_hum_destroys_no_pause_and_is_named() {
    // The voice's RMS is about 0.06: the hum lies 30, 20 and 12 dB below.
    for mains_hz in [50.0, 60.0] {
        for rms in [0.002, 0.006, 0.015_f32] {
            let hum = harmonics(mains_hz, mains_hz, 6, rms / 0.863, 9.0);
            assert_pauses_stay(&hum, 0.030);
            let found = heard(mix(&answer(), &hum)).hum.unwrap();
            assert!(found.len() == 1 && (f64::from(found[0].mains_hz) - mains_hz).abs() < 0.1, "{found:?}");
        }
    }
    assert_eq!(heard(answer()).hum, Some(Vec::new()));
}

#[test]
fn a_fan_destroys_no_pause() {
    // Air, 20 and 15 dB below the voice, and blades that pass 85 times a second.
    for rms in [0.006, 0.011] {
        let air = noise(rms, 9.0, 11);
        let blades = harmonics(85.0, 85.0, 4, rms, 9.0);
        assert_pauses_stay(&mix(&air, &blades), 0.030);
    }
}

#[test]
fn someone_who_types_destroys_no_pause() {
    // Six keys a second, each a knock of 15 ms when it goes down and a weaker one when it comes up, as loud as the voice.
    let key = |i: u64| {
        let (down, up) = (noise(0.06, 0.015, 100 + i), noise(0.03, 0.010, 200 + i));
        [down, silence(0.080), up, silence(0.062)].concat()
    };
    let typed: Vec<f32> = (0..5).flat_map(key).collect();
    // In the pause, before the first word and after the last, 70 ms away from the voice.
    let keys = [silence(0.08), typed.clone(), silence(3.165), typed.clone(), silence(3.165), typed].concat();
    assert_pauses_stay(&keys, 0.030);
}

#[test]
fn nobody_speaks_in_silence_noise_tones_and_chords() {
    let chord = mix(&harmonics(131.0, 131.0, 20, 0.1, 5.0), &harmonics(165.0, 165.0, 20, 0.1, 5.0));
    let tones = [silence(0.5), sine(440.0, 0.3, 0.5), silence(0.5), sine(440.0, 0.3, 0.5), silence(0.5)].concat();
    let others = [silence(5.0), noise(0.001, 5.0, 1), noise(0.1, 5.0, 2), sine(440.0, 0.3, 5.0), chord, tones];
    for (i, samples) in others.into_iter().enumerate() {
        let found = heard(samples);
        assert!(found.speech.is_empty() && found.silences.is_empty(), "sound {i}: {:?}", found.speech);
        assert_eq!((found.pitch, found.snr_db), (None, None));
    }
}

#[test]
fn hardly_a_sample_is_no_reason_to_fail() {
    for samples in [Vec::new(), vec![0.3], vec![0.3; 255], vec![1.0; 400], talk(0.2, 1)] {
        heard(samples);
    }
}
