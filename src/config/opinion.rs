//! Settings of `--opinion`: which language model is asked, where, and how long it is waited for.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::moment::parse_length_s;

/// What lets words leave this machine.
const ALLOWED: &str = "allowed";
/// How long a model is waited for where nobody says otherwise, and at most, s.
const LIMIT_S: (f64, f64) = (60.0, 3600.0);

/// Settings of `--opinion`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpinionSettings {
    /// Address of the server.
    #[serde(default, deserialize_with = "url")]
    pub url: Option<String>,
    /// Name of the model.
    pub model: Option<String>,
    /// "allowed" where the server may be on another machine.
    #[serde(default, deserialize_with = "elsewhere")]
    pub elsewhere: Option<String>,
    /// How long it is waited for.
    #[serde(default, deserialize_with = "limit")]
    pub limit: Option<String>,
}

impl OpinionSettings {
    /// Whether words may leave this machine.
    #[must_use]
    pub fn elsewhere(&self) -> bool {
        self.elsewhere.as_deref() == Some(ALLOWED)
    }

    /// How long a model is waited for.
    #[must_use]
    pub fn limit(&self) -> Duration {
        let limit_s = self.limit.as_deref().and_then(|limit| read_limit_s(limit).ok()).unwrap_or(LIMIT_S.0);
        Duration::from_secs_f64(limit_s)
    }
}

/// Whether `text` is an address.
pub(super) fn read_url(text: &str) -> Result<(), String> {
    let host = ["http://", "https://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    let plain = |host: &&str| !host.is_empty() && !host.starts_with('/') && !host.contains(char::is_whitespace);
    host.filter(plain).map(drop).ok_or_else(|| "not an address such as http://localhost:11434".into())
}

/// Whether `text` says that words may leave this machine.
pub(super) fn read_elsewhere(text: &str) -> Result<(), String> {
    if text == ALLOWED { Ok(()) } else { Err(format!("only \"{ALLOWED}\" lets words leave this machine")) }
}

/// A limit of time, s.
pub(super) fn read_limit_s(text: &str) -> Result<f64, String> {
    let limit_s = parse_length_s(text)?;
    if limit_s > LIMIT_S.1 { Err(format!("at most {} s", LIMIT_S.1)) } else { Ok(limit_s) }
}

fn url<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    read(value, read_url)
}

fn elsewhere<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    read(value, read_elsewhere)
}

fn limit<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    read(value, |text| read_limit_s(text).map(drop))
}

/// Reads a text that has to pass a check, so that a mistake in it is told with its line.
fn read<'de, D: Deserializer<'de>>(
    value: D,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(value)?;
    check(&text).map(|()| Some(text)).map_err(D::Error::custom)
}
