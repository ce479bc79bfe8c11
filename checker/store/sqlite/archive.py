"""The articles that are kept, for those who look back."""

from __future__ import annotations

from datetime import datetime

from checker.model.article import Article
from checker.model.provenance import Certainty
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.store.base import ArticleRow, Revision, StoredArticle
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import STATEMENT, phrase, stamp


class ArchiveTables(Connection):
    """The verbs of looking back."""

    def articles_since(self, since: datetime | None) -> list[str]:
        """Ids of the articles published (or, undated, first seen) since then, newest first."""
        rows = self.rows(
            "SELECT a.id, coalesce(a.published, min(r.seen_at)) AS at FROM articles a JOIN revisions r "
            "ON r.article = a.id GROUP BY a.id ORDER BY at DESC, a.id"
        )
        from_day = stamp(since)[:10] if since is not None else ""
        return [row["id"] for row in rows if row["at"][:10] >= from_day]

    def article(self, article: str) -> StoredArticle | None:
        """An article with the text of its newest revision, and all its revisions; None when it is not known."""
        rows = self.rows("SELECT * FROM articles WHERE id = ?", [article])
        if not rows:
            return None
        row = rows[0]
        revisions = self.rows("SELECT * FROM revisions WHERE article = ? ORDER BY revision", [article])
        newest = revisions[-1]
        return StoredArticle(
            Article(
                text=newest["text"],
                id=row["id"],
                lang=row["lang"],
                title=newest["title"],
                outlet=row["outlet"],
                origin=row["origin"],
                url=row["url"],
                published=TimeSpan.from_iso(row["published"]) if row["published"] else None,
                revision=row["revision"],
            ),
            row["source"],
            tuple(
                Revision(
                    one["revision"], one["title"], one["text"], one["sha256"], datetime.fromisoformat(one["seen_at"])
                )
                for one in revisions
            ),
            row["published_from"],
            Certainty(row["published_certainty"]) if row["published_certainty"] else None,
        )

    def articles(self, *, text: str = "", source: str = "", limit: int = 50, offset: int = 0) -> list[ArticleRow]:
        """Articles, the last seen first; every word of `text` in their title or text."""
        words = phrase(text)
        if text.strip() and not words:
            return []
        found = ["n.source = ?"] if source else []
        found += ["n.number IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)"] if words else []
        # numbers first: what a page does not show is passed over without looking at it
        rows = self.rows(
            "WITH page AS MATERIALIZED (SELECT number, article, revision FROM article_numbers n "  # noqa: S608 - fixed texts
            f"WHERE {' AND '.join(found) or '1'} ORDER BY number DESC LIMIT ? OFFSET ?) "
            "SELECT a.id, a.source, a.outlet, a.origin, a.lang, a.published, a.revision, r.title, r.seen_at, "
            "substr(r.text, 1, 200) AS beginning, "
            "(SELECT count(*) FROM statements s WHERE s.article = a.id AND s.newest = 1) AS statements "
            "FROM page p JOIN articles a ON a.id = p.article "
            "JOIN revisions r ON r.article = p.article AND r.revision = p.revision ORDER BY p.number DESC",
            [one for one in (source, words) if one] + [limit, offset],
        )
        return [
            ArticleRow(
                row["id"],
                row["title"] or row["beginning"],
                row["source"],
                row["outlet"],
                row["origin"],
                row["lang"],
                row["published"],
                row["revision"],
                datetime.fromisoformat(row["seen_at"]),
                row["statements"],
            )
            for row in rows
        ]

    def statements_of(self, article: str) -> list[Statement]:
        """What was read in the newest revision of an article."""
        rows = self.rows("SELECT data FROM statements WHERE article = ? AND newest = 1 ORDER BY id", [article])
        return [STATEMENT.validate_json(row["data"]) for row in rows]

    def lately_named(self, text: str = "", limit: int = 3000) -> list[Statement]:
        """The last statements of newest revisions, those that came last first; `text`: only with these letters
        anywhere in them."""
        rows = self.rows(
            "SELECT data FROM statements WHERE newest = 1 AND (? = '' OR instr(lower(data), lower(?)) > 0) "
            "ORDER BY rowid DESC LIMIT ?",
            [text, text, limit],
        )
        return [STATEMENT.validate_json(row["data"]) for row in rows]

    def outlets(self) -> set[str]:
        """The outlets that articles are of."""
        return {row["outlet"] for row in self.rows("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")}

    def dated_by(self) -> dict[str, dict[str, int]]:
        """By source, how many of its articles have a date from where (`none`: they have no date)."""
        found: dict[str, dict[str, int]] = {}
        for row in self.rows(
            "SELECT source, CASE WHEN published IS NULL THEN 'none' ELSE coalesce(published_from, 'given') END "
            "AS says, count(*) AS n FROM articles GROUP BY 1, 2"
        ):
            found.setdefault(row["source"], {})[row["says"]] = row["n"]
        return found
