//! The statements, and what a row of the table means.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::history::metric::Headline;
use crate::history::pending::Pending;
use crate::history::{AskedAbout, Audio, Edit, Entry, Facts, Filter, Name, SpokenBy, called};
use crate::moment::Moment;
use crate::take::ANALYSER;

/// What [`entry`] reads, in its order.
const COLUMNS: &str =
    "id, taken_ms, category, audio_path, audio_bytes, analyser, question, source, audio_s, model, shape, words,
    pace, fillers, long_pauses, duration, star, pitch,
    (SELECT group_concat(tag, char(31)) FROM tags WHERE take_id = id), speaker, pending, aim_s, story";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let path: Option<String> = row.get(3)?;
    let bytes: Option<i64> = row.get(4)?;
    let tags: Option<String> = row.get(18)?;
    let pending: Option<String> = row.get(20)?;
    let mut headline = Headline::default();
    for (n, value) in headline.0.iter_mut().enumerate() {
        *value = row.get(12 + n)?;
    }
    Ok(Entry {
        id: row.get(0)?,
        taken: Moment(row.get(1)?),
        speaker: row.get(19)?,
        category: row.get(2)?,
        audio: path.map(|path| Audio { path: path.into(), bytes: bytes.unwrap_or_default() as u64 }),
        analyser: row.get(5)?,
        pending: pending.map(|json| Pending::read(&json)),
        tags: tags.map(|tags| tags.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        facts: Facts {
            question: row.get(6)?,
            source: row.get(7)?,
            audio_s: row.get(8)?,
            model: row.get(9)?,
            shape: row.get(10)?,
            words: row.get::<_, i64>(11)? as u64,
            headline,
            aim_s: row.get(21)?,
            story: row.get(22)?,
        },
    })
}

/// Paths are kept as text; one that is no text is kept as near as it gets, and is not found again.
pub(super) fn path(audio: Option<&Audio>) -> Option<String> {
    audio.map(|audio| audio.path.to_string_lossy().into_owned())
}

pub(super) fn bytes(audio: Option<&Audio>) -> Option<i64> {
    audio.and_then(|audio| i64::try_from(audio.bytes).ok())
}

/// Writes what today's definitions make of take `id`; `false` when there is no such take.
pub(super) fn write_analysis(change: &Connection, id: i64, facts: &Facts, json: &str) -> rusqlite::Result<bool> {
    let [pace, fillers, long_pauses, duration, star, pitch] = facts.headline.0;
    let changed = change.execute(
        "UPDATE takes SET question = coalesce(?2, question), audio_s = ?3, model = ?4, analyser = ?5, shape = ?6, words = ?7,
         pace = ?8, fillers = ?9, long_pauses = ?10, duration = ?11, star = ?12, pitch = ?13, aim_s = ?14, story = ?15, pending = NULL WHERE id = ?1",
        params![id, facts.question, facts.audio_s, facts.model, ANALYSER, facts.shape,
            i64::try_from(facts.words).unwrap_or(i64::MAX), pace, fillers, long_pauses, duration, star, pitch, facts.aim_s, facts.story],
    )?;
    if changed > 0 {
        change.execute("INSERT OR REPLACE INTO analyses (take_id, json) VALUES (?1, ?2)", params![id, json])?;
    }
    Ok(changed > 0)
}

/// Writes that take `id` waits for its analysis, and what it answers.
pub(super) fn write_pending(change: &Connection, id: i64, facts: &Facts, pending: &str) -> rusqlite::Result<()> {
    let text =
        "UPDATE takes SET question = coalesce(?2, question), audio_s = ?3, pending = ?4, analyser = 0 WHERE id = ?1";
    change.execute(text, params![id, facts.question, facts.audio_s, pending]).map(drop)
}

/// Changes take `id`, and what is kept of it as `json`: its analysis, or why it waits for one.
pub(super) fn edit(change: &Connection, id: i64, edit: &Edit, json: Option<&str>) -> rusqlite::Result<()> {
    // What is empty is nothing.
    let set = |column: &str, value: &Option<String>| -> rusqlite::Result<()> {
        let Some(value) = value else { return Ok(()) };
        let text = format!("UPDATE takes SET {column} = nullif(?2, '') WHERE id = ?1");
        change.execute(&text, params![id, value]).map(drop)
    };
    set("question", &edit.question.as_ref().map(|asked| called(asked).unwrap_or_default()))?;
    set("speaker", &edit.speaker)?;
    set("category", &edit.category)?;
    if let Some(taken) = edit.taken {
        change.execute("UPDATE takes SET taken_ms = ?2 WHERE id = ?1", params![id, taken.0])?;
    }
    if let Some(json) = json {
        change.execute("UPDATE takes SET pending = ?2 WHERE id = ?1 AND pending IS NOT NULL", params![id, json])?;
        let text =
            "UPDATE analyses SET json = ?2 WHERE take_id = (SELECT id FROM takes WHERE id = ?1 AND pending IS NULL)";
        change.execute(text, params![id, json])?;
    }
    for tag in &edit.not_tags {
        change.execute("DELETE FROM tags WHERE take_id = ?1 AND tag = ?2", params![id, tag])?;
    }
    for tag in &edit.tags {
        change.execute("INSERT OR IGNORE INTO tags (take_id, tag) VALUES (?1, ?2)", params![id, tag])?;
    }
    Ok(())
}

/// Those that wait.
const WAITING: &str = "pending IS NOT NULL";
/// Those that are analysed.
const ANALYSED: &str = "pending IS NULL";

/// `FROM …` for `filter`, of takes that are `which`, and its values.
fn from(which: &str, filter: &Filter) -> (String, Vec<Sql>) {
    let mut values: Vec<Sql> = Vec::new();
    let mut terms: Vec<String> = Vec::new();
    let mut term = |text: &str, value: Option<Sql>| {
        let text = match value {
            Some(value) => {
                values.push(value);
                text.replace('?', &format!("?{}", values.len()))
            }
            None => text.to_owned(),
        };
        terms.push(text);
    };
    term(which, None);
    match &filter.question {
        Some(AskedAbout::Named(name)) => term("question = ?", Some(name.clone().into())),
        Some(AskedAbout::Unnamed) => term("question IS NULL", None),
        None => {}
    }
    match &filter.speaker {
        Some(SpokenBy::Named(name)) => term("speaker = ?", Some(name.clone().into())),
        Some(SpokenBy::Unnamed) => term("speaker IS NULL", None),
        None => {}
    }
    if let Some(category) = &filter.category {
        term("category = ?", Some(category.clone().into()));
    }
    if let Some(tag) = &filter.tag {
        term("id IN (SELECT take_id FROM tags WHERE tag = ?)", Some(tag.clone().into()));
    }
    if let Some(recording) = &filter.recording {
        term("audio_path = ?", Some(recording.to_string_lossy().into_owned().into()));
    }
    if let Some(since) = filter.since {
        term("taken_ms >= ?", Some(since.0.into()));
    }
    if let Some(until) = filter.until {
        term("taken_ms < ?", Some(until.0.into()));
    }
    if let Some((moment, id)) = filter.before {
        term(&format!("(taken_ms, id) < (?, {id})"), Some(moment.0.into()));
    }
    // Few wait, which the planner does not know.
    let index = if which == WAITING { "INDEXED BY takes_pending " } else { "" };
    (format!("FROM takes {index}WHERE {}", terms.join(" AND ")), values)
}

pub(super) fn list(connection: &Connection, filter: &Filter, most: Option<usize>) -> rusqlite::Result<Vec<Entry>> {
    let (from, values) = from(if filter.pending { WAITING } else { ANALYSED }, filter);
    let limit = most.map_or(-1, |most| i64::try_from(most).unwrap_or(i64::MAX));
    let text = format!("SELECT {COLUMNS} {from} ORDER BY taken_ms DESC, id DESC LIMIT {limit}");
    let mut statement = connection.prepare(&text)?;
    statement.query_map(params_from_iter(values), entry)?.collect()
}

/// How many there are: all without those that wait, since indexes know of all, and of those that wait, but not which of all do not.
pub(super) fn count(connection: &Connection, filter: &Filter) -> rusqlite::Result<usize> {
    let number = |which: &str, filter: &Filter| -> rusqlite::Result<i64> {
        let (from, values) = from(which, filter);
        let text = format!("SELECT count(*) {from}");
        connection.query_row(&text, params_from_iter(values), |row| row.get(0))
    };
    let waiting = number(WAITING, filter)?;
    let number = if filter.pending { waiting } else { number("TRUE", filter)? - waiting };
    Ok(usize::try_from(number).unwrap_or_default())
}

/// Everybody who is named as a speaker, in the order of the alphabet.
pub(super) fn speakers(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let text = "SELECT DISTINCT speaker FROM takes WHERE speaker IS NOT NULL ORDER BY speaker";
    connection.prepare(text)?.query_map([], |row| row.get(0))?.collect()
}

pub(super) fn find(connection: &Connection, name: Name) -> rusqlite::Result<Option<Entry>> {
    let which = match name {
        Name::Id(id) => format!("WHERE id = {id}"),
        Name::Last => "ORDER BY taken_ms DESC, id DESC LIMIT 1".into(),
        Name::Best => return best(connection, &Filter::default()),
    };
    connection.query_row(&format!("SELECT {COLUMNS} FROM takes {which}"), [], entry).optional()
}

/// Of the takes that `filter` means, the one that [`Name::Best`] stands for.
pub(super) fn best(connection: &Connection, filter: &Filter) -> rusqlite::Result<Option<Entry>> {
    let (from, values) = from(ANALYSED, filter);
    let text = format!(
        "SELECT {COLUMNS} {from} AND star IS NOT NULL \
         ORDER BY star DESC, fillers NULLS LAST, taken_ms DESC, id DESC LIMIT 1"
    );
    connection.query_row(&text, params_from_iter(values), entry).optional()
}
