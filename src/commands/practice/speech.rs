//! A question in, its words spoken by the system's own command out.

use std::env;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crate::commands::Session;
use crate::error::Error;

/// Commands that speak what they are given, and what makes them wait until it is said.
const KNOWN: [(&str, &[&str]); 3] = [("spd-say", &["--wait"]), ("say", &[]), ("espeak-ng", &[])];
/// How often it is looked whether it is all said.
const TICK: Duration = Duration::from_millis(50);

/// A command that speaks.
pub(super) struct Speech {
    program: String,
    arguments: Vec<String>,
}

impl Speech {
    /// The command of the settings, else the first of the known ones that is installed.
    pub(super) fn find(session: &Session<'_>) -> Result<Self, Error> {
        if let Some(own) = session.config.practice.say.as_deref() {
            let mut words = own.split_whitespace().map(str::to_owned);
            if let Some(program) = words.next() {
                return Ok(Self { program, arguments: words.collect() });
            }
        }
        let folders: Vec<_> = env::var_os("PATH").map(|all| env::split_paths(&all).collect()).unwrap_or_default();
        let installed = |name: &str| folders.iter().any(|folder: &std::path::PathBuf| folder.join(name).is_file());
        let found = KNOWN.into_iter().find(|(name, _)| installed(name)).ok_or_else(|| Error::Speechless {
            message: "nothing here can speak a question".into(),
            hint: format!(
                "install one of {}, or name your own command in the settings: `say` under [practice]",
                KNOWN.map(|(name, _)| name).join(", ")
            ),
        })?;
        Ok(Self { program: found.0.to_owned(), arguments: found.1.iter().map(|&word| word.to_owned()).collect() })
    }

    /// Speaks `words`, and waits until they are said or the work is to end. That it fails is told, and costs nothing else: the
    /// question can be read.
    pub(super) fn speak(&self, words: &str, session: &Session<'_>) {
        if let Err(error) = self.run(words, session) {
            let Self { program, .. } = self;
            session.printer.say(&format!("warning: `{program}` did not speak the question: {error}"));
        }
    }

    fn run(&self, words: &str, session: &Session<'_>) -> std::io::Result<()> {
        // Words that begin with a hyphen would be taken for an option.
        let words = words.trim_start_matches('-');
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut speaking = command.spawn()?;
        while speaking.try_wait()?.is_none() {
            if session.cancelled.load(Ordering::Relaxed) {
                speaking.kill()?;
            }
            thread::sleep(TICK);
        }
        let status = speaking.wait()?;
        if status.success() || session.cancelled.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(std::io::Error::other(status.to_string()))
    }
}
