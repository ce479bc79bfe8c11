CREATE TABLE article_keys (key TEXT PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys(article);
INSERT INTO article_keys (key, article) SELECT identity, id FROM articles;
ALTER TABLE articles ADD COLUMN published_from TEXT;
ALTER TABLE articles ADD COLUMN byline TEXT;
ALTER TABLE articles ADD COLUMN first_seen TEXT;
ALTER TABLE articles ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_untraced ON articles(traced) WHERE traced = 0;
ALTER TABLE revisions ADD COLUMN text_sha256 TEXT;
ALTER TABLE revisions ADD COLUMN raw_sha256 TEXT;
CREATE TABLE signatures (
  n INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, signature BLOB NOT NULL, bands BLOB NOT NULL
);
CREATE INDEX articles_seen ON articles(source, first_seen);
CREATE TABLE copy_bands (band INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (band, n)) WITHOUT ROWID;
CREATE TABLE copy_links (
  a TEXT NOT NULL, b TEXT NOT NULL, similarity REAL NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE origins (
  article TEXT PRIMARY KEY, origin TEXT NOT NULL, how TEXT NOT NULL, evidence TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE origin_settings (version TEXT NOT NULL);
CREATE TABLE corrections (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, revision INTEGER NOT NULL, kind TEXT NOT NULL,
  fact TEXT NOT NULL, before TEXT, after TEXT, announced INTEGER NOT NULL, at TEXT NOT NULL,
  decided INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX corrections_article ON corrections(article, revision);
CREATE INDEX corrections_pending ON corrections(decided) WHERE decided = 0;
ALTER TABLE sources ADD COLUMN first_good TEXT;
ALTER TABLE sources ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN note TEXT
