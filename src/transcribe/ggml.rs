//! A model file's bytes in, its shape out, or why it is no whisper.cpp model: read before whisper.cpp is let near it, since
//! that stops the whole program on some broken files and takes others for empty models.

use std::io::{self, Read, Seek, SeekFrom};

const MAGIC: u32 = 0x6767_6d6c;

/// The shape of a Whisper model, as its file's header gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// Tokens in the vocabulary: 51 865 and more are multilingual.
    pub vocabulary: u32,
    /// Width of the encoder.
    pub state: u32,
    /// Layers of the encoder.
    pub encoder_layers: u32,
    /// Layers of the decoder.
    pub decoder_layers: u32,
}

/// Why a file is not a whole whisper.cpp model.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It starts with other bytes.
    #[error("not a whisper.cpp model: it does not start with `ggml`")]
    Magic,
    /// The header or a tensor has an impossible value.
    #[error("damaged: impossible value for {0}")]
    Value(&'static str),
    /// It ends too early.
    #[error("cut off after {0} bytes")]
    Truncated(u64),
    /// Tensors are missing.
    #[error("incomplete: {found} of {expected} tensors")]
    Incomplete {
        /// Tensors in the file.
        found: u32,
        /// Tensors a model of this shape has.
        expected: u32,
    },
    /// It cannot be read.
    #[error(transparent)]
    Read(io::Error),
}

/// Walks through a model file from its header to its last tensor, without keeping any of it.
///
/// # Errors
/// The first [`FileFault`] met.
pub fn inspect(file: &mut (impl Read + Seek)) -> Result<Dimensions, FileFault> {
    let length = file.seek(SeekFrom::End(0)).map_err(FileFault::Read)?;
    file.rewind().map_err(FileFault::Read)?;
    let mut walk = Walk { file, at: 0, length };
    if walk.number().ok() != Some(MAGIC) {
        return Err(FileFault::Magic);
    }
    let mut header = [0; 11];
    for field in &mut header {
        *field = walk.number()?;
    }
    let [
        vocabulary,
        audio_context,
        state,
        heads,
        encoder_layers,
        text_context,
        text_state,
        text_heads,
        decoder_layers,
        mels,
        _,
    ] = header;
    let check = |ok: bool, what| if ok { Ok(()) } else { Err(FileFault::Value(what)) };
    check((51_864..60_000).contains(&vocabulary), "the size of the vocabulary")?;
    check(audio_context == 1500 && text_context == 448, "the context")?;
    check((32..=4096).contains(&state) && state == text_state, "the width")?;
    check([heads, text_heads].iter().all(|&n| n > 0 && state % n == 0), "the number of heads")?;
    check((1..=64).contains(&encoder_layers) && (1..=64).contains(&decoder_layers), "the number of layers")?;
    check(mels == 80 || mels == 128, "the number of mel bands")?;

    let (filter_rows, filter_columns) = (walk.number()?, walk.number()?);
    check(filter_rows == mels && filter_columns == 201, "the mel filters")?;
    walk.skip(u64::from(filter_rows) * u64::from(filter_columns) * 4)?;
    let words = walk.number()?;
    check(words <= vocabulary, "the number of words")?;
    for _ in 0..words {
        let length = walk.number()?;
        walk.skip(u64::from(length))?;
    }

    let (mut found, expected) = (0, 11 + 15 * encoder_layers + 24 * decoder_layers);
    while walk.at < walk.length {
        walk.tensor()?;
        found += 1;
    }
    if found != expected {
        return Err(FileFault::Incomplete { found, expected });
    }
    Ok(Dimensions { vocabulary, state, encoder_layers, decoder_layers })
}

struct Walk<'a, F> {
    file: &'a mut F,
    at: u64,
    length: u64,
}

impl<F: Read + Seek> Walk<'_, F> {
    fn number(&mut self) -> Result<u32, FileFault> {
        let mut bytes = [0; 4];
        self.file.read_exact(&mut bytes).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => FileFault::Truncated(self.length),
            _ => FileFault::Read(e),
        })?;
        self.at += 4;
        Ok(u32::from_le_bytes(bytes))
    }

    fn skip(&mut self, bytes: u64) -> Result<(), FileFault> {
        if bytes > self.length - self.at {
            return Err(FileFault::Truncated(self.length));
        }
        self.at += bytes;
        self.file.seek(SeekFrom::Start(self.at)).map(drop).map_err(FileFault::Read)
    }

    fn tensor(&mut self) -> Result<(), FileFault> {
        let (dimensions, name_length, kind) = (self.number()?, self.number()?, self.number()?);
        if !(1..=4).contains(&dimensions) || name_length > 128 {
            return Err(FileFault::Value("a tensor"));
        }
        let mut elements = 1_u64;
        for _ in 0..dimensions {
            elements = elements.saturating_mul(u64::from(self.number()?));
        }
        self.skip(u64::from(name_length))?;
        let (bytes, block) = block_of(kind).ok_or(FileFault::Value("a tensor's number format"))?;
        self.skip((elements / block).saturating_mul(bytes))
    }
}

/// Bytes per block and numbers per block of ggml's number formats.
fn block_of(kind: u32) -> Option<(u64, u64)> {
    Some(match kind {
        0 => (4, 1),
        1 => (2, 1),
        2 => (18, 32),
        3 => (20, 32),
        6 => (22, 32),
        7 => (24, 32),
        8 => (34, 32),
        10 => (84, 256),
        11 => (110, 256),
        12 => (144, 256),
        13 => (176, 256),
        14 => (210, 256),
        _ => return None,
    })
}
