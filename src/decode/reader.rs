//! A file or bytes in, interleaved samples out. The content decides what it is, never the name.
//!
//! The only file that names symphonia and what it is extended with. Nothing is allocated because a header says so, and the recording's clock is
//! kept as far as the file has one: a part that cannot be decoded becomes silence of its own length. (An mp3 counts
//! its blocks only: where some are unrecognisable, what follows moves up.)

use std::fs::{File, Metadata};
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_AAC, CODEC_ID_AC3, CODEC_ID_EAC3, CODEC_ID_MP1, CODEC_ID_MP2, CODEC_ID_SPEEX,
};
use symphonia::core::codecs::audio::{AudioCodecId, AudioDecoder, AudioDecoderOptions, CODEC_ID_NULL_AUDIO};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::errors::Error as SymphoniaError;
use symphonia::core::formats::probe::{Hint, Probe};
use symphonia::core::formats::well_known::FORMAT_ID_ADTS;
use symphonia::core::formats::{FormatOptions, FormatReader, Track as SymphoniaTrack, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions, ReadOnlySource};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::TimeBase;
use symphonia::default::formats::{
    AdtsReader, AiffReader, CafReader, FlacReader, IsoMp4Reader, MkvReader, MpaReader, OggReader, WavReader,
};
use symphonia::default::meta::Id3v2Reader;
use symphonia::default::register_enabled_codecs;
use symphonia_adapter_libopus::OpusDecoder;

use crate::decode::error::Error;
use crate::decode::guard;
use crate::decode::joined;
use crate::decode::riff;
use crate::decode::riff::Flaw;
use crate::decode::sniff;
use crate::decode::sniff::PlayedPart;
use crate::decode::tracks;
use crate::sound::{AudioTrack, Decoded, MAX_CHANNELS, MAX_RATE_HZ, MIN_RATE_HZ};
use collected::DecodedSoFar;

mod collected;

/// Longest stream accepted from a pipe, bytes: 3 hours of 48 kHz stereo in 16 bits, which must fit in memory.
const MAX_PIPE_BYTES: u64 = 1 << 31;
/// Failures in a row after which the rest of a file is given up.
const MAX_FAILURES_IN_A_ROW: usize = 100;
/// What is told of a file of several.
const JOINED: &str = "a second recording is joined to it, which was left out";
/// Packets behind the end of a recording that are still its encoder's.
const MOST_AFTER: usize = 10;
/// Less missing than this is a codec's rounding to whole blocks, s.
const MISSING_TOLERANCE_S: f64 = 0.1;

/// Decodes the recording at `path`; `progress` hears the fraction done, 0 to 1, many times a second.
///
/// # Errors
/// Every [`Error`] except [`Error::NoneInDirectory`] and [`Error::Resample`].
pub fn from_path(path: &Path, progress: &mut dyn FnMut(f64)) -> Result<Decoded, Error> {
    let io_error = |e: io::Error| Error::from_io(path, &e);
    let metadata = std::fs::metadata(path).map_err(io_error)?;
    if metadata.is_dir() {
        return Err(Error::Directory(path.to_owned()));
    }
    if !metadata.is_file() && !is_pipe(&metadata) {
        return Err(Error::Unreadable { path: path.to_owned(), reason: "it is a device, not a file".into() });
    }
    let file = File::open(path).map_err(io_error)?;
    if metadata.is_file() {
        return decode(file, metadata.len(), path, progress);
    }
    let mut bytes = Vec::new();
    file.take(MAX_PIPE_BYTES).read_to_end(&mut bytes).map_err(io_error)?;
    from_bytes(bytes, path, progress)
}

/// Decodes a whole recording held in memory, such as one read from standard input; `name` is what errors call it.
///
/// # Errors
/// As [`from_path`], except those that only a file can cause.
pub fn from_bytes(bytes: Vec<u8>, name: &Path, progress: &mut dyn FnMut(f64)) -> Result<Decoded, Error> {
    let len = bytes.len() as u64;
    decode(Cursor::new(bytes), len, name, progress)
}

#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&metadata.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

fn decode<S>(source: S, len: u64, path: &Path, progress: &mut dyn FnMut(f64)) -> Result<Decoded, Error>
where
    S: Read + Seek + Send + Sync + 'static,
{
    if len == 0 {
        return Err(Error::Empty(path.to_owned()));
    }
    let decoded = guard::catch(|| open(source, len)?.decode(progress))
        .unwrap_or(Err(Flaw::Malformed("its data make no sense to the decoder")));
    decoded.map_err(|flaw| {
        let path = path.to_owned();
        match flaw {
            Flaw::Io(e) => Error::from_io(&path, &e),
            Flaw::NotAudio => Error::NotAudio(path),
            Flaw::Malformed(reason) => Error::Malformed { path, reason: reason.into() },
            Flaw::Unsupported(format) => Error::Unsupported { path, format },
            Flaw::Rate(rate_hz) => Error::Rate { path, rate_hz },
            Flaw::Channels(channels) => Error::Channels { path, channels },
            Flaw::NoSound => Error::NoSound(path),
            Flaw::TooLong => Error::TooLong(path),
            Flaw::TooDense => Error::TooDense(path),
            Flaw::Memory => Error::Memory(path),
        }
    })
}

/// A recognised file, ready to be decoded.
struct Stream {
    reader: Box<dyn FormatReader>,
    tracks: Vec<Track>,
    /// Audio tracks in the file, also those that cannot be decoded.
    audio_tracks: usize,
    file_bytes: u64,
    read_bytes: Arc<AtomicU64>,
    damage: Vec<String>,
}

/// One of its audio tracks, as far as it is decoded.
struct Track {
    id: u32,
    /// Its place among the audio tracks, from 1.
    number: usize,
    decoder: Box<dyn AudioDecoder>,
    clock: PacketClock,
    /// Frames that the header promises.
    promised_frames: Option<u64>,
    /// The part of the decoded audio that is the recording.
    edit: Option<PlayedPart>,
    audio: DecodedSoFar,
    damage: Vec<String>,
    /// Packets behind its end.
    after: usize,
    /// Nothing more of it is taken.
    is_over: bool,
}

fn open<S: Read + Seek + Send + Sync + 'static>(mut source: S, len: u64) -> Result<Stream, Flaw> {
    let is_joined = joined::is_joined(&mut source, len).unwrap_or(false);
    let mut stream = open_first(source, len)?;
    stream.damage.extend(is_joined.then(|| JOINED.to_owned()));
    Ok(stream)
}

fn open_first<S: Read + Seek + Send + Sync + 'static>(mut source: S, len: u64) -> Result<Stream, Flaw> {
    let read_bytes = Arc::new(AtomicU64::new(0));
    if let Some(wave) = riff::layout(&mut source, len)? {
        source.seek(SeekFrom::Start(wave.data_start))?;
        let counted = Counted { source, len, seekable: false, position: Arc::clone(&read_bytes) };
        let clean = Cursor::new(wave.header).chain(counted.take(wave.data_bytes));
        let stream = MediaSourceStream::new(Box::new(ReadOnlySource::new(clean)), MediaSourceStreamOptions::default());
        let reader = WavReader::try_new(stream, FormatOptions::default()).map_err(flaw)?;
        let mut stream = Stream::new(Box::new(reader), len, read_bytes, &[])?;
        stream.tracks.iter_mut().for_each(|track| track.promised_frames = wave.frames);
        stream.damage.extend(wave.damage);
        return Ok(stream);
    }
    let content = sniff::file_kind(&mut source)?;
    if let Some(format) = content.unsupported {
        return Err(Flaw::Unsupported(format.to_owned()));
    }
    if content.lacks_index {
        return Err(Flaw::Malformed("it has no index, as when a recorder stops before the end"));
    }
    let counted = Counted { source, len, seekable: content.needs_seeking, position: Arc::clone(&read_bytes) };
    let stream = MediaSourceStream::new(Box::new(counted), MediaSourceStreamOptions::default());
    let mut probe = Probe::new();
    probe.register_format::<MpaReader<'_>>();
    probe.register_format::<IsoMp4Reader<'_>>();
    probe.register_format::<FlacReader<'_>>();
    probe.register_format::<OggReader<'_>>();
    probe.register_format::<AdtsReader<'_>>();
    probe.register_format::<MkvReader<'_>>();
    probe.register_format::<AiffReader<'_>>();
    probe.register_format::<CafReader<'_>>();
    probe.register_metadata::<Id3v2Reader<'_>>();
    let reader = probe
        .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(|error| if content.known { flaw(error) } else { Flaw::NotAudio })?;
    Stream::new(reader, len, read_bytes, &content.edits)
}

impl Stream {
    fn new(
        reader: Box<dyn FormatReader>,
        file_bytes: u64,
        read_bytes: Arc<AtomicU64>,
        edits: &[Option<PlayedPart>],
    ) -> Result<Self, Flaw> {
        // A bare AAC stream states no length: what the reader gives is a guess.
        let is_guess = reader.format_info().format == FORMAT_ID_ADTS;
        let audio = reader.tracks().iter().filter(|track| track.track_type() == Some(TrackType::Audio));
        let found: Vec<Result<Track, Flaw>> =
            (1..).zip(audio).map(|(number, track)| Track::new(number, track)).collect();
        let audio_tracks = found.len();
        let (mut tracks, mut refused) = (Vec::new(), None);
        for track in found {
            match track {
                Ok(track) => tracks.push(track),
                Err(flaw) => refused = refused.or(Some(flaw)),
            }
        }
        if tracks.is_empty() {
            return Err(refused.unwrap_or(Flaw::Malformed("it has no audio track")));
        }
        for track in &mut tracks {
            track.edit = edits.get(track.number - 1).copied().flatten();
            track.promised_frames = track.promised_frames.filter(|_| !is_guess);
        }
        Ok(Self { reader, tracks, audio_tracks, file_bytes, read_bytes, damage: Vec::new() })
    }

    fn decode(mut self, progress: &mut dyn FnMut(f64)) -> Result<Decoded, Flaw> {
        let mut failures_in_a_row = 0;
        while failures_in_a_row < MAX_FAILURES_IN_A_ROW && self.tracks.iter().any(|track| !track.is_over) {
            progress((self.read_bytes.load(Ordering::Relaxed) as f64 / self.file_bytes as f64).min(1.0));
            let packet = match self.reader.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => break,
                Err(SymphoniaError::IoError(e)) if e.kind() == ErrorKind::UnexpectedEof => break,
                Err(SymphoniaError::IoError(e)) => return Err(Flaw::Io(e)),
                Err(SymphoniaError::ResetRequired) => {
                    self.damage.push(JOINED.into());
                    break;
                }
                Err(_) => {
                    failures_in_a_row += 1;
                    continue;
                }
            };
            let track = self.tracks.iter_mut().find(|track| track.id == packet.track_id && !track.is_over);
            match track.map(|track| track.decode(&packet, self.file_bytes)).transpose()?.flatten() {
                Some(true) => failures_in_a_row = 0,
                Some(false) => failures_in_a_row += 1,
                None => {}
            }
        }
        let (of, failed) = (self.audio_tracks, failures_in_a_row > 0);
        let (mut decoded, mut refused) = (Vec::new(), None);
        for track in self.tracks {
            match track.finish(&self.damage, of, failed) {
                Ok(track) => decoded.push(track),
                Err(flaw) => refused = refused.or(Some(flaw)),
            }
        }
        tracks::most_spoken(decoded).ok_or(refused.unwrap_or(Flaw::NoSound))
    }
}

impl Track {
    fn new(number: usize, track: &SymphoniaTrack) -> Result<Self, Flaw> {
        let params = track.codec_params.as_ref().and_then(|p| p.audio());
        let params = params.ok_or_else(|| Flaw::Unsupported(codec_name(CODEC_ID_NULL_AUDIO).into()))?;
        if let Some(rate_hz) = params.sample_rate {
            check_rate(rate_hz)?;
        }
        if let Some(channels) = &params.channels {
            check_channels(channels.count())?;
        }
        let mut codecs = CodecRegistry::new();
        register_enabled_codecs(&mut codecs);
        codecs.register_audio_decoder::<OpusDecoder>();
        let decoder = codecs
            .make_audio_decoder(params, &AudioDecoderOptions::default())
            .map_err(|_| Flaw::Unsupported(codec_name(params.codec).into()))?;
        Ok(Self {
            id: track.id,
            number,
            decoder,
            clock: PacketClock { base: track.time_base, first_s: None },
            promised_frames: track.num_frames,
            edit: None,
            audio: DecodedSoFar::default(),
            damage: Vec::new(),
            after: 0,
            is_over: false,
        })
    }

    /// Adds what `packet` holds: whether it could be decoded; `None` where it is no moment of the recording.
    fn decode(&mut self, packet: &Packet, file_bytes: u64) -> Result<Option<bool>, Flaw> {
        let decoded = self.decoder.decode(packet);
        if decoded.as_ref().is_ok_and(GenericAudioBufferRef::is_empty) {
            // What the encoder put before the recording, or what follows its end.
            self.after += usize::from(!self.audio.samples.is_empty());
            return Ok(None);
        }
        let moment_s = self.clock.moment_s(packet);
        let Ok(buffer) = decoded else { return Ok(Some(false)) };
        let (rate_hz, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
        check_rate(rate_hz)?;
        check_channels(channels)?;
        let audio = &mut self.audio;
        if !audio.accepts(rate_hz, channels) {
            self.damage.push("its sample rate or channels change half-way: the rest was left out".into());
            self.is_over = true;
            return Ok(None);
        }
        audio.reserve(self.promised_frames, file_bytes);
        if let Some(moment_s) = moment_s {
            audio.fill_up_to(moment_s)?;
        }
        buffer.copy_to_slice_interleaved::<f32, _>(audio.room_for(buffer.samples_interleaved())?);
        audio.check_length(file_bytes)?;
        Ok(Some(true))
    }

    /// All of it, with what is wrong with the file; `of` how many it is one.
    fn finish(self, damage: &[String], of: usize, failed: bool) -> Result<Decoded, Flaw> {
        let Self { mut audio, promised_frames, edit, number, .. } = self;
        let mut damage = [damage, &self.damage].concat();
        // Encoders fill up their last blocks: a few packets are nothing.
        damage.extend((self.after > MOST_AFTER).then(|| JOINED.to_owned()));
        if audio.samples.is_empty() {
            return Err(if failed { Flaw::Malformed("none of its audio can be decoded") } else { Flaw::NoSound });
        }
        let decoded_s = audio.duration_s();
        let promised_s = promised_frames.map_or(0.0, |frames| frames as f64 / f64::from(audio.rate_hz));
        if promised_s > decoded_s + MISSING_TOLERANCE_S {
            damage.push(format!("its header promises {promised_s:.1} s, but it ends after {decoded_s:.1} s"));
        }
        if audio.silenced_s > 0.0 {
            damage.push(format!("{:.2} s of it cannot be decoded and became silence", audio.silenced_s));
        }
        let replaced = audio.replace_impossible_samples();
        if replaced > 0 {
            damage.push(format!("samples that are no numbers became silence: {replaced}"));
        }
        if let Some(edit) = edit {
            audio.keep(edit);
        }
        if audio.samples.is_empty() {
            return Err(Flaw::NoSound);
        }
        Ok(Decoded {
            samples: audio.samples,
            channels: audio.channels,
            sample_rate_hz: audio.rate_hz,
            damage: (!damage.is_empty()).then(|| damage.join("; ")),
            track: (of > 1).then_some(AudioTrack { number, of }),
        })
    }
}

/// Turns a packet's time into seconds from the first sound.
struct PacketClock {
    base: Option<TimeBase>,
    first_s: Option<f64>,
}

impl PacketClock {
    /// When the packet's sound begins, s; `None` for a file without times.
    fn moment_s(&mut self, packet: &Packet) -> Option<f64> {
        let base = self.base?;
        let ticks = packet.pts.get().saturating_add_unsigned(packet.trim_start.get());
        let at_s = ticks as f64 * f64::from(base.numer.get()) / f64::from(base.denom.get());
        Some(at_s - *self.first_s.get_or_insert(at_s))
    }
}

fn check_rate(rate_hz: u32) -> Result<(), Flaw> {
    if (MIN_RATE_HZ..=MAX_RATE_HZ).contains(&rate_hz) { Ok(()) } else { Err(Flaw::Rate(rate_hz)) }
}

fn check_channels(channels: usize) -> Result<(), Flaw> {
    if (1..=MAX_CHANNELS).contains(&channels) { Ok(()) } else { Err(Flaw::Channels(channels)) }
}

/// What a codec that is not read is called.
fn codec_name(codec: AudioCodecId) -> &'static str {
    match codec {
        CODEC_ID_AAC => "this kind of AAC",
        CODEC_ID_AC3 | CODEC_ID_EAC3 => "Dolby Digital",
        CODEC_ID_MP1 | CODEC_ID_MP2 => "MPEG audio other than layer 3",
        CODEC_ID_SPEEX => "Speex",
        _ => "its audio codec",
    }
}

fn flaw(error: SymphoniaError) -> Flaw {
    match error {
        SymphoniaError::IoError(e) => e.into(),
        SymphoniaError::LimitError(_) => Flaw::Malformed("its header promises absurd amounts"),
        _ => Flaw::Malformed("its header is damaged"),
    }
}

/// A source that tells how far it has been read, and whether to seek in it.
///
/// An mp3 is read as a stream: with seeking, its length would be guessed from its first frames, and a wrong guess
/// would look like missing audio.
struct Counted<S> {
    source: S,
    len: u64,
    seekable: bool,
    position: Arc<AtomicU64>,
}

impl<S: Read> Read for Counted<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.source.read(buffer)?;
        self.position.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl<S: Seek> Seek for Counted<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = self.source.seek(to)?;
        self.position.store(position, Ordering::Relaxed);
        Ok(position)
    }
}

impl<S: Read + Seek + Send + Sync> MediaSource for Counted<S> {
    fn is_seekable(&self) -> bool {
        self.seekable
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.len)
    }
}

#[cfg(test)]
mod tests;
