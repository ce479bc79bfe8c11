-- Articles in the order in which they were last seen, and the words of each, kept in step by triggers whoever writes
-- them. The words are kept without the texts, which FTS5 then has to be told again to forget them.
CREATE TABLE article_numbers (
  number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, source TEXT NOT NULL
);
CREATE INDEX article_numbers_by_source ON article_numbers(source, number);
CREATE VIRTUAL TABLE article_words USING fts5(
  words, content = '', detail = none, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_found AFTER INSERT ON revisions BEGIN
  INSERT INTO article_words (article_words, rowid, words)
    SELECT 'delete', n.number, r.title || ' ' || r.text FROM article_numbers n
    JOIN revisions r ON r.article = n.article AND r.revision = n.revision WHERE n.article = new.article;
  DELETE FROM article_numbers WHERE article = new.article;
  INSERT INTO article_numbers (article, revision, source)
    SELECT new.article, new.revision, source FROM articles WHERE id = new.article;
  INSERT INTO article_words (rowid, words)
    SELECT number, new.title || ' ' || new.text FROM article_numbers WHERE article = new.article;
END;
CREATE TRIGGER articles_forgotten AFTER DELETE ON revisions BEGIN
  INSERT INTO article_words (article_words, rowid, words)
    SELECT 'delete', number, old.title || ' ' || old.text FROM article_numbers
    WHERE article = old.article AND revision = old.revision;
  DELETE FROM article_numbers WHERE article = old.article AND revision = old.revision;
END;
INSERT INTO article_numbers (article, revision, source)
  SELECT a.id, a.revision, a.source FROM articles a
  JOIN revisions r ON r.article = a.id AND r.revision = a.revision ORDER BY r.seen_at, a.id DESC;
INSERT INTO article_words (rowid, words)
  SELECT n.number, r.title || ' ' || r.text FROM article_numbers n
  JOIN revisions r ON r.article = n.article AND r.revision = n.revision;
