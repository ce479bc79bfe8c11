CREATE TABLE decided (
  id INTEGER PRIMARY KEY, discrepancy TEXT NOT NULL, seq INTEGER, route TEXT NOT NULL, notifier TEXT NOT NULL,
  reason TEXT NOT NULL, detail TEXT NOT NULL, message TEXT, at TEXT NOT NULL, until TEXT, settled INTEGER NOT NULL,
  UNIQUE (seq, route, notifier)
);
INSERT OR IGNORE INTO decided (id, discrepancy, seq, route, notifier, reason, detail, message, at, until, settled)
  SELECT d.id, t.discrepancy, d.seq, d.route, coalesce(m.notifier, '-'), d.reason, '', d.message, t.at, NULL, 1
  FROM decisions d JOIN transitions t USING (seq) LEFT JOIN messages m ON m.key = d.message;
DROP TABLE decisions;
ALTER TABLE decided RENAME TO decisions;
CREATE INDEX decisions_discrepancy ON decisions(discrepancy);
CREATE INDEX decisions_message ON decisions(message);
CREATE TABLE told (
  notifier TEXT NOT NULL, discrepancy TEXT NOT NULL, change TEXT NOT NULL, at TEXT NOT NULL, route TEXT NOT NULL,
  lang TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (notifier, discrepancy)
);
CREATE INDEX told_discrepancy ON told(discrepancy);
INSERT OR REPLACE INTO told (notifier, discrepancy, change, at, route, lang, data)
  SELECT m.notifier, t.discrepancy, t.change, t.at, d.route, json_extract(m.data, '$.lang'), t.data
  FROM decisions d JOIN transitions t USING (seq) JOIN messages m ON m.key = d.message ORDER BY t.seq;
CREATE TABLE flushed (grp TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE silences (
  id TEXT PRIMARY KEY, match TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
);
CREATE TABLE channels (
  notifier TEXT PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, closed_until TEXT, error TEXT
);
CREATE TABLE handles (
  notifier TEXT NOT NULL, discrepancy TEXT NOT NULL, handle TEXT NOT NULL, PRIMARY KEY (notifier, discrepancy)
);
