//! `outloud check`: an answer against limits, for scripts; the exit status says whether it keeps them.

use std::path::Path;

use outloud::check::{CheckedLimit, Limits, check};
use outloud::pipeline::Input;
use outloud::watch::Watch;
use serde_json::json;

use super::{Session, analyze, recognition};
use crate::cli::{CheckArgs, Listed};
use crate::error::Error;
use crate::openmp;
use crate::output::Printer;

pub(crate) fn run(request: &CheckArgs, session: &Session<'_>) -> Result<(), Error> {
    let limits = Limits {
        longest_s: request.max_duration,
        shortest_s: request.min_duration,
        filler_percent: request.max_filler_percent,
        pace_wpm: request.pace,
        aim: request.asked.aim,
        require: request.require.clone(),
    };
    if limits == Limits::default() {
        let hint = "such as `--max-duration 3m --require result,number`".into();
        return Err(Error::Usage { message: "nothing to check".into(), hint });
    }
    if request.transcript.is_none() {
        openmp::let_threads_sleep();
    }
    let asked = recognition::asked(&request.asked, session)?;
    let language = recognition::language(request.recognition.language.as_deref(), session)?;
    let given = request.transcript.as_deref().map(|path| analyze::import(path, language)).transpose()?;
    let take = match (given, &request.audio) {
        (Some((name, mut words)), None) => {
            let watch = Watch { tell: &|_| (), cancelled: session.cancelled };
            outloud::analyse(Input::Words { name: &name }, asked, &mut words, &watch)?
        }
        (Some((_, mut words)), Some(path)) => recognition::analyse(path, asked, &mut words, session)?,
        (None, path) => {
            recognition::model_or_offer(&request.recognition, session)?;
            let mut model = recognition::on_demand(&request.recognition, session)?;
            let path = path.as_deref().unwrap_or(Path::new("-"));
            recognition::analyse(path, asked, &mut model, session)?
        }
    };
    let checked = check(&take, &limits);
    let failed = checked.iter().filter(|checked| !checked.passed).count();
    let text = match request.format {
        Listed::Text => checked.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n") + "\n",
        Listed::Json => json(&take.source.path, &checked),
    };
    Printer::data(Path::new("-"), &text)?;
    if failed > 0 { Err(Error::CheckFailed { failed, all: checked.len() }) } else { Ok(()) }
}

fn json(path: &str, checked: &[CheckedLimit]) -> String {
    let passed = checked.iter().all(|checked| checked.passed);
    format!("{:#}\n", json!({"path": path, "passed": passed, "checks": checked}))
}
