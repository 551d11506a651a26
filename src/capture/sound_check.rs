//! A source in, how loud it is out: listens for a while, and keeps nothing.

use std::time::{Duration, Instant};

use crate::capture::recorder::BEGINS_WITHIN_S;
use crate::capture::ring;
use crate::capture::source::{AudioSource, Error};
use crate::signal::meter::{Level, Meter};

/// How often the source is asked.
const PAUSE: Duration = Duration::from_millis(20);

/// The level of `source` over `length`, counted from its first samples on.
///
/// # Errors
/// Why the source does not begin, or [`Error::Stalled`] where it begins and gives nothing.
pub fn sound_check(source: &mut dyn AudioSource, length: Duration) -> Result<Level, Error> {
    let format = source.format();
    let (feed, mut intake) = ring::ring(format);
    let _running = source.start(feed)?;
    let mut meter = Meter::new(format.rate_hz);
    let (begun, mut first) = (Instant::now(), None::<Instant>);
    let mut samples = Vec::new();
    while first.is_none_or(|first| first.elapsed() < length) {
        samples.clear();
        if intake.take(format.rate_hz as usize / 20, &mut samples) > 0 {
            first.get_or_insert_with(Instant::now);
            // Whether it is heard at all is asked, on whichever channel.
            let loudest =
                samples.chunks(format.channels).map(|f| f.iter().copied().fold(0.0, |a: f32, b| a.max(b.abs())));
            let mono: Vec<f32> = loudest.collect();
            meter.hear(&samples, &mono);
        } else if first.is_none() && begun.elapsed().as_secs_f64() > BEGINS_WITHIN_S {
            return Err(Error::Stalled { device: source.name().to_owned(), seconds: BEGINS_WITHIN_S });
        } else {
            std::thread::sleep(PAUSE);
        }
    }
    Ok(meter.level())
}
