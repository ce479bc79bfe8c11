"""Articles out of files: .txt, .md with front matter, .html, .json, .jsonl, a folder of these, or stdin.

Each file or line gives an article or says what is wrong with it; one that is broken never stops the others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TextIO

from checker.intake.base import Dated, sha256
from checker.intake.pages import read_page
from checker.model.article import Article
from checker.model.errors import BadFile, BadInput
from checker.texts import Said, instead, of_system, said, told
from checker.wire import ArticleIn, article_from_json, read_time
from checker.yamldoc import Document, parse

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".json", ".jsonl"})
_FRONT = {key: key for key in ArticleIn.model_fields if key != "text"} | {  # what front matter may hold, as what
    "date": "published",
    "outlet": "source",
    "author": "author",
    "byline": "byline",
}
MAX_BYTES = 20_000_000  # of one article
MOST_BYTES = 500_000_000  # of one file of articles, a line each


@dataclass(frozen=True, slots=True)
class Item:
    """One article, or the error in its stead. `name` is the file, with the line where that helps."""

    name: str
    article: Article | None = None
    error: str | None = None
    warnings: tuple[str, ...] = field(default=())
    unread: bool = False  # the error is of the system and not of the file: it may be read another time
    author: str = ""
    raw_sha256: str | None = None
    dates: tuple[Dated, ...] = ()


def read_path(path: Path) -> Iterator[Item]:
    """Every article of a file, or of a folder and the folders in it, in the order of their names."""
    if path.is_dir():
        kept_out: list[OSError] = []
        for file in files_in(path, kept_out.append):
            yield from read_file(file)
        yield from (Item(str(one.filename), error=_unreadable(one), unread=True) for one in kept_out)
    elif path.exists():
        yield from read_file(path)
    else:
        yield Item(str(path), error=said("intake.no_path"))


def files_in(folder: Path, kept_out: Callable[[OSError], object]) -> list[Path]:
    """The files of a folder that can hold articles; hidden ones and READMEs cannot. `kept_out` is told of every folder
    and file in it that may not be looked into."""
    found: list[Path] = []
    for inside, folders, names in os.walk(folder, onerror=kept_out):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in (Path(inside, name) for name in names if not name.startswith(".")):
            if file.suffix.lower() in SUFFIXES and file.stem.upper() != "README":
                try:
                    found += [file] if file.is_file() else []
                except OSError as error:
                    kept_out(error)
    return sorted(found)


def read_file(file: Path) -> Iterator[Item]:
    """The articles of one file."""
    try:
        most = MOST_BYTES if file.suffix.lower() == ".jsonl" else MAX_BYTES
        if file.stat().st_size > most:
            yield Item(str(file), error=said("intake.file_too_large", size=most // 1_000_000))
            return
        raw = file.read_bytes()
    except OSError as error:
        yield Item(str(file), error=_unreadable(error), unread=True)
        return
    yield from read_bytes(raw, file.suffix.lower(), name=str(file), stem=file.stem)


def _unreadable(error: OSError) -> Said:
    return said("intake.unreadable", error=of_system(error))


def read_bytes(raw: bytes, suffix: str, *, name: str, stem: str) -> Iterator[Item]:
    """The articles in the content of a file with this suffix."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if suffix not in (".html", ".htm"):
            yield Item(name, error=said("intake.not_utf8"))
            return
        text = ""
    if suffix == ".jsonl":
        yield from read_lines(text.split("\n"), name=name, stem=stem)
        return
    found = _json(text, name, stem) if suffix == ".json" else iter(())
    if suffix in (".html", ".htm"):
        found = iter((_html(raw, name, stem),))
    elif suffix != ".json":
        found = iter((_text(text, name, stem),))
    seen = sha256(raw)
    yield from (replace(item, raw_sha256=seen) for item in found)


def read_stream(stream: TextIO) -> Iterator[Item]:
    """Standard input: jsonl when it starts with `{`, else one plain text."""
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    if first.lstrip().startswith("{"):
        yield from read_lines(_chain(first, stream), name="-", stem="line")
    else:
        yield _text(first + stream.read(), "-", "stdin")


def read_lines(lines: Iterable[str], *, name: str, stem: str) -> Iterator[Item]:
    """One article a line; a bad line yields its error and the rest goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            yield Item(where, error=said("intake.line_too_large", size=MAX_BYTES // 1_000_000))
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Item(where, error=said("intake.not_json", error=error))
            continue
        yield replace(_article(data, where, f"{stem}-{number}"), raw_sha256=sha256(line))


def with_defaults(item: Item, *, published: str | None, lang: str | None, source: str | None) -> Item:
    """The item with what the article itself does not say. Raises BadInput for an unreadable date."""
    article = item.article
    if article is None:
        return item
    when = article.published
    if when is None and published:
        when = read_time(published, lang or article.lang)
        if when is None:
            raise BadInput(said("intake.no_date", date=repr(published)))
    given = replace(article, published=when, lang=article.lang or lang, outlet=article.outlet or source)
    return replace(item, article=given)


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _article(data: object, where: str, fallback_id: str) -> Item:
    try:
        article, warnings = article_from_json(data, fallback_id=fallback_id)
    except BadInput as error:
        return Item(where, error=told(error))
    author = str(data.get("author") or data.get("byline") or "") if isinstance(data, dict) else ""
    return Item(where, article, warnings=tuple(warnings), author=author[:200])


def _json(text: str, name: str, stem: str) -> Iterator[Item]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Item(name, error=said("intake.not_json", error=error))
        return
    if isinstance(data, dict) and isinstance(data.get("articles"), list):
        data = data["articles"]
    if isinstance(data, list):
        for index, one in enumerate(data):
            yield _article(one, f"{name}[{index}]", f"{stem}-{index + 1}")
    else:
        yield _article(data, name, stem)


def _text(text: str, name: str, stem: str) -> Item:
    """Plain text, with YAML front matter between two lines of `---` where there is one. A first line `# …` is the title
    where none is given."""
    data: dict[str, Any] = {}
    unread: tuple[str, ...] = ()
    if text.startswith(("---\n", "---\r\n")):
        head, fence, body = text[text.index("\n") + 1 :].partition("\n---")
        if fence:
            try:
                found = parse(f"\n{head}", "")  # lines count from the fence above it
            except BadFile as error:
                return Item(name, error=said("intake.front_matter", error=error))
            if isinstance(found.data, dict):
                (data, unread), text = _front(found), body.partition("\n")[2]
    heading, _, body = text.lstrip().partition("\n")
    if heading.startswith("# ") and "title" not in data:
        data, text = {**data, "title": heading.removeprefix("# ").strip()}, body
    item = _article({**data, "text": text}, name, stem)
    return replace(item, warnings=(*item.warnings, *unread))


def _front(found: Document) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Front matter as the keys of an article, and a warning for every key of it that is not read."""
    data: dict[str, Any] = {}
    unread: list[str] = []
    for given, value in found.data.items():
        key = _FRONT.get(given)
        if key is None or (key != given and key in found.data):
            line = found.places[(given,)][0]
            unread.append(said("intake.front_matter_key", line=line, name=given, remedy=instead(given, _FRONT)))
        else:
            data[key] = value
    return data, tuple(unread)


def _html(raw: bytes, name: str, stem: str) -> Item:
    page = read_page(raw, url=name if name.startswith(("http://", "https://")) else "")
    if page is None:
        return Item(name, error=said("intake.no_text"))
    article = Article(
        page.text,
        id=stem,
        lang=page.lang,
        title=page.title,
        outlet=page.site,
        url=page.url or None,
        published=page.dates[0].at if page.dates else None,
    )
    return Item(name, article, author=page.author, dates=page.dates)
