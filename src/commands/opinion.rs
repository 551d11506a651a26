//! `--opinion`: what a language model says of a take, beside its report.

use outloud::opinion::{Adviser, Opinion};
use outloud::report::Format;
use outloud::take::Take;

use super::Session;
use crate::cli::OpinionArgs;
use crate::error::Error;

/// The language model of the settings, where one is `wanted` in a report of this `format`.
pub(super) fn adviser(wanted: OpinionArgs, format: Format, session: &Session<'_>) -> Result<Option<Adviser>, Error> {
    if !wanted.opinion {
        return Ok(None);
    }
    if !format.holds_opinions() {
        let hint = "text, md, html, json and jsonl have one".into();
        return Err(Error::Usage { message: format!("`{}` has no place for an opinion", format.name()), hint });
    }
    let adviser = Adviser::of(&session.config.opinion).ok_or_else(|| Error::Usage {
        message: "no language model is named in the settings".into(),
        hint: "`outloud config edit`: `url` and `model` under `[opinion]`, such as those of an Ollama on this machine"
            .into(),
    })?;
    Ok(Some(adviser))
}

/// What `adviser` says of `take`, where one is asked. Whatever goes wrong costs a line, and no report.
pub(super) fn of(take: &Take, adviser: Option<&Adviser>, session: &Session<'_>) -> Option<Opinion> {
    let adviser = adviser?;
    let (model, address) = (adviser.model(), adviser.address());
    session
        .printer
        .say(&format!("asking {model} at {address}: it is sent the words of question and answer, nothing else"));
    let said = adviser.ask(take, session.cancelled);
    if let Err(error) = &said {
        session.printer.say(&format!("warning: no second opinion: {error}; {}", error.hint()));
    }
    Some(Opinion::new(model, said))
}
