//! The chunks of a WAV file in; where its samples lie, and a clean header for the decoder, out.
//!
//! The samples themselves are decoded elsewhere. Only the header is read here, because recorders get it wrong in ways
//! that lose nothing: a length never filled in after a crash, a length from a pipe, more promised than written. The
//! decoder is then given a fresh header that is true, so that no number in the file's own is trusted twice.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use crate::sound::{MAX_CHANNELS, MAX_RATE_HZ, MIN_RATE_HZ};

const PCM: u16 = 0x0001;
const MS_ADPCM: u16 = 0x0002;
const FLOAT: u16 = 0x0003;
const A_LAW: u16 = 0x0006;
const MU_LAW: u16 = 0x0007;
const IMA_ADPCM: u16 = 0x0011;
const EXTENSIBLE: u16 = 0xFFFE;

/// What follows the format number in an extensible header's sub-format identifier (Microsoft's `KSDATAFORMAT_SUBTYPE`).
const SUBFORMAT_TAIL: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

/// Lengths from here up are what programs write that cannot go back to fill in the true one (ffmpeg 2³²−1, `SoX` and
/// arecord about 2³¹).
const STREAMED_LENGTH: u64 = 0x7FFF_0000;
/// More chunks than this before the samples, and the file is no recording.
const MAX_CHUNKS: usize = 1000;
/// No format chunk is longer.
const MAX_FORMAT_BYTES: u64 = 4096;

/// Where the samples are, and how to read them.
#[derive(Debug)]
pub(super) struct Wave {
    /// A header that describes the samples truly.
    pub header: Vec<u8>,
    /// First byte of the samples in the file.
    pub data_start: u64,
    /// Bytes of samples that are there; whole frames.
    pub data_bytes: u64,
    /// Frames in them; `None` for compressed data.
    pub frames: Option<u64>,
    /// What is wrong with the header, for the user.
    pub damage: Option<String>,
}

/// Why the file cannot be read.
#[derive(Debug)]
pub(super) enum Flaw {
    Io(io::Error),
    NotAudio,
    Malformed(&'static str),
    Unsupported(String),
    Rate(u32),
    Channels(usize),
    NoSound,
    TooLong,
    TooDense,
    Memory,
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::UnexpectedEof {
            return Self::Malformed("it ends inside its header");
        }
        Self::Io(error)
    }
}

/// Reads the header of a WAV file of `file_bytes` bytes; `None` when it is some other file.
pub(super) fn layout(source: &mut (impl Read + Seek), file_bytes: u64) -> Result<Option<Wave>, Flaw> {
    let mut start = [0; 12];
    source.seek(SeekFrom::Start(0))?;
    let there = read_up_to(source, &mut start)?;
    if !(start.starts_with(b"RIFF") || start.starts_with(b"RF64") || start.starts_with(b"BW64")) {
        return Ok(None);
    }
    if there < start.len() {
        return Err(Flaw::Malformed("it ends inside its header"));
    }
    if &start[8..] != b"WAVE" {
        return Err(Flaw::Unsupported(format!("RIFF {}", String::from_utf8_lossy(&start[8..]).trim())));
    }
    let mut format = None;
    let mut long_length = None;
    let mut position = 12;
    for _ in 0..MAX_CHUNKS {
        let mut head = [0; 8];
        source.seek(SeekFrom::Start(position))?;
        if read_up_to(source, &mut head)? < head.len() {
            return Err(Flaw::Malformed(match format {
                Some(_) => "it ends before its samples begin",
                None => "it ends inside its header",
            }));
        }
        position += 8;
        let bytes = u64::from(u32_at(&head, 4));
        match &head[..4] {
            b"fmt " => format = Some(FormatChunk::read(source, bytes)?),
            b"ds64" if bytes >= 16 => {
                let mut sizes = [0; 16];
                source.read_exact(&mut sizes)?;
                long_length = Some(u64::from(u32_at(&sizes, 8)) | u64::from(u32_at(&sizes, 12)) << 32);
            }
            b"data" => {
                let format = format.ok_or(Flaw::Malformed("its header does not say how the samples are stored"))?;
                let promised = if bytes == u64::from(u32::MAX) { long_length.unwrap_or(bytes) } else { bytes };
                return Data { start: position, promised, file_bytes }.wave(source, &format).map(Some);
            }
            _ => {}
        }
        position += bytes + bytes % 2;
    }
    Err(Flaw::Malformed("its header does not lead to any samples"))
}

/// The chunk `fmt `: how samples are stored.
struct FormatChunk {
    tag: u16,
    /// Bytes of one frame, or of one compressed block.
    block_bytes: u16,
    bytes_per_s: u64,
    /// The format chunk for the clean header.
    chunk: Vec<u8>,
    doubtful_block: bool,
}

impl FormatChunk {
    fn read(source: &mut impl Read, bytes: u64) -> Result<Self, Flaw> {
        if !(16..=MAX_FORMAT_BYTES).contains(&bytes) {
            return Err(Flaw::Malformed("its header does not say how the samples are stored"));
        }
        let mut chunk = vec![0; bytes as usize];
        source.read_exact(&mut chunk)?;
        let (channels, rate_hz) = (u16_at(&chunk, 2), u32_at(&chunk, 4));
        let (block_align, bits) = (u16_at(&chunk, 12), u16_at(&chunk, 14));
        if !(1..=MAX_CHANNELS).contains(&usize::from(channels)) {
            return Err(Flaw::Channels(channels.into()));
        }
        if !(MIN_RATE_HZ..=MAX_RATE_HZ).contains(&rate_hz) {
            return Err(Flaw::Rate(rate_hz));
        }
        let tag = match u16_at(&chunk, 0) {
            EXTENSIBLE if chunk.len() >= 40 && chunk[26..40] == SUBFORMAT_TAIL => u16_at(&chunk, 24),
            tag => tag,
        };
        let sample_bytes = match (tag, bits) {
            (PCM, 1..=32) => integer_bytes(bits, block_align, channels),
            (FLOAT, 32 | 64) => bits / 8,
            (A_LAW | MU_LAW, _) => 1,
            (MS_ADPCM | IMA_ADPCM, _) if chunk.len() >= 20 && channels <= 2 && block_align > 0 => {
                let bytes_per_s = u64::from(u32_at(&chunk, 8).max(1));
                let (block_bytes, doubtful_block) = (block_align, false);
                return Ok(Self { tag, block_bytes, bytes_per_s, chunk, doubtful_block });
            }
            _ => return Err(Flaw::Unsupported(codec_name(tag, bits))),
        };
        let block_bytes = sample_bytes * channels;
        let bytes_per_s = u64::from(rate_hz) * u64::from(block_bytes);
        let mut clean = Vec::with_capacity(18);
        for half in [tag, channels] {
            clean.extend(half.to_le_bytes());
        }
        clean.extend(rate_hz.to_le_bytes());
        clean.extend((bytes_per_s as u32).to_le_bytes());
        // The last one is the length of an extension: none.
        for half in [block_bytes, sample_bytes * 8, 0] {
            clean.extend(half.to_le_bytes());
        }
        let doubtful_block = block_align != block_bytes;
        Ok(Self { tag, block_bytes, bytes_per_s, chunk: clean, doubtful_block })
    }

    fn is_compressed(&self) -> bool {
        matches!(self.tag, MS_ADPCM | IMA_ADPCM)
    }
}

/// Bytes that hold one integer sample: the fewest that hold its bits, except that 17 to 24 bits may lie in 4 bytes.
fn integer_bytes(bits: u16, block_align: u16, channels: u16) -> u16 {
    if bits > 16 && block_align == 4 * channels { 4 } else { bits.div_ceil(8) }
}

/// The data chunk.
struct Data {
    start: u64,
    promised: u64,
    file_bytes: u64,
}

impl Data {
    fn wave(&self, source: &mut (impl Read + Seek), format: &FormatChunk) -> Result<Wave, Flaw> {
        let there = self.file_bytes.saturating_sub(self.start);
        let mut doubts = Vec::new();
        let seconds = |bytes: u64| bytes as f64 / format.bytes_per_s as f64;
        let bytes = if self.promised == 0 {
            if there == 0 || self.only_chunks_follow(source)? {
                return Err(Flaw::NoSound);
            }
            doubts.push("its header says 0 s of sound, as after a crash: everything in the file was read".to_owned());
            there
        } else if (STREAMED_LENGTH..=u32::MAX.into()).contains(&self.promised) && self.promised > there {
            doubts.push("its header does not say how long it is: it was read up to its end".to_owned());
            there
        } else if self.promised > there {
            doubts.push(format!(
                "its header promises {:.1} s, but it ends after {:.1} s",
                seconds(self.promised),
                seconds(there)
            ));
            there
        } else {
            self.promised
        };
        if format.doubtful_block {
            doubts.push("its header contradicts itself about the size of a frame".to_owned());
        }
        let block = u64::from(format.block_bytes);
        let whole = bytes / block * block;
        if whole == 0 {
            return Err(Flaw::NoSound);
        }
        Ok(Wave {
            header: clean_header(format, whole),
            data_start: self.start,
            data_bytes: whole,
            frames: (!format.is_compressed()).then_some(whole / block),
            damage: (!doubts.is_empty()).then(|| doubts.join("; ")),
        })
    }

    /// Whether the bytes after an empty data chunk are well-formed chunks up to the end, not samples.
    fn only_chunks_follow(&self, source: &mut (impl Read + Seek)) -> io::Result<bool> {
        let mut position = self.start;
        for _ in 0..MAX_CHUNKS {
            if position >= self.file_bytes {
                return Ok(true);
            }
            let mut head = [0; 8];
            source.seek(SeekFrom::Start(position))?;
            if read_up_to(source, &mut head)? < head.len() || !head[..4].iter().all(|b| (b' '..=b'~').contains(b)) {
                return Ok(false);
            }
            let bytes = u64::from(u32_at(&head, 4));
            position += 8 + bytes + bytes % 2;
        }
        Ok(false)
    }
}

fn clean_header(format: &FormatChunk, data_bytes: u64) -> Vec<u8> {
    // A length that does not fit is written as "unknown"; the decoder then reads up to the end of what it is given.
    let data = u32::try_from(data_bytes).unwrap_or(u32::MAX);
    let mut header = b"RIFF\xFF\xFF\xFF\xFFWAVEfmt ".to_vec();
    header.extend((format.chunk.len() as u32).to_le_bytes());
    header.extend(&format.chunk);
    if format.chunk.len() % 2 == 1 {
        header.push(0);
    }
    header.extend(b"data");
    header.extend(data.to_le_bytes());
    header
}

fn codec_name(tag: u16, bits: u16) -> String {
    match tag {
        PCM => format!("wav with {bits}-bit samples"),
        FLOAT => format!("wav with {bits}-bit float samples"),
        MS_ADPCM | IMA_ADPCM => "this kind of ADPCM in wav".to_owned(),
        0x0031 => "GSM in wav".to_owned(),
        0x0055 => "mp3 in wav".to_owned(),
        0x0160..=0x0163 => "Windows Media in wav".to_owned(),
        tag => format!("wav codec 0x{tag:04x}"),
    }
}

/// Fills as much of `buffer` as the source holds; how many bytes that is.
fn read_up_to(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(bytes) => filled += bytes,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
