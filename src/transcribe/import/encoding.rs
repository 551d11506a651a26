//! A file's bytes in, its text out: UTF-8, or UTF-16 that says so.

use std::borrow::Cow;

use super::fault::Fault;

/// The text that `bytes` encode, without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Err(Fault::Encoding("UTF-32")),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Letters of most scripts in UTF-16 leave every other byte 0.
        [0, b, ..] | [b, 0, ..] if *b != 0 => Err(Fault::Encoding("UTF-16 without a byte order mark")),
        _ => {
            let text = std::str::from_utf8(bytes).map_err(|e| Fault::Utf8(e.valid_up_to()))?;
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text).into())
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Fault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text.into()),
        _ => Err(Fault::Encoding("damaged UTF-16")),
    }
}
