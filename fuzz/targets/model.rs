//! Bytes as a model file. Most of one is weights, so that stretches of zeros stand as `~GAP` and their length.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use outloud::transcribe::ggml;

/// What stands for zeros, before how many they are (32 bits, little-endian).
const GAP: &[u8] = b"~GAP";
/// Bytes of the longest file made: the smallest whole model has 9 MB.
const LONGEST: usize = 12_000_000;

fn expand(mut data: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    while let Some(place) = data.windows(GAP.len()).position(|part| part == GAP) {
        file.extend(&data[..place]);
        data = &data[place + GAP.len()..];
        let Some((length, rest)) = data.split_first_chunk() else { break };
        file.resize(file.len().saturating_add(u32::from_le_bytes(*length) as usize).min(LONGEST), 0);
        data = rest;
    }
    file.extend(data);
    file
}

fuzz_target!(|data: &[u8]| {
    let file = expand(data);
    let glance = ggml::glance(&mut Cursor::new(&file));
    if ggml::inspect(&mut Cursor::new(&file)).is_ok() {
        assert!(glance.is_ok(), "whole, but not at a glance");
    }
});
