//! `outloud devices`: which microphones there are, and which is used.

use std::fmt::Write;
use std::path::Path;

use outloud::capture::device::{self, InputDevice, Microphone};
use outloud::capture::source::AudioSource;
use outloud::config::Config;

use super::Session;
use crate::cli::DevicesArgs;
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &DevicesArgs, session: &Session<'_>) -> Result<(), Error> {
    if let Some(id) = &request.chosen {
        // Opened once, so that a misspelt name is not remembered.
        let microphone = Microphone::open(Some(id))?;
        let id = microphone.name();
        Config::remember_device(session.paths, id)?;
        session.printer.say(&format!("{id} is used from now on, as {} says", session.paths.settings().display()));
        return Ok(());
    }
    let inputs = device::inputs()?;
    Printer::data(Path::new("-"), &table(&inputs, session.config.record.device.as_deref()))
}

fn table(inputs: &[InputDevice], chosen: Option<&str>) -> String {
    let width = inputs.iter().map(|i| i.id.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for input in inputs {
        let format = match &input.format {
            Ok((format, samples)) => {
                let channels = if format.channels == 1 { "channel" } else { "channels" };
                format!("{} Hz, {} {channels}, {samples}", format.rate_hz, format.channels)
            }
            Err(error) => error.to_string(),
        };
        let used = match chosen {
            Some(id) if id == input.id => " (used)",
            None if input.is_default => " (the system's default, used)",
            Some(_) if input.is_default => " (the system's default)",
            _ => "",
        };
        let _ = writeln!(text, "{:<width$}  {}: {format}{used}", input.id, input.name);
    }
    if let Some(id) = chosen.filter(|id| !inputs.iter().any(|i| i.id == **id)) {
        let _ = writeln!(text, "\n{id}, which the settings name, is not there now.");
    }
    text.push_str("\nTo record from another one: outloud devices --use ID, or once: outloud record --device ID\n");
    text
}
