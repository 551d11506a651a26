//! Bytes in, what identifies them out. The only file that names `sha2`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// SHA-256 of `bytes`.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of all that `reader` gives, hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn sha256(reader: &mut impl Read) -> io::Result<String> {
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// SHA-256 of the file at `path`, hexadecimal; `None` for what cannot be read twice, such as a pipe.
///
/// # Errors
/// When it cannot be read.
pub fn of_file(path: &Path) -> io::Result<Option<String>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    sha256(&mut File::open(path)?).map(Some)
}

/// A digest as it is written.
pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
