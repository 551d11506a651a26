//! A moment in, the place of the sound that a click on it plays from out.

/// A pause or a filler is understood with what is before it, s.
const LEAD_S: f64 = 1.0;

/// Seconds as the script reads them.
pub(super) fn seconds(seconds: f64) -> String {
    format!("{seconds:.2}")
}

/// From when on something is played that is only heard beside what is before it, s.
pub(super) fn lead_in(start_s: f64) -> f64 {
    (start_s - LEAD_S).max(0.0)
}
