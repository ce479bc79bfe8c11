"""Dots, commas and spaces inside numbers: what separates thousands and what begins the decimals, in one article.

In: digits with separators, of one article. Out: their value, never wrong by a power of ten: where
neither the article nor the language decides, three digits after a mark are read as its language writes thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from checker.languages import language

_SPACES = " \u00a0\u2009\u202f'’´"
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?\Z")
_MILLIONS = re.compile(r"\d{1,3}['’´]\d{3}(?:[.,]\d{3})+\Z")  # «1'234.567»
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)\Z")
_REPEATED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d+)?\Z")
_BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+\Z")

_QUOTED = re.compile(r"(\d{1,3})['’´](\d\d?)\Z")  # «2'5 millones»
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}\Z")  # lakhs and crores: «1,25,000»


@dataclass(frozen=True, slots=True)
class Marks:
    """What separates thousands and decimals in one article."""

    thousands: str
    decimal: str
    proven: bool


def marks_of(numbers: Iterable[str], lang: str) -> Marks:
    """The article's own evidence decides, which is all that it writes in digits; without any, the language's habit."""
    data = language(lang).numbers
    usual, other = (data.thousands, data.decimal), (data.decimal, data.thousands)
    votes = {usual: 0, other: 0}
    for number in numbers:
        if "." not in number and "," not in number:
            continue
        if both := _BOTH.match(number):
            pair = (both[1], "," if both[1] == "." else ".")
            votes[pair] += 3
        elif repeated := _REPEATED.match(number):
            votes[(repeated[1], "," if repeated[1] == "." else ".")] += 3
        elif one := _ONE_MARK.match(number):
            if len(one[3]) != 3 or one[1] == "0":  # «3,8», «0,125»: a decimal mark
                votes[("," if one[2] == "." else ".", one[2])] += 1
            elif one[2] == data.thousands and len(one[1]) <= 3:
                votes[usual] += 2
    thousands, decimal = other if votes[other] > votes[usual] else usual
    return Marks(thousands, decimal, proven=votes[other] != votes[usual])


def digits_value(text: str, marks: Marks, *, counts: bool = False) -> Decimal | None:
    """The value of a run of digits and separators; None when it is no number («192.168.1.2»). `counts`: what
    follows can only be counted in whole numbers."""
    if text.isdecimal():
        return Decimal(text)
    if _INDIAN.match(text):
        return Decimal(text.replace(",", ""))
    if _MILLIONS.match(text):
        return Decimal("".join(filter(str.isdecimal, text)))
    if quoted := _QUOTED.match(text):
        return Decimal(".".join(quoted.groups()))
    if _GROUPED.match(text):
        return Decimal(re.sub(f"[{_SPACES}]", "", text).replace(",", "."))
    if _BOTH.match(text) or _REPEATED.match(text):
        thousands = next(char for char in text if char in ".,")
        return Decimal(text.replace(thousands, "").replace(",", "."))
    one = _ONE_MARK.match(text)
    if one is None:
        return None
    whole, mark, rest = one.groups()
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Decimal(f"{whole}.{rest}")
    if mark == marks.thousands or counts or rest == "000":
        return Decimal(whole + rest)
    # three digits after the other mark: thousands in the other convention, unless the article proves a decimal
    if marks.proven or mark == ".":
        return Decimal(f"{whole}.{rest}")
    return Decimal(whole + rest)
