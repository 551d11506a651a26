//! Takes of the past in, the course of one measure out: its points, its rolling mean, and whether it really changed.

use std::collections::BTreeSet;

use super::Entry;
use super::metric::Metric;
use super::spread::{self, Change, Spread};
use crate::moment::Moment;

/// Takes in a rolling mean, and the fewest that make one.
pub const WINDOW: usize = 5;
const FEWEST_IN_MEAN: usize = 2;

/// One take on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendPoint {
    /// The take.
    pub id: i64,
    /// When it was said.
    pub taken: Moment,
    /// What was measured.
    pub value: f64,
    /// Mean of this take and up to four before it that were measured the same way; `None` for the first of them.
    pub mean: Option<f64>,
    /// Whether it was measured as the last take was, so that the two may be compared.
    pub comparable: bool,
}

/// How a measure went from take to take.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// What was measured.
    pub metric: Metric,
    /// In the order they were said; takes without a value are left out.
    pub points: Vec<TrendPoint>,
    /// The spread of the takes before the latest; `None` while there are too few.
    pub spread: Option<Spread>,
    /// What the latest takes are against those before.
    pub verdict: Verdict,
}

/// Whether there is a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing measured yet.
    Nothing,
    /// One take: nothing to compare it with.
    First,
    /// So many more takes are needed to tell a change from chance.
    TooFew {
        /// Takes that are missing.
        missing: usize,
    },
    /// The latest takes against those before.
    Told {
        /// Mean of the latest.
        now: f64,
        /// How many those are.
        latest: usize,
        /// Median of those before.
        before: f64,
        /// What the difference is worth.
        change: Change,
    },
}

/// What has to be the same for two takes to be comparable: the definitions, and for what is counted in words the model too.
pub(super) fn measured_by(entry: &Entry, metric: Metric) -> (u32, Option<&str>) {
    (entry.analyser, entry.facts.model.as_deref().filter(|_| metric.needs_words()))
}

impl Trend {
    /// The course of `metric` over `entries`, which are in the order they were said.
    #[must_use]
    pub fn new(metric: Metric, entries: &[Entry]) -> Self {
        let measured = || entries.iter().filter(|entry| entry.facts.headline.get(metric).is_some());
        let standard = measured().next_back().map(|last| measured_by(last, metric));
        let mut points: Vec<TrendPoint> = Vec::new();
        for entry in measured() {
            let Some(value) = entry.facts.headline.get(metric) else { continue };
            let comparable = Some(measured_by(entry, metric)) == standard;
            points.push(TrendPoint { id: entry.id, taken: entry.taken, value, mean: None, comparable });
        }
        roll(&mut points);
        let values: Vec<f64> = points.iter().filter(|point| point.comparable).map(|point| point.value).collect();
        let (spread, verdict) = judge(metric, &values);
        Self { metric, points, spread, verdict }
    }

    /// Takes that were measured another way than the last one.
    #[must_use]
    pub fn others(&self) -> usize {
        self.points.iter().filter(|point| !point.comparable).count()
    }
}

/// What has to be said of `entries` before they are compared: that not all were measured the same way.
#[must_use]
pub fn notes(entries: &[Entry]) -> Vec<String> {
    let mut notes = Vec::new();
    let analysers: BTreeSet<u32> = entries.iter().map(|entry| entry.analyser).collect();
    if analysers.len() > 1 {
        notes.push(
            "Some of these takes were measured by other definitions than today's and are not compared: `outloud reanalyze` \
             measures them again."
                .into(),
        );
    }
    let models: BTreeSet<&str> =
        entries.iter().map(|entry| entry.facts.model.as_deref().unwrap_or("a given transcript")).collect();
    if models.len() > 1 {
        notes.push(format!(
            "The words come from {}: pace, fillers and STAR parts are compared only among takes with the same source. \
             `outloud reanalyze --transcribe` recognises the words of recordings again.",
            models.into_iter().collect::<Vec<_>>().join(", ")
        ));
    }
    notes
}

/// Gives every point the mean of the latest that are comparable.
fn roll(points: &mut [TrendPoint]) {
    let mut window: Vec<f64> = Vec::with_capacity(WINDOW + 1);
    for point in points.iter_mut().filter(|point| point.comparable) {
        window.push(point.value);
        if window.len() > WINDOW {
            window.remove(0);
        }
        point.mean = (window.len() >= FEWEST_IN_MEAN).then(|| mean(&window));
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The latest takes, up to five, against all those before them, at least four.
fn judge(metric: Metric, values: &[f64]) -> (Option<Spread>, Verdict) {
    match values.len() {
        0 => return (None, Verdict::Nothing),
        1 => return (None, Verdict::First),
        n if n <= spread::FEWEST => return (None, Verdict::TooFew { missing: spread::FEWEST + 1 - n }),
        _ => {}
    }
    let latest = (values.len() - spread::FEWEST).min(WINDOW);
    let (before, recent) = values.split_at(values.len() - latest);
    let Some(spread) = Spread::measure(before) else { return (None, Verdict::First) };
    let now = mean(recent);
    let change = Change::judge(now - spread.median, spread.reach(latest), metric.least_change());
    (Some(spread), Verdict::Told { now, latest, before: spread.median, change })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::history::Facts;
    use crate::history::metric::Headline;

    /// Takes of these paces, a day apart.
    pub(in crate::history) fn takes(paces: &[Option<f64>]) -> Vec<Entry> {
        let entry = |(n, pace): (i64, &Option<f64>)| {
            let mut headline = Headline::default();
            headline.0[Metric::Pace as usize] = *pace;
            Entry {
                id: n,
                taken: Moment(n * 86_400_000),
                tags: Vec::new(),
                category: None,
                audio: None,
                analyser: 1,
                facts: Facts {
                    question: None,
                    source: "answer.wav".into(),
                    audio_s: None,
                    model: Some("base.en".into()),
                    shape: None,
                    words: 200,
                    headline,
                },
            }
        };
        (1..).zip(paces).map(entry).collect()
    }

    fn trend(paces: &[f64]) -> Trend {
        Trend::new(Metric::Pace, &takes(&paces.iter().copied().map(Some).collect::<Vec<_>>()))
    }

    #[test]
    fn there_is_no_verdict_before_there_is_a_spread() {
        assert_eq!(trend(&[]).verdict, Verdict::Nothing);
        assert_eq!(trend(&[150.0]).verdict, Verdict::First);
        assert_eq!(trend(&[150.0, 160.0]).verdict, Verdict::TooFew { missing: 3 });
        assert_eq!(trend(&[150.0, 160.0, 140.0, 150.0]).verdict, Verdict::TooFew { missing: 1 });
        let Verdict::Told { latest, change, .. } = trend(&[150.0, 160.0, 140.0, 150.0, 155.0]).verdict else {
            panic!()
        };
        assert_eq!((latest, change), (1, Change::None));
    }

    #[test]
    fn the_latest_five_are_held_against_those_before() {
        let steady = [150.0, 158.0, 146.0, 152.0, 149.0, 155.0, 147.0, 151.0, 153.0, 148.0];
        let Verdict::Told { change, .. } = trend(&steady).verdict else { panic!() };
        assert_eq!(change, Change::None);
        let slower = [&steady[..], &[121.0, 118.0, 124.0, 119.0, 123.0]].concat();
        let told = trend(&slower);
        assert_eq!(told.verdict, Verdict::Told { now: 121.0, latest: 5, before: 150.5, change: Change::Down });
        assert_eq!(told.spread.unwrap().takes, 10);
        let odd = [&steady[..], &[110.0, 150.0, 152.0, 149.0, 151.0]].concat();
        let Verdict::Told { change, .. } = trend(&odd).verdict else { panic!() };
        assert_eq!(change, Change::None, "one odd take is no trend");
    }

    #[test]
    fn a_mean_has_two_to_five_takes() {
        let means: Vec<_> = trend(&[1.0, 3.0, 5.0, 7.0, 9.0, 11.0]).points.iter().map(|point| point.mean).collect();
        assert_eq!(means, [None, Some(2.0), Some(3.0), Some(4.0), Some(5.0), Some(7.0)]);
    }

    #[test]
    fn takes_without_a_value_are_left_out() {
        let trend = Trend::new(Metric::Pace, &takes(&[Some(150.0), None, Some(140.0)]));
        assert_eq!(trend.points.iter().map(|point| point.id).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn takes_measured_another_way_are_shown_and_not_compared() {
        let mut entries = takes(&[Some(100.0), Some(101.0), Some(150.0), Some(151.0)]);
        entries[0].analyser = 0;
        entries[1].facts.model = Some("base".into());
        let pace = Trend::new(Metric::Pace, &entries);
        assert_eq!((pace.points.len(), pace.others()), (4, 2));
        assert_eq!(pace.points.iter().map(|point| point.mean).collect::<Vec<_>>(), [None, None, None, Some(150.5)]);
        assert_eq!(pace.verdict, Verdict::TooFew { missing: 3 });
        for entry in &mut entries {
            entry.facts.headline.0[Metric::Duration as usize] = Some(90.0);
        }
        assert_eq!(Trend::new(Metric::Duration, &entries).others(), 1, "a length needs no model");
    }
}
