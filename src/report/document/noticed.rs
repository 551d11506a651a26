//! A finding in, the same ready to print out.

use crate::figure::clock;
use crate::findings::Finding;
use crate::report::clean::clean;
use crate::report::tone::Tone;

/// A finding, ready to print.
pub(crate) struct Noticed {
    pub(crate) tone: Tone,
    pub(crate) message: String,
    pub(crate) advice: String,
    pub(crate) moments: Vec<Replayed>,
}

/// Where to listen.
pub(crate) struct Replayed {
    /// From when on, s.
    pub(crate) start_s: Option<f64>,
    pub(crate) quote: String,
}

impl Replayed {
    /// The same as m:ss.
    pub(crate) fn at(&self) -> Option<String> {
        self.start_s.map(clock)
    }
}

impl Noticed {
    pub(super) fn new(finding: &Finding) -> Self {
        let moments = finding.evidence.iter().map(|evidence| Replayed {
            start_s: evidence.span.map(|span| span.start_s),
            quote: clean(&evidence.quote),
        });
        Self {
            tone: finding.severity.into(),
            message: clean(&finding.message),
            advice: clean(&finding.advice),
            moments: moments.collect(),
        }
    }
}
