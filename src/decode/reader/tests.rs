//! Every sample format holds the same sine; every kind of broken file gets its own answer.

use std::f64::consts::TAU;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::decode::reader::*;

const PCM: u16 = 1;
const FLOAT: u16 = 3;

/// 1 kHz at half of full scale.
fn sine(rate_hz: u32, frames: usize) -> Vec<f64> {
    (0..frames).map(|n| 0.5 * (TAU * 1000.0 * n as f64 / f64::from(rate_hz)).sin()).collect()
}

fn read(bytes: &[u8]) -> Result<Decoded, Error> {
    from_bytes(bytes.to_vec(), Path::new("test.wav"), &mut |_| ())
}

/// A format chunk's content without an extension.
fn format(tag: u16, channels: u16, rate_hz: u32, bits: u16) -> Vec<u8> {
    let block = channels.wrapping_mul(bits / 8);
    let mut chunk = [tag.to_le_bytes(), channels.to_le_bytes()].concat();
    chunk.extend(rate_hz.to_le_bytes());
    chunk.extend(rate_hz.wrapping_mul(u32::from(block)).to_le_bytes());
    chunk.extend([block.to_le_bytes(), bits.to_le_bytes()].concat());
    chunk
}

fn chunk(id: &str, content: &[u8]) -> Vec<u8> {
    let mut chunk = id.as_bytes().to_vec();
    chunk.extend((content.len() as u32).to_le_bytes());
    chunk.extend(content);
    chunk.resize(chunk.len() + content.len() % 2, 0);
    chunk
}

fn wav(format: &[u8], data: &[u8]) -> Vec<u8> {
    let chunks = [chunk("fmt ", format), chunk("data", data)].concat();
    [b"RIFF".as_slice(), &(chunks.len() as u32 + 4).to_le_bytes(), b"WAVE", &chunks].concat()
}

/// One second of the sine, 16-bit mono at 16 kHz.
fn good_wav() -> Vec<u8> {
    let data: Vec<u8> =
        sine(16_000, 16_000).iter().flat_map(|v| ((v * 32768.0).round() as i16).to_le_bytes()).collect();
    wav(&format(PCM, 1, 16_000, 16), &data)
}

fn set_data_bytes(wav: &mut [u8], bytes: u32) {
    wav[40..44].copy_from_slice(&bytes.to_le_bytes());
}

fn assert_close(samples: &[f32], expected: &[f64], tolerance: f64) {
    assert_eq!(samples.len(), expected.len());
    let worst = samples.iter().zip(expected).map(|(s, e)| (f64::from(*s) - e).abs()).fold(0.0, f64::max);
    assert!(worst <= tolerance, "off by {worst}, tolerance {tolerance}");
}

#[test]
fn every_integer_width_holds_the_sine_within_its_quantisation() {
    let wave = sine(44_100, 4410);
    for bits in [8_u16, 16, 24, 32] {
        let scale = f64::powi(2.0, i32::from(bits) - 1);
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 44_100,
            bits_per_sample: bits,
            sample_format: hound::SampleFormat::Int,
        };
        let mut file = Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut file, spec).unwrap();
        for v in &wave {
            writer.write_sample((v * scale).round() as i32).unwrap();
        }
        writer.finalize().unwrap();
        let decoded = read(file.get_ref()).unwrap();
        assert_eq!((decoded.channels, decoded.sample_rate_hz, decoded.damage), (1, 44_100, None));
        // Half a step of the format, and of f32 where that is coarser.
        assert_close(&decoded.samples, &wave, 0.5 / scale + f64::from(f32::EPSILON) / 4.0);
    }
}

#[test]
fn floats_of_both_widths_hold_the_sine_and_may_exceed_full_scale() {
    let mut wave = sine(48_000, 4800);
    wave[10] = 1.5;
    let single: Vec<u8> = wave.iter().flat_map(|v| (*v as f32).to_le_bytes()).collect();
    let double: Vec<u8> = wave.iter().flat_map(|v| v.to_le_bytes()).collect();
    for (bits, data) in [(32, single), (64, double)] {
        let decoded = read(&wav(&format(FLOAT, 1, 48_000, bits), &data)).unwrap();
        assert_close(&decoded.samples, &wave, 1e-7);
    }
}

#[test]
fn extensible_headers_and_up_to_8_channels_keep_the_channels_apart() {
    for channels in 1..=8_u16 {
        let wave = sine(16_000, 160);
        // Each channel is the sine at its own level.
        let frames: Vec<f64> = wave.iter().flat_map(|v| (1..=channels).map(move |c| v * f64::from(c) / 8.0)).collect();
        let data: Vec<u8> =
            frames.iter().flat_map(|v| ((v * 8_388_608.0).round() as i32).to_le_bytes()[..3].to_vec()).collect();
        let mut extensible = format(0xFFFE, channels, 16_000, 24);
        extensible.extend([22, 0, 24, 0]);
        // A mask that names fewer speakers than there are channels.
        extensible.extend([1, 0, 0, 0]);
        extensible.extend([1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        let decoded = read(&wav(&extensible, &data)).unwrap();
        assert_eq!(decoded.channels, usize::from(channels));
        assert_close(&decoded.samples, &frames, 0.5 / 8_388_608.0 + 1e-7);
    }
}

#[test]
fn twenty_four_bits_in_four_bytes_are_read_as_they_lie() {
    let wave = sine(48_000, 480);
    let data: Vec<u8> = wave.iter().flat_map(|v| (((v * 8_388_608.0).round() as i32) << 8).to_le_bytes()).collect();
    let mut header = format(PCM, 1, 48_000, 24);
    header[12..14].copy_from_slice(&4_u16.to_le_bytes());
    assert_close(&read(&wav(&header, &data)).unwrap().samples, &wave, 0.5 / 8_388_608.0 + 1e-7);
}

#[test]
fn telephone_codes_are_expanded() {
    // G.711: A-law 0xD5 and mu-law 0xFF are the smallest positive steps; 0xAA and 0x80 the largest.
    for (tag, quiet, loud) in [(6, 0xD5, 0xAA), (7, 0xFF, 0x80)] {
        let decoded = read(&wav(&format(tag, 1, 8000, 8), &[quiet, loud])).unwrap();
        assert!(decoded.samples[0].abs() < 0.001, "{:?}", decoded.samples);
        assert!((0.97..1.0).contains(&decoded.samples[1]), "{:?}", decoded.samples);
    }
}

#[test]
fn rates_from_4_to_384_khz_are_read_and_others_named() {
    for rate_hz in [4_000, 8_000, 11_025, 22_050, 96_000, 192_000, 384_000] {
        assert_eq!(read(&wav(&format(PCM, 1, rate_hz, 16), &[1; 64])).unwrap().sample_rate_hz, rate_hz);
    }
    for rate_hz in [0, 1, 3_999, 384_001, 4_000_000_000] {
        let error = read(&wav(&format(PCM, 1, rate_hz, 16), &[1; 64])).unwrap_err();
        assert!(matches!(error, Error::Rate { rate_hz: found, .. } if found == rate_hz), "{error}");
        assert!(error.hint().contains("4 to 384 kHz"), "{}", error.hint());
    }
}

#[test]
fn no_channels_and_too_many_are_named() {
    for channels in [0, 27, 65_535] {
        let error = read(&wav(&format(PCM, channels, 16_000, 16), &[1; 64])).unwrap_err();
        assert!(matches!(error, Error::Channels { channels: found, .. } if found == usize::from(channels)), "{error}");
    }
}

#[test]
fn missing_directory_and_empty_files_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty.wav");
    std::fs::write(&empty, b"").unwrap();
    let open = |path: &Path| from_path(path, &mut |_| ()).unwrap_err();
    assert!(matches!(open(&dir.path().join("gone.wav")), Error::Missing(_)));
    assert!(matches!(open(dir.path()), Error::Directory(_)));
    assert!(matches!(open(&empty), Error::Empty(path) if path == empty));
    assert!(matches!(open(&empty.join("below")), Error::Missing(_)));
}

#[cfg(unix)]
#[test]
fn devices_are_refused() {
    assert!(matches!(from_path(Path::new("/dev/zero"), &mut |_| ()), Err(Error::Unreadable { .. })));
}

#[test]
fn what_is_not_audio_is_said_to_be_none() {
    assert!(matches!(read(b"Dear diary, today I practised.\n"), Err(Error::NotAudio(_))));
    assert!(matches!(read(b"RI"), Err(Error::NotAudio(_))));
    assert!(matches!(read(&[0; 5000]), Err(Error::NotAudio(_))));
}

#[test]
fn the_content_wins_over_the_name() {
    let decoded = from_bytes(good_wav(), Path::new("answer.mp3"), &mut |_| ()).unwrap();
    assert_eq!(decoded.samples.len(), 16_000);
}

#[test]
fn unsupported_formats_are_named_and_the_supported_ones_listed() {
    let mp3_in_wav = wav(&format(0x55, 1, 16_000, 0), &[1; 64]);
    let speex = [b"OggS\0\x02".as_slice(), &[0; 20], b"\x01\x50Speex   ", &[1; 100]].concat();
    let windows_media = [0x30, 0x26, 0xB2, 0x75, 1, 2, 3, 4];
    for (bytes, name) in [(&mp3_in_wav[..], "mp3 in wav"), (&speex, "Speex"), (&windows_media, "Windows Media")] {
        let error = read(bytes).unwrap_err();
        assert!(matches!(error, Error::Unsupported { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        assert!(error.hint().contains("flac"), "{}", error.hint());
    }
}

#[test]
fn a_header_that_ends_too_early_is_malformed_wherever_it_ends() {
    let whole = good_wav();
    for bytes in 4..44 {
        let error = read(&whole[..bytes]).unwrap_err();
        assert!(matches!(error, Error::Malformed { .. }), "{bytes} bytes: {error}");
    }
}

#[test]
fn a_header_with_nothing_after_it_holds_no_sound() {
    assert!(matches!(read(&good_wav()[..44]), Err(Error::NoSound(_))));
    assert!(matches!(read(&wav(&format(PCM, 1, 16_000, 16), &[])), Err(Error::NoSound(_))));
    // A zero length is meant where only well-formed chunks follow.
    let mut empty = wav(&format(PCM, 1, 16_000, 16), &[]);
    empty.extend(chunk("LIST", b"INFOISFT\x04\0\0\0test"));
    assert!(matches!(read(&empty), Err(Error::NoSound(_))));
}

#[test]
fn missing_data_are_reported_and_the_rest_is_read() {
    let decoded = read(&good_wav()[..44 + 16_000]).unwrap();
    assert_eq!(decoded.samples.len(), 8000);
    let damage = decoded.damage.unwrap();
    assert!(damage.contains("1.0 s") && damage.contains("0.5 s"), "{damage}");
}

#[test]
fn a_length_never_filled_in_is_read_to_the_end() {
    for (promised, words) in [(0, "0 s"), (u32::MAX, "how long"), (0x7FFF_F000, "how long")] {
        let mut file = good_wav();
        set_data_bytes(&mut file, promised);
        let decoded = read(&file).unwrap();
        assert_eq!(decoded.samples.len(), 16_000);
        assert!(decoded.damage.as_ref().unwrap().contains(words), "{:?}", decoded.damage);
    }
    // A recorder that crashed has not written the length of the whole file either.
    let mut file = good_wav();
    set_data_bytes(&mut file, 0);
    file[4..8].copy_from_slice(&[0; 4]);
    assert_eq!(read(&file).unwrap().samples.len(), 16_000);
}

#[test]
fn a_header_that_promises_13_gb_gets_what_is_there() {
    let small = good_wav();
    let mut ds64 = Vec::new();
    for size in [13_000_000_000_u64, 13_000_000_000, 6_500_000_000] {
        ds64.extend(size.to_le_bytes());
    }
    let chunks = [chunk("ds64", &ds64), small[12..].to_vec()].concat();
    let mut file = [b"RF64\xFF\xFF\xFF\xFFWAVE".as_slice(), &chunks].concat();
    let data_length = file.len() - 32_000 - 4;
    file[data_length..data_length + 4].fill(0xFF);
    let decoded = read(&file).unwrap();
    assert_eq!(decoded.samples.len(), 16_000);
    assert!(decoded.samples.capacity() <= 16_000 * 16, "{}", decoded.samples.capacity());
    assert!(decoded.damage.is_some());
}

#[test]
fn an_rf64_file_whose_length_is_true_is_whole() {
    let small = good_wav();
    let ds64 = [32_000_u64 + 80, 32_000, 16_000].map(u64::to_le_bytes).concat();
    let chunks = [chunk("ds64", &ds64), small[12..].to_vec()].concat();
    let mut file = [b"RF64\xFF\xFF\xFF\xFFWAVE".as_slice(), &chunks].concat();
    let data_length = file.len() - 32_000 - 4;
    file[data_length..data_length + 4].fill(0xFF);
    file.extend(chunk("LIST", b"INFOISFT\x04\0\0\0test"));
    let decoded = read(&file).unwrap();
    assert_eq!((decoded.samples.len(), decoded.damage), (16_000, None));
}

#[test]
fn what_lies_around_the_samples_is_no_sound() {
    let whole = good_wav();
    let garbage_after = [whole.as_slice(), &[0xAB; 777]].concat();
    let chunk_before = [&whole[..12], &chunk("LIST", b"INFOodd"), &whole[12..]].concat();
    for file in [garbage_after, chunk_before] {
        let decoded = read(&file).unwrap();
        assert_eq!((decoded.samples.len(), decoded.damage), (16_000, None));
    }
}

#[test]
fn samples_that_are_no_numbers_become_silence_and_are_counted() {
    let mut values: Vec<f32> = sine(16_000, 1600).iter().map(|v| *v as f32).collect();
    (values[3], values[4], values[5], values[6]) = (f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30);
    let data: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
    let decoded = read(&wav(&format(FLOAT, 1, 16_000, 32), &data)).unwrap();
    assert_eq!(decoded.samples[3..7], [0.0; 4]);
    assert_eq!(decoded.samples[7..], values[7..]);
    assert!(decoded.damage.unwrap().ends_with(": 4"));
}

#[test]
fn a_frame_size_that_contradicts_the_sample_size_is_noted() {
    let mut file = good_wav();
    file[32..34].copy_from_slice(&3_u16.to_le_bytes());
    let decoded = read(&file).unwrap();
    assert_eq!(decoded.samples.len(), 16_000);
    assert!(decoded.damage.unwrap().contains("contradicts"));
}

#[test]
fn half_a_frame_at_the_end_is_dropped() {
    let stereo = wav(&format(PCM, 2, 16_000, 16), &[1; 4 * 100 + 3]);
    assert_eq!(read(&stereo).unwrap().samples.len(), 200);
}

#[test]
fn progress_rises_to_the_end() {
    let mut seen = Vec::new();
    from_bytes(good_wav(), Path::new("x"), &mut |fraction| seen.push(fraction)).unwrap();
    assert!(seen.is_sorted() && seen.iter().all(|f| (0.0..=1.0).contains(f)), "{seen:?}");
    assert!(*seen.last().unwrap() > 0.9, "{seen:?}");
}

/// Every wrapping but wav.
const COMPRESSED: [&str; 11] = ["flac", "ogg", "mp3", "m4a", "aac", "alac.m4a", "aiff", "caf", "mka", "opus", "webm"];

fn fixture(extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/audio/formats/two-beeps").with_extension(extension)
}

/// Centre of the energy between two moments, s.
fn energy_centre_s(audio: &Decoded, from_s: f64, to_s: f64) -> f64 {
    let rate = f64::from(audio.sample_rate_hz);
    let (mut weighted, mut total) = (0.0, 0.0);
    for n in (from_s * rate) as usize..(to_s * rate) as usize {
        let energy = f64::from(audio.samples[n]).powi(2);
        weighted += energy * n as f64 / rate;
        total += energy;
    }
    weighted / total
}

#[test]
fn every_codec_keeps_the_clock_and_the_length() {
    // Beeps of 20 ms centred on 0.5 s and 1.2 s, in 1.5 s at 44.1 kHz.
    // An mp3 at 16 kHz has shorter blocks, the first of which is all encoder delay.
    for (extension, rate_hz) in [
        ("flac", 44_100),
        ("ogg", 44_100),
        ("mp3", 44_100),
        ("16k.mp3", 16_000),
        ("m4a", 44_100),
        ("16k.m4a", 16_000),
        ("alac.m4a", 44_100),
        ("aiff", 16_000),
        ("caf", 16_000),
        ("mka", 44_100),
        // Opus has this rate whatever it was made from.
        ("opus", 48_000),
        ("webm", 48_000),
    ] {
        let audio = from_path(&fixture(extension), &mut |_| ()).unwrap();
        assert_eq!((audio.channels, audio.sample_rate_hz, &audio.damage), (1, rate_hz, &None), "{extension}");
        // Of a webm file the last block of 20 ms is whole: how much of it is none of the recording is not read.
        let longer_s = if extension == "webm" { 0.020 } else { 0.0 };
        assert!(
            (-0.001..=longer_s + 0.001).contains(&(audio.duration_s() - 1.5)),
            "{extension} lasts {} s",
            audio.duration_s()
        );
        for (centre_s, from_s, to_s) in [(0.5, 0.3, 0.7), (1.2, 1.0, 1.4)] {
            let found_s = energy_centre_s(&audio, from_s, to_s);
            assert!((found_s - centre_s).abs() < 0.001, "{extension}: {centre_s} s is at {found_s} s");
        }
    }
}

#[test]
fn a_bare_aac_stream_is_read() {
    // Nothing in it says how much silence the encoder put first: its clock may be off by two blocks of 1024.
    let audio = from_path(&fixture("aac"), &mut |_| ()).unwrap();
    assert!((energy_centre_s(&audio, 0.3, 0.7) - 0.5).abs() < 0.05);
    assert_eq!(audio.damage, None);
}

#[test]
fn compressed_files_cut_anywhere_give_a_part_or_an_error() {
    for extension in COMPRESSED {
        let whole = std::fs::read(fixture(extension)).unwrap();
        let decoded_s = |bytes: usize| match read(&whole[..bytes]) {
            Ok(audio) => audio.duration_s(),
            Err(_) => 0.0,
        };
        let steps = (0..60).map(|n| decoded_s(whole.len() * n / 60)).collect::<Vec<_>>();
        assert!(steps.iter().all(|s| *s <= 1.6), "{extension}: {steps:?}");
    }
    let flac = std::fs::read(fixture("flac")).unwrap();
    let half = read(&flac[..flac.len() - 600]).unwrap();
    assert!(half.damage.as_ref().unwrap().contains("promises 1.5 s"), "{:?}", half.damage);
}

#[test]
fn a_damaged_part_becomes_silence_and_what_follows_keeps_its_time() {
    for (extension, tolerance_s) in [("m4a", 0.001), ("flac", 0.001), ("mp3", 0.06)] {
        let mut file = std::fs::read(fixture(extension)).unwrap();
        let from = file.len() * 3 / 5;
        file[from..from + 20].fill(0xFF);
        let audio = read(&file).unwrap();
        let found_s = energy_centre_s(&audio, 1.0, 1.4);
        assert!((found_s - 1.2).abs() < tolerance_s, "{extension}: at {found_s} s, {:?}", audio.damage);
    }
}

proptest! {
    #[test]
    fn mutated_compressed_files_never_panic(
        extension in prop::sample::select(COMPRESSED.to_vec()),
        changes in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..12),
    ) {
        let mut file = std::fs::read(fixture(extension)).unwrap();
        for (at, value) in changes {
            // Most changes fall into the header.
            let index = (at * at * at * file.len() as f64) as usize;
            file[index] = value;
        }
        if let Ok(decoded) = read(&file) {
            prop_assert!(decoded.samples.iter().all(|s| s.is_finite()));
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn mutated_wav_headers_never_panic(changes in proptest::collection::vec((0_usize..60, any::<u8>()), 1..8)) {
        let mut file = good_wav();
        for (at, value) in changes {
            file[at] = value;
        }
        if let Ok(decoded) = read(&file) {
            prop_assert!(decoded.channels >= 1 && decoded.samples.len() % decoded.channels == 0);
            prop_assert!(decoded.samples.iter().all(|s| s.is_finite()));
        }
    }
}
