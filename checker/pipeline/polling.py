"""Poll a source: fetch, read, and keep what is new, each article once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from checker.intake import copies, origins, revisions
from checker.intake.base import Fetched, RawItem, Source, words_key
from checker.intake.dates import believed, certainty
from checker.model.article import Article
from checker.model.errors import DiscrepaError
from checker.model.provenance import FigureChange, Kin
from checker.model.statement import Reading
from checker.store.base import Incoming, KnownArticle, Store
from checker.texts import DEFAULT, in_language, said

PORTION = 200  # articles that are kept in one transaction
HEAVY = 1_000_000  # characters of articles that are kept in one, at most
LONGEST = 100_000  # characters of an article that are read: reading takes more than in proportion
LONGER = 1.5  # times the text that is known: what another source must have to count as the whole of it


class Reads(Protocol):
    """What reads articles: a reader, or several in processes of their own."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """A reading for each article, in their order."""
        ...


def poll(
    store: Store,
    source: Source,
    reader: Reads,
    now: datetime,
    *,
    baseline: bool,
    growing: Collection[str] = (),
    lang: str = DEFAULT,
) -> tuple[int, Fetched]:
    """Fetch, read and keep what is new; how many articles, and what was fetched. A failure is noted and raised.

    A large poll is kept in portions; the source's cursor moves with the last one, so that a poll that was cut off is
    fetched again and finds what it kept already. `growing`: facts whose figures may only grow; `lang`: the language in
    which faults and what was left out are kept.
    """
    cursor = store.cursor(source.id)
    try:
        fetched = _clipped(source.fetch(cursor))
    except DiscrepaError as error:
        store.save_failure(source.id, in_language(error, lang), now)
        raise
    first = baseline and not cursor
    aliases: dict[str, str] = {}
    placed = list(_placed(store, source.id, fetched.items, now, aliases))
    saved = 0
    portion: list[Incoming] = []
    for one, reading in zip(placed, reader.read_many(one.item.article for one in placed), strict=True):
        portion.append(_incoming(store, one, reading, growing, now))
        if len(portion) == PORTION or sum(len(kept.article.text) for kept in portion) >= HEAVY:
            saved += store.save_poll(source.id, portion, None, now, baseline=first)
            portion = []
    note = in_language(fetched.skipped, lang) or None
    saved += store.save_poll(source.id, portion, fetched.cursor, now, baseline=first, note=note, aliases=aliases)
    return saved, fetched


def _clipped(fetched: Fetched) -> Fetched:
    """What was fetched, no article longer than what can be read in seconds; what was cut is said."""
    long = [item for item in fetched.items if len(item.article.text) > LONGEST]
    if not long:
        return fetched
    items = (
        replace(item, article=replace(item.article, text=item.article.text[:LONGEST])) if item in long else item
        for item in fetched.items
    )
    cut = (
        said("intake.cut", name=item.article.title[:80] or item.article.id, size=len(item.article.text), most=LONGEST)
        for item in long
    )
    return replace(fetched, items=tuple(items), errors=(*fetched.errors, *cut))


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item with the article that it is a revision of, if it is known."""

    item: RawItem
    known: KnownArticle | None


def _placed(
    store: Store, source: str, items: Iterable[RawItem], now: datetime, aliases: dict[str, str]
) -> Iterator[_Placed]:
    """The items as the articles or revisions that they are; those that are known as they stand are left out, and what
    other names they came under now goes to `aliases`."""
    taken: dict[str, str] = {}  # article id → identity, of what this poll brings
    told: dict[str, Article] = {}  # the same by their words
    for item in items:
        article = _dated(item, now)
        known, reused = _known(store, item, article)
        words = words_key(article)
        if known is None and words:
            again, here = store.known(words), told.get(words)
            if again is not None and _republished(article, again.title, again.text, again.published):
                if again.source == source:  # else its edits, too, would be another source's
                    aliases |= dict.fromkeys((item.identity, *item.keys), again.article)
                continue
            if here is not None and _republished(article, here.title, here.text, _iso(here)):
                aliases |= dict.fromkeys((item.identity, *item.keys), here.id)
                continue
        if known is not None:
            if known.sha256 == item.sha256:
                aliases |= dict.fromkeys((item.identity, *item.keys), known.article)
                continue
            if known.source != source and len(article.text) < LONGER * len(known.text):
                continue  # another source's own text of one page is no edit, unless only that one has it whole
            article = replace(article, id=known.article, revision=known.revision + 1)
        else:
            if reused:
                item = replace(item, identity=f"{item.identity}#{item.sha256[:12]}", keys=(item.identity, *item.keys))
            if reused or taken.get(article.id, item.identity) != item.identity:
                article = replace(article, id=f"{article.id}-{item.sha256[:8]}")
        taken[article.id] = item.identity
        told[words] = article
        yield _Placed(replace(item, article=article), known)


def _known(store: Store, item: RawItem, article: Article) -> tuple[KnownArticle | None, bool]:
    """The stored article that the item is, and whether one of its names was used before for something else."""
    first = store.known(item.identity)
    if first is not None and item.identity.startswith("https:"):
        return first, False
    found = [known for known in (first, *map(store.known, item.keys)) if known is not None]
    same = next((known for known in found if revisions.one_article(known.title, known.text, article)), None)
    return same, same is None and bool(found)


def _republished(article: Article, title: str, text: str, published: str | None) -> bool:
    """Whether an article in the words of another one of its house is that one, out again under another link: not
    where it is a form, which comes every week, nor a line or two that two events may share, unless the title is one."""
    one, other = Kin("", published=published), Kin("", published=_iso(article))
    same = text == article.text and (title == article.title or copies.signature(text) is not None)
    return same and origins.together(one, other)


def _iso(article: Article) -> str | None:
    return article.published.to_iso() if article.published else None


def _dated(item: RawItem, now: datetime) -> Article:
    """The article with the best date of publication that can be believed."""
    told = item.article.published
    dates = [one.at for one in item.dates] or ([told] if told else [])
    return replace(item.article, published=next((at for at in dates if believed(at, now)), None))


def _incoming(store: Store, placed: _Placed, reading: Reading, growing: Collection[str], now: datetime) -> Incoming:
    """An item that was read, with what its text says of its origin, and what changed if it is a revision."""
    item, known = placed.item, placed.known
    article = item.article
    mark = copies.signature(article.text)
    chosen = next((one for one in item.dates if one.at == article.published), None)
    changed: tuple[FigureChange, ...] = ()
    if known is not None:
        announced = revisions.announces(f"{known.title}\n{known.text}", f"{article.title}\n{article.text}")
        before = store.article_statements(known.article)
        changed = revisions.changes(before, reading.statements, announced=announced, growing=growing)
    return Incoming(
        item.identity,
        item.sha256,
        article,
        reading,
        keys=tuple(filter(None, (*item.keys, words_key(article)))),
        raw_sha256=item.raw_sha256,
        published_from=chosen.says if chosen else None,
        certainty=certainty(item.dates, chosen, now) if chosen else None,
        byline=origins.byline_of(article.text, author=item.author, url=article.url or "", outlet=article.outlet),
        signature=mark,
        bands=tuple(copies.bands(mark)) if mark else (),
        changes=changed,
    )
