//! What a page holds inside itself in, the text that stands for it out. The only file that names `base64`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::fingerprint::digest;

/// A FLAC file as an address that holds all of it.
pub(super) fn flac(bytes: &[u8]) -> String {
    format!("data:audio/flac;base64,{}", STANDARD.encode(bytes))
}

/// What a Content-Security-Policy calls a script or a style by: nothing else runs, and nothing else dresses the page.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_specification() {
        // The example of Content Security Policy Level 3, 2.3.1.
        let expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(hash("alert('Hello, world.');"), expected);
    }
}
