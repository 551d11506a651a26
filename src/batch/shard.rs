//! The names of recordings in, those that one of several machines takes out.

use std::path::{Component, Path};
use std::str::FromStr;

use crate::fingerprint::digest;

/// One of several equal shares of whatever recordings there are.
///
/// A recording's name alone says whose it is: what else is there, what comes and what goes changes nothing for it. So several machines that
/// are given the same names take each recording exactly once, without a word between them.
///
/// ```
/// use std::path::Path;
///
/// use outloud::batch::shard::Shard;
///
/// let shards: Vec<Shard> = (1..=3).map(|n| format!("{n}/3").parse().unwrap()).collect();
/// let takers = shards.iter().filter(|shard| shard.holds(Path::new("answer.wav")));
/// assert_eq!(takers.count(), 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u32,
    of: u32,
}

impl FromStr for Shard {
    type Err = String;

    /// "2/8": the second of eight.
    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let Some((number, of)) = numbers else {
            return Err("a share and how many there are is needed, such as 1/4".into());
        };
        if of == 0 || !(1..=of).contains(&number) {
            return Err(format!("shares are counted from 1 to how many there are: 1/{0} to {0}/{0}", of.max(1)));
        }
        Ok(Self { number, of })
    }
}

impl Shard {
    /// Whether the recording of this name is in it. The name is a relative path, the same on every machine and system: what goes
    /// before it may differ.
    #[must_use]
    pub fn holds(self, name: &Path) -> bool {
        let steps = name.components().filter(|step| *step != Component::CurDir);
        let steps: Vec<_> = steps.map(|step| step.as_os_str().to_string_lossy()).collect();
        let [a, b, c, d, ..] = digest(steps.join("/").as_bytes());
        u32::from_be_bytes([a, b, c, d]) % self.of == self.number - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_recording_is_in_one_share_and_shares_are_about_equal() {
        let shards: Vec<Shard> = (1..=4).map(|n| format!("{n}/4").parse().unwrap()).collect();
        let mut sizes = [0; 4];
        for n in 0..2000 {
            let name = format!("answers/take {n}.wav");
            let holders: Vec<usize> = (0..4).filter(|shard| shards[*shard].holds(Path::new(&name))).collect();
            assert_eq!(holders.len(), 1, "{name}");
            sizes[holders[0]] += 1;
        }
        // Five standard deviations of a fair draw: 500 of 2000 ± 97.
        assert!(sizes.iter().all(|size| (403..=597).contains(size)), "{sizes:?}");
    }

    #[test]
    fn a_share_is_that_of_the_published_hash_on_every_machine() {
        // `printf a.wav | sha256sum` begins with bc30c538, and 0xbc30c538 % 7 + 1 is 2.
        let shard: Shard = "2/7".parse().unwrap();
        assert!(shard.holds(Path::new("a.wav")) && shard.holds(Path::new("./a.wav")));
    }

    #[test]
    fn what_is_no_share_is_told_with_what_is_one() {
        for text in ["0/4", "5/4", "1/0", "0/0"] {
            assert!(text.parse::<Shard>().unwrap_err().contains("from 1 to"), "{text}");
        }
        for text in ["a", "", "1", "1/", "/4", "-1/4", "1/4/4", "1.5/4", "1/99999999999"] {
            assert!(text.parse::<Shard>().unwrap_err().contains("such as 1/4"), "{text}");
        }
    }
}
