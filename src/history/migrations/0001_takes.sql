-- A take: what is listed, filtered and charted. Times are milliseconds since 1970 in UTC; null is "not measured".
CREATE TABLE takes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What makes two takes the same answer: the SHA-256 of the recording, or of the words where there is none.
    fingerprint TEXT NOT NULL UNIQUE,
    taken_ms INTEGER NOT NULL,
    question TEXT COLLATE NOCASE,
    category TEXT COLLATE NOCASE,
    source TEXT NOT NULL,
    audio_path TEXT,
    audio_bytes INTEGER,
    audio_s REAL,
    model TEXT,
    analyser INTEGER NOT NULL,
    shape TEXT,
    words INTEGER NOT NULL,
    pace REAL,
    fillers REAL,
    long_pauses REAL,
    duration REAL,
    star REAL,
    pitch REAL
) STRICT;

CREATE INDEX takes_by_time ON takes (taken_ms, id);
CREATE INDEX takes_by_question ON takes (question, taken_ms, id);
CREATE INDEX takes_by_category ON takes (category, taken_ms, id);

CREATE TABLE tags (
    take_id INTEGER NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
    tag TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (take_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_by_tag ON tags (tag, take_id);

-- The whole analysis, apart from the rest so that listing takes never reads it.
CREATE TABLE analyses (
    take_id INTEGER PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
    json TEXT NOT NULL
) STRICT;
