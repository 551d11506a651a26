//! What `analyze`, `record`, `reanalyze` and `doctor` share: flags and settings in, the model, the question and the take out.

use std::io;
use std::path::Path;

use outloud::evidence::Asked;
use outloud::figure::count;
use outloud::pipeline::Input;
use outloud::questions::Bank;
use outloud::take::Take;
use outloud::transcribe::models::{self, Model};
use outloud::transcribe::on_demand::{self, OnDemand};
use outloud::transcribe::whisper::language_code;
use outloud::transcribe::{self, Transcriber};
use outloud::watch::Watch;

use super::stages::Stages;
use super::{Session, file_name, questions, stories};
use crate::cli::{AskedArgs, RecognitionArgs};
use crate::error::Error;

/// The language spoken when nobody says otherwise.
const ENGLISH: &str = "en";

/// The language spoken, as a code: the one `wanted`, else that of the settings.
///
/// # Errors
/// [`transcribe::Error::UnknownLanguage`], also where a transcript is given: a word that is no language is a slip.
pub(super) fn language(wanted: Option<&str>, session: &Session<'_>) -> Result<&'static str, Error> {
    let named = wanted.or(session.config.language.as_deref()).unwrap_or(ENGLISH);
    Ok(language_code(named).ok_or_else(|| transcribe::Error::UnknownLanguage(named.to_owned()))?)
}

/// The model that recognises speech in the language `spoken`: the one `wanted`, else that of the settings, else the best.
pub(super) fn model(wanted: Option<&str>, spoken: Option<&str>, session: &Session<'_>) -> Result<Model, Error> {
    let wanted = wanted.or(session.config.model.as_deref());
    let language = language(spoken, session)?;
    let model = models::choose(wanted, language, &session.paths.models()).map_err(transcribe::Error::from)?;
    if model.published.as_ref().is_some_and(|entry| !entry.knows(language)) {
        return Err(transcribe::Error::EnglishOnly { model: model.name, language: language.to_owned() }.into());
    }
    Ok(model)
}

/// That model, where it looks as if it could be used; where it can be fetched, the user is asked whether to.
pub(super) fn model_or_offer(request: &RecognitionArgs, session: &Session<'_>) -> Result<Model, Error> {
    let choose = || model(request.model.as_deref(), request.language.as_deref(), session);
    let model = match choose() {
        Err(error) if super::models::offer(&error, session)? => choose(),
        found => found,
    }?;
    // Better now than when somebody has spoken; a file that looks whole is read to its end before it is used.
    let glances: Vec<_> = model.candidates().map(Model::glance).collect();
    if glances.iter().all(Result::is_err) {
        glances.into_iter().next().unwrap_or(Ok(())).map_err(transcribe::Error::from)?;
    }
    Ok(model)
}

/// That model, ready to be loaded.
pub(super) fn on_demand(request: &RecognitionArgs, session: &Session<'_>) -> Result<OnDemand, Error> {
    let spoken = request.language.as_deref();
    let (model, language) = (model(request.model.as_deref(), spoken, session)?, language(spoken, session)?);
    let (name, threads) = (&model.name, count(on_demand::threads(), "thread"));
    session.printer.detail(&format!("model {name} in {}, language {language}, {threads}", model.path.display()));
    Ok(OnDemand::new(model, language))
}

/// What the answers answer: a question of the bank where `--question` names one.
///
/// # Errors
/// [`Error::OwnFile`] where a question is named and a file of the user's has a mistake.
pub(super) fn asked(request: &AskedArgs, session: &Session<'_>) -> Result<Asked, Error> {
    let text =
        |given: &Option<String>| given.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let given = Asked {
        id: text(&request.question),
        prompt: text(&request.prompt),
        shape: request.shape,
        aim: request.aim.or(session.config.aim()),
        entry: None,
        to_tell: stories::to_tell(request.story.as_deref(), session)?.map(Box::new),
    };
    let mut bank = None;
    let asked = from_bank(given, &mut bank, session)?;
    stories::suggest(&asked, bank.as_ref(), session);
    Ok(asked)
}

/// `asked` with what the bank knows of it. Words, shape, aim and story of its own stay. The `bank` is read when it is first needed.
pub(super) fn from_bank(asked: Asked, bank: &mut Option<Bank>, session: &Session<'_>) -> Result<Asked, Error> {
    let Some(id) = &asked.id else { return Ok(asked) };
    let bank = match bank {
        Some(bank) => bank,
        None => bank.insert(Bank::load(&session.paths.questions())?),
    };
    let Some((_, question)) = bank.get(id) else {
        // It may be a name of the user's own, and is kept as one.
        if let Some(near) = questions::near(id, bank) {
            session
                .printer
                .say(&format!("no question is called `{id}`: taken as a name of your own; do you mean {near}?"));
        }
        return Ok(asked);
    };
    let known = Asked::from_bank(question);
    let Asked { shape, aim, to_tell, .. } = asked;
    Ok(Asked { prompt: asked.prompt.or(known.prompt), shape, aim, to_tell, ..known })
}

/// Analyses the recording at `path`, "-" for standard input, and shows how far it has got.
pub(super) fn analyse(
    path: &Path,
    asked: Asked,
    transcriber: &mut dyn Transcriber,
    session: &Session<'_>,
) -> Result<Take, Error> {
    let &Session { printer, cancelled, .. } = session;
    let progress = printer.progress(&file_name(path));
    let stages = Stages::default();
    let tell = |stage| {
        stages.note(stage);
        progress.show(stage);
    };
    let take = analyse_telling(path, asked, transcriber, &Watch { tell: &tell, cancelled })?;
    drop(progress);
    printer.detail(&stages.told());
    Ok(take)
}

/// The same, watched by `watch` alone.
pub(super) fn analyse_telling(
    path: &Path,
    asked: Asked,
    transcriber: &mut dyn Transcriber,
    watch: &Watch<'_>,
) -> Result<Take, Error> {
    if path != Path::new("-") {
        return Ok(outloud::analyse(Input::File(path), asked, transcriber, watch)?);
    }
    // Taken for this one alone: whoever holds it keeps all others waiting.
    let mut stdin = io::stdin().lock();
    Ok(outloud::analyse(Input::Stream { reader: &mut stdin, name: "-" }, asked, transcriber, watch)?)
}
