//! Two takes in, what changed between them out, and whether each change is more than the speaker's takes vary by anyway.

use super::Entry;
use super::counts::{self, Tally};
use super::metric::{Headline, Metric};
use super::spread::{self, Change, Spread};
use super::trend::measured_by;

/// One measure of two takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedMetric {
    /// What was measured.
    pub metric: Metric,
    /// Of the first take; `None` where not measured.
    pub before: Option<f64>,
    /// Of the second.
    pub after: Option<f64>,
    /// What the difference is worth.
    pub judged: Judged,
}

/// What a difference is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Judged by the speaker's own spread.
    Change(Change),
    /// So many more takes are needed to know the spread.
    TooFew(usize),
    /// Other definitions, or other models for the words: not to be compared.
    Otherwise,
    /// One of them was not measured.
    Unmeasured,
    /// Two people said them.
    OtherSpeaker,
}

/// Compares every measure of `before` and `after`; `others` are more takes of the same speaker, best of the same question,
/// newest first, which tell how far takes lie apart that are no better and no worse.
#[must_use]
pub fn compare(before: &Entry, after: &Entry, others: &[Entry]) -> Vec<ComparedMetric> {
    Metric::ALL.map(|metric| row(metric, before, after, others)).into()
}

fn row(metric: Metric, before: &Entry, after: &Entry, others: &[Entry]) -> ComparedMetric {
    let value = |entry: &Entry| entry.facts.headline.get(metric);
    let standard = measured_by(after, metric);
    let (old, new) = (value(before), value(after));
    let judged = match old.zip(new) {
        None => Judged::Unmeasured,
        Some(_) if !before.is_by_speaker_of(after) => Judged::OtherSpeaker,
        Some(_) if measured_by(before, metric) != standard => Judged::Otherwise,
        Some((old, new)) => {
            let alike =
                others.iter().filter(|e| e.id != before.id && e.id != after.id && measured_by(e, metric) == standard);
            let alike: Vec<&Headline> = alike
                .map(|entry| &entry.facts.headline)
                .filter(|headline| headline.get(metric).is_some())
                .take(spread::MOST)
                .collect();
            judge(metric, (before, old), (after, new), &alike)
        }
    };
    ComparedMetric { metric, before: old, after: new, judged }
}

/// What the difference of two values is worth, by how far those of `others` lie apart.
fn judge(metric: Metric, (before, old): (&Entry, f64), (after, new): (&Entry, f64), others: &[&Headline]) -> Judged {
    let values: Vec<f64> = others.iter().filter_map(|headline| headline.get(metric)).collect();
    let Some(spread) = Spread::measure(&values) else { return Judged::TooFew(spread::FEWEST - values.len()) };
    let least = metric.least_change();
    let [before, after] = [before, after].map(|entry| metric.tally(&entry.facts.headline));
    Judged::Change(match before.zip(after) {
        Some((before, after)) => {
            let others: Vec<Tally> = others.iter().filter_map(|headline| metric.tally(headline)).collect();
            metric.told(counts::judge_two(before, after, &others, least))
        }
        None if metric.is_counted() => Change::None,
        None => Change::judge(new - old, spread.reach_between(), least),
    })
}

impl ComparedMetric {
    /// "150 → 152 words/min", "1:37 → 1:52"; `None` where one is not measured.
    #[must_use]
    pub fn values(&self) -> Option<String> {
        let (before, after) = self.before.zip(self.after)?;
        let [before, after] = [before, after].map(|value| self.metric.written(value));
        Some(format!("{before} → {after} {}", self.metric.unit_written()).trim_end().to_owned())
    }

    /// "really fewer", "no real change"; why not where it cannot be told.
    #[must_use]
    pub fn remark(&self) -> String {
        match self.judged {
            Judged::Change(Change::Up) => format!("really {}", self.metric.more()),
            Judged::Change(Change::Down) => format!("really {}", self.metric.less()),
            Judged::Change(Change::None) => "no real change".into(),
            Judged::TooFew(_) => "cannot tell yet".into(),
            Judged::Otherwise => "measured another way".into(),
            Judged::Unmeasured => "not measured".into(),
            Judged::OtherSpeaker => "another speaker".into(),
        }
    }
}

/// How many more takes, measured like these, are needed to judge every row; none where all can be.
#[must_use]
pub fn missing(rows: &[ComparedMetric]) -> usize {
    let missing = |row: &ComparedMetric| if let Judged::TooFew(missing) = row.judged { missing } else { 0 };
    rows.iter().map(missing).max().unwrap_or_default()
}

/// The comparison with an earlier take in one sentence, to end a report with.
#[must_use]
pub fn sentence(before: &Entry, rows: &[ComparedMetric]) -> String {
    let told = |row: &&ComparedMetric| row.values().map(|values| format!("{} {values}", row.metric.title()));
    let real: Vec<String> = rows
        .iter()
        .filter(|row| matches!(row.judged, Judged::Change(Change::Up | Change::Down)))
        .filter_map(|row| Some(format!("{}, {}", told(&row)?, row.remark())))
        .collect();
    let first = |judged: fn(&ComparedMetric) -> bool| -> String {
        rows.iter().filter(|row| judged(row)).take(2).filter_map(|row| told(&row)).collect::<Vec<_>>().join(", ")
    };
    let few = |row: &ComparedMetric| matches!(row.judged, Judged::TooFew(_));
    let what = if !real.is_empty() {
        format!("{}; no other real change.", real.join("; "))
    } else if rows.iter().any(|row| matches!(row.judged, Judged::Change(_))) {
        format!("no real change ({}).", first(|row| matches!(row.judged, Judged::Change(_))))
    } else if rows.iter().any(few) {
        format!(
            "{}; too few takes yet to tell a real change from chance.",
            first(|row| matches!(row.judged, Judged::TooFew(_)))
        )
    } else {
        "they were not measured the same way, so they cannot be compared.".into()
    };
    format!("Against take {} of {}: {what}", before.id, before.taken.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::trend::tests::takes;

    fn judged(before: f64, after: f64, others: &[f64]) -> ComparedMetric {
        let paces: Vec<_> = [&[before, after], others].concat().into_iter().map(Some).collect();
        let entries = takes(&paces);
        compare(&entries[0], &entries[1], &entries)[Metric::Pace as usize]
    }

    #[test]
    fn a_change_is_real_only_outside_the_speakers_own_spread() {
        let steady = [150.0, 152.0, 148.0, 151.0, 149.0, 150.0, 153.0, 147.0];
        let restless = [120.0, 175.0, 140.0, 190.0, 110.0, 160.0, 130.0, 180.0];
        assert_eq!(judged(150.0, 175.0, &steady).judged, Judged::Change(Change::Up));
        assert_eq!(judged(150.0, 175.0, &restless).judged, Judged::Change(Change::None));
        assert_eq!(judged(150.0, 175.0, &steady).remark(), "really faster");
        assert_eq!(judged(175.0, 150.0, &steady).remark(), "really slower");
    }

    #[test]
    fn too_few_takes_tell_nothing_and_the_two_do_not_count_themselves() {
        assert_eq!(judged(150.0, 190.0, &[150.0, 151.0, 149.0]).judged, Judged::TooFew(1));
        assert_eq!(judged(150.0, 190.0, &[]).judged, Judged::TooFew(4));
        assert_eq!(judged(150.0, 190.0, &[]).remark(), "cannot tell yet");
    }

    #[test]
    fn what_was_measured_another_way_is_not_compared() {
        let mut entries = takes(&[Some(150.0), Some(190.0), None]);
        entries[0].facts.model = Some("base".into());
        let rows = compare(&entries[0], &entries[1], &entries);
        assert_eq!(rows[Metric::Pace as usize].judged, Judged::Otherwise);
        assert_eq!(rows[Metric::Pitch as usize].judged, Judged::Unmeasured);
        assert!(sentence(&entries[0], &rows).ends_with("cannot be compared."));
    }

    #[test]
    fn the_sentence_says_what_is_real_first() {
        let paces: Vec<_> = [150.0, 190.0, 150.0, 152.0, 148.0, 151.0, 149.0, 150.0].map(Some).into();
        let mut entries = takes(&paces);
        let told = |entries: &[Entry]| sentence(&entries[0], &compare(&entries[0], &entries[1], entries));
        assert!(
            told(&entries).contains("pace 150 → 190 words/min, really faster; no other real change."),
            "{}",
            told(&entries)
        );
        entries[1].facts.headline.0[Metric::Pace as usize] = Some(151.0);
        assert!(told(&entries).contains("no real change (pace 150 → 151 words/min)."), "{}", told(&entries));
        assert!(told(&entries[..3]).contains("too few takes"), "{}", told(&entries[..3]));
    }
}
