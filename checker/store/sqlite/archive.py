"""The articles that are kept, for those who look back."""

from __future__ import annotations

from datetime import datetime

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import stamp


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

    def article(self, article: str) -> Article:
        """The newest revision of an article."""
        rows = self.rows(
            "SELECT a.*, r.title, r.text FROM articles a JOIN revisions r ON r.article = a.id "
            "AND r.revision = a.revision WHERE a.id = ?",
            [article],
        )
        if not rows:
            raise KeyError(article)
        row = rows[0]
        return Article(
            text=row["text"],
            id=row["id"],
            lang=row["lang"],
            title=row["title"],
            outlet=row["outlet"],
            origin=row["origin"],
            url=row["url"],
            published=TimeSpan.from_iso(row["published"]) if row["published"] else None,
            revision=row["revision"],
        )
