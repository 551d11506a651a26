//! `outloud reanalyze`: takes of the past, measured again with today's definitions, one after the other.

use std::fs;
use std::sync::atomic::Ordering;

use outloud::decode;
use outloud::evidence::Asked;
use outloud::fingerprint::sha256;
use outloud::history::store::{Error as HistoryError, History};
use outloud::history::{Entry, Filter, Name, SpokenBy};
use outloud::pipeline::{self, Input};
use outloud::questions::Bank;
use outloud::take::ANALYSER;
use outloud::transcribe;
use outloud::transcribe::on_demand::OnDemand;
use outloud::watch::{Stage, Watch};

use super::{Session, look_at, recognition};
use crate::cli::ReanalyzeArgs;
use crate::error::Error;
use crate::openmp;
use crate::output::Printer;

/// What became of one take.
enum Remeasured {
    Measured,
    /// It stays as it is, because …
    Kept(String),
}

pub(crate) fn run(request: &ReanalyzeArgs, session: &Session<'_>) -> Result<(), Error> {
    if request.transcribe {
        openmp::let_threads_sleep();
    }
    let Some(mut history) = look_at(session)? else {
        if let Some(&name) = request.takes.first() {
            return Err(HistoryError::NoSuchTake { name }.into());
        }
        session.printer.say("no takes yet");
        return Ok(());
    };
    let takes = chosen(request, &history, session)?;
    if takes.is_empty() {
        session.printer.say("every take is measured by today's definitions");
        return Ok(());
    }
    let (mut done, mut kept, mut bank) = (0, 0, None);
    // Each take is written as soon as it is measured, so that one who stops and starts again goes on where it was.
    for entry in &takes {
        match one(entry, request, (&mut history, &mut bank), session) {
            Ok(Remeasured::Measured) => done += 1,
            Ok(Remeasured::Kept(why)) => {
                kept += 1;
                session.printer.say(&format!("take {} stays as it is: {why}", entry.id));
            }
            Err(error) if error.exit_status() == 130 => {
                session.printer.say(&format!("stopped after {done} of {} takes; start it again to go on", takes.len()));
                return Err(error);
            }
            // Without a history there is nothing to go on with.
            Err(error @ Error::History(_)) => return Err(error),
            Err(error) => {
                kept += 1;
                Printer::error(&error);
                session.printer.say(&format!("take {} stays as it is", entry.id));
            }
        }
    }
    session.printer.say(&format!("measured {done} of {} takes again", takes.len()));
    if kept > 0 { Err(Error::NotMeasured { kept, all: takes.len() }) } else { Ok(()) }
}

/// The takes that are meant, oldest first: what is done already is left out, unless it is named.
fn chosen(request: &ReanalyzeArgs, history: &History, session: &Session<'_>) -> Result<Vec<Entry>, Error> {
    if !request.takes.is_empty() {
        let named = request.takes.iter().map(|name| history.find(*name));
        return Ok(named.collect::<Result<_, _>>()?);
    }
    let speaker = request.speaker.clone().map(SpokenBy::Named);
    let mut takes = history.list(&Filter { speaker, ..Filter::default() }, None)?;
    if let Some(speaker) = request.speaker.as_deref().filter(|_| takes.is_empty()) {
        return Err(super::nobody(history, speaker));
    }
    takes.reverse();
    let mut left = Vec::new();
    for entry in takes {
        let heard_otherwise = || -> Result<bool, Error> {
            let words = history.transcript(entry.id)?;
            let language = words.as_ref().map(|words| &*words.language);
            let model = recognition::model(request.model.as_deref(), language, session)?;
            Ok(words.and_then(|words| words.model).as_ref() != Some(&model.name))
        };
        if entry.analyser < ANALYSER || (request.transcribe && entry.audio.is_some() && heard_otherwise()?) {
            left.push(entry);
        }
    }
    Ok(left)
}

/// Measures one take again; why not, where that cannot be.
pub(super) fn again(entry: &Entry, history: &mut History, session: &Session<'_>) -> Result<Option<String>, Error> {
    let request = ReanalyzeArgs { takes: Vec::new(), speaker: None, transcribe: false, model: None, aim: None };
    match one(entry, &request, (history, &mut None), session)? {
        Remeasured::Measured => Ok(None),
        Remeasured::Kept(why) => Ok(Some(why)),
    }
}

fn one(
    entry: &Entry,
    request: &ReanalyzeArgs,
    (history, bank): (&mut History, &mut Option<Bank>),
    session: &Session<'_>,
) -> Result<Remeasured, Error> {
    let stored = match history.take(entry.id) {
        Ok(take) => take,
        Err(lost @ HistoryError::Lost { .. }) => return Ok(Remeasured::Kept(lost.to_string())),
        Err(e) => return Err(e.into()),
    };
    let progress = session.printer.progress(&format!("take {}", entry.id));
    let tell = |stage| progress.show(stage);
    let watch = Watch { tell: &tell, cancelled: session.cancelled };
    if session.cancelled.load(Ordering::Relaxed) {
        return Err(transcribe::Error::Cancelled.into());
    }
    let source = &entry.facts.source;
    let known = recognition::from_bank(stored.asked(), bank, session)?;
    let asked = Asked { aim: request.aim.or(known.aim), ..known };
    let has_sound = stored.source.duration_s.is_some();
    // As they were written down, with what was said against them.
    let mut words = stored.measures.transcript;
    let take = match &entry.audio {
        None if has_sound => {
            return Ok(Remeasured::Kept("its sound came from standard input and was not kept".into()));
        }
        None => outloud::analyse(Input::Words { name: source }, asked, &mut words, &watch)?,
        Some(audio) => {
            let path = &audio.path;
            let Ok(mut file) = fs::File::open(path) else {
                let why = format!(
                    "{} is not there any more; if you moved it, analyse it once where it is now",
                    path.display()
                );
                return Ok(Remeasured::Kept(why));
            };
            let fingerprint = sha256(&mut file).map_err(Error::read(path))?;
            if fingerprint != history.fingerprint(entry.id)? {
                return Ok(Remeasured::Kept(format!("{} is another recording now", path.display())));
            }
            let sound =
                decode::from_path(path, &mut |share| tell(Stage::Decoding { share })).map_err(pipeline::Error::from)?;
            let input = Input::Samples { sound, name: source };
            let mut take = if request.transcribe {
                let model = recognition::model(request.model.as_deref(), Some(&words.language), session)?;
                outloud::analyse(input, asked, &mut OnDemand::new(model, &words.language), &watch)?
            } else {
                outloud::analyse(input, asked, &mut words, &watch)?
            };
            take.measures.source.sha256 = Some(fingerprint);
            take
        }
    };
    let there = history.remeasure(entry.id, &take)?;
    drop(progress);
    if !there {
        return Err(HistoryError::NoSuchTake { name: Name::Id(entry.id) }.into());
    }
    session.printer.say(&format!("take {}: measured again", entry.id));
    Ok(Remeasured::Measured)
}
