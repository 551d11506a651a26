//! A stretch of numbers that is usual, and where a number stands against it.

use crate::figure;

/// Where a band comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandSource {
    /// Published measurements.
    Literature,
    /// What coaches and other tools use.
    Practice,
    /// Our own judgement.
    Judgement,
}

/// A stretch of numbers that is usual. A missing end is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// What is measured.
    pub name: &'static str,
    /// Its unit, as printed after a number.
    pub unit: &'static str,
    /// Usual from here.
    pub from: Option<f64>,
    /// Usual up to here.
    pub to: Option<f64>,
    /// Below this it is worth changing.
    pub flag_below: Option<f64>,
    /// Above this it is worth changing.
    pub flag_above: Option<f64>,
    /// Why these numbers.
    pub reason: &'static str,
    /// Who says so.
    pub source: BandSource,
}

/// Where a value stands against its band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Low enough to change.
    FarBelow,
    /// A little lower than usual.
    Below,
    /// Usual.
    Usual,
    /// A little higher than usual.
    Above,
    /// High enough to change.
    FarAbove,
}

impl Band {
    /// Where `value` stands; the ends themselves are usual.
    #[must_use]
    pub fn judge(&self, value: f64) -> Standing {
        if self.flag_below.is_some_and(|limit| value < limit) {
            Standing::FarBelow
        } else if self.flag_above.is_some_and(|limit| value > limit) {
            Standing::FarAbove
        } else if self.from.is_some_and(|limit| value < limit) {
            Standing::Below
        } else if self.to.is_some_and(|limit| value > limit) {
            Standing::Above
        } else {
            Standing::Usual
        }
    }

    /// The same, where a side that is never worth changing is usual throughout: what no finding ever comes of needs no mark.
    #[must_use]
    pub fn stands_out(&self, value: f64) -> Standing {
        match self.judge(value) {
            Standing::Below if self.flag_below.is_none() => Standing::Usual,
            Standing::Above if self.flag_above.is_none() => Standing::Usual,
            standing => standing,
        }
    }

    /// What is usual, as every text says it: "130–170 words/min", "up to 4 % of words", "20 dB and more"; empty without an end.
    #[must_use]
    pub fn usual(&self) -> String {
        self.written(&format!(" {}", self.unit))
    }

    /// The same without the unit, for a sentence that names it: "130–170", "up to 4", "20 and more".
    #[must_use]
    pub fn range(&self) -> String {
        self.written("")
    }

    /// The upper end alone, for a sentence about too much: "up to 40".
    #[must_use]
    pub fn up_to(&self) -> String {
        Self { from: None, ..*self }.range()
    }

    /// A band of seconds in words: "one to three minutes", "1:15 to 2:30".
    #[must_use]
    pub fn minutes(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from % 60.0 == 0.0 && to % 60.0 == 0.0 => {
                format!("{} to {}", figure::small((from / 60.0) as usize), figure::minutes(to))
            }
            (Some(from), Some(to)) => format!("{} to {}", figure::length(from), figure::length(to)),
            (None, Some(to)) => format!("up to {}", figure::minutes(to)),
            (Some(from), None) => format!("{} and more", figure::minutes(from)),
            (None, None) => String::new(),
        }
    }

    /// A band of seconds as a table has it: "1:00–3:00", "up to 1:30", "1:00 and more".
    #[must_use]
    pub fn lengths(&self) -> String {
        self.with(figure::length, "")
    }

    fn written(&self, unit: &str) -> String {
        self.with(figure::short, unit)
    }

    fn with(&self, written: fn(f64) -> String, unit: &str) -> String {
        match (self.from.map(written), self.to.map(written)) {
            (Some(from), Some(to)) => format!("{from}–{to}{unit}"),
            (None, Some(to)) => format!("up to {to}{unit}"),
            (Some(from), None) => format!("{from}{unit} and more"),
            (None, None) => String::new(),
        }
    }
}
