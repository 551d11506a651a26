//! A transcript and what is said against it in, whether its words can be trusted out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::caveat::Caveat;
use crate::stats::mean;
use crate::transcript::Transcript;
use crate::usual::TRUSTED_WORDS;
use crate::warning::WarningId;

/// Why the words of a take are not to be trusted. As text: a clause for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// The demo model recognised them.
    DemoModel,
    /// The sound has far more syllables than they have, or far fewer.
    Mismatch,
    /// Stretches of the sound have words that they lack.
    WordsMissing,
    /// The recogniser itself was unsure of them.
    HardToRecognise,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DemoModel => "the demo model gets many words wrong",
            Self::Mismatch => "the words do not match the sound",
            Self::WordsMissing => "words are missing from the transcript",
            Self::HardToRecognise => "the words were hard to recognise",
        })
    }
}

/// Why the words of `transcript` are not to be trusted; `None` when they are. `against` is what the sound
/// says against them.
pub(super) fn find(transcript: &Transcript, against: Option<WarningId>) -> Option<Doubt> {
    if transcript.caveats.contains(&Caveat::DemoModel) {
        return Some(Doubt::DemoModel);
    }
    match against {
        Some(WarningId::WordsMissing) => return Some(Doubt::WordsMissing),
        Some(_) => return Some(Doubt::Mismatch),
        None => {}
    }
    let sure = mean(transcript.words.iter().filter_map(|word| word.confidence))?;
    (sure < TRUSTED_WORDS).then_some(Doubt::HardToRecognise)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(confidence: Option<f64>) -> Transcript {
        Transcript::from_words("test", None, "en", ["I", "did", "it."].map(|word| (word.to_owned(), None, confidence)))
    }

    #[test]
    fn words_the_recogniser_was_unsure_of_are_doubted_and_given_words_are_not() {
        assert_eq!(find(&said(Some(0.4)), None), Some(Doubt::HardToRecognise));
        assert_eq!(find(&said(Some(0.9)), None), None);
        assert_eq!(find(&said(None), None), None);
    }

    #[test]
    fn words_that_do_not_match_the_sound_are_doubted() {
        assert_eq!(find(&said(Some(0.9)), Some(WarningId::TranscriptDoubtful)), Some(Doubt::Mismatch));
        assert_eq!(find(&said(Some(0.9)), Some(WarningId::WordsMissing)), Some(Doubt::WordsMissing));
        let demo = Transcript { caveats: vec![Caveat::DemoModel], ..said(Some(0.9)) };
        assert_eq!(
            find(&demo, Some(WarningId::TranscriptDoubtful)),
            Some(Doubt::DemoModel),
            "what tells more comes first"
        );
    }
}
