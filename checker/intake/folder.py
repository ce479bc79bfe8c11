"""`folder`: articles put into a folder, also those that were there before the first poll.

Options: `path` (relative to the configuration). A file is read once it has not changed between two polls or for
`stable` seconds, so that one that is still being written is not read in half.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from checker.http import Http
from checker.intake.base import Cursor, Fetched, RawItem
from checker.intake.files import files_in, read_file
from checker.intake.origins import origin_of
from checker.model.article import Article
from checker.model.errors import BadInput


class Options(BaseModel):
    """The keys of a folder source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Path
    stable: float = Field(default=1.0, ge=0, le=3600)


class FolderSource:
    """Watches one folder and the folders in it."""

    def __init__(self, source_id: str, options: Options, outlet: str | None, lang: str | None) -> None:
        self.id = source_id
        self.options = options
        self.outlet = outlet
        self.lang = lang

    def fetch(self, cursor: Cursor) -> Fetched:
        """The articles of every file that is new or changed. Raises BadInput when there is no such folder."""
        folder = self.options.path
        if not folder.is_dir():
            raise BadInput(f"there is no folder {folder}")
        known: dict[str, list[float]] = dict(cursor.get("files", {}))
        seen: dict[str, list[float]] = {}
        items: list[RawItem] = []
        errors: list[str] = []
        for file in files_in(folder):
            name = str(file.relative_to(folder))
            try:
                stat = file.stat()
            except OSError:
                continue  # gone since it was listed
            state = [stat.st_mtime, float(stat.st_size)]
            if known.get(name) == state:
                seen[name] = state
                continue
            if time.time() - stat.st_mtime < self.options.stable:
                continue  # still being written, maybe; the next poll sees it
            for item in read_file(file):
                if item.article is None:
                    errors.append(f"{item.name}: {item.error}")
                    continue
                errors += [f"{item.name}: {warning}" for warning in item.warnings]
                items.append(self._raw(item.article))
            seen[name] = state
        return Fetched(tuple(items), {"files": seen}, tuple(errors))

    def _raw(self, article: Article) -> RawItem:
        known = replace(
            article,
            id=f"{self.id}:{article.id}",
            outlet=article.outlet or self.outlet,
            lang=article.lang or self.lang,
            origin=article.origin or origin_of(article.text),
        )
        digest = hashlib.sha256(f"{known.title}\x1f{known.text}".encode()).hexdigest()
        return RawItem(known.url or known.id, known, digest)


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> FolderSource:
    """A folder source; `http` is not needed."""
    del http
    return FolderSource(source_id, options, outlet, lang)
