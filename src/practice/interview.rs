//! Plans for interviews, kept as files of the user's: a day, how much time there is, and what was noted.
//!
//! What was done and what is still to be done is in no file: it is worked out anew from the takes of the history.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::moment::Moment;
use crate::own_files::{FileMistake, OwnFiles};
use crate::toml;

/// Minutes of a day: no question fits into fewer.
pub const MINUTES: std::ops::RangeInclusive<u32> = 10..=480;
/// Minutes of a day where nobody says otherwise.
pub const USUAL_MINUTES: u32 = 30;
/// The name of a plan for nobody in particular.
const UNNAMED: &str = "interview";

/// What a new file begins with.
const EXPLAINED: &str =
    "# A plan for `outloud plan`, yours to change. What was done is not in it: that is worked out from your takes.\n";

/// Files of plans.
const FILES: OwnFiles = OwnFiles {
    ending: "toml",
    remedy: "mend it, or delete it and make the plan anew with `outloud plan --date DATE`; how it is written: docs/PRACTICE.md",
};

/// An interview that somebody prepares for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterviewPlan {
    /// The name of its file: small letters, digits and hyphens.
    pub name: String,
    /// Whom it is with; `None` where nobody said.
    pub company: Option<String>,
    /// The first moment of its day.
    pub date: Moment,
    /// The first moment of the day on which the plan was made.
    pub begun: Moment,
    /// Time for each day, min.
    pub minutes: u32,
    /// Who speaks; `None` for whoever the settings name.
    pub speaker: Option<String>,
    /// Categories that it keeps to; none for all.
    pub categories: Vec<String>,
    /// What was noted, in the order of the file.
    pub notes: Vec<PlanNote>,
}

/// Something that was noted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PlanNote {
    /// The day, as "2026-12-03".
    pub day: String,
    /// The user's words.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlan {
    company: Option<String>,
    date: Spanned<String>,
    begun: Spanned<String>,
    minutes: Spanned<u32>,
    speaker: Option<String>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    note: Vec<PlanNote>,
}

impl InterviewPlan {
    /// A plan with `company` on the day of `date`, made on the day of `now`.
    #[must_use]
    pub fn new(company: Option<&str>, date: Moment, now: Moment) -> Self {
        Self {
            name: company.map_or_else(|| UNNAMED.to_owned(), name_of),
            company: company.map(str::to_owned),
            date,
            begun: now,
            minutes: USUAL_MINUTES,
            speaker: None,
            categories: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Where its file is in `folder`.
    #[must_use]
    pub fn path(&self, folder: &Path) -> PathBuf {
        FILES.path(folder, &self.name)
    }

    /// Writes it into `folder`, which is made if it is missing. Where its file is there already, all else in it stays as it is,
    /// comments and notes too.
    ///
    /// # Errors
    /// [`FileMistake`] where the file has a mistake or cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), FileMistake> {
        let path = self.path(folder);
        let before = if path.exists() { FILES.read(&path)? } else { String::new() };
        let quoted = |text: &String| toml::quoted(text);
        let named = [("company", self.company.as_ref()), ("speaker", self.speaker.as_ref())];
        let named = named.into_iter().filter_map(|(key, value)| Some((key, quoted(value?))));
        let categories = self.categories.iter().map(quoted).collect::<Vec<_>>().join(", ");
        let values: Vec<(&str, String)> = [
            ("date", toml::quoted(&self.date.date())),
            ("begun", toml::quoted(&self.begun.date())),
            ("minutes", self.minutes.to_string()),
            ("categories", format!("[{categories}]")),
        ]
        .into_iter()
        .chain(named)
        .collect();
        let text = toml::with_top(&before, &values).map_err(|reason| FILES.mistake(&path, None, reason))?;
        let text = if before.is_empty() { format!("{EXPLAINED}{text}") } else { text };
        self.keep(folder, &text)
    }

    /// Adds `text` to the notes of its file in `folder`, on the day of `now`. All else in it stays as it is.
    ///
    /// # Errors
    /// [`FileMistake`] where the file has a mistake or cannot be written.
    pub fn note(&self, folder: &Path, text: &str, now: Moment) -> Result<(), FileMistake> {
        let before = FILES.read(&self.path(folder))?;
        let note = format!("[[note]]\nday = {}\ntext = {}\n", toml::quoted(&now.date()), toml::quoted(text.trim()));
        self.keep(folder, &format!("{}\n\n{note}", before.trim_end()))
    }

    /// Writes its file, once it is known that it can be read.
    fn keep(&self, folder: &Path, text: &str) -> Result<(), FileMistake> {
        parse(&self.path(folder), text)?;
        FILES.write(folder, &self.name, text).map(drop)
    }
}

/// Every plan in `folder`, in the order of their days; none where there is no folder.
///
/// # Errors
/// [`FileMistake`] of the first file that cannot be read, or of the folder.
pub fn plans(folder: &Path) -> Result<Vec<InterviewPlan>, FileMistake> {
    let read = |path: &PathBuf| parse(path, &FILES.read(path)?);
    let mut plans = FILES.in_folder(folder)?.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    plans.sort_by_key(|plan| plan.date);
    Ok(plans)
}

/// Of `plans`, which are in the order of their days, the one with `company`; where none is named, the next one to come, else the last
/// one.
#[must_use]
pub fn meant<'a>(plans: &'a [InterviewPlan], company: Option<&str>, now: Moment) -> Option<&'a InterviewPlan> {
    match company.map(name_of) {
        Some(name) => plans.iter().find(|plan| plan.name == name),
        None => plans.iter().find(|plan| plan.date.days_since(now) >= 0).or(plans.last()),
    }
}

/// The name of the file of a plan with `company`.
fn name_of(company: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = company.to_lowercase().chars().map(plain).collect();
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    if name.is_empty() { UNNAMED.to_owned() } else { name }
}

fn parse(path: &Path, text: &str) -> Result<InterviewPlan, FileMistake> {
    let raw: RawPlan = toml::read(text).map_err(|reason| FILES.mistake(path, None, reason))?;
    let wrong = |byte, reason| FILES.mistake_at(path, text, byte, reason);
    let day = |date: &Spanned<String>| {
        let read = Moment::coming(date.get_ref()).ok().filter(|day| day.date() == *date.get_ref());
        read.ok_or_else(|| wrong(date.span().start, format!("`{}` is no date such as 2026-12-03", date.get_ref())))
    };
    let minutes = *raw.minutes.get_ref();
    if !MINUTES.contains(&minutes) {
        let reason = format!("minutes = {minutes}: from {} to {}", MINUTES.start(), MINUTES.end());
        return Err(wrong(raw.minutes.span().start, reason));
    }
    Ok(InterviewPlan {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        company: raw.company,
        date: day(&raw.date)?,
        begun: day(&raw.begun)?,
        minutes,
        speaker: raw.speaker,
        categories: raw.categories,
        notes: raw.note,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> Moment {
        Moment::coming(date).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again_and_what_others_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut plan = InterviewPlan::new(Some("Ærø & Sons \"Ltd\""), day("2026-12-03"), day("2026-11-28"));
        plan.categories = vec!["ethics".into()];
        plan.write(folder.path()).unwrap();
        let path = folder.path().join("ærø-sons-ltd.toml");
        std::fs::write(&path, format!("# mine\n{}", std::fs::read_to_string(&path).unwrap())).unwrap();
        plan.note(folder.path(), "  They asked:\n\"why\"\u{1b}[2J ", day("2026-12-03")).unwrap();
        plan.note(folder.path(), "and thanked me", day("2026-12-04")).unwrap();
        plan.date = day("2026-12-10");
        plan.speaker = Some("Ann".into());
        plan.write(folder.path()).unwrap();
        let note = |day: &str, text: &str| PlanNote { day: day.into(), text: text.into() };
        plan.notes = vec![note("2026-12-03", "They asked:\n\"why\"\u{1b}[2J"), note("2026-12-04", "and thanked me")];
        assert_eq!(plans(folder.path()).unwrap(), [plan]);
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("# mine\n# A plan"));
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let whole = "date = \"2026-12-03\"\nbegun = \"2026-11-28\"\nminutes = 30\n";
        for (before, after, line, reason) in [
            ("2026-12-03", "tomorrow", "line 1", "`tomorrow` is no date"),
            ("2026-11-28", "2026-11-31", "line 2", "is no date"),
            ("30", "5", "line 3", "from 10 to 480"),
            ("minutes", "hours", "line 3", "hours"),
        ] {
            let told = parse(Path::new("acme.toml"), &whole.replace(before, after)).unwrap_err().to_string();
            assert!(told.starts_with("acme.toml: ") && told.contains(line) && told.contains(reason), "{told}");
        }
        assert!(parse(Path::new("acme.toml"), whole).is_ok());
    }

    #[test]
    fn the_next_interview_is_meant_where_none_is_named() {
        let plan = |company, date| InterviewPlan::new(company, day(date), day("2026-11-01"));
        let plans = [plan(Some("Old"), "2026-11-20"), plan(None, "2026-12-03"), plan(Some("ACME Inc."), "2026-12-05")];
        let name = |company, now| meant(&plans, company, day(now)).map(|plan| plan.name.as_str());
        assert_eq!(name(None, "2026-12-03"), Some("interview"));
        assert_eq!(name(None, "2026-12-04"), Some("acme-inc"));
        assert_eq!(name(None, "2027-01-01"), Some("acme-inc"), "the last one");
        assert_eq!(
            (name(Some("acme inc"), "2026-11-01"), name(Some("nobody"), "2026-11-01")),
            (Some("acme-inc"), None)
        );
        assert_eq!(meant(&[], None, day("2026-11-01")), None);
    }
}
