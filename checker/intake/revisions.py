"""What an edit did to the statements of an article: which figures changed, and whether the outlet says so.

Pure: two sets of statements and two texts in, differences out. A reworded sentence with the same figure is no
difference; a figure that may only grow and grew is an update, any other new figure a correction.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from checker.model.article import Article
from checker.model.provenance import Edit, FigureChange
from checker.model.quantity import Quantity
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.yamldoc import load

_COMPARED = 4_000  # characters by which two texts are held against each other
_SHARED = 0.4  # of the pairs of words of the shorter text, that two versions of one article have in common
_ALIKE = 55  # of 100: how like two sentences must be, figures apart, for one to be the other's successor
_NOTICE = 600  # characters of a notice that stands where an article was, at most
_FIGURES = re.compile(r"\d[\d.,\s]*")


@cache
def _notice(kind: str) -> re.Pattern[str]:
    data = load(Path(__file__).with_name("notices.yaml"), name="notices.yaml").data[kind]
    words = sorted({word for group in data.values() for word in group}, key=len, reverse=True)
    return re.compile(rf"(?:^|[.!?(\[*]\s*)({'|'.join(map(re.escape, words))})\b", re.IGNORECASE | re.MULTILINE)


def announces(before: str, after: str) -> bool:
    """Whether the newer text owns up to an edit in words that the older one did not have."""
    old = [match[1].casefold() for match in _notice("notices").finditer(before)]
    new = [match[1].casefold() for match in _notice("notices").finditer(after)]
    return len(new) > len(old) or bool(set(new) - set(old))


def retracts(article: Article) -> bool:
    """Whether a text is no more than the notice that an article was taken back: it shares no words with that one."""
    return len(article.text) <= _NOTICE and _notice("retractions").match(article.text.lstrip()) is not None


def one_article(title: str, text: str, article: Article) -> bool:
    """Whether what comes under a key that was used before is that article, edited, and not another one."""
    if (title and title.casefold() == article.title.casefold()) or retracts(article):
        return True
    one, other = (_pairs(words[:_COMPARED]) for words in (text, article.text))
    return text == article.text or len(one & other) >= _SHARED * max(1, min(len(one), len(other)))


def _pairs(text: str) -> set[tuple[str, str]]:
    """The words of a text, two by two as they stand."""
    return set(pairwise(re.findall(r"\w+", text.casefold())))


def changes(
    before: Sequence[Statement], after: Sequence[Statement], *, announced: bool, growing: Collection[str]
) -> tuple[FigureChange, ...]:
    """The differences, in the order of the newer text; what was taken out comes last. `growing`: ids of the facts
    whose figures may only grow."""
    old, new = list(before), list(after)
    for one in list(new):  # what stands as it stood
        twin = next((other for other in old if _place(one) == _place(other) and _told(one) == _told(other)), None)
        if twin is not None:
            old.remove(twin)
            new.remove(one)
    found = []
    scored = [(score, i, j) for i, a in enumerate(old) for j, b in enumerate(new) if (score := _likeness(a, b)) > 0]
    taken_old: set[int] = set()
    successor: dict[int, Statement] = {}
    for _, i, j in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken_old and j not in successor:
            taken_old.add(i)
            successor[j] = old[i]
    for j, one in enumerate(new):
        previous = successor.get(j)
        if previous is None:
            found.append(FigureChange(Edit.ADDED, None, one, announced))
        elif _told(previous) != _told(one):
            edit = Edit.UPDATED if one.fact in growing and _grew(previous, one) else Edit.CORRECTED
            found.append(FigureChange(edit, previous, one, announced))
    found += [FigureChange(Edit.REMOVED, one, None, announced) for i, one in enumerate(old) if i not in taken_old]
    return tuple(found)


def _told(statement: Statement) -> tuple[object, ...]:
    """What a statement says, without the surface of its words."""
    value = statement.value
    if isinstance(value, Quantity):
        return (value.low, value.high, value.unit, statement.stance)
    return (value.to_iso() if isinstance(value, TimeSpan) else repr(value), statement.stance)


def _place(statement: Statement) -> tuple[object, ...]:
    """What a statement is about, and who says it."""
    of, where = statement.of, statement.place
    roles = sorted((name, ref.entity or ref.text) for name, ref in statement.roles.items())
    who = sorted(claimant.party or claimant.entity or claimant.text for claimant in statement.claimants)
    about = [ref.entity or ref.text if ref else None for ref in (of, where)]
    return (statement.fact, statement.aspect, statement.cause, tuple(roles), tuple(who), tuple(about))


def _likeness(before: Statement, after: Statement) -> float:
    """How sure it is that one became the other, 0 when it cannot have."""
    if before.fact != after.fact or before.aspect != after.aspect:
        return 0.0
    words = [_FIGURES.sub("#", one.evidence.sentence if one.evidence else "") for one in (before, after)]
    alike = fuzz.token_sort_ratio(*words)
    same = _place(before) == _place(after)
    if alike < _ALIKE and not same:
        return 0.0
    return alike + (50.0 if same else 0.0)


def _grew(before: Statement, after: Statement) -> bool:
    old, new = before.value, after.value
    if not isinstance(old, Quantity) or not isinstance(new, Quantity):
        return False
    return list(_ends(new)) > list(_ends(old))


def _ends(value: Quantity) -> Iterator[float]:
    low, high = value.low, value.high
    yield float(low if low is not None else high or 0)
    yield float(high if high is not None else low or 0)
