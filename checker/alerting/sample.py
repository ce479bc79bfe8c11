"""A made-up discrepancy, for trying out a notifier."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from checker.alerting.render import item_of, message_of
from checker.model.alert import Kind, Message
from checker.model.discrepancy import Change, Discrepancy, Quote, Side
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Claimant, Evidence
from checker.model.verdict import Gap, Reason, Severity, Verdict
from checker.texts.wording import in_all_languages


def sample_message(notifier: str, lang: str, now: datetime) -> Message:
    """The message that `notify test` and `notify preview` show."""
    key = f"test-{int(now.timestamp() * 1000)}"
    item = item_of(sample_discrepancy(), Change.OPENED, lang)
    return message_of([item], key=key, notifier=notifier, lang=lang, now=now, kind=Kind.TEST)


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


def _side(value: Quantity, who: str, outlet: str, sentence: str, quote: str) -> Side:
    start = sentence.index(quote)
    claimant = Claimant(who)
    evidence = Evidence(start, start + len(quote), quote, sentence)
    proof = Quote(f"sample-{who}", "sample", 1, evidence, value, (claimant,), outlet, None, "2024-11-29", None, "es")
    return Side(value, (claimant,), (outlet,), (outlet,), (proof,))
