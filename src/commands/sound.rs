//! A take and where its recording is in, what its page has of the sound out.

use std::path::Path;

use outloud::decode;
use outloud::playable::Sounding;
use outloud::playback::page;
use outloud::take::Take;

use super::Session;
use crate::error::Error;

/// The sound of `take` for its page; nothing of it unless `wanted`. `recording` is its file, where it has one: a page without a sound
/// is better than none.
pub(super) fn of(take: &Take, recording: Option<&Path>, wanted: bool, session: &Session<'_>) -> Sounding {
    // A take that comes from the history goes without its pitch track.
    let with_pitch = take.delivery.pitch.as_ref().is_some_and(|voice| voice.pitch.track.is_empty());
    prepared(recording, wanted, with_pitch, session)
}

/// The sound of a recording; with its pitch where `with_pitch`.
pub(super) fn prepared(recording: Option<&Path>, wanted: bool, with_pitch: bool, session: &Session<'_>) -> Sounding {
    let recording = match recording {
        _ if !wanted => return Sounding::LeftOut,
        None => return Sounding::Piped,
        Some(path) if !path.exists() => return Sounding::Gone,
        Some(path) => path,
    };
    let prepared =
        || -> Result<_, Error> { Ok(page::playable(decode::from_path(recording, &mut |_| ())?, with_pitch)?) };
    match prepared() {
        Ok(playable) => Sounding::Here(Box::new(playable)),
        Err(error) => {
            session.printer.say(&format!("the page goes without its sound: {error}"));
            Sounding::Unreadable
        }
    }
}
