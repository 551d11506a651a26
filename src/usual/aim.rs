//! A length that somebody aims at in, what fits it out: the one rule that turns an aim into bands.

use serde::{Deserialize, Serialize};

use super::band::{Band, BandSource};
use crate::figure::length;
use crate::moment::parse_length_s;

/// Shortest aim, s: less speech than this is not judged.
const LEAST_S: u32 = 15;
/// An answer may miss its aim by this share of it …
const LEEWAY: f64 = 1.0 / 3.0;
/// … and by this much at most, s.
const MOST_LEEWAY_S: f64 = 60.0;
/// Where the rule comes from.
const REASON: &str =
    "a third of the aim either way, a minute at most: as speaking clubs time 1 to 2, 4 to 6 and 5 to 7 minutes";

/// A length to aim at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// How long, s.
    pub length_s: u32,
    /// Who says so.
    pub set_by: SetBy,
}

/// Who sets an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SetBy {
    /// The user, by an option or in the settings.
    User,
    /// The question, which takes so long to answer well.
    Question,
}

impl Aim {
    /// The user's aim as they write it, such as "90s" or "7m", in whole seconds.
    ///
    /// # Errors
    /// What is wrong with it, for the user.
    pub fn of_user(text: &str) -> Result<Self, String> {
        let length_s = parse_length_s(text)?.round() as u32;
        if length_s < LEAST_S {
            return Err(format!("it has to be {LEAST_S} s or more: less speech is not judged"));
        }
        Ok(Self { length_s, set_by: SetBy::User })
    }

    /// As it stands in a sentence: "your aim of 0:30", "this question's 2:00".
    #[must_use]
    pub fn named(self) -> String {
        let length = length(self.length_s.into());
        match self.set_by {
            SetBy::User => format!("your aim of {length}"),
            SetBy::Question => format!("this question's {length}"),
        }
    }

    /// Lengths that fit it.
    #[must_use]
    pub fn length(self) -> Band {
        let (from, to) = self.within(1.0);
        let (from, to) = (Some(from), Some(to));
        Band { name: "length", from, to, flag_below: from, flag_above: to, ..self.near() }
    }

    /// Inside these, lengths that hit it.
    pub(super) fn near(self) -> Band {
        let (from, to) = self.within(0.5);
        Band {
            name: "length to aim at",
            unit: "s",
            from: Some(from),
            to: Some(to),
            flag_below: None,
            flag_above: None,
            reason: REASON,
            source: BandSource::Practice,
        }
    }

    /// From and to, s, when so much of the leeway is used.
    fn within(self, share: f64) -> (f64, f64) {
        let aim_s = f64::from(self.length_s);
        let leeway_s = share * (LEEWAY * aim_s).min(MOST_LEEWAY_S).round();
        (aim_s - leeway_s, aim_s + leeway_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aim(length_s: u32) -> Aim {
        Aim { length_s, set_by: SetBy::User }
    }

    #[test]
    fn what_fits_an_aim_is_what_speaking_clubs_time_speeches_by() {
        let ends = |length_s| (aim(length_s).length().from, aim(length_s).length().to);
        for (aim_s, from, to) in [(90, 60.0, 120.0), (300, 240.0, 360.0), (360, 300.0, 420.0), (480, 420.0, 540.0)] {
            assert_eq!(ends(aim_s), (Some(from), Some(to)), "{aim_s} s");
        }
        assert_eq!(ends(30), (Some(20.0), Some(40.0)), "a pitch");
        assert_eq!(ends(420), (Some(360.0), Some(480.0)), "a talk");
    }

    #[test]
    fn an_aim_is_read_as_people_write_it_and_named_by_who_set_it() {
        assert_eq!(Aim::of_user("30s").map(Aim::named), Ok("your aim of 0:30".into()));
        assert_eq!(Aim::of_user("7m"), Ok(aim(420)));
        assert_eq!(Aim { set_by: SetBy::Question, ..aim(120) }.named(), "this question's 2:00");
        for text in ["", "soon", "0", "14s"] {
            assert!(Aim::of_user(text).is_err(), "{text}");
        }
    }
}
