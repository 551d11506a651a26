//! The first bytes of a file in; what kind of audio it is, for choosing how to read it and for naming what cannot be, out.

use std::io::{self, Read, Seek, SeekFrom};

/// Bytes looked at: the codec of an Ogg stream is named in its first page.
const HEAD_BYTES: u64 = 512;
/// Boxes looked at on one level of an mp4 file.
const MAX_BOXES: usize = 4096;

/// What the first bytes tell.
#[derive(Debug, Default)]
pub(super) struct FileKind {
    /// It begins as a supported format does.
    pub known: bool,
    /// Name of the format, where it is one that is not read.
    pub unsupported: Option<&'static str>,
    /// Its parts refer to each other by position.
    pub needs_seeking: bool,
    /// An mp4 file without the table of its parts, without which nothing in it can be found.
    pub lacks_index: bool,
    /// The part of each audio track that is to be played, where the file says so.
    pub edits: Vec<Option<PlayedPart>>,
}

/// The part of an mp4 track that is the recording: encoders put some 20–50 ms of silence before it, and programs
/// that trim a recording often leave the rest in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlayedPart {
    /// First moment, s from the start of the decoded track.
    pub start_s: f64,
    /// Length, s; `None` up to the end.
    pub length_s: Option<f64>,
}

/// Looks at the beginning of `source`, and leaves it at its start.
pub(super) fn file_kind(source: &mut (impl Read + Seek)) -> io::Result<FileKind> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let is_mp4 = head.get(4..8) == Some(b"ftyp");
    let index = if is_mp4 { index(source).unwrap_or(None) } else { None };
    let lacks_index = is_mp4 && index.is_none();
    let edits = index.and_then(|index| edits(source, &index).ok()).unwrap_or_default();
    source.seek(SeekFrom::Start(0))?;
    let is_ogg = head.starts_with(b"OggS");
    let is_flac = head.starts_with(b"fLaC");
    let is_matroska = head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]);
    let is_aiff = head.starts_with(b"FORM") && matches!(head.get(8..12), Some(b"AIFF" | b"AIFC"));
    let is_caf = head.starts_with(b"caff");
    let parts = is_mp4 || is_ogg || is_flac || is_matroska || is_aiff || is_caf;
    let is_mpeg = head.starts_with(b"ID3") || matches!(head.as_slice(), [0xFF, second, ..] if second & 0xE0 == 0xE0);
    Ok(FileKind { known: parts || is_mpeg, unsupported: unsupported(&head), needs_seeking: parts, lacks_index, edits })
}

fn unsupported(head: &[u8]) -> Option<&'static str> {
    let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    match head {
        [b'O', b'g', b'g', b'S', ..] if holds(b"Speex   ") => Some("Speex"),
        [0x30, 0x26, 0xB2, 0x75, ..] => Some("Windows Media"),
        [b'#', b'!', b'A', b'M', b'R', ..] => Some("AMR"),
        [0x0B, 0x77, ..] => Some("Dolby Digital (AC-3)"),
        [b'r', b'i', b'f', b'f', 0x2E, 0x91, ..] => Some("Wave64"),
        [b'M', b'T', b'h', b'd', ..] => Some("MIDI"),
        [b'R', b'I', b'F', b'X', ..] => Some("big-endian wav"),
        [b'.', b's', b'n', b'd', ..] => Some("Sun audio (au)"),
        // A stream of packets of 188 bytes, each of which begins with this.
        [0x47, ..] if head.len() > 376 && head[188] == 0x47 && head[376] == 0x47 => Some("MPEG transport stream"),
        // A frame of MPEG audio names its layer: 3 is mp3.
        [0xFF, second, ..] if second & 0xE6 == 0xE4 => Some("MPEG audio layer 2 (mp2)"),
        _ => None,
    }
}

/// One box of an mp4 file: its content lies in `start..end`.
struct Mp4Box {
    kind: [u8; 4],
    start: u64,
    end: u64,
}

/// The box that says where everything is.
fn index(source: &mut (impl Read + Seek)) -> io::Result<Option<Mp4Box>> {
    let end = source.seek(SeekFrom::End(0))?;
    child(source, 0..end, *b"moov")
}

/// How many mp4 files lie behind each other in one of `len` bytes.
pub(super) fn films(source: &mut (impl Read + Seek), len: u64) -> io::Result<usize> {
    Ok(children(source, 0..len)?.iter().filter(|part| part.kind == *b"ftyp").count())
}

/// The edit list of each audio track, in their order, where it names one part to play.
fn edits(source: &mut (impl Read + Seek), movie: &Mp4Box) -> io::Result<Vec<Option<PlayedPart>>> {
    let Some(movie_rate) = timescale(source, movie, *b"mvhd")? else { return Ok(Vec::new()) };
    let mut edits = Vec::new();
    for track in children(source, movie.start..movie.end)?.iter().filter(|b| b.kind == *b"trak") {
        let Some(media) = child(source, track.start..track.end, *b"mdia")? else { continue };
        let Some(handler) = child(source, media.start..media.end, *b"hdlr")? else { continue };
        if read_at(source, &handler, 8..12)?.as_deref() == Some(b"soun") {
            edits.push(edit(source, track, &media, movie_rate)?);
        }
    }
    Ok(edits)
}

/// The only part of `track` to play, where its edit list names one.
fn edit(
    source: &mut (impl Read + Seek),
    track: &Mp4Box,
    media: &Mp4Box,
    movie_rate: f64,
) -> io::Result<Option<PlayedPart>> {
    let Some(media_rate) = timescale(source, media, *b"mdhd")? else { return Ok(None) };
    let Some(edits) = child(source, track.start..track.end, *b"edts")? else { return Ok(None) };
    let Some(list) = child(source, edits.start..edits.end, *b"elst")? else { return Ok(None) };
    Ok(read_edit(source, &list)?.map(|(length, start)| PlayedPart {
        start_s: start as f64 / media_rate,
        length_s: (length > 0).then_some(length as f64 / movie_rate),
    }))
}

/// Length and start of the only part to play, each on its own clock; `None` for lists of several parts.
fn read_edit(source: &mut (impl Read + Seek), list: &Mp4Box) -> io::Result<Option<(u64, i64)>> {
    let Some(head) = read_at(source, list, 0..8)? else { return Ok(None) };
    let long = head[0] == 1;
    let (entry, half) = if long { (20, 8) } else { (12, 4) };
    let mut only = None;
    for index in 0..u64::from(be_u32(&head[4..8])).min(16) {
        let at = 8 + index * entry;
        let Some(bytes) = read_at(source, list, at..at + entry)? else { return Ok(None) };
        let (length, start) = if long {
            let wide = |b: &[u8]| u64::from(be_u32(b)) << 32 | u64::from(be_u32(&b[4..]));
            (wide(&bytes), wide(&bytes[half..]).cast_signed())
        } else {
            (u64::from(be_u32(&bytes)), i64::from(be_u32(&bytes[half..]).cast_signed()))
        };
        // A start of −1 is a wait before the track begins, for films.
        if start >= 0 && only.replace((length, start)).is_some() {
            return Ok(None);
        }
    }
    Ok(only)
}

/// Ticks per second in a header box of this kind.
fn timescale(source: &mut (impl Read + Seek), parent: &Mp4Box, kind: [u8; 4]) -> io::Result<Option<f64>> {
    let Some(header) = child(source, parent.start..parent.end, kind)? else { return Ok(None) };
    let long = read_at(source, &header, 0..1)?.is_some_and(|b| b[0] == 1);
    let at = if long { 20 } else { 12 };
    let ticks = read_at(source, &header, at..at + 4)?.map(|b| f64::from(be_u32(&b)));
    Ok(ticks.filter(|&t| t > 0.0))
}

fn child(source: &mut (impl Read + Seek), within: std::ops::Range<u64>, kind: [u8; 4]) -> io::Result<Option<Mp4Box>> {
    Ok(children(source, within)?.into_iter().find(|b| b.kind == kind))
}

fn children(source: &mut (impl Read + Seek), within: std::ops::Range<u64>) -> io::Result<Vec<Mp4Box>> {
    let mut boxes = Vec::new();
    let mut position = within.start;
    while boxes.len() < MAX_BOXES && position.saturating_add(8) <= within.end {
        let mut head = [0; 16];
        source.seek(SeekFrom::Start(position))?;
        source.read_exact(&mut head[..8])?;
        let (header, size) = match be_u32(&head) {
            0 => (8, within.end - position),
            1 => {
                if source.read_exact(&mut head[8..]).is_err() {
                    break;
                }
                (16, u64::from(be_u32(&head[8..])) << 32 | u64::from(be_u32(&head[12..])))
            }
            size => (8, u64::from(size)),
        };
        if size < header {
            break;
        }
        let end = position.saturating_add(size).min(within.end);
        boxes.push(Mp4Box { kind: [head[4], head[5], head[6], head[7]], start: position + header, end });
        position = end;
    }
    Ok(boxes)
}

/// The bytes of a box at `range` from the start of its content; `None` when it is shorter.
fn read_at(
    source: &mut (impl Read + Seek),
    within: &Mp4Box,
    range: std::ops::Range<u64>,
) -> io::Result<Option<Vec<u8>>> {
    if within.start.saturating_add(range.end) > within.end {
        return Ok(None);
    }
    let mut bytes = vec![0; (range.end - range.start) as usize];
    source.seek(SeekFrom::Start(within.start + range.start))?;
    source.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

fn be_u32(bytes: &[u8]) -> u32 {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
