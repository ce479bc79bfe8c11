"""The way of the data, step by step: poll, judge, alert, deliver. Each is restartable from what is stored.

Every step is a plain function of a store, the parts it needs and `now`; killing the process anywhere loses nothing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from checker.alertconfig import AlertingConfig
from checker.alerting.deliver import Notifier, Retries, deliver, instead
from checker.alerting.feed import Open, atom, replace_file
from checker.alerting.mute import Hush
from checker.alerting.plan import Situation, plan
from checker.alerting.route import all_ways
from checker.config import FeedConfig
from checker.intake import copies, origins, revisions
from checker.intake.base import Fetched, RawItem, Source
from checker.intake.dates import believed, certainty
from checker.judging import judge
from checker.judging.decisions import exception_id, identified
from checker.judging.edits import edits
from checker.judging.lifecycle import Known, continued, transitions
from checker.judging.neighbours import all_links, rules_of, touched
from checker.judging.settled import settled
from checker.model.article import Article
from checker.model.decision import Decided
from checker.model.discrepancy import Change, Discrepancy, Findings, Status, Transition
from checker.model.errors import DiscrepaError
from checker.model.provenance import Correction, FigureChange, Kin, OriginGuess
from checker.model.statement import Reading, Statement
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import fingerprint
from checker.store.base import Incoming, Judged, KnownArticle, LinkRow, Material, Store, Unjudged
from checker.texts import DEFAULT, in_language, said

PROGRAM = version("discrepa")  # another version may judge the same statements otherwise
STANDING_AGAIN = timedelta(minutes=1)  # when to look again at what has not stood long enough
PORTION = 200  # articles that are kept in one transaction
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
        if len(portion) == PORTION:
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
    for item in items:
        article = _dated(item, now)
        known, reused = _known(store, item, article)
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
        yield _Placed(replace(item, article=article), known)


def _known(store: Store, item: RawItem, article: Article) -> tuple[KnownArticle | None, bool]:
    """The stored article that the item is, and whether one of its names was used before for something else."""
    first = store.known(item.identity)
    if first is not None and item.identity.startswith("https:"):
        return first, False
    found = [known for known in (first, *map(store.known, item.keys)) if known is not None]
    same = next((known for known in found if revisions.one_article(known.title, known.text, article)), None)
    return same, same is None and bool(found)


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
        keys=item.keys,
        raw_sha256=item.raw_sha256,
        published_from=chosen.says if chosen else None,
        certainty=certainty(item.dates, chosen, now) if chosen else None,
        byline=origins.byline_of(article.text, author=item.author, url=article.url or "", outlet=article.outlet),
        signature=mark,
        bands=tuple(copies.bands(mark)) if mark else (),
        changes=changed,
    )


def trace_origins(store: Store, owners: Mapping[str, str]) -> int:
    """Find the near-copies of what is new or edited, and guess who wrote it; how many articles' origins changed.

    What comes out depends on the set of articles alone: whatever hangs together with a new article is guessed anew.
    """
    store.retrace(origins.version(owners))
    changed = 0
    while untraced := store.untraced():
        fresh = {one.article for one in untraced}
        links: dict[tuple[str, str], float] = {}
        for one in untraced:
            if one.signature is None:
                continue
            near = store.alike(copies.bands(one.signature))
            shares = copies.similarities(one.signature, [mark for _, mark in near])
            for (other, _), alike in zip(near, shares, strict=True):
                if other != one.article and alike >= copies.ALIKE:
                    links[min(one.article, other), max(one.article, other)] = alike
        before = store.links_around(fresh | {name for pair in links for name in pair})
        after = {pair: alike for pair, alike in before.items() if not fresh & set(pair)} | links
        looked_at = fresh | {name for pair in (*before, *links) for name in pair}
        kin = {one.article: one for one in store.kin(looked_at)}
        guesses: dict[str, OriginGuess] = {}
        for group in origins.components(looked_at, after):
            guesses |= origins.guesses([kin[name] for name in group if name in kin], owners)
        changed += store.save_trace(fresh, links, looked_at, guesses)
    return changed


def with_origins(
    statements: Iterable[Statement], articles: Iterable[Article], owners: Mapping[str, str]
) -> list[Statement]:
    """Statements with the origins that are guessed from the articles at hand, for those who have no store."""
    kin: dict[str, Kin] = {}
    marks: dict[str, bytes | None] = {}
    for one in articles:
        byline = origins.byline_of(one.text, url=one.url or "", outlet=one.outlet)
        published = one.published.to_iso() if one.published else None
        kin[one.id] = Kin(one.id, one.outlet, one.origin, byline, published)
        marks[one.id] = copies.signature(one.text)
    found = origins.trace(list(kin.values()), marks, owners)
    return [replace(one, origin=found[one.article].origin) if one.article in found else one for one in statements]


def judge_dirty(store: Store, book: Rulebook, now: datetime) -> int:
    """Judge what changed, and keep what follows; how many transitions. New statements bring only the topics that they
    touch; new, edited or removed rules bring every fact, and people's decisions bring theirs."""
    rules = {rule.id: fingerprint(rule, PROGRAM) for rule in book.rules}
    before = store.judged_rules()
    dirty = store.dirty_facts(now)
    everything = rules != before or bool(store.whole_facts())
    if rules != before:
        dirty = {**dict.fromkeys(book.facts, 0), **dirty}
    removed = store.standing_rules() - rules.keys()
    if not dirty and not removed:
        return 0
    judging = tuple({rule.id: rule for fact in sorted(dirty) for rule in rules_of(book, fact)}.values())
    book = replace(book, rules=judging)
    decided = store.decided()
    fresh = store.unjudged(dirty.keys(), now)
    material = _everything(store, book) if everything else _touched(store, book, fresh, decided)
    findings = judge(material.statements, book, now=now, decided=decided, harmless=False)
    judged = {rule.id for rule in judging} | removed
    found = [one.id for one in findings.discrepancies]
    names = store.names(found)
    if everything:
        stored = store.known_discrepancies(judged)
    else:
        near = {one.id for one in (*material.statements, *fresh.gone)}
        stored = store.touched_discrepancies(near, [*found, *names.values()])
        stored += store.known_discrepancies(removed)
    known = {one.latest.id: Known(one.noted, one.latest, one.status) for one in stored}
    current, renamed = continued(findings.discrepancies, known, names)
    new = rules.keys() - before.keys() if before else frozenset()
    changed = {rule for rule in before.keys() & rules.keys() if before[rule] != rules[rule]}
    by_id = {rule.id: rule for rule in judging}
    news = {one.id for one in fresh.news}
    changes = [
        (
            replace(one, settled=settled(one, material.statements, by_id[one.rule], news))
            if change is Change.RESOLVED and one.rule in by_id
            else one,
            change,
            silence(one, material, new=new, changed=changed, removed=removed) or known_difference(one, change, decided),
        )
        for one, change in transitions(known, current, judged)
    ]
    store.save_judgement(
        Judged(
            facts=dirty,
            statements={one.id for one in fresh.all},
            gone=[one.id for one in fresh.gone],
            current=[one for one in current if one.held_back is None],
            changes=changes,
            names=renamed,
            again={
                statement: now + STANDING_AGAIN
                for one in findings.discrepancies
                if one.held_back == "standing"
                for side in one.sides
                for statement in side.statements
            },
            rules=rules,
            links=list(_rows(material.statements if everything else (*fresh.news, *fresh.baseline), book, decided)),
        ),
        now,
    )
    return len(changes)


def _everything(store: Store, book: Rulebook) -> Material:
    """All statements of the facts that some rules look at."""
    facts = {fact for rule in book.rules for fact in (rule.fact.id, str(rule.check.params.get("after")))}
    return store.material(facts)


def _touched(store: Store, book: Rulebook, fresh: Unjudged, decided: Decided) -> Material:
    """The topics in which something came, went, or is due."""
    gone = {one.id for one in fresh.gone}
    near = touched(identified(fresh.all, decided.entities), book, _Finder(store, decided))
    return Material(
        tuple(one for one in near if one.id not in gone),
        frozenset(one.id for one in fresh.news),
        frozenset(one.id for one in fresh.baseline),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """The store's statements, with who is who by people's decisions."""

    store: Store
    decided: Decided

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        return self.store.near(facts, links)

    def load(self, ids: Collection[str]) -> list[Statement]:
        return identified(self.store.load(ids), self.decided.entities)


def _rows(statements: Sequence[Statement], book: Rulebook, decided: Decided) -> Iterator[LinkRow]:
    rules = {fact: rules_of(book, fact) for fact in {one.fact for one in statements}}
    for one in identified(statements, decided.entities):
        found = all_links(one, rules[one.fact])
        yield LinkRow(one.id, one.fact, [(link.key, link.day, link.reach) for link in found])


def decide_edits(store: Store, book: Rulebook, tell: str, edited: Sequence[Correction], now: datetime) -> int:
    """Decide of which edits of published figures people are told, and have alerting go on with them; how many.

    `edited`: corrections that were pending before the last judgement, so that what a disagreement tells of them already
    is known.
    """
    decided = edits(edited, book, tell, _heard(store)) if edited else {}
    if decided:
        store.decide_corrections(decided, now)
    return sum(isinstance(one, Discrepancy) for one in decided.values())


def _heard(store: Store) -> list[Transition]:
    """The pending transitions of what somebody was told of and believes to be open: only he hears how it went on."""
    pending = store.pending()
    concerned = {one.discrepancy.id for one in pending}
    believed_open = {one.discrepancy.id for one in store.told(concerned) if one.open}
    loud = {name for name, one in store.stored(concerned & believed_open).items() if one.status is Status.OPEN}
    return [one for one in pending if one.discrepancy.id in loud]


def judge_statements(
    statements: Sequence[Statement], book: Rulebook, now: datetime | None, decided: Decided | None = None
) -> Findings:
    """The pure middle of the pipeline, for those who have statements and no store."""
    return judge(statements, book, now=now, decided=decided)


def judge_against(statements: Sequence[Statement], store: Store, book: Rulebook) -> Findings:
    """What statements that are not stored have against those that are, under what people decided; the differences
    among the stored are left out. Only the topics that they touch are loaded."""
    decided = store.decided()
    mine = {one.id for one in statements}
    articles = {one.article for one in statements}
    near = touched(identified(statements, decided.entities), book, _Finder(store, decided))
    found = judge_statements(
        [one for one in near if one.id in mine or one.article not in articles], book, None, decided
    )
    return Findings(
        tuple(one for one in found.discrepancies if any(mine & set(side.statements) for side in one.sides)),
        tuple(one for one in found.harmless if any(quote.statement in mine for quote in one.quotes)),
    )


def known_difference(one: Discrepancy, change: Change, decided: Decided) -> str | None:
    """Why nobody is told that a discrepancy is over: somebody has made it a known difference."""
    known = {exception.id for exception in decided.exceptions}
    if change is Change.RESOLVED and exception_id(one) in known:
        return "excepted"
    return None


def silence(one: Discrepancy, material: Material, *, new: Set[str], changed: Set[str], removed: Set[str]) -> str | None:
    """Why nobody is told of a transition, if there is a reason in how it came about.

    What a source has just said is always news. Without that, a transition under a rule that is new, edited or read
    by another version of the program tells of the rule and not of the world; and what only the first poll of a
    source brought was there before anybody watched it.
    """
    if one.rule in removed:
        return "rule_removed"
    said = {quote.statement for side in one.sides for quote in side.quotes}
    if said & material.news:
        return None
    if one.rule in new:
        return "rule_baseline"
    if one.rule in changed:
        return "rule_changed"
    if said & material.baseline:
        return "source_baseline"
    return None


def alert(
    store: Store, config: AlertingConfig, notifiers: Collection[str], now: datetime, *, impatient: bool = False
) -> int:
    """Decide whom to tell of every pending transition, and queue the messages; how many.

    `notifiers`: names of those that are configured. `impatient`: groups do not wait.
    """
    made = plan(situation(store, config, notifiers, now), config, now, impatient=impatient)
    store.save_plan(made.messages, made.decisions, made.done, made.told, made.flushed, now)
    return len(made.messages)


def write_feed(store: Store, file: Path, feed: FeedConfig, language: str, now: datetime, before: object) -> object:
    """Write the feed of what is open, unless that is as it was; what to hand in as `before` at the next turn."""
    found = store.discrepancies()
    state = tuple((one.discrepancy.id, one.status, one.changed_at) for one in found)
    if state != before:
        entries = [Open(one.discrepancy, one.opened_at, one.changed_at) for one in found]
        written = atom(entries, lang=feed.lang or language, link=feed.link, now=now, most=feed.most)
        replace_file(file, written)
    return state


def situation(store: Store, config: AlertingConfig, notifiers: Collection[str], now: datetime) -> Situation:
    """Everything that decides whom to tell, as of now."""
    pending = store.pending()
    concerned = {one.discrepancy.id for one in pending}
    ways = all_ways(config.routes, config.language, config.fallback)
    recalls = any(way.repeat_interval or (way.digest and way.digest.open) for way in ways)
    standing = store.told_open() if recalls or (pending and config.inhibit) else []
    told = {(one.notifier, one.discrepancy.id): one for one, _ in standing}
    told |= {(one.notifier, one.discrepancy.id): one for one in store.told(concerned)}
    known = {one.discrepancy.id: one for _, one in standing} | store.stored(concerned)
    by_notifier: dict[str, list[Discrepancy]] = {}
    for one, stored in standing:
        by_notifier.setdefault(one.notifier, []).append(stored.discrepancy)
    return Situation(
        pending=pending,
        settled=store.settled() if pending else frozenset(),
        known=known,
        told=told,
        flushed=store.flushed(),
        hush=Hush(
            config.windows,
            config.flap,
            [one for one in store.silences() if one.active(now)],
            store.recent(concerned, now - config.flap.within),
            by_notifier,
        ),
        notifiers=frozenset(notifiers),
    )


def deliver_due(
    store: Store,
    name: str,
    notifier: Notifier | None,
    config: AlertingConfig,
    now: datetime,
    *,
    chance: random.Random,
    pace: float = 0,
    pause: Callable[[float], object] = time.sleep,
) -> int:
    """Send what is due through one notifier (None: it is configured no more), `pace` seconds apart; how many messages
    arrived."""
    retries = Retries(config.delivery, chance, now)
    channel = store.channel(name)
    arrived = 0
    for sent in deliver(store.due(name, now), notifier, channel, retries, pace, pause):
        if sent.outcome.ok:
            arrived += 1
            store.sent(sent.message.key, now, sent.outcome.handle)
        elif sent.at is not None:
            store.retry(sent.message.key, sent.at, sent.outcome.error, sent.channel)
        else:
            store.park(sent.message.key, sent.outcome.error, sent.channel, instead(sent.message, config.fallback), now)
    return arrived
