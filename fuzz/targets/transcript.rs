//! Bytes as a transcript of each kind: plain text, captions, JSON of other programs and our own.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use outloud::transcribe::import::Imported;

fuzz_target!(|data: &[u8]| {
    for name in ["a.txt", "a.srt", "a.vtt", "a.json"] {
        let _ = Imported::parse(Path::new(name), data, "en");
    }
});
