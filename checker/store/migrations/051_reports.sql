-- Under which rules a statement that was read wrongly stood, when that was reported.
ALTER TABLE wrong_readings ADD COLUMN rules TEXT NOT NULL DEFAULT '';
-- A decision that was taken back stays listed.
ALTER TABLE entity_decisions ADD COLUMN revoked_at TEXT;
ALTER TABLE entity_decisions ADD COLUMN revoked_by TEXT;
CREATE INDEX actions_by_kind ON actions(kind);
