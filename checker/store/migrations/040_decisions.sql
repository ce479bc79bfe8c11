CREATE TABLE feedback (
  discrepancy TEXT PRIMARY KEY, rule TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX feedback_rule ON feedback(rule);
INSERT INTO feedback (discrepancy, rule, author, reason, at)
  SELECT id, rule, coalesce(author, ''), coalesce(reason, ''), changed_at FROM discrepancies WHERE status = 'dismissed';
CREATE TABLE exceptions (
  id TEXT PRIMARY KEY, fact TEXT NOT NULL, data TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL, revoked_at TEXT, revoked_by TEXT
);
CREATE TABLE entity_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL, b TEXT NOT NULL, same INTEGER NOT NULL, author TEXT NOT NULL,
  reason TEXT NOT NULL, at TEXT NOT NULL
);
