//! Several takes in, a line of each out: what is put together when many recordings are analysed at once.

use crate::findings::Severity;
use crate::history::metric::{Headline, Metric};
use crate::take::Take;

/// The figures that are told of each recording: what stands above them in a table, and the columns they take in a terminal.
pub(super) const COLUMNS: [(Metric, &str, usize); 4] = [
    (Metric::Duration, "length", 8),
    (Metric::Pace, "words/min", 11),
    (Metric::Fillers, "fillers/min", 13),
    (Metric::Star, "STAR", 6),
];

/// One of several recordings.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryLine {
    /// The name of its file.
    pub name: String,
    /// The file of its report, beside the summary; `None` where it has none of its own.
    pub page: Option<String>,
    /// What was found in it; why not, where it could not be analysed.
    pub outcome: Result<Found, String>,
}

impl SummaryLine {
    /// A figure as it stands in a table.
    pub(super) fn figure(&self, metric: Metric) -> String {
        let value = self.outcome.as_ref().ok().and_then(|found| found.headline.get(metric));
        value.map_or_else(|| "–".into(), |value| metric.written(value))
    }
}

/// What a summary tells of a take.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it answers; `None` where nobody said.
    pub question: Option<String>,
    /// Its figures.
    pub headline: Headline,
    /// What to try first; `None` where nothing stood out.
    pub advice: Option<String>,
}

impl Found {
    /// What is told of `take`.
    #[must_use]
    pub fn new(take: &Take) -> Self {
        let question = take.question.prompt.clone().or_else(|| take.question.id.clone());
        let advice = take.findings.iter().find(|finding| finding.severity != Severity::Good);
        Self { question, headline: Headline::read(take), advice: advice.map(|finding| finding.advice.clone()) }
    }
}
