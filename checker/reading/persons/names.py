"""Can two strings name one person? Spellings, transliterations, order, initials; family traps kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from checker.languages import known, language
from checker.reading.text.words import fold
from checker.world import names, scripts, slug

ENOUGH = 0.86  # from which two parts are alike
SLIP_LENGTH = 4  # letters from which one wrong letter is a slip
CUT_PARTS = 3  # parts that must agree before a last one may be cut off
MORE_PARTS = 2  # parts that the longer of two names may have more
LONG = 9  # letters from which two may be wrong
_LED = re.compile(r"(\w+)[\s\-]+")
TYPO_LENGTH = 5  # shorter parts must match by sound, or Kim Jong Un becomes Kim Jong Il


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score` from 0 to 1; `reason` says in a few words what decided."""

    same: bool
    score: float
    reason: str


@lru_cache(maxsize=10_000)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell somebody apart: no titles, particles or articles; ASCII, lower case."""
    text = re.sub(r"['’‘`ʼ]", "", anyascii(name))
    text = re.sub(r"(?<=[A-Za-z])\d|\d(?=[A-Za-z])", lambda digit: names.digit_as_letter(digit.group()), text)
    words = [word for word in re.split(r"[\s\-‐-―,.()\"“”«»]+", text) if word]
    plain = [re.sub(r"[^a-z]", "", word.casefold()) for word in words]
    kept = [word for word in plain if word and not (names.is_particle(word) and len(plain) > 2)]
    descends = len(plain) > 1 and names.is_descent(plain[1])  # «Sultan bin Salman»: here it is a given name
    while len(kept) > 1 and kept[0] in _titles() and not descends:
        kept.pop(0)
    if len(kept) > 2 and kept[-1] in _generations():
        kept.pop()
    elif len(kept) > 1 and kept[-1] in _generations() and not _is_number(kept[-1]):
        kept.pop()  # "Trump Jr.", and no «Felipe VI»
    return tuple(word for word in kept or plain if word)


@lru_cache(maxsize=10_000)
def own_part(name: str) -> str:
    """«Bin Salmán», «De la Fuente», "Al-Sadr" without the particles before."""
    while (found := _LED.match(name)) and names.is_particle(found[1]):
        name = name[found.end() :]
    return name


@lru_cache(maxsize=10_000)
def generation(name: str) -> str:
    """Which of those of one name somebody is, as the end of it says: «jr», «iii»; empty where it does not say."""
    last = fold(re.split(r"[\s,]+", name.rstrip(" ."))[-1])
    told = _generations().get(last, "")
    return told or (last if re.search(r"\s[IVX]+$", name) else "")


def _is_number(word: str) -> bool:
    return re.fullmatch("[ivx]+", word) is not None


def _other_generation(a: str, b: str) -> bool:
    """Whether two names are of two in one family, or of two who reigned: what the one alone tells parts it from a full
    name that does not tell it, but a king's number may be left out: «Juan Carlos I» is «Juan Carlos»."""
    one, two = generation(a), generation(b)
    if one == two:
        return False
    if one and two:
        return True
    bare = [word for word in parts(b if one else a) if word not in _generations()]
    if len(bare) < 2:
        return False  # «Neymar» is «Neymar Jr.»
    return not _is_number(one or two) or not all(names.is_given(word) for word in bare)


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(fold(title) for code in known() for title in language(code).persons.titles)


@lru_cache(maxsize=1)
def _generations() -> dict[str, str]:
    """What tells a generation, with its short form: "junior" is "jr"."""
    own = [language(code).persons for code in known()]
    told = {fold(word): fold(word) for persons in own for word in persons.generations}
    return told | {fold(word): fold(short) for persons in own for word, short in persons.spelled_generations.items()}


@lru_cache(maxsize=10_000)
def compare_names(a: str, b: str) -> NameMatch:
    """Whether two strings can name one person."""
    if _ideographs(a) and _ideographs(b):
        same = _ideographs(a) == _ideographs(b)
        return NameMatch(same, float(same), "same signs" if same else "other signs")
    if any(not one.isascii() and scripts.is_spelling(anyascii(other), one) for one, other in ((a, b), (b, a))):
        return NameMatch(True, 0.95, "a spelling of the other script")
    one, two = parts(a), parts(b)
    if not one or not two:
        return NameMatch(False, 0.0, "no name")
    if _other_generation(a, b):
        return NameMatch(False, 0.5, "another generation")
    if sorted(one) == sorted(two):
        return _reordered(a, one, two)
    if (written := scripts.korean(one)) is not None and written == scripts.korean(two):
        return NameMatch(True, 0.95, "another spelling of a Korean name")
    if _three_part(one) and _three_part(two):
        # parts this short leave no room for another spelling: Kim Jong Nam and Kim Yong Nam are two
        return NameMatch(False, 0.5, "a part differs")
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if _joined(short) == _joined(long):
        return NameMatch(True, 0.98, "same letters, other spacing")
    if len(short) == 1:
        if short[0] in fathers(b if long is two else a):
            return NameMatch(False, 0.5, "the father's name alone")
        return _single(short[0], long)
    fewer = _initials(short, long)
    matched, total = _aligned(fewer, long)
    if matched < len(fewer):
        return _near(fewer, long, matched, total)
    if _three_part(long) and len(fewer) == 2:
        return NameMatch(False, 0.5, "part of a three-part name")
    if _other_initial(fewer, long):
        return NameMatch(False, 0.6, "another middle initial")
    if len(long) - len(fewer) > MORE_PARTS:
        return NameMatch(False, 0.5, "too many parts more")
    return NameMatch(True, total / len(fewer), "every part has its match")


def _other_initial(short: Sequence[str], long: Sequence[str]) -> bool:
    """ "George W. Bush" is no "George H. W. Bush": a middle initial is that of the first name behind the given one."""
    if len(short) < 3 or len(long) < 3 or not (len(short[1]) == 1 or len(long[1]) == 1):
        return False
    given = alike_parts(short[0], long[0]) >= ENOUGH and min(len(short[0]), len(long[0])) > 1
    return given and alike_parts(short[-1], long[-1]) >= ENOUGH and short[1][0] != long[1][0]


def _three_part(name: Sequence[str]) -> bool:
    """A Korean or Chinese name whose family name goes first."""
    return len(name) == 3 and names.is_family_first(name[0])


def _ideographs(name: str) -> str:
    """The signs of a name in Han or Hangul script, where every sign counts; empty for other scripts."""
    return "".join(re.findall(r"[\u3400-\u9fff\uac00-\ud7af]", name))


def _reordered(a: str, one: Sequence[str], two: Sequence[str]) -> NameMatch:
    """The same parts in another order: the family name may go first; «A bin B» is not «B bin A»."""
    turned = [(*one[at:], *one[:at]) for at in range(len(one))]
    if tuple(two) in turned or not any(names.is_descent(word) for word in re.split(r"[\s\-]+", a)):
        return NameMatch(True, 1.0, "same parts")
    return NameMatch(False, 0.6, "father and son in other order")


def _initials(short: Sequence[str], long: Sequence[str]) -> Sequence[str]:
    """«JC Juncker» beside «Jean-Claude Juncker»: initials written together stand apart."""
    first = short[0]
    together = len(first) in (2, 3) and len(long) > len(short)
    if together and all(a == b[0] for a, b in zip(first, long, strict=False)) and first != long[0][: len(first)]:
        return (*first, *short[1:])
    return short


def _near(short: Sequence[str], long: Sequence[str], matched: int, total: float) -> NameMatch:
    """One part that finds no partner: a slip of one letter, or a last part cut off, if all others agree."""
    if matched == len(short) - 1 and len(short) == len(long) and not names.is_family_first(long[0]):
        odd, other = _left_over(short, long)
        if odd and other and _slip(odd, other):
            return NameMatch(True, 0.85, "one letter apart")
        cut = matched >= CUT_PARTS and odd == short[-1] and other == long[-1]
        if cut and (odd.startswith(other) or other.startswith(odd)):
            return NameMatch(True, 0.85, "cut off")
    return NameMatch(False, total / len(short) * 0.6, "a part differs")


def _left_over(short: Sequence[str], long: Sequence[str]) -> tuple[str, str]:
    """The parts at the same position that are not alike; empty when there is more than one."""
    odd = [(a, b) for a, b in zip(short, long, strict=False) if alike_parts(a, b) < ENOUGH]
    return odd[0] if len(odd) == 1 else ("", "")


def _slip(one: str, two: str) -> bool:
    """One letter apart, and not two names that both exist."""
    if min(len(one), len(two)) < SLIP_LENGTH or DamerauLevenshtein.distance(one, two) > 1:
        left, right = names.sound(one), names.sound(two)
        if min(len(left), len(right)) < SLIP_LENGTH or DamerauLevenshtein.distance(left, right) > 1:
            return False
    return not (
        (names.is_common_given(one) and names.is_common_given(two)) or (names.is_family(one) and names.is_family(two))
    )


@lru_cache(maxsize=10_000)
def joined_sound(name: str) -> str:
    """What names of the same letters share, however they are spaced; signs of Han or Hangul count as they are."""
    return _ideographs(name) or _joined(parts(name))


@lru_cache(maxsize=10_000)
def wholes(name: str) -> tuple[str, ...]:
    """What two names share that are one as a whole, though no part of the one is near one of the other."""
    written = scripts.korean(parts(name))
    return (joined_sound(name),) if written is None else (joined_sound(name), written)


@lru_cache(maxsize=10_000)
def fathers(name: str) -> frozenset[str]:
    """The parts of a name that are the father's alone: «Salman bin Hamad» is no Hamad, «X bin Salman al Hamad» is."""
    words = [names.plain(word) for word in re.split(r"[\s\-]+", name)]
    told = {child for of, child in pairwise(words) if names.is_descent(of)}
    free = [word for of, word in pairwise(["", *words]) if not names.is_descent(of)]
    return frozenset(told.difference(free))


def _joined(words: Sequence[str]) -> str:
    return names.sound("".join(words))


def _single(word: str, long: Sequence[str]) -> NameMatch:
    """One word against a full name: it must be the family name."""
    family = long[0] if names.is_family_first(long[0]) and len(long) == 3 else long[-1]
    candidates = [family] if len(long) < 3 or names.is_family_first(long[0]) else [long[-1], long[-2]]
    best = max(alike_parts(word, one) for one in candidates)
    if len(long) == 1:
        return NameMatch(best >= 0.9, best, "one word against one word")
    return NameMatch(
        best >= 0.9 and len(word) > 2, best * 0.9, "family name alone" if best >= 0.9 else "no family name"
    )


def _aligned(short: Sequence[str], long: Sequence[str]) -> tuple[int, float]:
    """How many parts of the shorter name find a partner of their own, and how well."""
    free = list(range(len(long)))
    matched, total = 0, 0.0
    for position, word in enumerate(short):
        best, chosen = 0.0, -1
        for index in free:
            value = alike_parts(word, long[index])
            if (len(word) == 1 or len(long[index]) == 1) and (index == 0) != (position == 0):
                value *= 0.9
            if value > best:
                best, chosen = value, index
        if best >= ENOUGH:
            matched += 1
            free.remove(chosen)
        total += best
    return matched, total


@lru_cache(maxsize=10_000)
def alike_parts(one: str, two: str) -> float:
    """How alike two parts of names are: 1 equal, .97 by sound, .95 forms of one given name, .9 initial or typo."""
    if one == two:
        return 1.0
    if len(one) == 1 or len(two) == 1:
        return 0.88 if one[0] == two[0] else 0.0
    left, right = names.sound(one), names.sound(two)
    if left == right:
        return 0.97
    if names.given_forms_agree(one, two):
        return 0.95
    shorter = min(len(one), len(two))
    if shorter < TYPO_LENGTH:
        if (
            shorter == 4
            and DamerauLevenshtein.distance(left, right) == 1
            and left[0] == right[0]
            and len(left) == len(right)
        ):
            return 0.8
        return 0.0
    if names.vowels_levelled(left) == names.vowels_levelled(right):
        return 0.92
    if (names.is_common_given(one) and names.is_common_given(two)) or (names.is_family(one) and names.is_family(two)):
        return 0.5  # two names that both exist
    if DamerauLevenshtein.distance(left, right) <= (1 if shorter < LONG else 2) and left[:1] == right[:1]:
        return 0.9
    near = JaroWinkler.similarity(left, right)
    if near < ENOUGH or shorter < LONG - 1:
        return min(near, 0.8)
    return 0.87 if left[:1] == right[:1] and near > 0.93 else 0.8


@lru_cache(maxsize=20_000)
def person_id(name: str) -> str:
    """A deterministic id that the usual spellings of one name share."""
    words, told = list(parts(name)), generation(name)
    if (written := scripts.korean(tuple(words))) is not None:
        return f"person:{written}"
    if len(words) > 1 and not names.is_family_first(words[0]):
        words = [names.given_key(words[0]), *words[1:-1], words[-1]]
    own = [*words[:-1], _family(words[-1])]
    return f"person:{slug(' '.join(own if not told or told == words[-1] else [*own, told]))}"


def _family(word: str) -> str:
    """A family name in one romanisation: what differs between the usual ones is levelled."""
    out = word
    for pattern, into in ((r"(iy|ii|yy|yi)$", "y"), (r"ij$", "y"), (r"kh", "j")):
        out = re.sub(pattern, into, out) if len(out) > 4 else out
    return out
