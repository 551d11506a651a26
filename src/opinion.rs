//! The words of a question and of its answer in, what a language model says of them out: an opinion, marked as one wherever it is shown.
//!
//! It is no measure: nothing that is counted, found or kept depends on it, and without it nothing is missing. The server speaks as
//! OpenAI's chat completions do, which Ollama and llama.cpp's server understand.

use std::io::Read;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::config::OpinionSettings;
use crate::http::{Client, NoReply};
use crate::take::Take;

/// Longest answer of a server, bytes.
const LONGEST: u64 = 256 * 1024;
/// Longest opinion that is shown, characters.
const SHOWN: usize = 4000;
/// Where a chat is completed, below the address of the server.
const PATH: &str = "/chat/completions";

/// What the model is asked for.
const TASK: &str = "You hear practice answers for job interviews, written down by a speech recogniser that may have misheard words. Give a \
    short second opinion on what is said, in plain sentences: first what is convincing, then what is unclear or missing, then one question \
    that an interviewer may ask next. At most 120 words. Give no marks and no scores, count nothing, say nothing about speed, fillers or \
    pauses, and do not write the answer anew.";

/// What a language model says of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opinion {
    /// The model that was asked.
    pub model: String,
    /// What it says; null where it said nothing of use.
    pub text: Option<String>,
    /// Why it said nothing; null where it did.
    pub reason: Option<String>,
}

impl Opinion {
    /// What `model` said, or why it did not.
    #[must_use]
    pub fn new(model: &str, said: Result<String, Error>) -> Self {
        let (text, reason) = match said {
            Ok(text) => (Some(text), None),
            Err(error) => (None, Some(error.to_string())),
        };
        Self { model: model.to_owned(), text, reason }
    }
}

/// Why there is no opinion.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address leads to another machine.
    #[error("{address} leads to {ip}, which is not this machine")]
    Elsewhere {
        /// As in the settings.
        address: String,
        /// Where it leads to.
        ip: IpAddr,
    },
    /// Nothing came, or it broke off.
    #[error("no answer from {address}: {reason}")]
    NoAnswer {
        /// As in the settings.
        address: String,
        /// What the connection failed by.
        reason: String,
    },
    /// The time is over.
    #[error("no whole answer from {address} within {limit_s} s")]
    Late {
        /// As in the settings.
        address: String,
        /// How long it was waited for.
        limit_s: f64,
    },
    /// The server does not do what it is asked for.
    #[error("{address} answered with status {status}")]
    Refused {
        /// As in the settings.
        address: String,
        /// Such as "404 Not Found".
        status: String,
    },
    /// It goes on and on.
    #[error("the answer of {address} has more than {} kB", LONGEST / 1024)]
    Endless {
        /// As in the settings.
        address: String,
    },
    /// It is something else.
    #[error("what {address} answered is no chat completion")]
    Strange {
        /// As in the settings.
        address: String,
    },
    /// It has no words.
    #[error("{model} said nothing")]
    Empty {
        /// The model.
        model: String,
    },
    /// There is nothing to have an opinion on.
    #[error("the answer has no words")]
    NoWords,
    /// Somebody asked to stop.
    #[error("interrupted")]
    Cancelled,
}

/// A language model to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adviser {
    address: String,
    model: String,
    elsewhere: bool,
    limit: Duration,
}

impl Adviser {
    /// The one of the settings; `None` where they name no address or no model.
    #[must_use]
    pub fn of(settings: &OpinionSettings) -> Option<Self> {
        let address = settings.url.clone()?;
        Some(Self { address, model: settings.model.clone()?, elsewhere: settings.elsewhere(), limit: settings.limit() })
    }

    /// The model's name.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The address of its server, as in the settings.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it says of `take`: it is sent the words of the question and of the answer, and nothing else.
    ///
    /// # Errors
    /// [`Error`].
    pub fn ask(&self, take: &Take, cancelled: &AtomicBool) -> Result<String, Error> {
        let answer = take.transcript.text.trim();
        if answer.is_empty() {
            return Err(Error::NoWords);
        }
        let question = take.question.prompt.as_deref().unwrap_or("(not known)");
        let said = format!("Question: {question}\n\nAnswer: {answer}");
        let request = json!({
            "model": self.model,
            "stream": false,
            "messages": [{"role": "system", "content": TASK}, {"role": "user", "content": said}],
        });
        let client = Client::of_this_machine(self.limit, self.elsewhere);
        let stop = || cancelled.load(Ordering::Relaxed);
        let answered = client.until(stop, || self.answer(&client, &request.to_string()));
        if stop() { Err(Error::Cancelled) } else { self.words(&answered?) }
    }

    /// The bytes that the server answers to `request`.
    fn answer(&self, client: &Client, request: &str) -> Result<Vec<u8>, Error> {
        let reply = client.post(&self.place(), request).map_err(|error| self.failed(error))?;
        if reply.status != 200 {
            return Err(Error::Refused { address: self.address.clone(), status: reply.status_told });
        }
        let mut body = Vec::new();
        reply.take(LONGEST + 1).read_to_end(&mut body).map_err(|error| self.failed(error.into()))?;
        if body.len() as u64 > LONGEST { Err(Error::Endless { address: self.address.clone() }) } else { Ok(body) }
    }

    /// Where the chat is completed: servers are named with the version behind them, or without.
    fn place(&self) -> String {
        let base = self.address.trim_end_matches('/');
        if base.ends_with(PATH) {
            return base.to_owned();
        }
        let version = if base.ends_with("/v1") { "" } else { "/v1" };
        format!("{base}{version}{PATH}")
    }

    fn failed(&self, error: NoReply) -> Error {
        let address = self.address.clone();
        match error {
            NoReply::Late => Error::Late { address, limit_s: self.limit.as_secs_f64() },
            NoReply::Elsewhere(ip) => Error::Elsewhere { address, ip },
            error => Error::NoAnswer { address, reason: error.to_string() },
        }
    }

    /// What the model says in the `body` of an answer.
    fn words(&self, body: &[u8]) -> Result<String, Error> {
        let strange = || Error::Strange { address: self.address.clone() };
        let body: Value = serde_json::from_slice(body).map_err(|_| strange())?;
        let said = body.pointer("/choices/0/message/content").and_then(Value::as_str).ok_or_else(strange)?;
        // Some models think aloud first.
        let said = match said.split_once("</think>") {
            Some((before, after)) if before.trim_start().starts_with("<think>") => after,
            _ => said,
        };
        let said = said.trim();
        let shown: String = said.chars().take(SHOWN).collect();
        match shown.len() {
            0 => Err(Error::Empty { model: self.model.clone() }),
            all if all == said.len() => Ok(shown),
            _ => Ok(shown + " …"),
        }
    }
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Elsewhere { .. } => {
                "the words would leave this machine; `elsewhere = \"allowed\"` under `[opinion]` lets them"
            }
            Self::Late { .. } => "`limit` under `[opinion]` gives it more time",
            Self::NoAnswer { .. } | Self::Refused { .. } | Self::Strange { .. } | Self::Endless { .. } => {
                "is the language model's server running, and is `url` under `[opinion]` its address?"
            }
            Self::Empty { .. } | Self::NoWords | Self::Cancelled => "the report stands without it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adviser(address: &str) -> Adviser {
        let limit = Duration::from_secs(1);
        Adviser { address: address.into(), model: "small".into(), elsewhere: false, limit }
    }

    #[test]
    fn a_server_is_named_with_its_version_or_without() {
        for address in [
            "http://localhost:11434",
            "http://localhost:11434/",
            "http://localhost:11434/v1",
            "http://localhost:11434/v1/chat/completions",
        ] {
            assert_eq!(adviser(address).place(), "http://localhost:11434/v1/chat/completions", "{address}");
        }
    }

    #[test]
    fn what_a_model_thinks_aloud_is_left_out_and_what_is_long_is_cut() {
        let said = |content: &str| {
            let body = json!({"choices": [{"message": {"content": content}}]}).to_string();
            adviser("http://localhost").words(body.as_bytes())
        };
        assert_eq!(said("<think>hm</think>\n Clear.\n").unwrap(), "Clear.");
        assert_eq!(said("a </think> b").unwrap(), "a </think> b");
        assert_eq!(said(&"ä".repeat(5000)).unwrap(), "ä".repeat(4000) + " …");
        assert!(matches!(said(" \n"), Err(Error::Empty { .. })));
        assert!(matches!(adviser("http://localhost").words(b"[]"), Err(Error::Strange { .. })));
    }
}
