//! A model file's bytes in, its shape out, or why it is no whole whisper.cpp model: read before whisper.cpp is let near it, since
//! that stops the whole program on some broken files, and takes others for empty models.

mod layout;
mod numbers;
#[cfg(test)]
pub(super) mod testing;

use std::collections::BTreeSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use layout::Header;
use numbers::{F32, NumberFormat};

const MAGIC: u32 = 0x6767_6d6c;
/// The library marks newer quantised files by adding this to the number of their format.
const QUANTISATION: u32 = 1000;
/// Longest token of a vocabulary, bytes: those of the published models have 128 at most.
const LONGEST_TOKEN: u32 = 256;

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
    /// The header has an impossible value, or one of a kind of model that whisper.cpp cannot run.
    #[error("damaged: impossible value for {0}")]
    Value(&'static str),
    /// A tensor is not what a model of its header has.
    #[error("damaged: tensor `{name}` {what}")]
    Tensor {
        /// Its name, as far as it can be read.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// It ends too early.
    #[error("cut off after {0} bytes")]
    Truncated(u64),
    /// Tensors are missing.
    #[error("incomplete: {found} of {expected} tensors")]
    Incomplete {
        /// Tensors in the file.
        found: usize,
        /// Tensors a model of this shape has.
        expected: usize,
    },
    /// It cannot be read.
    #[error(transparent)]
    Read(io::Error),
}

/// Reads a whole model file: header, filters, vocabulary, and every number of every tensor, all held against each other.
///
/// # Errors
/// The first [`FileFault`] met.
pub fn inspect(file: &mut (impl Read + Seek)) -> Result<Dimensions, FileFault> {
    Walk::begin(file)?.all(true)
}

/// Walks through a model file as [`inspect`] does, without looking at the numbers of its tensors: milliseconds, however large
/// it is.
///
/// # Errors
/// The first [`FileFault`] met.
pub fn glance(file: &mut (impl Read + Seek)) -> Result<Dimensions, FileFault> {
    Walk::begin(file)?.all(false)
}

struct Walk<'a, F> {
    file: BufReader<&'a mut F>,
    at: u64,
    length: u64,
}

impl<'a, F: Read + Seek> Walk<'a, F> {
    fn begin(file: &'a mut F) -> Result<Self, FileFault> {
        let length = file.seek(SeekFrom::End(0)).map_err(FileFault::Read)?;
        file.rewind().map_err(FileFault::Read)?;
        Ok(Self { file: BufReader::with_capacity(1 << 16, file), at: 0, length })
    }

    /// The rest of the file; with the `numbers` of its tensors or without.
    fn all(mut self, numbers: bool) -> Result<Dimensions, FileFault> {
        let header = self.header()?;
        if (self.number()?, self.number()?) != (header.mels, layout::MEL_COLUMNS) {
            return Err(FileFault::Value("the mel filters"));
        }
        if !self.numbers(F32, u64::from(header.mels) * u64::from(layout::MEL_COLUMNS))? {
            return Err(FileFault::Value("a mel filter"));
        }
        self.vocabulary(header.vocabulary)?;
        let mut missing = layout::tensors(&header);
        let expected = missing.len();
        while self.at < self.length {
            let (name, shape, kind) = self.tensor()?;
            let wrong = |what| FileFault::Tensor { name: name.clone(), what };
            let Some(tensor) = missing.remove(&name) else {
                return Err(wrong("does not belong to such a model, or is there twice"));
            };
            if tensor.shape != shape || tensor.format.kind != kind {
                return Err(wrong("has another shape or number format than the header says"));
            }
            let bytes = tensor.format.bytes_of(tensor.elements());
            if !numbers {
                self.skip(bytes)?;
            } else if !self.numbers(tensor.format, tensor.elements())? {
                return Err(wrong("holds numbers that are no weights"));
            }
        }
        if !missing.is_empty() {
            return Err(FileFault::Incomplete { found: expected - missing.len(), expected });
        }
        let Header { vocabulary, state, encoder_layers, decoder_layers, .. } = header;
        Ok(Dimensions { vocabulary, state, encoder_layers, decoder_layers })
    }

    fn header(&mut self) -> Result<Header, FileFault> {
        if self.number().ok() != Some(MAGIC) {
            return Err(FileFault::Magic);
        }
        let mut header = [0; 11];
        for field in &mut header {
            *field = self.number()?;
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
            format,
        ] = header;
        let check = |ok: bool, what| if ok { Ok(()) } else { Err(FileFault::Value(what)) };
        // English only, 99 languages, 100 languages: the library knows no other.
        check((51_864..=51_866).contains(&vocabulary), "the size of the vocabulary")?;
        check((audio_context, text_context) == (layout::AUDIO_CONTEXT, layout::TEXT_CONTEXT), "the context")?;
        check((64..=4096).contains(&state) && state == text_state, "the width")?;
        check([heads, text_heads].iter().all(|heads| heads.checked_mul(64) == Some(state)), "the number of heads")?;
        check((1..=64).contains(&encoder_layers) && (1..=64).contains(&decoder_layers), "the number of layers")?;
        check(mels == 80 || mels == 128, "the number of mel bands")?;
        let known = Some(format).filter(|format| format / QUANTISATION <= 2).map(|format| format % QUANTISATION);
        let format = known.and_then(NumberFormat::of_file).filter(|format| state % format.numbers == 0);
        let format = format.ok_or(FileFault::Value("the number format"))?;
        Ok(Header { vocabulary, state, encoder_layers, decoder_layers, mels, format })
    }

    /// Every token once, each single byte among them: the library looks some up, and ends the program where they are not.
    fn vocabulary(&mut self, size: u32) -> Result<(), FileFault> {
        let count = self.number()?;
        if count > size {
            return Err(FileFault::Value("the number of tokens"));
        }
        let mut tokens = BTreeSet::new();
        for _ in 0..count {
            let length = self.number()?;
            if length > LONGEST_TOKEN {
                return Err(FileFault::Value("the length of a token"));
            }
            let token = self.bytes(length as usize)?;
            if (token.len() > 1 && token.contains(&0)) || !tokens.insert(token) {
                return Err(FileFault::Value("a token"));
            }
        }
        if !(0..=u8::MAX).all(|byte| tokens.contains([byte].as_slice())) {
            return Err(FileFault::Value("the vocabulary"));
        }
        Ok(())
    }

    /// Name, shape and number format of the tensor that begins here.
    fn tensor(&mut self) -> Result<(String, Vec<u32>, u32), FileFault> {
        let (dimensions, name_length, kind) = (self.number()?, self.number()?, self.number()?);
        if !(1..=4).contains(&dimensions) || name_length > 128 {
            return Err(FileFault::Value("a tensor"));
        }
        let shape = (0..dimensions).map(|_| self.number()).collect::<Result<_, _>>()?;
        let name = self.bytes(name_length as usize)?;
        Ok((String::from_utf8_lossy(&name).into_owned(), shape, kind))
    }

    fn number(&mut self) -> Result<u32, FileFault> {
        let mut bytes = [0; 4];
        self.read(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self, count: usize) -> Result<Vec<u8>, FileFault> {
        let mut bytes = vec![0; count];
        self.read(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads `count` numbers in `format`; whether each can be a weight.
    fn numbers(&mut self, format: NumberFormat, count: u64) -> Result<bool, FileFault> {
        let mut left = format.bytes_of(count);
        // Nothing is reserved because a header says so.
        let mut block = vec![0; format.bytes * 4096];
        while left > 0 {
            let part =
                &mut block[..usize::try_from(left).map_or(format.bytes * 4096, |left| left.min(format.bytes * 4096))];
            self.read(part)?;
            if !format.are_weights(part) {
                return Ok(false);
            }
            left -= part.len() as u64;
        }
        Ok(true)
    }

    fn read(&mut self, bytes: &mut [u8]) -> Result<(), FileFault> {
        self.file.read_exact(bytes).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => FileFault::Truncated(self.length),
            _ => FileFault::Read(e),
        })?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn skip(&mut self, bytes: u64) -> Result<(), FileFault> {
        if bytes > self.length - self.at {
            return Err(FileFault::Truncated(self.length));
        }
        self.at += bytes;
        self.file.seek(SeekFrom::Start(self.at)).map(drop).map_err(FileFault::Read)
    }
}
