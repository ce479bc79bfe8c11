ALTER TABLE statements ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
UPDATE statements SET judged = 1;
CREATE INDEX statements_unjudged ON statements(judged, fact);
ALTER TABLE dirty ADD COLUMN mark INTEGER NOT NULL DEFAULT 1;
ALTER TABLE dirty ADD COLUMN due_at TEXT;
