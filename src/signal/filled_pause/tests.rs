//! Voices whose every moment is known, between and inside words whose times are.

use super::*;

/// A voice at 110 Hz from `start_s` on: its pitch follows `semitones` of the time since, its spectrum changes by `change_db`.
fn voice_from(start_s: f64, length_s: f64, change_db: f32, semitones: impl Fn(f64) -> f64) -> Vec<VoicedMoment> {
    let count = (length_s / PITCH_HOP_S).round() as usize;
    let moment = |i: usize| {
        let since_s = i as f64 * PITCH_HOP_S;
        VoicedMoment { time_s: start_s + since_s, hz: 110.0 * (semitones(since_s) / 12.0).exp2(), change_db }
    };
    (0..count).map(moment).collect()
}

/// An "um": level and still.
fn um(start_s: f64, length_s: f64) -> Vec<VoicedMoment> {
    voice_from(start_s, length_s, 2.0, |_| 0.0)
}

/// A syllable: its colour changes and its pitch bends.
fn syllable(start_s: f64, length_s: f64) -> Vec<VoicedMoment> {
    voice_from(start_s, length_s, 8.0, move |s| 4.0 * (std::f64::consts::TAU * s / length_s).sin())
}

fn word(start_s: f64, end_s: f64) -> SpokenWord {
    SpokenWord { span: TimeSpan::new(start_s, end_s), syllables: 1, filled: false }
}

/// "we [um] went on", said from 1 s to 2.6 s, with the um from 1.5 s to 1.9 s.
fn sentence() -> Vec<VoicedMoment> {
    [syllable(1.0, 0.2), um(1.5, 0.4), syllable(2.1, 0.2), syllable(2.4, 0.2)].concat()
}

/// The sounds of [`sentence`].
fn sounds() -> Vec<TimeSpan> {
    [(1.0, 1.2), (1.49, 1.91), (2.1, 2.6)].map(|(from, to)| TimeSpan::new(from, to)).to_vec()
}

fn starts(words: &[SpokenWord]) -> Vec<f64> {
    find(&sentence(), &sounds(), &[], words).iter().map(|filled| (filled.span.start_s * 10.0).round() / 10.0).collect()
}

#[test]
fn a_held_voice_that_no_word_accounts_for_is_suspected_where_it_sounds() {
    let found = find(&sentence(), &sounds(), &[], &[word(1.0, 1.2), word(2.1, 2.3), word(2.4, 2.6)]);
    assert_eq!(found.len(), 1);
    assert!((found[0].span.start_s - 1.5).abs() < 0.01 && (found[0].span.end_s - 1.9).abs() < 0.01);
    assert!(found[0].confidence > 0.8);
}

#[test]
fn before_the_first_and_after_the_last_word_is_outside_too() {
    assert_eq!(starts(&[word(2.1, 2.3), word(2.4, 2.6)]).last(), Some(&1.5));
    assert_eq!(starts(&[word(1.0, 1.2)]).first(), Some(&1.5));
}

#[test]
fn what_is_transcribed_is_not_suspected_even_where_its_times_are_a_little_off() {
    let around = [word(1.0, 1.2), word(2.1, 2.3), word(2.4, 2.6)];
    let with_um = |start_s, end_s, filled| {
        let um = SpokenWord { filled, ..word(start_s, end_s) };
        starts(&[around[0], um, around[1], around[2]])
    };
    assert!(with_um(1.5, 1.9, true).is_empty());
    assert!(with_um(1.3, 1.6, true).is_empty(), "an um that the recogniser ends early");
    assert!(with_um(1.6, 2.0, false).is_empty(), "a word that is a tenth of a second late");
}

#[test]
fn a_gap_that_two_borders_can_make_by_being_off_is_none() {
    let narrow = [word(1.0, 1.62), word(1.78, 2.3), word(2.4, 2.6)];
    assert!(starts(&narrow).is_empty());
}

#[test]
fn laughs_coughs_and_blips_are_not_filled_pauses() {
    let words = [word(1.0, 1.2), word(2.4, 2.6)];
    let alone = |voice: Vec<VoicedMoment>| find(&voice, &[TimeSpan::new(1.5, 1.9)], &[], &words);
    // Pitch that swings by an octave, a spectrum that never rests, less than a tenth of a second.
    assert!(alone(voice_from(1.5, 0.2, 7.0, |s| 6.0 * (30.0 * s).sin())).is_empty());
    assert!(alone(voice_from(1.5, 0.1, 15.0, |s| 5.0 * (200.0 * s).sin())).is_empty());
    assert!(alone(um(1.5, 0.09)).is_empty());
    // A fall of six semitones in a straight line is how a tired um sounds.
    assert_eq!(alone(voice_from(1.5, 0.3, 3.0, |s| -20.0 * s)).len(), 1);
}

#[test]
fn a_sound_that_stands_alone_in_a_word_too_short_for_it_is_suspected() {
    // Recognisers stretch a word over what they drop: "we" until 2.0 s, or "went" from 1.3 s on.
    assert_eq!(starts(&[word(1.0, 2.0), word(2.1, 2.3), word(2.4, 2.6)]), [1.5]);
    assert_eq!(starts(&[word(1.0, 1.3), word(1.3, 2.3), word(2.4, 2.6)]), [1.5]);
}

#[test]
fn a_lengthened_word_is_not_a_filled_pause() {
    // All the voice that the word has is the sound in question …
    assert!(starts(&[word(1.0, 1.2), word(1.4, 2.0), word(2.1, 2.3), word(2.4, 2.6)]).is_empty());
    // … or it runs on from the word's own sound without a break.
    let voice = [syllable(1.0, 0.2), um(1.2, 0.5), syllable(2.1, 0.2), syllable(2.4, 0.2)].concat();
    let sounds = [TimeSpan::new(1.0, 1.7), TimeSpan::new(2.1, 2.6)];
    assert!(find(&voice, &sounds, &[], &[word(1.0, 1.8), word(2.1, 2.3), word(2.4, 2.6)]).is_empty());
}

#[test]
fn one_that_is_cut_by_a_breath_of_h_is_one() {
    let voice = [syllable(1.0, 0.2), um(1.5, 0.2), um(1.8, 0.3), syllable(2.5, 0.2)].concat();
    let found = find(&voice, &[], &[], &[word(1.0, 1.2), word(2.5, 2.7)]);
    assert!(found.len() == 1 && (found[0].span.length_s() - 0.6).abs() < 0.02, "{found:?}");
}

#[test]
fn the_rest_of_a_word_that_the_recogniser_ends_early_is_not_a_filled_pause() {
    // "Today" until 1.3 s by the transcript, its second syllable from there on.
    let voice = [syllable(1.0, 0.2), um(1.3, 0.3), syllable(2.5, 0.2)].concat();
    let sounds = [TimeSpan::new(1.0, 1.6), TimeSpan::new(2.5, 2.7)];
    let of_syllables = |syllables, start_s| [SpokenWord { syllables, ..word(start_s, 1.3) }, word(2.5, 2.7)];
    let nuclei = [1.1, 1.45, 2.6];
    let found = |words: &[SpokenWord]| find(&voice, &sounds, &nuclei, words).len();
    assert_eq!(found(&of_syllables(2, 1.0)), 0);
    // "To" has all its syllables, and a word of a second is not cut short: what follows is none of theirs.
    assert_eq!((found(&of_syllables(1, 1.0)), found(&of_syllables(2, 0.3))), (1, 1));
}

#[test]
fn words_that_the_transcript_lacks_are_not_a_filled_pause() {
    let (voice, words) = (um(1.5, 0.9), [word(1.0, 1.2), word(2.6, 2.8)]);
    let found = |nuclei: &[f64]| find(&voice, &[], nuclei, &words).len();
    assert_eq!((found(&[1.7]), found(&[1.7, 2.1]), found(&[1.6, 1.8, 2.0, 2.2])), (1, 1, 0));
}

#[test]
fn without_a_voice_or_words_there_is_nothing_to_fail_at() {
    assert!(find(&[], &[], &[], &[]).is_empty());
    assert!(find(&[], &sounds(), &[], &[word(1.0, 1.2)]).is_empty());
    assert!(voice(&[(0.1, 100.0)], &[]).is_empty());
}

#[test]
fn a_steady_voice_speaks_for_an_um_and_words_or_nothing_against_it() {
    let place = TimeSpan::new(1.0, 1.4);
    let odds = |voice: &[VoicedMoment], nuclei: &[f64]| evidence(voice, nuclei, place).map(|(_, odds)| odds);
    assert!(odds(&um(1.0, 0.4), &[]).unwrap() > 3.0);
    assert!(odds(&voice_from(1.0, 0.4, 9.0, |s| 6.0 * (40.0 * s).sin()), &[]).unwrap() < 0.0);
    // A quick one is no proof, but no proof against it either.
    let quick = odds(&um(1.1, 0.08), &[]).unwrap();
    assert!(quick.abs() < 3.0, "{quick}");
    // A voice that only passes, and one that is somewhere else.
    assert_eq!(odds(&um(1.1, 0.05), &[]), None);
    assert_eq!(odds(&um(2.0, 0.4), &[]), None);
    // More syllables than an um has: words that the recogniser did not hear.
    assert_eq!(odds(&um(1.0, 0.4), &[1.05, 1.2, 1.35]), None);
}
