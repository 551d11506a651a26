-- The story that was told with it, by its name; null where none was, or where its words are in doubt.
ALTER TABLE takes ADD COLUMN story TEXT;

UPDATE takes SET story = (
    SELECT json_extract(json, '$.story.name') FROM analyses
    WHERE take_id = takes.id AND json_valid(json) AND json_type(json, '$.story.name') = 'text' AND json_extract(json, '$.doubt') IS NULL
);

-- What is looked for in every command that analyses or lists, and is mostly not there.
CREATE INDEX takes_by_recording ON takes (audio_path, taken_ms, id);
CREATE INDEX takes_pending ON takes (taken_ms, id) WHERE pending IS NOT NULL;
