"""A made-up discrepancy, for trying out a notifier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from checker.alertconfig import MatchConfig
from checker.alerting.render import item_of, message_of
from checker.model.alert import Kind, Message, Told
from checker.model.discrepancy import Change, Discrepancy, Edited, Quote, Side
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Claimant, Evidence
from checker.model.verdict import Gap, Reason, Severity, Verdict
from checker.texts import spoken
from checker.texts.wording import in_all_languages


def sample_message(notifier: str, lang: str, now: datetime) -> Message:
    """The message that `notify test` and `notify preview` show."""
    item = item_of(sample_discrepancy(), Change.OPENED, lang)
    return message_of([item], key=_key(now), notifier=notifier, lang=lang, now=now, kind=Kind.TEST)


def sample_digest(notifier: str, lang: str, now: datetime) -> Message:
    """A digest of three: a new one, one that grew since it was last told, one that is settled."""
    one = sample_discrepancy()
    told = Told(notifier, one, Change.OPENED, now - timedelta(days=1), "-", lang)
    milder = replace(told, discrepancy=replace(one, severity=Severity.MEDIUM, gap=Gap(Decimal(5000), Decimal("1.8"))))
    grown = replace(one, id="000000grown", severity=Severity.HIGH, gap=Gap(Decimal(9000), Decimal(4)))
    settled = replace(one, id="00000settled", severity=Severity.MEDIUM, settled=one.sides[1:])
    items = [
        item_of(one, Change.OPENED, lang),
        item_of(grown, Change.WORSE, lang, told=milder, opened_at=told.at),
        item_of(settled, Change.RESOLVED, lang, told=told, opened_at=told.at),
    ]
    since = now - timedelta(days=1)
    return message_of(items, key=_key(now), notifier=notifier, lang=lang, now=now, kind=Kind.DIGEST, since=since)


def samples(now: datetime) -> Iterator[Message]:
    """One message of each shape in every language: what templates are tried on."""
    for lang in spoken():
        yield sample_message("sample", lang, now)
        digest = sample_digest("sample", lang, now)
        yield digest
        yield replace(digest, kind=Kind.ALERT, items=digest.items[1:2], instead_of="other", part=2, parts=3)
        edited = item_of(sample_edit(now), Change.CORRECTED, lang)
        yield message_of([edited], key=_key(now), notifier="sample", lang=lang, now=now)
        yield message_of([], key=_key(now), notifier="sample", lang=lang, now=now, kind=Kind.DIGEST)


def _key(now: datetime) -> str:
    return f"test-{int(now.timestamp() * 1000)}"


def sample_discrepancy() -> Discrepancy:
    """Two claimants with two figures of one thing."""
    one = Quantity(Decimal(11000), Decimal(11000), Qualifier.ABOUT, "person", "unos 11.000")
    two = Quantity(Decimal(3000), Decimal(3000), Qualifier.EXACT, "person", "3.000")
    sides = (
        _side(
            one, "Kiev", "El Faro de Levante", "Según Kiev, hay unos 11.000 soldados en Kursk.", "unos 11.000 soldados"
        ),
        _side(two, "Seúl", "Correo de la Ría", "Seúl cifra en 3.000 los soldados en Kursk.", "3.000 los soldados"),
    )
    reason = Reason(
        "dispute", {"a": in_all_languages(one), "b": in_all_languages(two), "who_a": "Kiev", "who_b": "Seúl"}
    )
    return Discrepancy(
        id="000000sample",
        rule="troops-disagree",
        verdict=Verdict.DISPUTE,
        severity=Severity.CRITICAL,
        topic={"fact": "troops", "of": "country:kp", "place": "country:ru"},
        title={"es": "Cifras de tropas que no cuadran", "en": "Troop figures that disagree"},
        reason=reason,
        gap=Gap(Decimal(8000), Decimal(11) / Decimal(3)),
        sides=sides,
    )


def sample_edit(now: datetime) -> Discrepancy:
    """A figure that an outlet changed without saying so."""
    one = sample_discrepancy()
    before, after = (replace(side, claimants=(), outlets=one.sides[0].outlets) for side in one.sides)
    times = {"at_a": f"{now - timedelta(hours=2):%Y-%m-%d %H:%M}", "at_b": f"{now:%Y-%m-%d %H:%M}"}
    values = {"a": in_all_languages(before.value), "b": in_all_languages(after.value)}
    return replace(
        one,
        id="000000edited",
        verdict=Verdict.REVISION,
        reason=Reason("edit_silent", {"who": "El Faro de Levante", **values, **times}),
        sides=(before, after),
        edited=Edited("sample", 2, now - timedelta(hours=2), now),
    )


def described(match: MatchConfig) -> Discrepancy:
    """The made-up discrepancy with what a match names put in, to see which way such a one would take."""
    one = sample_discrepancy()
    topic = {**({} if match.topic or match.entity else one.topic), "fact": one.topic["fact"], **(match.topic or {})}
    if match.entity:
        topic["of"] = "+".join(match.entity)
    outlets = match.outlet or [quote.outlet or "" for side in one.sides for quote in side.quotes]
    langs = match.language or ["es"]
    quotes = [replace(one.sides[0].quotes[0], outlet=outlet, lang=lang) for outlet in outlets for lang in langs]
    return replace(
        one,
        id=match.id[0] if match.id else one.id,
        rule=match.rule[0] if match.rule else one.rule,
        verdict=match.verdict[0] if match.verdict else one.verdict,
        severity=match.severity.severity if match.severity else one.severity,
        topic=topic,
        labels=match.label or {},
        sides=(replace(one.sides[0], outlets=tuple(outlets), quotes=tuple(quotes)),),
    )


def _side(value: Quantity, who: str, outlet: str, sentence: str, quote: str) -> Side:
    start = sentence.index(quote)
    claimant = Claimant(who)
    evidence = Evidence(start, start + len(quote), quote, sentence)
    proof = Quote(f"sample-{who}", "sample", 1, evidence, value, (claimant,), outlet, None, "2024-11-29", None, "es")
    return Side(value, (claimant,), (outlet,), (outlet,), (proof,))
