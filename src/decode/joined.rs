//! A file in, whether another recording of the same kind is joined to it out: decoders end with the first, and say nothing.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use crate::decode::sniff;

/// How a FLAC file begins: its name, and the block that all of them have first.
const FLAC: &[u8] = b"fLaC\0\0\0\x22";
/// Bytes looked at together.
const BUFFER: usize = 1 << 16;

/// Whether a WAV, AIFF, mp4 or FLAC file of `len` bytes has another one behind it. Of mp3 the decoder tells what it leaves out.
pub(super) fn is_joined(source: &mut (impl Read + Seek), len: u64) -> io::Result<bool> {
    let mut head = [0; 12];
    if len < head.len() as u64 {
        return Ok(false);
    }
    source.seek(SeekFrom::Start(0))?;
    source.read_exact(&mut head)?;
    match head {
        [b'R', b'I', b'F', b'F', a, b, c, d, ..] => follows(source, u32::from_le_bytes([a, b, c, d]), *b"RIFF"),
        [b'F', b'O', b'R', b'M', a, b, c, d, ..] => follows(source, u32::from_be_bytes([a, b, c, d]), *b"FORM"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Ok(sniff::films(source, len)? > 1),
        [b'f', b'L', b'a', b'C', ..] => holds(source, FLAC),
        _ => Ok(false),
    }
}

/// Whether a file of `size` bytes behind its first eight is followed by another one that begins with `name`.
fn follows(source: &mut (impl Read + Seek), size: u32, name: [u8; 4]) -> io::Result<bool> {
    // A chunk of an odd length is followed by a byte that fills it up.
    source.seek(SeekFrom::Start(8 + u64::from(size).next_multiple_of(2)))?;
    let mut next = [0; 4];
    match source.read_exact(&mut next) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        outcome => outcome.map(|()| next == name),
    }
}

/// Whether `wanted` stands anywhere behind the beginning.
fn holds(source: &mut (impl Read + Seek), wanted: &[u8]) -> io::Result<bool> {
    source.seek(SeekFrom::Start(1))?;
    let mut bytes = Vec::new();
    while source.by_ref().take(BUFFER as u64).read_to_end(&mut bytes)? > 0 {
        if bytes.windows(wanted.len()).any(|here| here == wanted) {
            return Ok(true);
        }
        // It may begin in one part and end in the next.
        bytes.drain(..bytes.len().saturating_sub(wanted.len() - 1));
    }
    Ok(false)
}
