"""A discrepancy and what changed about it, as the words of a message in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from textwrap import shorten

from checker import world
from checker.model.alert import Before, Kind, Message, MessageItem, MessageQuote, MessageSide, Told
from checker.model.discrepancy import Change, Discrepancy, Quote, Side
from checker.model.entity import is_country, is_person
from checker.model.quantity import Quantity
from checker.model.statement import STATUS, Named, Statement, Value
from checker.model.timespan import TimeSpan
from checker.texts import say, tell, texts
from checker.texts.wording import number_text, published_text, quoted, value_text
from checker.wire import discrepancy_to_json, worded
from checker.world import place_by_id
from checker.world.labels import cause_label, entity_label, is_cause, named_label

TWICE = 2  # from this factor on one figure is told as so many times the other, below it as so much more
PERCENT = "percent"
_MEASURED = frozenset({PERCENT, "point", "kilometre"})  # units in which a factor says little
_WHERE = ("place", "parties", "candidate")  # what a subject names, the first that is known
_AROUND = "«»“”\"'.,;:()"  # what may stand around a word
SENTENCE = 90  # characters of the words that stand for a side without a value
QUOTES = 4  # of a side; the rest is counted
SIDES_NOW = 4  # values of what is over
PLACE = 32  # letters of a place in a subject
NAMES = 8  # of those who say one thing; a story that everybody prints has hundreds


def item_of(
    discrepancy: Discrepancy,
    change: Change,
    lang: str,
    *,
    told: Told | None = None,
    opened_at: datetime | None = None,
) -> MessageItem:
    """One discrepancy, ready to print. `told`: what the notifier heard of it last. What is over shows what its sources
    say now, where that is known; what they were told of it stands in `before`."""
    over = discrepancy.settled if change is Change.RESOLVED else None
    names = names_told(discrepancy, lang)
    sides = discrepancy.sides if over is None else over[:SIDES_NOW]
    read = _read(discrepancy) if over is None else (None,) * len(sides)
    timed = days_shared(sides)
    return MessageItem(
        discrepancy=discrepancy.id,
        rule=discrepancy.rule,
        verdict=discrepancy.verdict.value,
        verdict_label=say(f"alerts.verdict.{discrepancy.verdict.value}", lang) if over is None else "",
        severity=discrepancy.severity.value,
        severity_label=say(f"alerts.severity.{discrepancy.severity.value}", lang),
        change=change.value,
        change_label=say(f"alerts.change.{'edited' if _silent(discrepancy) else change.value}", lang),
        title=worded(discrepancy.title, lang),
        reason=tell(discrepancy.reason, lang) if over is None else _ended(discrepancy, over, lang),
        topic=topic_text(discrepancy.topic, lang, names),
        place=_spot(discrepancy, lang) or _place(discrepancy.topic, lang, names),
        gap=_gap(discrepancy, lang) if over is None else "",
        sides=tuple(_side(side, lang, timed, at) for side, at in zip(sides, read, strict=True)),
        data=discrepancy_to_json(discrepancy, lang),
        before=_before(told, lang) if told is not None else None,
        new_outlets=_new_outlets(discrepancy, told),
        opened_at=opened_at,
        edited=discrepancy.edited,
    )


def _ended(discrepancy: Discrepancy, now: Sequence[Side], lang: str) -> str:
    """Why it is over: what its sources say now, and who of them says nothing any more."""
    values = [side_value(side, lang) for side in now]
    key = "alerts.settled.none" if not now else "alerts.settled.same" if len(now) == 1 else "alerts.settled.apart"
    sentences = [say(key, lang, values=say("alerts.and", lang).join(values[:SIDES_NOW]))]
    speaking = {quote.article for side in now for quote in side.quotes}
    before = [quote for side in discrepancy.sides for quote in side.quotes]
    fallen = dict.fromkeys(_source(quote, lang) for quote in before if quote.article not in speaking)
    if now and fallen:
        sentences.append(say("alerts.settled.withdrawn", lang, who=_some(list(fallen), lang)))
    return " ".join(sentences)


def _silent(discrepancy: Discrepancy) -> bool:
    return discrepancy.edited is not None and not discrepancy.edited.announced


def _read(discrepancy: Discrepancy) -> tuple[datetime | None, ...]:
    """When each side was read, where the sides are two versions of one article."""
    edited = discrepancy.edited
    return (edited.before_at, edited.after_at) if edited else (None,) * len(discrepancy.sides)


def _before(told: Told, lang: str) -> Before:
    one = told.discrepancy
    return Before(
        severity=one.severity.value,
        severity_label=say(f"alerts.severity.{one.severity.value}", lang),
        gap=_gap(one, lang),
        sides=tuple((side_value(side, lang), who_text(side, lang)) for side in one.sides),
        outlets=_outlets(one),
        told_at=told.at,
        open=told.open,
    )


def _new_outlets(discrepancy: Discrepancy, told: Told | None) -> tuple[str, ...]:
    if told is None:
        return ()
    known = set(_outlets(told.discrepancy))
    return tuple(outlet for outlet in _outlets(discrepancy) if outlet not in known)


def _outlets(discrepancy: Discrepancy) -> tuple[str, ...]:
    return tuple(sorted({outlet for side in discrepancy.sides for outlet in side.outlets}))


def message_of(
    items: Sequence[MessageItem],
    *,
    key: str,
    notifier: str,
    lang: str,
    now: datetime,
    kind: Kind = Kind.ALERT,
    route: str = "",
    group: tuple[tuple[str, str], ...] = (),
    since: datetime | None = None,
    part: int = 1,
    parts: int = 1,
) -> Message:
    """One message to one notifier, of one item or several; a digest may have none: nothing changed."""
    first = items[0] if items else None
    if kind is Kind.DIGEST:
        subject = say("alerts.subject_digest", lang, count=len(items))
        intro = say("alerts.intro_digest" if items else "alerts.intro_digest_empty", lang, count=len(items))
    elif first is not None and len(items) == 1:
        subject = _subject(first, lang)
        intro = say("alerts.intro", lang, change=first.change_label)
    else:
        subject = (
            say("alerts.subject_many", lang, first=_subject(items[0], lang), count=len(items) - 1) if items else ""
        )
        intro = say("alerts.intro_many", lang, count=len(items))
    if kind is Kind.TEST:
        intro = say("alerts.test", lang)
    return Message(
        key=key,
        notifier=notifier,
        lang=lang,
        subject=subject,
        intro=intro,
        items=tuple(items),
        footer=_footer(items, lang),
        created_at=now,
        thread=first.discrepancy if first and len(items) == 1 and kind is not Kind.DIGEST else key,
        test=kind is Kind.TEST,
        kind=kind,
        route=route,
        group=group,
        since=since,
        part=part,
        parts=parts,
    )


def _subject(item: MessageItem, lang: str) -> str:
    """What a list of mails and a notification show: what is new comes first, and an end does not look like a
    beginning."""
    between = say("alerts.became" if item.edited else "alerts.versus", lang)
    told = {
        "severity": item.severity_label,
        "title": say("alerts.subject_at", lang, place=item.place, title=item.title) if item.place else item.title,
        "change": item.change_label,
        "values": between.join(side.value for side in item.sides[:2]),
    }
    if item.change == Change.RESOLVED:
        known = item.sides and "settled" in item.data
        now = say("alerts.and", lang).join(side.value for side in item.sides[:2])
        return say("alerts.subject_settled" if known else "alerts.subject_over", lang, **{**told, "values": now})
    first = item.change == Change.OPENED or item.edited is not None
    return say("alerts.subject" if first else "alerts.subject_news", lang, **told)


def _footer(items: Sequence[MessageItem], lang: str) -> str:
    if items and all(item.edited for item in items):
        return say("alerts.footer_edits", lang)
    return say("alerts.footer", lang, id=items[0].discrepancy) if len(items) == 1 else say("alerts.footer_many", lang)


def _spot(discrepancy: Discrepancy, lang: str) -> str:
    """The narrowest place of both sides, with its country where there is room: «Arequipa, Perú»; "" where it has no
    name of its own (a factory), or is its country itself."""
    place = discrepancy.place
    if place is None or is_country(place.entity or "") or world.several_places(place):
        return ""
    head = place.text.partition(",")[0].strip()
    known = place_by_id(place.entity) or world.find_place(head)
    name = known.name if known is not None else head if head[:1].isupper() else ""
    topic = discrepancy.topic.get("place", "")
    country = known.country if known is not None else topic if is_country(topic) else ""
    if not name or (known is not None and is_country(known.id)):
        return ""
    whole = f"{name}, {entity_label(country, lang)}" if country else name
    return whole if len(whole) <= PLACE else name if len(name) <= PLACE else ""


def _place(topic: Mapping[str, str], lang: str, names: Mapping[str, str]) -> str:
    """Where it is about, in a word for a subject; else between whom; "" where neither is known."""
    value = next((topic[name] for name in _WHERE if name in topic), "")
    return topic_value(value, lang, names) if value else ""


def names_told(discrepancy: Discrepancy, lang: str) -> dict[str, str]:
    """Names by id, as the articles write them: an id holds «Tomás» as "thomas", so that all spellings meet. What no
    article of the language names, a kind of people, is called as the language calls it."""
    values = (side.value for side in discrepancy.sides)
    names = {one.entity: one.name for one in values if isinstance(one, Named) and one.entity is not None}
    quotes = [quote for side in discrepancy.sides for quote in side.quotes if quote.evidence]
    for value in discrepancy.topic.values():
        if value in names or is_country(value) or is_person(value):
            continue
        told = [(quote.lang == lang, found) for quote in quotes if (found := _as_written(value, quote))]
        kinds = world.group_kinds(value.replace("-", " ")) if ":" not in value else frozenset()
        key = f"values.{min(kinds).replace(':', '.')}" if len(kinds) == 1 else ""
        if told and (max(told)[0] or key not in texts(lang)):
            names[value] = max(told)[1]
        elif key in texts(lang):
            names[value] = say(key, lang)
    return names


def _as_written(value: str, quote: Quote) -> str:
    """The words of a quote's sentence that an id was made of, with their accents; "" where they are not there."""
    words = quote.evidence.sentence.split() if quote.evidence else []
    told = value.rpartition(":")[2].split("-")
    for at in range(len(words) - len(told) + 1):
        found = " ".join(words[at : at + len(told)]).strip(_AROUND)
        if world.folded(found) == " ".join(told):
            return found
    return ""


def topic_text(topic: Mapping[str, str], lang: str, names: Mapping[str, str] | None = None) -> str:
    """What it is about: «quiénes: Corea del Norte · dónde: Rusia». `names`: persons by id, as they are written."""
    parts = []
    for name, value in topic.items():
        if name == "fact":
            continue
        shown = (
            cause_label(value, lang)
            if name in ("cause", "event") and is_cause(value)
            else topic_value(value, lang, names)
        )
        role = "of_whom" if name == "of" and is_country(value) else name
        parts.append(say("alerts.topic_of", lang, name=role_name(role, lang), value=shown))
    return " · ".join(parts)


def topic_value(value: str, lang: str, names: Mapping[str, str] | None = None) -> str:
    """One thing that it is about, by its name in the reader's language, or else as the articles write it."""
    known = place_by_id(value) is not None or is_country(value) or value.startswith("office:")
    return entity_label(value, lang) if known else (names or {}).get(value) or entity_label(value, lang)


def role_name(name: str, lang: str) -> str:
    """What a role is called; one of a user's own fact has no other name than its own."""
    key = f"alerts.roles.{name}"
    return say(key, lang) if key in texts(lang) else name.replace("_", " ")


def role_value(name: str, told: str, lang: str) -> str:
    """What a role holds: its words, or what the code of a status means."""
    key = f"alerts.statuses.{told}"
    return say(key, lang) if name == STATUS and key in texts(lang) else told


def who_text(side: Side, lang: str) -> str:
    """Who says it: the claimants, else the outlets in their own voice, each with the agency it copied."""
    told_in = {claimant: quote.lang for quote in side.quotes for claimant in quote.claimants}
    named = {}
    for one in side.claimants[::-1]:
        name = world.body_text(one.text, lang, told_in.get(one))
        named[world.state_body(one.text) or name.casefold()] = name
    claimants = _some(list(named.values())[::-1], lang)
    outlets = _some(list(dict.fromkeys(_source(quote, lang) for quote in side.quotes)), lang)
    return f"{claimants} ({outlets})" if claimants else f"{outlets}, {say('alerts.own_voice', lang)}"


def _some(names: Sequence[str], lang: str) -> str:
    """The first of many names, and how many more there are."""
    more = [say("alerts.more_names", lang, count=len(names) - NAMES)] if len(names) > NAMES else []
    return ", ".join([*names[:NAMES], *more])


def _source(quote: Quote, lang: str) -> str:
    outlet = quote.outlet or quote.article or say("values.unknown_outlet", lang)
    if quote.origin and quote.origin != quote.outlet:
        return say("alerts.via", lang, outlet=outlet, origin=quote.origin)
    return outlet


def _side(side: Side, lang: str, timed: Collection[date], read_at: datetime | None) -> MessageSide:
    who = who_text(side, lang)
    return MessageSide(
        value=side_value(side, lang),
        who=say("alerts.as_read", lang, who=who, date=f"{read_at:%Y-%m-%d %H:%M}") if read_at else who,
        quotes=tuple(_quote(quote, lang, timed) for quote in side.quotes[:QUOTES]),
    )


def days_shared(sides: Sequence[Side]) -> frozenset[date]:
    """The days on which more than one side was printed: there the hour tells which came first."""
    count: Counter[date] = Counter()
    for side in sides:
        spans = [TimeSpan.from_iso(quote.published) for quote in side.quotes if quote.published]
        count.update({span.start.date() for span in spans if span.start is not None})
    return frozenset(day for day, times in count.items() if times > 1)


def side_value(side: Side, lang: str) -> str:
    """The side's value, or its stance in its own words where it has none."""
    value: Value | None = side.value
    if value is not None:
        return named_label(value, lang) if isinstance(value, Named) else value_text(value, lang)
    quote = side.quotes[0]
    words = shorten(quote.evidence.sentence, SENTENCE, placeholder="…") if quote.evidence else ""
    return quoted(words) if words else value_text(None, lang)


def claimants_text(told: Quote | Statement, lang: str) -> str:
    """Whom a quote or statement credits, as a reader of a language calls them; "" for the outlet's own voice."""
    return ", ".join(world.body_text(claimant.text, lang, told.lang) for claimant in told.claimants)


def _quote(quote: Quote, lang: str, timed: Collection[date]) -> MessageQuote:
    evidence = quote.evidence
    return MessageQuote(
        text=evidence.quote if evidence else "",
        sentence=evidence.sentence if evidence else "",
        outlet=quote.outlet or quote.article,
        origin=quote.origin or "",
        claimants=claimants_text(quote, lang),
        published=published_text(quote.published, lang, timed),
        link=quote.url if quote.url and quote.url.startswith(("http://", "https://")) else None,
    )


def _gap(discrepancy: Discrepancy, lang: str) -> str:
    gap = discrepancy.gap
    if gap is None or gap.ratio is None or gap.ratio <= 1:
        return ""
    units = {side.value.unit for side in discrepancy.sides if isinstance(side.value, Quantity)}
    if units & _MEASURED:
        key = "alerts.gap_points" if PERCENT in units else "alerts.gap_absolute"
        return say(key, lang, amount=number_text(gap.absolute, lang))
    if gap.ratio < TWICE:
        return say(
            "alerts.gap_percent", lang, share=number_text(max(Decimal(round((gap.ratio - 1) * 100)), Decimal(1)), lang)
        )
    return say("alerts.gap", lang, ratio=number_text(round(gap.ratio, 1), lang))
