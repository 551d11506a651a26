//! Bytes as a recording: told what they are, decoded, and mended as a take that its recorder did not finish.
#![no_main]

use std::path::Path;
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use outloud::capture::{takes, wav_file};
use outloud::decode;

static QUIET: Once = Once::new();

/// A panic that is caught and told as damage of the recording is no fault.
fn abort_unless_caught() {
    std::panic::set_hook(Box::new(|panic| {
        if !decode::guard::is_caught() {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}

fuzz_target!(|data: &[u8]| {
    QUIET.call_once(abort_unless_caught);
    if let Ok(sound) = decode::from_bytes(data.to_vec(), Path::new("a.wav"), &mut |_| ()) {
        assert!(sound.channels > 0 && sound.sample_rate_hz > 0);
        assert!(sound.samples.iter().all(|sample| sample.is_finite()), "a sample that is no number");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let take = folder.path().join("take.wav");
    std::fs::write(&take, data).expect("room for a file");
    if let Ok(Some(seconds)) = wav_file::mend(&take) {
        // No recorder of ours writes such a rate or so many hours, and who reads it is told.
        let whole = match decode::from_path(&take, &mut |_| ()) {
            Ok(_) | Err(decode::Error::Rate { .. } | decode::Error::TooLong(_)) => true,
            Err(_) => false,
        };
        assert!(seconds > 0.0 && whole, "mended to {seconds} s, and not to be read");
    }
    // As a marker of a take, whose first bytes are a path.
    let markers = takes::markers(folder.path());
    std::fs::create_dir(&markers).expect("a folder");
    // Never a file of somebody else's.
    let named = [b"/nowhere/".as_slice(), data].concat();
    std::fs::write(markers.join("take-a"), named).expect("room for a file");
    assert!(takes::mend(folder.path()).is_empty());
});
