"""Values as people write them in a language: «más de 10.000», "June 2024"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from checker.model.article import Article
from checker.model.provenance import Certainty, How, OriginGuess
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Named, Value
from checker.model.timespan import Grain, TimeSpan
from checker.texts import say, spoken, texts

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# what a terminal obeys, XML forbids, or leads the eye astray: controls, directional overrides, halves of characters
_OBEYED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text from outside without what a terminal, a parser or the eye would obey; new lines and tabs stay."""
    return _OBEYED.sub("", _BREAKS.sub("\n", text))


TITLE = 90  # letters of a title that a line has room for
_INNER = str.maketrans({"«": "“", "»": "”", "“": "‘", "”": "’"})


def quoted(text: str, *, within: bool = False) -> str:
    """Text in quotation marks, those that it holds in the next order: «… “… ‘…’ …” …». `within`: it stands in some."""
    inner = text.translate(_INNER)
    return f"“{inner.translate(_INNER)}”" if within else f"«{inner}»"


def article_text(article: Article) -> str:
    """An article as people know it, by its outlet and title; by its id where it has neither."""
    title = quoted(clip(clean(article.title), TITLE)) if article.title.strip() else ""
    return ", ".join(filter(None, (clean(article.outlet or ""), title))) or clean(article.id)


def clip(text: str, size: int) -> str:
    """A text on one line of so many letters."""
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def number_text(value: Decimal, lang: str) -> str:
    """A number with the language's separators; at most three decimals."""
    rounded = round(value, 3).normalize() if value != value.to_integral_value() else value
    text = f"{rounded:,f}" if rounded != rounded.to_integral_value() else f"{int(rounded):,}"
    table = texts(lang)
    marks = {ord(","): table["values.thousands"], ord("."): table["values.decimal"]}
    return text.translate(marks)


def quantity_text(quantity: Quantity, lang: str) -> str:
    """«unos 11.000», "between 100 and 200", «41 %»."""
    low, high = quantity.low, quantity.high
    qualifier = quantity.qualifier
    if low is None and high is None:
        return say("values.none", lang)
    if qualifier in (Qualifier.EXACT, Qualifier.ABOUT) and low is not None and high is not None and low != high:
        qualifier = Qualifier.BETWEEN
    if low is None and qualifier is not Qualifier.LESS_THAN:
        qualifier = Qualifier.AT_MOST
    if high is None and qualifier is not Qualifier.MORE_THAN:
        qualifier = Qualifier.AT_LEAST
    if qualifier is Qualifier.ABOUT and low is not None and quantity.unit == "percent":
        return say("values.about_percent", lang, low=number_text(low, lang))
    text = say(
        f"values.{qualifier.value}",
        lang,
        low="" if low is None else number_text(low, lang),
        high="" if high is None else number_text(high, lang),
    )
    return say("values.percent", lang, value=text) if quantity.unit == "percent" else text


def time_text(span: TimeSpan, lang: str) -> str:
    """«junio de 2024», "29 November 2024", «desde agosto de 2024»."""
    if span.start is None:
        return say("values.until", lang, end=_day(_last(span), lang))
    if span.end is None:
        return say("values.since", lang, start=_day(span.start, lang))
    if span.grain in (Grain.DAY, Grain.INSTANT):
        return _day(span.start, lang)
    if span.grain is Grain.MONTH:
        month = texts(lang)["values.months"].split(",")[span.start.month - 1]
        return say("values.month", lang, month=month, year=span.start.year)
    if span.grain is Grain.YEAR:
        return str(span.start.year)
    return say("values.range", lang, start=_day(span.start, lang), end=_day(_last(span), lang))


def published_text(iso: str | None, lang: str, timed: Collection[date] = ()) -> str:
    """When something was printed, as ISO, in words; on a day of `timed` with its hour, if that is known: «29 de
    noviembre de 2024, 14:05 UTC». "" where nothing is known."""
    if not iso:
        return ""
    span = TimeSpan.from_iso(iso)
    text = time_text(span, lang)
    if span.grain is not Grain.INSTANT or span.start is None or span.start.date() not in timed:
        return text
    return say("values.moment", lang, day=text, time=f"{span.start:%H:%M} UTC")


def short_day(at: datetime, lang: str) -> str:
    """ "13 Jan 2025", «13 ene 2025»: for where there is little room."""
    month = texts(lang)["values.months"].split(",")[at.month - 1][:3]
    return say("values.day_short", lang, day=at.day, month=month, year=at.year)


def utc_text(at: datetime) -> str:
    """ "2025-01-13 09:05 UTC": for terminals and files, where a moment is sorted, copied and sent elsewhere."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def moment_text(at: datetime, lang: str) -> str:
    """ "13 Jan 2025, 09:05", on the clock of this machine: the times of what the program and its people did."""
    local = at.astimezone()
    return say("values.moment", lang, day=short_day(local, lang), time=f"{local:%H:%M}")


@lru_cache(maxsize=20_000)
def value_text(value: Value | None, lang: str) -> str:
    """Any value of a statement."""
    if isinstance(value, Quantity):
        return quantity_text(value, lang)
    if isinstance(value, TimeSpan):
        return time_text(value, lang)
    if isinstance(value, Named):
        return value.name
    return say("values.none", lang) if value is None else value


@lru_cache(maxsize=20_000)
def in_all_languages(value: Value | None) -> Mapping[str, str]:
    """A value worded in every language there are texts for: a filling of a Reason."""
    return {lang: value_text(value, lang) for lang in spoken()}


def date_text(
    published: TimeSpan | None, says: str | None, certainty: Certainty | None, lang: str, timed: Collection[date] = ()
) -> str:
    """When an article was published, what says so, and how sure that is; with the hour on the days of `timed`."""
    if published is None:
        return say("intake.not_dated", lang)
    if says is None or certainty is None:
        return published_text(published.to_iso(), lang, timed)
    rests = f"{say(f'intake.says.{says}', lang)}; {say(f'intake.certainty.{certainty}', lang)}"
    return f"{published_text(published.to_iso(), lang, timed)} ({rests})"


def origin_text(guess: OriginGuess, lang: str) -> str:
    """Who wrote an article, and what that rests on."""
    signed = guess.how is How.COPY and "signed" in guess.evidence
    key = f"cli.discrepancies.origin_{guess.how.value}{'_signed' if signed else ''}"
    return say(key, lang, origin=guess.origin, **guess.evidence)


def _last(span: TimeSpan) -> datetime:
    if span.end is None:
        raise ValueError("an open end has no last day")
    return span.end - timedelta(days=1)


def _day(at: datetime, lang: str) -> str:
    month = texts(lang)["values.months"].split(",")[at.month - 1]
    return say("values.day", lang, day=at.day, month=month, year=at.year)
