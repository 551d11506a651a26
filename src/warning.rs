//! What may make the numbers wrong, in words for the user.

use serde::{Deserialize, Serialize};

/// Which warning it is. In JSON, for scripts: "clipping".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningId {
    /// The file is not whole.
    Damaged,
    /// The file has other audio tracks, which were left out.
    Tracks,
    /// The recording is too loud for its file.
    Clipping,
    /// The voice hardly stands out of the background.
    Noise,
    /// The mains can be heard.
    Hum,
    /// The words were recognised by the small model that outloud once had inside.
    DemoModel,
    /// The model is not the published one whose name its file has.
    ModelDiffers,
    /// The best model installed is not whole: another one was used.
    ModelPassedOver,
    /// The words do not match the sound.
    TranscriptDoubtful,
    /// Words are missing at known places.
    WordsMissing,
}

/// Something about the input that may make the numbers wrong: what, so what, now what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Which it is.
    pub id: WarningId,
    /// One or two sentences for the user.
    pub message: String,
}
