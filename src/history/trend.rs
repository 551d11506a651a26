//! Takes of the past in, the course of one measure out: its points, its rolling mean, and whether it really changed.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;
use super::counts::{self, Tally};
use super::metric::Metric;
use super::spread::{self, Change, Spread};
use crate::figure::count;
use crate::moment::Moment;
use crate::stats;
use crate::usual::Band;

/// Takes in a rolling mean, and the fewest that make one.
pub const WINDOW: usize = 5;
/// Takes that are held against those before, at most: a third fewer fillers show in so many (see the tests of [`counts`]).
pub const LATEST: usize = 8;
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
    /// Whether it was measured as most takes were, so that it is judged with them.
    pub comparable: bool,
    /// What is usual in it: of a length, what fits its own aim. `None` where nothing is.
    pub band: Option<Band>,
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
    /// What the latest takes are against those before, among the largest set that was measured the same way.
    pub verdict: Verdict,
    /// Which takes are judged and what the others lack, in a sentence; `None` where none is left out.
    pub left_out: Option<String>,
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
        /// Mean of the latest; of fillers a minute, those of all their minutes.
        now: f64,
        /// How many those are.
        latest: usize,
        /// Median of those before; of what is counted, their mean.
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
        let measured: Vec<(&Entry, f64)> =
            entries.iter().filter_map(|entry| Some((entry, entry.facts.headline.get(metric)?))).collect();
        let judged = largest(metric, &measured);
        let comparable = |entry: &Entry| judged.is_some_and(|judged| measured_by(entry, metric) == judged);
        let mut points: Vec<TrendPoint> = measured
            .iter()
            .map(|&(entry, value)| TrendPoint {
                id: entry.id,
                taken: entry.taken,
                value,
                mean: None,
                comparable: comparable(entry),
                band: metric.band(entry.facts.aim_s),
            })
            .collect();
        roll(&mut points);
        let (like, others): (Vec<&Entry>, Vec<&Entry>) =
            measured.iter().map(|&(entry, _)| entry).partition(|entry| comparable(entry));
        let (spread, verdict) = judge(metric, &like);
        let left_out = judged.filter(|_| !others.is_empty()).map(|judged| lacking(metric, judged, like.len(), &others));
        Self { metric, points, spread, verdict, left_out }
    }

    /// What is usual in all of its takes; `None` where nothing is, or each take has an aim of its own.
    #[must_use]
    pub fn band(&self) -> Option<Band> {
        let first = self.points.first().map_or_else(|| self.metric.band(None), |point| point.band);
        first.filter(|_| self.points.iter().all(|point| point.band == first))
    }

    /// Whether all of its takes had the same aim.
    #[must_use]
    pub fn is_aimed(&self) -> bool {
        self.band().is_some_and(|band| self.metric.band(None) != Some(band))
    }

    /// Takes that were measured another way than those that are judged.
    #[must_use]
    pub fn others(&self) -> usize {
        self.points.iter().filter(|point| !point.comparable).count()
    }
}

/// How most of the takes were measured; where as many were measured another way, how the latest of them were.
fn largest<'a>(metric: Metric, measured: &[(&'a Entry, f64)]) -> Option<(u32, Option<&'a str>)> {
    let mut sets: BTreeMap<(u32, Option<&str>), (usize, usize)> = BTreeMap::new();
    for (n, (entry, _)) in measured.iter().enumerate() {
        let (size, last) = sets.entry(measured_by(entry, metric)).or_default();
        (*size, *last) = (*size + 1, n);
    }
    sets.into_iter().max_by_key(|(_, rank)| *rank).map(|(set, _)| set)
}

/// "11 takes with words by base.en are judged; left out: 1 with words from a transcript."
fn lacking(metric: Metric, judged: (u32, Option<&str>), takes: usize, others: &[&Entry]) -> String {
    let words =
        |model: Option<&str>| model.map_or("words from a transcript".to_owned(), |model| format!("words by {model}"));
    let mut lacks: BTreeMap<String, usize> = BTreeMap::new();
    for entry in others {
        let (analyser, model) = measured_by(entry, metric);
        let lack = if analyser == judged.0 { format!("with {}", words(model)) } else { "by other definitions".into() };
        *lacks.entry(lack).or_default() += 1;
    }
    let with = if metric.needs_words() { format!(" with {}", words(judged.1)) } else { String::new() };
    let are = if takes == 1 { "is" } else { "are" };
    let lacks: Vec<String> = lacks.iter().map(|(lack, takes)| format!("{takes} {lack}")).collect();
    format!("{}{with} {are} judged; left out: {}.", count(takes, "take"), lacks.join(", "))
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
    stats::mean(values.iter().copied()).unwrap_or_default()
}

/// The latest takes, a third of them all and up to eight, against those before them, at least four and up to twenty.
fn judge(metric: Metric, takes: &[&Entry]) -> (Option<Spread>, Verdict) {
    match takes.len() {
        0 => return (None, Verdict::Nothing),
        1 => return (None, Verdict::First),
        n if n <= spread::FEWEST => return (None, Verdict::TooFew { missing: spread::FEWEST + 1 - n }),
        _ => {}
    }
    let latest = (takes.len() - spread::FEWEST).min(takes.len().div_ceil(3)).min(LATEST);
    let (before, recent) = takes.split_at(takes.len() - latest);
    let before = &before[before.len().saturating_sub(spread::MOST)..];
    let values =
        |takes: &[&Entry]| takes.iter().filter_map(|entry| entry.facts.headline.get(metric)).collect::<Vec<f64>>();
    let Some(spread) = Spread::measure(&values(before)) else { return (None, Verdict::First) };
    if metric.is_counted() {
        let tallies = |takes: &[&Entry]| -> Vec<Tally> {
            takes.iter().filter_map(|entry| metric.tally(&entry.facts.headline)).collect()
        };
        let (old, new) = (tallies(before), tallies(recent));
        let change = metric.told(counts::judge(&old, &new, metric.least_change()));
        let level = |tallies: &[Tally]| counts::rate(tallies).map(|rate| metric.of_rate(rate)).unwrap_or_default();
        let spread = spread.at_least(counts::floor(&old).unwrap_or_default());
        return (Some(spread), Verdict::Told { now: level(&new), latest, before: level(&old), change });
    }
    let now = mean(&values(recent));
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
                speaker: None,
                tags: Vec::new(),
                category: None,
                audio: None,
                analyser: 1,
                pending: None,
                facts: Facts {
                    question: None,
                    source: "answer.wav".into(),
                    audio_s: None,
                    model: Some("base.en".into()),
                    shape: None,
                    words: 200,
                    headline,
                    aim_s: None,
                    story: None,
                },
            }
        };
        (1..).zip(paces).map(entry).collect()
    }

    /// Takes of so many minutes with so many fillers, a day apart.
    pub(in crate::history) fn with_fillers(said: &[(f64, f64)]) -> Vec<Entry> {
        let mut entries = takes(&vec![None; said.len()]);
        for (entry, (minutes, count)) in entries.iter_mut().zip(said) {
            let headline = &mut entry.facts.headline.0;
            headline[Metric::Duration as usize] = Some(60.0 * minutes);
            headline[Metric::Fillers as usize] = Some(count / minutes);
        }
        entries
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
        let left_out =
            "2 takes with words by base.en are judged; left out: 1 by other definitions, 1 with words by base.";
        assert_eq!(pace.left_out.as_deref(), Some(left_out));
        assert_eq!(pace.points.iter().map(|point| point.mean).collect::<Vec<_>>(), [None, None, None, Some(150.5)]);
        assert_eq!(pace.verdict, Verdict::TooFew { missing: 3 });
        for entry in &mut entries {
            entry.facts.headline.0[Metric::Duration as usize] = Some(90.0);
        }
        assert_eq!(Trend::new(Metric::Duration, &entries).others(), 1, "a length needs no model");
    }

    #[test]
    fn the_largest_set_is_judged_although_the_newest_take_is_another() {
        let mut entries = takes(&[150.0, 152.0, 148.0, 151.0, 149.0, 150.0, 153.0].map(Some));
        entries[6].facts.model = None;
        let pace = Trend::new(Metric::Pace, &entries);
        assert!(matches!(pace.verdict, Verdict::Told { latest: 2, change: Change::None, .. }), "{:?}", pace.verdict);
        let left_out = "6 takes with words by base.en are judged; left out: 1 with words from a transcript.";
        assert_eq!(pace.left_out.as_deref(), Some(left_out));
    }

    #[test]
    fn a_length_is_judged_by_the_aim_of_its_take() {
        let mut entries = takes(&[None; 3]);
        for (n, entry) in entries.iter_mut().enumerate() {
            entry.facts.headline.0[Metric::Duration as usize] = Some(30.0);
            entry.facts.aim_s = [Some(30), Some(30), None][n];
        }
        let ends = |trend: &Trend| trend.band().map(|band| (band.from, band.to));
        let aimed = Trend::new(Metric::Duration, &entries[..2]);
        assert_eq!((ends(&aimed), aimed.is_aimed()), (Some((Some(20.0), Some(40.0))), true));
        let mixed = Trend::new(Metric::Duration, &entries);
        assert_eq!((ends(&mixed), mixed.is_aimed()), (None, false));
        assert_eq!(mixed.points.last().unwrap().band, Metric::Duration.band(None), "one to three minutes");
        assert!(!Trend::new(Metric::Pace, &takes(&[Some(150.0)])).is_aimed());
    }

    #[test]
    fn what_was_long_ago_does_not_count_any_more() {
        let paces = [[120.0, 124.0, 122.0, 118.0].repeat(5), [160.0, 164.0, 162.0, 158.0].repeat(7)].concat();
        let Verdict::Told { change, before, .. } = trend(&paces).verdict else { panic!() };
        assert_eq!((change, before), (Change::None, 161.0));
    }

    #[test]
    fn a_part_of_the_story_less_in_every_take_is_fewer_parts() {
        let mut entries = takes(&[None; 15]);
        for (n, entry) in entries.iter_mut().enumerate() {
            entry.facts.headline.0[Metric::Star as usize] = Some(if n < 10 { 4.0 } else { 2.0 });
        }
        let told = Trend::new(Metric::Star, &entries).verdict;
        assert_eq!(told, Verdict::Told { now: 2.0, latest: 5, before: 4.0, change: Change::Down });
    }
}
