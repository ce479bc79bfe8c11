"""`feed`: an RSS, Atom or JSON feed over HTTP, asked politely (ETag, Last-Modified) and read whatever its state.

Options: `url`; `full_text`: `auto` fetches the page of an entry that holds only a summary, `true` of every entry,
`false` of none; `pages`: how many pages one poll fetches at most. An entry is known by its link without what differs
between shares, or else by its GUID; an edited entry is a new revision. Where a page cannot be had, the feed's own text
serves, of new and of edited entries alike, and the page is asked for in the next polls again.
"""

from __future__ import annotations

import calendar
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import feedparser
from pydantic import Field

from checker.http import Http, HttpError, Response, RobotsError
from checker.intake.addresses import absolute, canonical_url, names_an_article
from checker.intake.base import Addressed, Cursor, Dated, Fetched, RawItem, WebSource, digest, joined, sha256, text_key
from checker.intake.linked import DUMB, TRIES
from checker.intake.markup import MOST_UNCLOSED, depth, plain_text, structure, unclosed, without_halves
from checker.intake.pages import DEEPEST, article_id, date_in_url, read_page
from checker.model.article import Article, whole
from checker.model.errors import BadInput
from checker.model.timespan import TimeSpan
from checker.texts import said
from checker.wire import read_time, usable

REMEMBERED = 20_000  # entries of one feed whose hashes are kept
SUMMARY = 500  # characters; a text that is shorter is only a summary
UNCHANGED = 50  # answers of "not modified" in a row after which the whole feed is asked for, in case its ETag lies
ENTRY, WORDS = 20, 12  # hexadecimal digits of an entry's hashes that are kept
TOLD_WORDS = 20  # words; the language of a longer text is read from the text, for feeds often name a wrong one


class Options(Addressed):
    """The keys of a feed source."""

    full_text: Literal["auto"] | bool = "auto"
    pages: int = Field(default=30, ge=0, le=500)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is kept of an entry that was seen: hashes of all of it and of its words, and what became of its page.

    `tries`: polls in which the page could not be had; `missing`: why, the status of the answer, `robots`, or `none` for
    no answer. `held`: the words are an edit that is not taken yet, since the page as it was read before tells more.
    """

    entry: str
    words: str
    missing: str = ""
    tries: int = 0
    held: bool = False

    def __str__(self) -> str:
        """As it is written to the cursor."""
        missed = f"{'!' if self.held else '?'}{self.tries}:{self.missing}" if self.tries else ""
        return f"{self.entry}{self.words}{missed}"

    @classmethod
    def read(cls, kept: str) -> _Mark:
        """What was written; up to 0.9, the words had no hash of their own and a page no reason."""
        seen, held, missed = kept.partition("!") if "!" in kept else kept.partition("?")
        tries, _, missing = missed.partition(":")
        return cls(seen[:ENTRY], seen[ENTRY:], missing, int(tries or 0), held == "!")

    def without_page(self, error: HttpError, before: _Mark | None) -> tuple[_Mark, bool]:
        """The mark of an entry whose page cannot be had, and whether the feed's own words are taken for it.

        Those of a new entry are, and those that changed; but what was read of a page is replaced only where the page
        is gone, not where it may come back at the next poll: then they are held so long.
        """
        missing = "robots" if isinstance(error, RobotsError) else str(error.status or "none")
        if before is None:
            return replace(self, missing=missing, tries=1), True
        same = before.words == self.words
        from_page = before.held or not before.tries
        if same and not before.tries:
            return self, False  # its page was read, and only its GUID is another
        tries = before.tries + 1 if same or before.held else 1
        edited = before.held or not same
        held = edited and from_page and error.retryable and tries < TRIES
        return replace(self, missing=missing, tries=tries, held=held), edited and not held


class FeedSource(WebSource[Options]):
    """One feed."""

    def fetch(self, cursor: Cursor) -> Fetched:
        """The entries that are new or edited. Raises HttpError, or BadInput for what is no feed."""
        response = self._get(cursor)
        if response.not_modified:
            same = {**cursor, "unchanged": int(cursor.get("unchanged", 0)) + 1}
            return Fetched((), same, skipped=joined(_missing(same)))
        title, entries = parsed(response)
        known: dict[str, str] = dict(cursor.get("seen", {}))
        items: list[RawItem] = []
        errors: list[str] = []
        budget, waiting, dumb = self.options.pages, 0, 0
        links = Counter(str(entry.get("link") or "") for entry in entries)
        guids = Counter(str(entry.get("id") or "") for entry in entries)
        here: set[str] = set()
        for entry in entries:
            try:
                alone = links[str(entry.get("link") or "")] == 1, guids[str(entry.get("id") or "")] == 1
                item = self._item(entry, title, response.url, *alone)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
                errors.append(said("intake.bad_entry", error=error))
                continue
            if item is None or item.identity in here:
                continue
            here.add(item.identity)
            mark = _Mark(sha256(f"{item.sha256}{item.keys}")[:ENTRY], item.sha256[:WORDS])
            before = _Mark.read(known.get(item.identity, ""))
            if before.entry == mark.entry and not 0 < before.tries < TRIES:
                known.pop(item.identity)  # the latest seen are the last to be forgotten
                known[item.identity] = str(replace(mark, missing=before.missing, tries=before.tries, held=before.held))
                continue
            if self._wants_page(entry, item):
                if budget <= 0:
                    waiting += 1
                    continue  # not noted as seen: the next poll takes it up
                budget -= 1
                try:
                    item, dumb = self._with_page(item), 0
                except HttpError as error:
                    dumb = dumb + 1 if error.retryable and error.status is None else 0
                    if error.retry_after or dumb == DUMB:
                        budget = 0  # the site is to be left alone
                    mark, taken = mark.without_page(error, before if item.identity in known else None)
                    if not taken:
                        known[item.identity] = str(mark)
                        continue
            known.pop(item.identity, None)
            known[item.identity] = str(mark)
            items.append(item)
        new: Cursor = {"seen": dict(list(known.items())[-max(REMEMBERED, len(here)) :])}
        marks = [_Mark.read(known[identity]) for identity in here if identity in known]
        again = any(0 < mark.tries < TRIES for mark in marks)
        if not errors and not waiting and not again:  # else the whole feed is wanted again, changed or not
            new |= {"etag": response.headers.get("etag"), "last_modified": response.headers.get("last-modified")}
        moved = response.permanent_url or cursor.get("url")
        if moved and "?" not in moved:  # a query may hold a token, which the store must never see
            new["url"] = moved
        new["missing"] = dict(sorted(Counter(mark.missing for mark in marks if mark.missing).items()))
        skipped = [said("intake.entries_wait", count=waiting, most=self.options.pages)] if waiting else []
        return Fetched(tuple(items), new, tuple(errors), joined([*skipped, *_missing(new)]))

    def _get(self, cursor: Cursor) -> Response:
        """The feed where it moved to for good; where it was, if it is not there after all."""
        fresh = int(cursor.get("unchanged", 0)) >= UNCHANGED
        etag, last_modified = (None, None) if fresh else (cursor.get("etag"), cursor.get("last_modified"))
        moved = cursor.get("url")
        if moved and moved != self.options.url:
            try:
                return self.http.get(str(moved), etag=etag, last_modified=last_modified)
            except HttpError as error:
                if error.status not in (404, 410):
                    raise
        return self.http.get(self.options.url, etag=etag, last_modified=last_modified)

    def _item(
        self, entry: Mapping[str, Any], feed_title: str, base: str, own_link: bool, own_guid: bool
    ) -> RawItem | None:
        """An entry; a link or a GUID that several entries have tells none of them from the others."""
        told_link = str(entry.get("link") or "")
        if entry.get("guidislink") and "://" not in told_link:
            told_link = ""  # a GUID that only counts as a link because nothing says that it is none
        link = absolute(base, told_link) if told_link else ""
        title = plain_text(str(entry.get("title") or ""))[:1000]
        text = max((plain_text(part) for part in _texts(entry)), key=len, default="") or title
        if not text:
            return None
        guid = str(entry.get("id") or "")
        by_link = names_an_article(link) and own_link
        told = str(entry.get("language") or "")[:2].lower()
        article = Article(
            text=text,
            lang=self.lang or (told if told.isalpha() and len(text.split()) < TOLD_WORDS else None),
            title=title if title != text else "",
            outlet=self.outlet or feed_title or None,
            url=link or None,
        )
        by_guid = f"guid:{self.id}:{guid}" if guid else ""
        weak = by_guid if by_guid and own_guid else text_key(article)
        identity = canonical_url(link) if by_link else weak
        names = {weak} if by_link else {by_guid}  # a shared GUID still leads to the article that it was once alone for
        dates = tuple(_dates(entry, link))
        article = replace(article, id=article_id(identity, self.id), published=dates[0].at if dates else None)
        return RawItem(
            identity,
            article,
            digest(article),
            keys=tuple(names - {identity, ""}),
            dates=dates,
            author=plain_text(str(entry.get("author") or ""))[:200],
            raw_sha256=sha256("\x1f".join(_texts(entry))),
        )

    def _wants_page(self, entry: Mapping[str, Any], item: RawItem) -> bool:
        if self.options.full_text is False or not item.article.url or not names_an_article(item.article.url):
            return False
        text = item.article.text
        whole = len(text) >= SUMMARY and not text.rstrip("] ").endswith(("…", "..."))
        return self.options.full_text is True or (not whole and not entry.get("whole"))

    def _with_page(self, item: RawItem) -> RawItem:
        """The item with the text of its page. Raises HttpError when it cannot be had."""
        answer = self.http.get(item.article.url or "", page=True)
        page = read_page(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
        if page is None or len(page.text) < len(item.article.text):
            return item
        dates = (*item.dates, *page.dates)
        article = replace(
            item.article,
            text=page.text,
            lang=self.lang,
            title=item.article.title or page.title,
            published=dates[0].at if dates else None,
        )
        twin = canonical_url(page.url) if page.url and names_an_article(page.url) else item.identity
        return replace(
            item,
            article=article,
            sha256=digest(article),
            keys=tuple(dict.fromkeys((*item.keys, *({twin} - {item.identity})))),
            dates=dates,
            author=item.author or page.author,
            raw_sha256=sha256(answer.body),
        )


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> FeedSource:
    """A feed source."""
    return FeedSource(source_id, options, outlet, lang, http)


def parsed(response: Response) -> tuple[str, list[Mapping[str, Any]]]:
    """The title and the entries of a feed. Raises BadInput for what is none."""
    start = response.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _json_feed(response.body)
    bare = structure(response.body)
    if depth(bare) > DEEPEST:
        raise BadInput(said("intake.too_deep", most=DEEPEST))
    if unclosed(bare) > MOST_UNCLOSED:
        raise BadInput(said("intake.unclosed", most=MOST_UNCLOSED))
    # the address guard and the limits are ours: feedparser sees bytes, never an address
    headers = {key: response.headers[key] for key in ("content-type", "content-language") if key in response.headers}
    try:
        feed = feedparser.parse(
            without_halves(response.body),
            response_headers=headers,
            sanitize_html=False,  # what comes out is plain text
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError, AssertionError) as error:
        raise BadInput(said("intake.bad_feed", error=error)) from None
    if not feed.entries and not feed.get("version"):
        raise BadInput(said("intake.no_feed"))
    told = str(feed.feed.get("language") or "")
    entries = [entry if entry.get("language") else {**entry, "language": told} for entry in feed.entries]
    if feed.get("version") in ("rss090", "rss10"):  # what an item is about is its address
        entries = [entry if entry.get("link") else {**entry, "link": entry.get("id")} for entry in entries]
    return plain_text(str(feed.feed.get("title") or ""))[:200], entries


def _json_feed(body: bytes) -> tuple[str, list[Mapping[str, Any]]]:
    """A JSON Feed (versions 1 and 1.1), its items under the names that feedparser uses."""
    try:
        data = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise BadInput(said("intake.bad_json_feed", error=error)) from None
    found = data.get("items") if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise BadInput(said("intake.no_json_items"))
    entries: list[Mapping[str, Any]] = []
    for one in found:
        if not isinstance(one, dict):
            continue
        authors = one.get("authors")
        authors = authors if isinstance(authors, list) and authors else [one.get("author")]
        names = [str(author.get("name") or "") for author in authors if isinstance(author, dict)]
        plain = one.get("content_text")
        content = _escaped(plain) if isinstance(plain, str) else one.get("content_html")
        entries.append(
            {
                "id": whole(str(one.get("id") or "")),
                "link": whole(str(one.get("url") or one.get("external_url") or "")),
                "title": _escaped(str(one.get("title") or "")),
                "summary": _escaped(whole(str(one.get("summary") or ""))),
                "content": [{"value": whole(content)}] if isinstance(content, str) else [],
                "author": ", ".join(filter(None, names)),
                "language": str(one.get("language") or data.get("language") or ""),
                "published": str(one.get("date_published") or one.get("date_modified") or ""),
            }
        )
    return str(data.get("title") or "")[:200], entries


def _missing(cursor: Cursor) -> list[str]:
    """What there is to say of the pages that could not be had, of the entries that the feed holds."""
    missing: dict[str, int] = cursor.get("missing", {})
    if not missing:
        return []
    why = [
        said(f"intake.missing_{why}", count=count)
        if why in ("robots", "none")
        else said("intake.missing_status", status=why, count=count)
        for why, count in missing.items()
    ]
    return [said("intake.pages_missing", count=sum(missing.values()), why=joined(why))]


def _escaped(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;")


def _texts(entry: Mapping[str, Any]) -> list[str]:
    """Everything that may be an entry's text, as markup."""
    contents = entry.get("content") or ()
    texts = [str(part.get("value") or "") for part in contents if isinstance(part, Mapping)]
    return [*texts, str(entry.get("summary") or "")]


def _dates(entry: Mapping[str, Any], link: str) -> Iterator[Dated]:
    """What the feed says of an entry's publication, best first; the day in its link last."""
    for key in ("published", "created", "updated"):
        parts = entry.get(f"{key}_parsed")
        if parts:
            with suppress(ValueError, OverflowError, OSError):  # at an end of the calendar
                at = usable(TimeSpan.from_instant(datetime.fromtimestamp(calendar.timegm(parts), UTC)))
                if at:
                    yield Dated(at, "feed")
        elif entry.get(key) and (at := read_time(str(entry[key])[:100])):
            yield Dated(at, "feed")
    in_link = date_in_url(link)
    if in_link:
        yield in_link
