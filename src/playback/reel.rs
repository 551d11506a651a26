//! A decoded recording and moments of it in, one stretch of sound out: the moments one after the other, with a rest between them.

use crate::sound::Decoded;
use crate::units::TimeSpan;

/// Silence between two moments, s: enough to hear that they do not belong together.
const REST_S: f64 = 0.4;
/// What is heard before a moment and after it, s: words are not understood without others around them.
const AROUND_S: f64 = 1.0;

/// What is to be heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Reel {
    /// Interleaved samples of its moments and rests.
    pub samples: Vec<f32>,
    /// Channels per frame, one or two.
    pub channels: usize,
    /// Frames per second.
    pub rate_hz: u32,
    /// The moments, in the order in which they are heard; never empty.
    moments: Vec<Spliced>,
}

/// A moment of the recording in the reel.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spliced {
    /// Its first frame in the reel.
    at: usize,
    /// Its frames in the recording.
    from: usize,
    to: usize,
}

impl Reel {
    /// The `moments` of `recording` in order, as far as they lie in it; all of it where there are none.
    #[must_use]
    pub fn new(recording: &Decoded, moments: &[TimeSpan]) -> Self {
        let rate_hz = recording.sample_rate_hz;
        let frames = recording.samples.len() / recording.channels.max(1);
        let frame = |seconds: f64| ((seconds.max(0.0) * f64::from(rate_hz)).round() as usize).min(frames);
        let spans: Vec<(usize, usize)> =
            moments.iter().map(|moment| (frame(moment.start_s), frame(moment.end_s))).collect();
        let spans = if spans.is_empty() { vec![(0, frames)] } else { spans };
        // More channels than two are a meeting's microphones: one voice comes out of all of them.
        let channels = if recording.channels == 2 { 2 } else { 1 };
        let mut reel = Self { samples: Vec::new(), channels, rate_hz, moments: Vec::new() };
        for (from, to) in spans {
            if !reel.moments.is_empty() {
                let rest = (REST_S * f64::from(rate_hz)) as usize * channels;
                reel.samples.resize(reel.samples.len() + rest, 0.0);
            }
            reel.moments.push(Spliced { at: reel.frames(), from, to });
            let piece = &recording.samples[from * recording.channels..to * recording.channels];
            if recording.channels == channels {
                reel.samples.extend_from_slice(piece);
            } else {
                let mean = |frame: &[f32]| frame.iter().sum::<f32>() / frame.len() as f32;
                reel.samples.extend(piece.chunks_exact(recording.channels).map(mean));
            }
        }
        reel
    }

    /// The same moments as `samples` of another rate.
    pub(crate) fn at_rate(self, samples: Vec<f32>, rate_hz: u32) -> Self {
        let scale = |frame: usize| (frame as f64 * f64::from(rate_hz) / f64::from(self.rate_hz)).round() as usize;
        let moments = self.moments.iter().map(|m| Spliced { at: scale(m.at), from: scale(m.from), to: scale(m.to) });
        Self { moments: moments.collect(), samples, rate_hz, channels: self.channels }
    }

    /// How many frames it has.
    #[must_use]
    pub fn frames(&self) -> usize {
        self.samples.len() / self.channels
    }

    /// Whether it is more than one moment.
    #[must_use]
    pub fn is_spliced(&self) -> bool {
        self.moments.len() > 1
    }

    /// The moment of the recording that is heard at `frame` of the reel, s; in a rest the end of the moment before it.
    #[must_use]
    pub fn time_s(&self, frame: usize) -> f64 {
        let moment = self.moments[self.index(frame)];
        let inside = frame.saturating_sub(moment.at).min(moment.to - moment.from);
        (moment.from + inside) as f64 / f64::from(self.rate_hz)
    }

    /// Where to go on `by_s` seconds away from `frame`; where there are several moments, at the one before or after.
    #[must_use]
    pub fn skip(&self, frame: usize, by_s: f64) -> usize {
        if self.is_spliced() {
            let index = self.index(frame);
            let wanted = if by_s > 0.0 { index + 1 } else { index.saturating_sub(1) };
            return self.moments.get(wanted).map_or(self.frames(), |moment| moment.at);
        }
        let by = (by_s.abs() * f64::from(self.rate_hz)) as usize;
        if by_s > 0.0 { (frame + by).min(self.frames()) } else { frame.saturating_sub(by) }
    }

    /// Which moment is heard at `frame`.
    fn index(&self, frame: usize) -> usize {
        self.moments.partition_point(|moment| moment.at <= frame).saturating_sub(1)
    }
}

/// `moments` with what is heard around them, in order of time; those that meet are one.
#[must_use]
pub fn around(moments: &[TimeSpan]) -> Vec<TimeSpan> {
    let mut wide: Vec<TimeSpan> = moments
        .iter()
        .map(|moment| TimeSpan::new((moment.start_s - AROUND_S).max(0.0), moment.end_s + AROUND_S))
        .collect();
    wide.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    let mut joined: Vec<TimeSpan> = Vec::new();
    for moment in wide {
        match joined.last_mut() {
            Some(last) if moment.start_s <= last.end_s => *last = last.join(moment),
            _ => joined.push(moment),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten seconds of ten frames each; every sample is its frame's number, those of a second channel negative.
    fn recording(channels: usize) -> Decoded {
        let frame =
            |n: u8| (0..channels).map(move |channel| if channel % 2 == 0 { f32::from(n) } else { -f32::from(n) });
        Decoded { samples: (0..100).flat_map(frame).collect(), channels, sample_rate_hz: 10, damage: None, track: None }
    }

    #[test]
    fn moments_are_heard_one_after_the_other_with_a_rest_between() {
        let reel = Reel::new(&recording(1), &[TimeSpan::new(2.0, 2.3), TimeSpan::new(9.8, 20.0)]);
        assert_eq!(reel.samples, [20.0, 21.0, 22.0, 0.0, 0.0, 0.0, 0.0, 98.0, 99.0]);
        let times: Vec<f64> = (0..9).map(|frame| reel.time_s(frame)).collect();
        assert_eq!(times, [2.0, 2.1, 2.2, 2.3, 2.3, 2.3, 2.3, 9.8, 9.9]);
        assert_eq!((reel.skip(1, 5.0), reel.skip(7, 5.0), reel.skip(8, -5.0)), (7, 9, 0));
    }

    #[test]
    fn without_moments_all_of_it_is_heard_and_skipped_by_seconds() {
        let reel = Reel::new(&recording(2), &[]);
        assert_eq!((reel.samples.clone(), reel.channels), (recording(2).samples, 2));
        assert_eq!((reel.skip(20, 5.0), reel.skip(90, 5.0), reel.skip(20, -5.0)), (70, 100, 0));
    }

    #[test]
    fn many_channels_become_one_and_a_moment_outside_is_nothing() {
        let reel = Reel::new(&recording(4), &[TimeSpan::new(1.0, 1.2)]);
        assert_eq!((reel.samples.as_slice(), reel.channels), ([0.0, 0.0].as_slice(), 1));
        assert_eq!(Reel::new(&recording(1), &[TimeSpan::new(50.0, 60.0)]).frames(), 0);
    }

    #[test]
    fn moments_are_widened_and_those_that_meet_are_one() {
        let moments = [TimeSpan::new(9.0, 9.5), TimeSpan::new(0.3, 0.6), TimeSpan::new(2.0, 2.2)];
        assert_eq!(around(&moments), [TimeSpan::new(0.0, 3.2), TimeSpan::new(8.0, 10.5)]);
    }
}
