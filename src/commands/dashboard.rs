//! `outloud dashboard`: the takes of the past in, a page of progress out.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use outloud::figure::count;
use outloud::history::metric::Metric;
use outloud::history::store::History;
use outloud::history::trend::{self, Trend};
use outloud::history::{AskedAbout, Entry, Filter};
use outloud::moment::Moment;
use outloud::playable::Sounding;
use outloud::questions::Bank;
use outloud::report;
use outloud::report::dashboard::{Answered, AnsweredQuestion, Covered, Dashboard, WrittenStory};

use super::{Session, file_name, look_at, nothing, of_one_speaker, open, sound, stories};
use crate::cli::DashboardArgs;
use crate::error::Error;
use crate::output::Printer;

/// Questions whose answers can be heard in the page, those practised last: sound is a megabyte a minute.
const HEARD: usize = 5;

/// Weeks in the calendar of practice.
const WEEKS: u16 = 10;

pub(crate) fn run(request: &DashboardArgs, session: &Session<'_>) -> Result<(), Error> {
    if let Some(path) = &request.output {
        Printer::refuse_at_terminal(path, "`-o FILE.html`; without `-o` it is shown in the browser")?;
        Printer::try_out(path)?;
    }
    let (_, filter) = of_one_speaker(&request.which, session);
    let history = look_at(session)?;
    let entries = history.as_ref().map(|history| history.list(&filter, None)).transpose()?.unwrap_or_default();
    let history = match history {
        Some(history) if !entries.is_empty() => history,
        none => {
            session.printer.say(&nothing::why(&request.which, filter.speaker.as_ref(), none.as_ref())?);
            return Ok(());
        }
    };
    let path = request.output.clone().unwrap_or_else(|| session.paths.progress());
    let page = Page { history: &history, filter, folder: path.parent().map(PathBuf::from), heard: !request.no_audio };
    let text = report::dashboard_page(&page.dashboard(entries, session)?);
    if request.output.is_none() {
        let folder = session.paths.pages();
        fs::create_dir_all(&folder).map_err(Error::write(&folder))?;
    }
    Printer::data(&path, &text)?;
    match &request.output {
        Some(path) if path == Path::new("-") => Ok(()),
        Some(path) => {
            session.printer.say(&format!("wrote {}", path.display()));
            Ok(())
        }
        None => open::browse(&path, session),
    }
}

/// What the page is made from.
struct Page<'a> {
    history: &'a History,
    filter: Filter,
    /// Where it will lie.
    folder: Option<PathBuf>,
    /// Whether sound is wanted.
    heard: bool,
}

impl Page<'_> {
    /// What `entries` come to, which are the newest first.
    fn dashboard(&self, mut entries: Vec<Entry>, session: &Session<'_>) -> Result<Dashboard, Error> {
        let bank = Bank::load(&session.paths.questions())?;
        let own = stories::known(session)?;
        let mut days: HashMap<String, usize> = HashMap::new();
        let mut asked: Vec<(&String, &Entry, usize)> = Vec::new();
        for entry in &entries {
            *days.entry(entry.taken.day()).or_default() += 1;
            let Some(question) = &entry.facts.question else { continue };
            match asked.iter_mut().find(|(known, ..)| known.eq_ignore_ascii_case(question)) {
                Some((_, _, takes)) => *takes += 1,
                None => asked.push((question, entry, 1)),
            }
        }
        let was_asked = |id: &str| asked.iter().any(|(question, ..)| question.eq_ignore_ascii_case(id));
        let covered = |category: &outloud::questions::Category| Covered {
            title: category.title.clone(),
            answered: category.questions.iter().filter(|question| was_asked(&question.id)).count(),
            of: category.questions.len(),
            stories: own
                .iter()
                .filter(|story| story.categories.contains(&category.name))
                .map(|story| story.title.clone())
                .collect(),
        };
        let coverage = bank.categories().iter().map(covered).collect();
        let practised = asked.iter().enumerate().map(|(n, &(question, last, takes))| {
            let words = bank.get(question).map_or_else(|| question.clone(), |(_, known)| known.ask.clone());
            self.practised((words, takes), last, self.heard && n < HEARD, session)
        });
        let questions = practised.collect::<Result<_, Error>>()?;
        let takes = entries.len();
        entries.reverse();
        let trends = Metric::ALL.map(|metric| Trend::new(metric, &entries)).into();
        let weeks = Moment::now().weeks(WEEKS).into_iter();
        let counted = |day: String| {
            let takes = days.get(&day).copied().unwrap_or_default();
            (day, takes)
        };
        Ok(Dashboard {
            takes,
            weeks: weeks.map(|week| week.into_iter().map(counted).collect()).collect(),
            days: days.len(),
            trends,
            notes: trend::notes(&entries),
            questions,
            coverage,
            stories: own
                .iter()
                .map(|story| WrittenStory {
                    title: story.title.clone(),
                    lacks: story.gaps().iter().map(ToString::to_string).collect(),
                })
                .collect(),
        })
    }

    fn practised(
        &self,
        (question, takes): (String, usize),
        last: &Entry,
        heard: bool,
        session: &Session<'_>,
    ) -> Result<AnsweredQuestion, Error> {
        let same = Filter { question: Some(AskedAbout::about(last)), ..self.filter.clone() };
        let answered = |which: &'static str, entry: &Entry| self.answered(which, entry, heard, session);
        let answers = match self.history.best(&same)? {
            Some(best) if best.id == last.id => vec![answered("last, and the best", last)],
            Some(best) => vec![answered("best", &best), answered("last", last)],
            None => vec![answered("last", last)],
        };
        Ok(AnsweredQuestion { question, takes, answers })
    }

    fn answered(&self, which: &'static str, entry: &Entry, heard: bool, session: &Session<'_>) -> Answered {
        let figures = [Metric::Star, Metric::Fillers, Metric::Pace, Metric::Duration];
        let figures = figures.into_iter().filter_map(|metric| entry.facts.headline.told(metric));
        let page = session.paths.page(entry.id);
        let beside = self.folder.as_deref() == page.parent() && page.exists();
        let recording = entry.audio.as_ref().map(|audio| audio.path.as_path());
        Answered {
            which,
            id: entry.id,
            taken: entry.taken,
            figures: figures.chain([count(entry.facts.words as usize, "word")]).collect::<Vec<_>>().join(" · "),
            page: beside.then(|| file_name(&page)),
            sound: if recording.is_some() {
                sound::prepared(recording, heard, false, session)
            } else {
                Sounding::LeftOut
            },
        }
    }
}
