-- What a discrepancy can be found by, kept in step by triggers whoever writes it. Full text has row numbers of its own,
-- as those of a table with a text key may change.
CREATE TABLE discrepancy_terms (
  discrepancy TEXT NOT NULL, kind TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (discrepancy, kind, term)
) WITHOUT ROWID;
CREATE INDEX discrepancy_terms_by_term ON discrepancy_terms(kind, term);
CREATE INDEX discrepancies_inbox ON discrepancies(status, changed_at, severity, rule, verdict, opened_at, id);
CREATE TABLE discrepancy_numbers (number INTEGER PRIMARY KEY, discrepancy TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE discrepancy_words USING fts5(words, tokenize = "unicode61 remove_diacritics 2");
CREATE VIEW discrepancies_to_find AS SELECT id, data FROM discrepancies;
CREATE TRIGGER discrepancies_to_find_index INSTEAD OF INSERT ON discrepancies_to_find BEGIN
  DELETE FROM discrepancy_terms WHERE discrepancy = new.id;
  INSERT OR IGNORE INTO discrepancy_terms SELECT new.id, kind, term FROM (
    SELECT 'fact' AS kind, json_extract(new.data, '$.topic.fact') AS term
    UNION ALL SELECT 'entity', value FROM json_each(new.data, '$.topic') WHERE key <> 'fact'
    UNION ALL SELECT 'outlet', q.value ->> '$.outlet'
      FROM json_each(new.data, '$.sides') s, json_each(s.value, '$.quotes') q
    UNION ALL SELECT 'lang', q.value ->> '$.lang'
      FROM json_each(new.data, '$.sides') s, json_each(s.value, '$.quotes') q
    UNION ALL SELECT 'article', q.value ->> '$.article'
      FROM json_each(new.data, '$.sides') s, json_each(s.value, '$.quotes') q
  ) WHERE term IS NOT NULL;
  INSERT OR IGNORE INTO discrepancy_numbers (discrepancy) VALUES (new.id);
  DELETE FROM discrepancy_words WHERE rowid = (SELECT number FROM discrepancy_numbers WHERE discrepancy = new.id);
  INSERT INTO discrepancy_words (rowid, words)
    SELECT (SELECT number FROM discrepancy_numbers WHERE discrepancy = new.id), group_concat(word, ' ') FROM (
      SELECT value AS word FROM json_each(new.data, '$.title')
      UNION ALL SELECT value FROM json_each(new.data, '$.topic')
      UNION ALL SELECT coalesce(q.value ->> '$.outlet', '') || ' ' || coalesce(q.value ->> '$.evidence.sentence', '')
        FROM json_each(new.data, '$.sides') s, json_each(s.value, '$.quotes') q
      UNION ALL SELECT c.value ->> '$.text'
        FROM json_each(new.data, '$.sides') s, json_each(s.value, '$.claimants') c
    );
END;
CREATE TRIGGER discrepancies_found_new AFTER INSERT ON discrepancies
  BEGIN INSERT INTO discrepancies_to_find (id, data) VALUES (new.id, new.data); END;
CREATE TRIGGER discrepancies_found_again AFTER UPDATE OF data ON discrepancies WHEN old.data <> new.data
  BEGIN INSERT INTO discrepancies_to_find (id, data) VALUES (new.id, new.data); END;
INSERT INTO discrepancies_to_find (id, data) SELECT id, data FROM discrepancies;
CREATE TABLE actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '', before TEXT NOT NULL DEFAULT '', batch TEXT NOT NULL, undone_at TEXT
);
CREATE INDEX actions_by_target ON actions(target);
CREATE INDEX actions_by_batch ON actions(batch);
CREATE TABLE wrong_readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, author TEXT NOT NULL, statement TEXT NOT NULL,
  fact TEXT NOT NULL, article TEXT NOT NULL, part TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX wrong_readings_by_fact ON wrong_readings(fact);
CREATE VIEW open_discrepancies AS
  SELECT id, rule, verdict, severity, status, opened_at, changed_at, json_extract(data, '$.title.en') AS title,
    json_extract(data, '$.topic.fact') AS fact, json_extract(data, '$.gap.ratio') AS ratio
  FROM discrepancies WHERE status IN ('open', 'acknowledged');
CREATE VIEW statements_flat AS
  SELECT s.id, s.fact, s.article, a.outlet, a.origin, a.published, a.lang, a.url,
    json_extract(s.data, '$.value.low') AS low, json_extract(s.data, '$.value.high') AS high,
    json_extract(s.data, '$.value.qualifier') AS qualifier, json_extract(s.data, '$.value.unit') AS unit,
    json_extract(s.data, '$.stance') AS stance, json_extract(s.data, '$.aspect') AS aspect,
    json_extract(s.data, '$.claimants[0].text') AS claimant, json_extract(s.data, '$.claimants[0].party') AS party,
    json_extract(s.data, '$.of.text') AS counted, json_extract(s.data, '$.place.text') AS place,
    json_extract(s.data, '$.evidence.quote') AS quote, json_extract(s.data, '$.evidence.sentence') AS sentence
  FROM statements s JOIN articles a ON a.id = s.article WHERE s.newest = 1;
CREATE VIEW figures_over_time AS
  SELECT fact, place, counted, published, coalesce(claimant, outlet) AS said_by, low, high, quote, article
  FROM statements_flat WHERE low IS NOT NULL OR high IS NOT NULL ORDER BY fact, published;
