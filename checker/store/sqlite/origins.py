"""Who wrote what: signatures of texts, links between near-copies, and the origins guessed from them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from checker.model.provenance import Byline, How, Kin, OriginGuess
from checker.store.base import Untraced
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import DIRTY


class OriginTables(Connection):
    """The verbs of tracing origins."""

    def untraced(self, limit: int = 500) -> list[Untraced]:
        """Articles that are new or edited since origins were traced."""
        rows = self.rows(
            "SELECT a.id, s.signature FROM articles a LEFT JOIN signatures s ON s.article = a.id "
            "WHERE a.traced = 0 ORDER BY a.id LIMIT ?",
            [limit],
        )
        return [Untraced(row["id"], row["signature"]) for row in rows]

    def alike(self, bands: Sequence[int], limit: int = 128) -> list[tuple[str, bytes]]:
        """(article, signature) of those that share a band, those that share most and came last first."""
        rows = self.rows(
            "SELECT s.article, s.signature FROM (SELECT n, count(*) AS shared FROM copy_bands "
            "WHERE band IN (SELECT value FROM json_each(?)) GROUP BY n ORDER BY shared DESC, n DESC LIMIT ?) found "
            "JOIN signatures s ON s.n = found.n ORDER BY found.shared DESC, s.article",
            [json.dumps(list(bands)), limit],
        )
        return [(row["article"], row["signature"]) for row in rows]

    def links_around(self, articles: Collection[str]) -> dict[tuple[str, str], float]:
        """Every link between articles that hang together with these."""
        found: dict[tuple[str, str], float] = {}
        seen: set[str] = set()
        waiting = sorted(articles)
        while waiting:
            seen.update(waiting)
            names = json.dumps(waiting)
            rows = self.rows(
                "SELECT a, b, similarity FROM copy_links WHERE a IN (SELECT value FROM json_each(?)) UNION "
                "SELECT a, b, similarity FROM copy_links WHERE b IN (SELECT value FROM json_each(?))",
                [names, names],
            )
            found |= {(row["a"], row["b"]): row["similarity"] for row in rows}
            waiting = sorted({name for row in rows for name in (row["a"], row["b"])} - seen)
        return found

    def kin(self, articles: Collection[str]) -> list[Kin]:
        """What the origins of articles are guessed from."""
        rows = self.rows(
            "SELECT id, outlet, origin, byline, published FROM articles "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            [json.dumps(sorted(articles))],
        )
        return [
            Kin(
                row["id"],
                row["outlet"],
                row["origin"],
                Byline(*json.loads(row["byline"])) if row["byline"] else None,
                row["published"],
            )
            for row in rows
        ]

    def save_trace(
        self,
        traced: Collection[str],
        links: Mapping[tuple[str, str], float],
        looked_at: Collection[str],
        guesses: Mapping[str, OriginGuess],
    ) -> int:
        """Keep what tracing found, all or nothing."""
        changed = 0
        before = self.origin_guesses(looked_at)
        with self.writing() as db:
            names = json.dumps(sorted(traced))
            for end in ("a", "b"):
                db.conn.execute(
                    f"DELETE FROM copy_links WHERE {end} IN (SELECT value FROM json_each(?))",  # noqa: S608 - a or b
                    [names],
                )
            db.conn.executemany(
                "INSERT OR REPLACE INTO copy_links (a, b, similarity) VALUES (?, ?, ?)",
                [(a, b, alike) for (a, b), alike in sorted(links.items())],
            )
            for name in sorted(looked_at):
                old, new = before.get(name), guesses.get(name)
                if old == new:
                    continue
                db.conn.execute("DELETE FROM origins WHERE article = ?", [name])
                if new is not None:
                    evidence = json.dumps(dict(new.evidence), ensure_ascii=False)
                    db.conn.execute(
                        "INSERT INTO origins (article, origin, how, evidence) VALUES (?, ?, ?, ?)",
                        [name, new.origin, new.how.value, evidence],
                    )
                if (old.origin if old else None) != (new.origin if new else None):
                    changed += 1
                    facts = db.query("SELECT DISTINCT fact FROM statements WHERE article = ? AND newest = 1", [name])
                    db.conn.executemany(DIRTY, [(row["fact"],) for row in list(facts)])
                    db.conn.execute(
                        "INSERT OR REPLACE INTO again (statement, fact, at) "
                        "SELECT id, fact, '' FROM statements WHERE article = ? AND newest = 1",
                        [name],
                    )
            db.conn.execute(
                "UPDATE articles SET traced = 1 WHERE id IN (SELECT value FROM json_each(?))",
                [names],
            )
        return changed

    def retrace(self, version: str) -> bool:
        """Whether origins rest on other agencies or owners than `version` names; then all are to be traced again."""
        rows = self.rows("SELECT version FROM origin_settings")
        if rows and rows[0]["version"] == version:
            return False
        with self.writing() as db:
            db.conn.execute("DELETE FROM origin_settings")
            db.conn.execute("INSERT INTO origin_settings (version) VALUES (?)", [version])
            db.conn.execute("UPDATE articles SET traced = 0")
        return True

    def origin_guesses(self, articles: Collection[str]) -> dict[str, OriginGuess]:
        """The origins of articles that have one beside their outlet, with the evidence."""
        rows = self.rows(
            "SELECT * FROM origins WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article",
            [json.dumps(sorted(articles))],
        )
        return {
            row["article"]: OriginGuess(row["article"], row["origin"], How(row["how"]), json.loads(row["evidence"]))
            for row in rows
        }
