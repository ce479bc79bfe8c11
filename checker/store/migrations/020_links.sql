CREATE TABLE links (
  key TEXT NOT NULL, day INTEGER NOT NULL, reach INTEGER NOT NULL, fact TEXT NOT NULL, statement TEXT NOT NULL,
  PRIMARY KEY (fact, key, day, statement)
) WITHOUT ROWID;
CREATE INDEX links_statement ON links(statement);
CREATE TABLE stands (
  statement TEXT NOT NULL, discrepancy TEXT NOT NULL, PRIMARY KEY (statement, discrepancy)
) WITHOUT ROWID;
CREATE INDEX stands_discrepancy ON stands(discrepancy);
CREATE TABLE again (statement TEXT PRIMARY KEY, fact TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX discrepancies_standing ON discrepancies(status, rule);
ALTER TABLE dirty ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
