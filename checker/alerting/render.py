"""A discrepancy and what changed about it, as the words of a message in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from textwrap import shorten

from checker import world
from checker.model.alert import Before, Kind, Message, MessageItem, MessageQuote, MessageSide, Told
from checker.model.discrepancy import Change, Discrepancy, Quote, Side
from checker.model.entity import is_person
from checker.model.statement import STATUS, Named, Value
from checker.model.timespan import TimeSpan
from checker.texts import say, tell, texts
from checker.texts.wording import time_text, value_text
from checker.wire import discrepancy_to_json, worded
from checker.world.labels import cause_label, entity_label, named_label

SENTENCE = 90  # characters of the words that stand for a side without a value
QUOTES = 4  # of a side; the rest is counted
SIDES_NOW = 4  # values of what is over
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
        topic=topic_text(discrepancy.topic, lang, names_told(discrepancy)),
        gap=_gap(discrepancy, lang) if over is None else "",
        sides=tuple(_side(side, lang, at) for side, at in zip(discrepancy.sides, _read(discrepancy), strict=True))
        if over is None
        else tuple(_side(side, lang) for side in over[:SIDES_NOW]),
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
        "title": item.title,
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


def names_told(discrepancy: Discrepancy) -> dict[str, str]:
    """Names by id, as the articles write them: an id holds «Tomás» as "thomas", so that all spellings meet."""
    values = (side.value for side in discrepancy.sides)
    return {one.entity: one.name for one in values if isinstance(one, Named) and one.entity is not None}


def topic_text(topic: Mapping[str, str], lang: str, names: Mapping[str, str] | None = None) -> str:
    """What it is about: «quiénes: Corea del Norte · dónde: Rusia». `names`: persons by id, as they are written."""
    parts = []
    for name, value in topic.items():
        if name == "fact":
            continue
        shown = cause_label(value, lang) if name == "cause" else entity_label(value, lang)
        if names and is_person(value):
            shown = names.get(value, shown)
        parts.append(say("alerts.topic_of", lang, name=role_name(name, lang), value=shown))
    return " · ".join(parts)


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
    named = {
        world.state_body(one.text) or one.text.casefold(): world.body_text(one.text, lang)
        for one in side.claimants[::-1]
    }
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


def _side(side: Side, lang: str, read_at: datetime | None = None) -> MessageSide:
    who = who_text(side, lang)
    return MessageSide(
        value=side_value(side, lang),
        who=say("alerts.as_read", lang, who=who, date=f"{read_at:%Y-%m-%d %H:%M}") if read_at else who,
        quotes=tuple(_quote(quote, lang) for quote in side.quotes[:QUOTES]),
    )


def side_value(side: Side, lang: str) -> str:
    """The side's value, or its stance in its own words where it has none."""
    value: Value | None = side.value
    if value is not None:
        return named_label(value, lang) if isinstance(value, Named) else value_text(value, lang)
    quote = side.quotes[0]
    words = shorten(quote.evidence.sentence, SENTENCE, placeholder="…") if quote.evidence else ""
    return f"«{words}»" if words else value_text(None, lang)


def _quote(quote: Quote, lang: str) -> MessageQuote:
    evidence = quote.evidence
    return MessageQuote(
        text=evidence.quote if evidence else "",
        sentence=evidence.sentence if evidence else "",
        outlet=quote.outlet or quote.article,
        origin=quote.origin or "",
        claimants=", ".join(world.body_text(claimant.text, lang) for claimant in quote.claimants),
        published=time_text(TimeSpan.from_iso(quote.published), lang) if quote.published else "",
        link=quote.url if quote.url and quote.url.startswith(("http://", "https://")) else None,
    )


def _gap(discrepancy: Discrepancy, lang: str) -> str:
    gap = discrepancy.gap
    if gap is None or gap.ratio is None or gap.ratio <= 1:
        return ""
    ratio = f"{gap.ratio:.1f}"
    return say("alerts.gap", lang, ratio=ratio.replace(".", say("values.decimal", lang)))
