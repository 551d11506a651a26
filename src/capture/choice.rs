//! An input's name in, the source it means out: a microphone, or what stands in for one.

use crate::capture::device::Microphone;
use crate::capture::source::{AudioSource, Error, Player, TestTone};

/// The source called `id`: `file:PATH` plays a recording as if it were spoken now, `tone:HZ` is a sine, anything else is a
/// microphone as [`inputs`](super::device::inputs) names it; `None` is the system's default.
///
/// # Errors
/// [`Error::Misnamed`] and [`Error::Recording`] for a stand-in that cannot be, else why the microphone gives no sound.
pub fn open(id: Option<&str>) -> Result<Box<dyn AudioSource>, Error> {
    let number = |given: &str, least: f32, most: f32, what, example| match given.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(Error::Misnamed { what, given: given.to_owned(), example }),
    };
    Ok(match id.and_then(stand_in) {
        Some(("file", path)) => Box::new(Player::open(path.as_ref())?),
        Some(("tone", hz)) => {
            let frequency_hz = number(hz, 20.0, 20_000.0, "not a frequency that can be heard, in Hz", "tone:440")?;
            Box::new(TestTone::new(frequency_hz))
        }
        // Undocumented: it tries out what a device that hangs is answered with.
        Some((_, seconds)) => {
            let after_s = number(seconds, 0.0, 3600.0, "not a number of seconds up to an hour", "stalled:0")?;
            Box::new(TestTone::stalled(after_s.into()))
        }
        None => Box::new(Microphone::open(id)?),
    })
}

/// Whether the source called `id` needs no microphone.
#[must_use]
pub fn is_stand_in(id: &str) -> bool {
    stand_in(id).is_some()
}

/// The kind of stand-in that is meant, and what it is to play; `None` where a microphone is meant.
fn stand_in(id: &str) -> Option<(&str, &str)> {
    id.split_once(':').filter(|(kind, _)| ["file", "tone", "stalled"].contains(kind))
}
