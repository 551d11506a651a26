-- How long the answer was to be, s; null where nobody said. Its length is judged by this in charts, as in its report.
ALTER TABLE takes ADD COLUMN aim_s INTEGER;

UPDATE takes SET aim_s = (
    SELECT json_extract(json, '$.duration.aim.length_s') FROM analyses
    WHERE take_id = takes.id AND json_valid(json) AND json_type(json, '$.duration.aim.length_s') = 'integer'
);
