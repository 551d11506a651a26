-- Who said it; null where nobody was named, which is the user of this history.
ALTER TABLE takes ADD COLUMN speaker TEXT COLLATE NOCASE;
-- While a recording waits for its analysis: why, and what it answers, as JSON. Its figures are null then, and it has no analysis.
ALTER TABLE takes ADD COLUMN pending TEXT;

CREATE INDEX takes_by_speaker ON takes (speaker, taken_ms, id);
