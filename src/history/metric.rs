//! The measures a history is charted by: a take in, its headline numbers out.

use super::counts::Tally;
use super::spread::Change;
use crate::figure::{length, number};
use crate::structure::StoryKind;
use crate::take::Take;
use crate::usual::{Aim, Band, SetBy, USUAL};

/// Situation, task, action and result.
const PARTS: f64 = 4.0;

/// What changes from take to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Words per minute over the speech span.
    Pace,
    /// Counted fillers per minute.
    Fillers,
    /// Pauses of 2 s and more, in the whole answer.
    LongPauses,
    /// From the first speech to the last, s.
    Duration,
    /// Of situation, task, action and result: how many are not found missing. Only where a story is told.
    Star,
    /// Spread of the pitch, semitones.
    Pitch,
}

impl Metric {
    /// Every metric, in reading order.
    pub const ALL: [Self; 6] = [Self::Pace, Self::Fillers, Self::LongPauses, Self::Duration, Self::Star, Self::Pitch];

    /// As on the command line and in exported files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pace => "pace",
            Self::Fillers => "fillers",
            Self::LongPauses => "long_pauses",
            Self::Duration => "duration",
            Self::Star => "star",
            Self::Pitch => "pitch",
        }
    }

    /// As in a sentence.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::LongPauses => "long pauses",
            Self::Star => "STAR parts",
            Self::Pitch => "pitch spread",
            other => other.name(),
        }
    }

    /// What stands after a number.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Pace => "words/min",
            Self::Fillers => "a minute",
            Self::LongPauses => "a take",
            Self::Duration => "s",
            Self::Star => "of 4",
            Self::Pitch => "semitones",
        }
    }

    /// Decimals worth showing.
    #[must_use]
    pub fn decimals(self) -> usize {
        match self {
            Self::Fillers | Self::Pitch => 1,
            _ => 0,
        }
    }

    /// `value` as a person reads it, without its unit: "150", "1:37".
    #[must_use]
    pub fn written(self, value: f64) -> String {
        if self == Self::Duration { length(value) } else { number(value, self.decimals()) }
    }

    /// The unit behind a value that is [`written`](Self::written); empty where the value says it.
    #[must_use]
    pub fn unit_written(self) -> &'static str {
        if self == Self::Duration { "" } else { self.unit() }
    }

    /// What is usual in an answer that was to be `aim_s` long, where somebody said so; `None` where nothing is.
    #[must_use]
    pub fn band(self, aim_s: Option<u32>) -> Option<Band> {
        match self {
            Self::Pace => Some(USUAL.pace),
            Self::Fillers => Some(USUAL.fillers_per_minute),
            Self::Duration => {
                let aim = aim_s.map(|length_s| Aim { length_s, set_by: SetBy::User });
                Some(aim.map_or(USUAL.length, Aim::length))
            }
            Self::Pitch => Some(USUAL.pitch_sd),
            Self::LongPauses | Self::Star => None,
        }
    }

    /// The smallest change worth a word, in the metric's unit: less is not heard, or is one count more or less.
    #[must_use]
    pub fn least_change(self) -> f64 {
        match self {
            // A tenth of the usual pace; changes within an answer are heard from 15 %.
            Self::Pace => 15.0,
            Self::Duration => 10.0,
            Self::Fillers | Self::LongPauses | Self::Star => 1.0,
            Self::Pitch => 0.5,
        }
    }

    /// Whether it depends on which words were recognised, and so on the model that did.
    #[must_use]
    pub fn needs_words(self) -> bool {
        matches!(self, Self::Pace | Self::Fillers | Self::Star)
    }

    /// What was counted in a take with this `headline`; `None` where nothing is, as the metric is measured or was not.
    #[must_use]
    pub fn tally(self, headline: &Headline) -> Option<Tally> {
        let value = headline.get(self)?;
        let (count, exposure) = match self {
            Self::Fillers => {
                let minutes = headline.get(Self::Duration).filter(|&seconds| seconds > 0.0)? / 60.0;
                ((value * minutes).round(), minutes)
            }
            Self::LongPauses => (value, 1.0),
            // The parts that are missing are the rare ones.
            Self::Star => (PARTS - value, 1.0),
            Self::Pace | Self::Duration | Self::Pitch => return None,
        };
        Some(Tally { count, exposure })
    }

    /// Its value where so many things are [counted](Self::tally) a unit of exposure.
    #[must_use]
    pub fn of_rate(self, rate: f64) -> f64 {
        if self == Self::Star { PARTS - rate } else { rate }
    }

    /// What a change of its [tallies](Self::tally) is to itself.
    #[must_use]
    pub fn told(self, change: Change) -> Change {
        if self == Self::Star { change.reversed() } else { change }
    }

    /// Whether its takes are counted, rather than measured.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Fillers | Self::LongPauses | Self::Star)
    }

    /// What a higher value is called.
    #[must_use]
    pub fn more(self) -> &'static str {
        match self {
            Self::Pace => "faster",
            Self::Duration => "longer",
            Self::Pitch => "livelier",
            _ => "more",
        }
    }

    /// What a lower value is called.
    #[must_use]
    pub fn less(self) -> &'static str {
        match self {
            Self::Pace => "slower",
            Self::Duration => "shorter",
            Self::Pitch => "flatter",
            _ => "fewer",
        }
    }

    /// Its value in `take`; `None` where it was not measured, or all but its length where it is too short to be judged.
    #[must_use]
    pub fn read(self, take: &Take) -> Option<f64> {
        match self {
            _ if self != Self::Duration && !take.is_enough() => None,
            Self::Pace => take.pace.wpm,
            Self::Fillers => take.fillers.per_minute,
            Self::LongPauses => take.pauses.as_ref().and_then(|pauses| pauses.long).map(|long| long as f64),
            Self::Duration => take.duration.speech_span_s,
            Self::Pitch => take.delivery.pitch.as_ref().map(|voice| voice.pitch.sd_semitones),
            Self::Star => {
                let story = take.structure.kind == StoryKind::Story && take.wants_story();
                story.then(|| PARTS - take.structure.missing.len() as f64)
            }
        }
    }
}

/// The value of every metric of one take, in the order of [`Metric::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Headline(pub [Option<f64>; Metric::ALL.len()]);

impl Headline {
    /// "pace 150 words/min", "duration 1:37"; `None` where it was not measured.
    #[must_use]
    pub fn told(&self, metric: Metric) -> Option<String> {
        let value = metric.written(self.get(metric)?);
        Some(format!("{} {value} {}", metric.title(), metric.unit_written()).trim_end().to_owned())
    }

    /// The headline numbers of `take`.
    #[must_use]
    pub fn read(take: &Take) -> Self {
        Self(Metric::ALL.map(|metric| metric.read(take)))
    }

    /// The value of `metric`.
    #[must_use]
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.0[metric as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use crate::structure::{Label, Shape};

    #[test]
    fn the_headline_is_what_the_report_says() {
        let take = sample::answer();
        let headline = Headline::read(&take);
        assert_eq!(headline.get(Metric::Duration).map(f64::round), take.duration.speech_span_s.map(f64::round));
        assert_eq!(headline.get(Metric::LongPauses), Some(1.0), "one pause of 2.3 s");
        assert_eq!(headline.get(Metric::Star), Some(4.0));
        for metric in Metric::ALL {
            assert!(headline.get(metric).is_some(), "{}", metric.name());
        }
    }

    #[test]
    fn a_length_is_written_as_everywhere_else() {
        assert_eq!(Metric::Duration.written(97.4) + Metric::Duration.unit_written(), "1:37");
        assert_eq!(Metric::Fillers.written(2.14) + " " + Metric::Fillers.unit_written(), "2.1 a minute");
    }

    #[test]
    fn what_was_not_measured_is_nothing_and_no_story_has_no_parts() {
        let text = Headline::read(&sample::text_alone(sample::answer()));
        assert_eq!(text.get(Metric::Pace), None);
        assert_eq!(text.get(Metric::Pitch), None);
        let mut take = sample::answer();
        take.structure.missing = vec![Label::Task, Label::Result];
        assert_eq!(Headline::read(&take).get(Metric::Star), Some(2.0));
        take.structure.kind = StoryKind::Generic;
        assert_eq!(Headline::read(&take).get(Metric::Star), None);
        // "Why do you want to work here?" asks for no story.
        let mut take = sample::answer();
        take.shape.as_mut().unwrap().name = Shape::Motivation;
        assert_eq!(Headline::read(&take).get(Metric::Star), None);
    }

    #[test]
    fn of_what_is_too_short_to_be_judged_only_the_length_is_kept() {
        let mut take = sample::answer();
        take.pace.words = 8;
        let headline = Headline::read(&take);
        let kept: Vec<Metric> = Metric::ALL.into_iter().filter(|&metric| headline.get(metric).is_some()).collect();
        assert_eq!(kept, [Metric::Duration]);
    }
}
