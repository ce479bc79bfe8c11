-- How sure a date of publication is, and when a source is to be asked again.
ALTER TABLE articles ADD COLUMN published_certainty TEXT;
ALTER TABLE sources ADD COLUMN next_at TEXT;
