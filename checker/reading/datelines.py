"""Datelines, what an article prints over or before its own text: «MADRID, 12 de mayo de 2020 (Agencia) –».

In: the text. Out: where the report behind a dateline begins, as it says where somebody wrote and not always where
something happened; and whether a date is the day on which the article was written, by which «hoy» and «ayer» count.
What feeds and pages give as date of publication is often that of a copy or of a crawl; what an author printed is nearer
to the text. Only where the two differ in nothing but the year, the printed one is taken for a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import islice

from checker.languages import language
from checker.reading.text.words import fold
from checker.world import find_place

HEAD = 500  # characters from the beginning in which a printed date stands
SHORTLY = timedelta(days=31)
BESIDE = 4  # words that may stand with it on a line of its own: a city, a time, "Published"
MONTH_LETTERS = 3  # that tell one month from another
SMALL = 3  # letters of the words that names of places have without a capital: «de», «los»
_WORD = re.compile(r"[^\W\d_]+")
_CREDIT = r"(?:\s*\([^()\n]{2,40}\))?"  # «(Agencia)»
_DASH = r"[-–—]+"
_BEGINS = r"(?=[^\W\d_]|[\d«“\"¿])"  # what a report begins with
# «Lorca, 3 nov. (Agencia).- », "LAGOS, Nov 18 - "
_DATED_FROM = re.compile(
    rf"(?=[^\W\d_])[^\d.;:!?«»“”\"\n]{{2,50}}{_CREDIT},\s+"
    r"(?:\d{1,2}\s+(?:[^\W\d_]{2,3}\s+)?([^\W\d_]{3,10})|([^\W\d_]{3,10})\.?\s+\d{1,2}\b)"
    r"(?:,?\s+(?:[^\W\d_]{2,3}\s+)?\d{4})?"
    rf"\.?{_CREDIT}[\s.:–—-]*(?<=\s){_BEGINS}"
)
# «LORCA - », «Lorca.- », "Beirut (Agency) — "
_SENT_FROM = re.compile(
    rf"[^\W\d_][^\d.;:!?()«»“”\"\n]{{2,40}}?\s*(?:\([^()\n]{{2,40}}\)\s*[.,]?\s*{_DASH}|\.?{_DASH})\s+{_BEGINS}"
)
# «MADRID, 5 (AGENCIA). », «LUBANGO. »
_TOWN_FROM = re.compile(
    rf"[^\W\d_][^\d.;:!?()«»“”\"\n,]{{2,40}}(?:,\s+\d{{1,2}}\s*\([^()\n]{{2,40}}\)\s*[.:–—-]*|\.)\s+{_BEGINS}"
)
# "AGRA: ", of a city alone: before a colon may stand a body in capitals as well
_CITY_FROM = re.compile(rf"([^\W\d_]+(?: [^\W\d_]+){{0,3}}):\s+{_BEGINS}")
_PLACE_ENDS = re.compile(r"[(–—,-]|\.[–—-]")
_DASH_ENDS = re.compile(rf"\s{_DASH}\s")
# around a date that may be printed: a place before it, and behind it what opens the report
_PLACE = re.compile(r"[^\n.;:!?]{0,60}[,(]?\s*\Z")
_OPENS = re.compile(rf"\.?\s*\)?{_CREDIT}\s*(?:[.,:]?\s*{_DASH}|/{{1,2}}|\|)\s*\S")


@cache
def _months(lang: str) -> frozenset[str]:
    return frozenset(fold(month)[:MONTH_LETTERS] for month in language(lang).dates.months)


def report_begins(text: str, start: int, end: int, lang: str) -> int | None:
    """Where the report behind a dateline begins, if the paragraph at `start` to `end` begins with one."""
    found = _DATED_FROM.match(text, start, end)
    if found is not None and _names_place(found.group()) and not text[found.end()].islower():
        return found.end() if fold(found[1] or found[2])[:MONTH_LETTERS] in _months(lang) else None
    found = _CITY_FROM.match(text, start, end)
    if found is not None and found[1].isupper() and not text[found.end()].islower():
        place = find_place(found[1])
        return found.end() if place is not None and place.kind != "country" else None
    found = _SENT_FROM.match(text, start, end)
    if found is None:
        found = _TOWN_FROM.match(text, start, end)
        city = found.group().split(",")[0].rstrip(". ") if found is not None else ""
        return found.end() if found is not None and city.isupper() and not text[found.end()].islower() else None
    if text[found.end()].islower():
        return None
    city = _PLACE_ENDS.split(found.group())[0].strip()
    signed = "(" in found.group() or ".-" in found.group() or _is_in_country(found.group(), text[found.end()])
    return found.end() if city.isupper() or (signed and city[0].isupper() and _names_place(city)) else None


def _is_in_country(line: str, then: str) -> bool:
    """«Goma, Congo – Twelve people …»: two names and a dash, and no entry of a list, which has its figure next."""
    _, comma, country = _DASH_ENDS.split(line)[0].partition(",")
    return bool(comma) and "," not in country and then.isalpha() and _are_names(country.split())


def _names_place(line: str) -> bool:
    """Whether what stands before the first comma or bracket has capitals as names of places have them."""
    return _are_names(_PLACE_ENDS.split(line)[0].split())


def _are_names(words: Iterable[str]) -> bool:
    return all(word[0].isupper() or len(word) <= SMALL for word in words)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at `start` to `end` is printed over the text, or before it behind a place."""
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end)
    before, after = text[opens:start], text[end : closes if closes >= 0 else len(text)]
    behind = islice(_WORD.finditer(after), BESIDE + 1)  # a line may be long
    alone = closes >= 0 and len(_WORD.findall(before)) + len(list(behind)) <= BESIDE
    if alone and not (_WORD.search(after) and after.rstrip().endswith(".")):  # a line of its own, and no sentence
        return True
    if before.rstrip().endswith(("-", "–", "—")):  # an entry of a list, "Council - May 25 - budget"
        return False
    return _are_names(_WORD.findall(before)) and _PLACE.match(before) is not None and _OPENS.match(after) is not None


def day_of(published: date | None, printed: date, *, tells_year: bool = True) -> date:
    """The day that the text counts from. «3 de enero de 2023» over an article of 3 January 2024: an old year. One
    that is printed without its year must lie shortly before the publication."""
    if published is not None and (published.month, published.day) == (printed.month, printed.day):
        return published
    if published is not None and not tells_year and not timedelta(0) <= published - printed <= SHORTLY:
        return published
    return printed
