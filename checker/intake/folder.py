"""`folder`: articles put into a folder, also those that were there before the first poll.

Options: `path` (relative to the configuration). A file is read once it has not changed between two polls or for
`stable` seconds, so that one that is still being written is not read in half.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from checker.http import Http
from checker.intake.addresses import canonical_url, names_an_article
from checker.intake.base import Cursor, Dated, Fetched, RawItem, digest, joined, text_key
from checker.intake.files import Item, files_in, read_file
from checker.model.article import Article
from checker.model.errors import BadInput
from checker.texts import of_system, said

TOLD = 3  # of what may not be read, by name


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
        """The articles of every file that is new or changed. Raises BadInput when there is no such folder, or when it
        may not be looked into. What may not be read in it is said, and read when it may."""
        folder = self.options.path
        try:
            if not folder.is_dir():
                raise BadInput(said("intake.no_folder", folder=folder))
            next(folder.iterdir(), None)
        except OSError as error:
            text = said("intake.unreadable", error=of_system(error))
            raise BadInput(said("intake.of", name=folder, error=text)) from None
        known: dict[str, list[float]] = dict(cursor.get("files", {}))
        seen: dict[str, list[float]] = {}
        items: list[RawItem] = []
        errors: list[str] = []
        kept_out: list[OSError] = []
        unread: list[str] = []
        for file in files_in(folder, kept_out.append):
            name = str(file.relative_to(folder))
            state = _state(file)
            if state is None or state[1] == 0:
                continue  # gone since it was listed, or nothing was written into it yet
            if known.get(name) == state:
                seen[name] = state
                continue
            if abs(time.time() - state[0]) < self.options.stable:
                continue  # still being written, maybe; the next poll sees it
            target = file.resolve()
            if not target.is_relative_to(folder.resolve()):  # who may write here may not read what we may
                errors.append(said("intake.of", name=file, error=said("intake.leads_out", target=target)))
                seen[name] = state
                continue
            found = list(read_file(file))
            if _state(file) != state:
                continue  # written to while it was read
            unread += [said("intake.of", name=item.name, error=item.error) for item in found if item.unread]
            if any(item.unread for item in found):
                continue  # it is as it was when it may be read again
            for item in found:
                if item.article is None:
                    errors.append(said("intake.of", name=item.name, error=item.error))
                    continue
                errors += [said("intake.of", name=item.name, error=warning) for warning in item.warnings]
                place = name + item.name.removeprefix(str(file))
                items.append(raw_item(item, place, self.id, self.outlet, self.lang))
            seen[name] = state
        for one in kept_out:
            text = said("intake.unreadable", error=of_system(one))
            unread.append(said("intake.of", name=one.filename, error=text))
            inside = f"{Path(one.filename).relative_to(folder)}{os.sep}"
            seen |= {name: state for name, state in known.items() if name.startswith(inside)}
        more = [said("intake.more_unread", count=len(unread) - TOLD)] if len(unread) > TOLD else []
        return Fetched(tuple(items), {"files": seen}, (*errors, *unread), skipped=joined([*unread[:TOLD], *more]))


def raw_item(item: Item, name: str, source: str, outlet: str | None, lang: str | None) -> RawItem:
    """An article known by its link, or else by its place in the folder; moved, by its words."""
    article = item.article or Article("")
    known = replace(article, id=f"{source}:{article.id}", outlet=article.outlet or outlet, lang=article.lang or lang)
    by_link = bool(known.url) and names_an_article(known.url or "")
    return RawItem(
        canonical_url(known.url or "") if by_link else f"file:{source}:{name}",
        known,
        digest(known),
        keys=() if by_link else (f"id:{known.id}", text_key(known)),
        dates=item.dates or ((Dated(known.published, "given"),) if known.published else ()),
        author=item.author,
        raw_sha256=item.raw_sha256,
    )


def _state(file: Path) -> list[float] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return [stat.st_mtime, float(stat.st_size)]


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> FolderSource:
    """A folder source; `http` is not needed."""
    del http
    return FolderSource(source_id, options, outlet, lang)
