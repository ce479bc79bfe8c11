CREATE TABLE sources (
  id TEXT PRIMARY KEY, cursor TEXT NOT NULL DEFAULT '{}', polled INTEGER NOT NULL DEFAULT 0,
  last_good TEXT, last_error TEXT, last_error_at TEXT
);
CREATE TABLE articles (
  identity TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL, outlet TEXT, origin TEXT, url TEXT, lang TEXT, published TEXT, baseline INTEGER NOT NULL
);
CREATE INDEX articles_source ON articles(source);
CREATE TABLE revisions (
  article TEXT NOT NULL, revision INTEGER NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  seen_at TEXT NOT NULL, PRIMARY KEY (article, revision)
);
CREATE TABLE statements (
  id TEXT PRIMARY KEY, fact TEXT NOT NULL, article TEXT NOT NULL, revision INTEGER NOT NULL, newest INTEGER NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX statements_fact ON statements(fact, newest);
CREATE INDEX statements_article ON statements(article);
CREATE TABLE dirty (fact TEXT PRIMARY KEY);
CREATE TABLE rules (id TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE TABLE discrepancies (
  id TEXT PRIMARY KEY, rule TEXT NOT NULL, status TEXT NOT NULL, severity TEXT NOT NULL, verdict TEXT NOT NULL,
  opened_at TEXT NOT NULL, changed_at TEXT NOT NULL, author TEXT, reason TEXT, data TEXT NOT NULL
);
CREATE INDEX discrepancies_rule ON discrepancies(rule);
CREATE TABLE transitions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, discrepancy TEXT NOT NULL, change TEXT NOT NULL, at TEXT NOT NULL,
  silent TEXT, decided INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL
);
CREATE INDEX transitions_pending ON transitions(decided);
CREATE INDEX transitions_discrepancy ON transitions(discrepancy);
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, route TEXT NOT NULL, reason TEXT NOT NULL, message TEXT
);
CREATE INDEX decisions_seq ON decisions(seq);
CREATE TABLE messages (
  key TEXT PRIMARY KEY, notifier TEXT NOT NULL, state TEXT NOT NULL, due_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, error TEXT, sent_at TEXT, data TEXT NOT NULL
);
CREATE INDEX messages_due ON messages(state, due_at);
