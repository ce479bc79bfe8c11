"""Figures in a row that a noun beside it governs: a heading and its figure («Contagios en Loja: 6»), what stands before
the sum of it («En Lara fueron cuatro y en Zulia tres: siete ahogados»), and one of those just counted («, uno de ellos
por una pedrada»).

In: the tokens of a sentence and the links found so far. Out: what a heading names; links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.reading.counts.gapped import Gapped
from checker.reading.counts.labels import LOOSE, Labels
from checker.reading.counts.tokens import BULLETS, Link

HEADING = 9  # tokens of a heading
SUMMED = 3  # tokens from a colon to the sum of what stands before it
ONE = 4  # tokens of «, uno de ellos»
LISTED = 3  # figures of a list whose noun follows
LIST = 18  # tokens from the verb of a list of people to a number in it
NOUN = 3  # tokens from the noun whose list it is to the verb
NAME = 6  # tokens of a name before a colon
HEADED = ("link", "list")  # how the figures of headings are found
Size = Decimal | None
Counted = tuple[Link, Size]


class Heading(NamedTuple):
    """The fact of a heading, and the token of its noun."""

    fact: str
    first: int


def heading_before(like: Gapped, colon: int, *, verbs: bool = False) -> Heading | None:
    """The noun that opens the phrase before a colon: «Muertes por la tormenta: …», "Evacuated so far: …"; `verbs`: it
    may go on as a sentence, «Las detenciones se hicieron en tres ciudades: …»."""
    tokens, lists = like.tokens, like.lexicon.lists
    first = next((at + 1 for at in range(colon - 1, -1, -1) if tokens[at].is_stop), 0)
    while first < colon and (tokens[first].word.folded in lists["determiners"] or tokens[first].text in BULLETS):
        first += 1
    if not first < colon <= first + HEADING:
        return None
    noun = tokens[first]
    fact = noun.noun or noun.toll or (noun.action if noun.participle else None) or like.lexicon.body_of(noun.word)
    rest = tokens[first + 1 : colon]
    if fact is None or like.lexicon.needs.get(fact):
        return None
    for at, one in enumerate(rest, first + 1):
        if one.number is not None and not (verbs and at + 1 < colon and tokens[at + 1].other):
            return None  # «Los detenidos son 12: …»
        if not verbs and (one.link or (one.action and not one.participle)) and not one.filler:
            return None
    return Heading(fact, first)


def in_series(
    like: Labels, found: Mapping[int, Link], earlier: Sequence[Counted], sizes: Sequence[Size]
) -> dict[int, Link]:
    """The figures of a sentence that no more than their row tells of; `earlier` was counted before."""
    if ":" in like.words.kinds:
        found = {**found, **before_sum(like, found, sizes)}
        found = found or under_name(like, earlier) or before_noun(like)
        found = {**found, **compared(like, found, earlier)}
    found = {**found, **by_degree(like, found)}
    found = {**found, **by_sureness(like, found, earlier)}
    found = {**found, **one_of_those(like, found)}
    return {**found, **in_company(like, found)}


def before_sum(like: Labels, found: Mapping[int, Link], sizes: Sequence[Size]) -> dict[int, Link]:
    """The figures before a colon of which the one behind it is the sum."""
    taken: dict[int, Link] = {}
    tokens = like.tokens
    for colon in [at for at, one in enumerate(tokens) if one.text == ":"]:
        summed = next((one for one in sorted(found) if colon < like.at[one] <= colon + SUMMED), None)
        start = next((at for at in range(colon - 1, -1, -1) if tokens[at].is_stop and tokens[at].text != ";"), -1)
        parts = [one for one, at in sorted(like.at.items()) if start < at < colon]
        figures = [size for one in parts if (size := sizes[one]) is not None]
        if (
            summed is None
            or not parts
            or parts[0] in like.ones
            or len(parts) < 2
            or len(figures) < len(parts)
            or sum(figures) != sizes[summed]
        ):
            continue
        for one in parts:
            if one not in found:
                taken[one] = _like(like, one, found[summed])
    return taken


def under_name(like: Labels, earlier: Sequence[Counted]) -> dict[int, Link]:
    """«Contagios en Loja: 6. En Zamora: 11.»: a sentence that is no more than a name and a figure, after a heading."""
    tokens, lists = like.tokens, like.lexicon.lists
    last = earlier[-1][0] if earlier else None
    colon = like.at.get(0, 0) - 1
    if last is None or last.how not in HEADED or len(like.at) != 1 or colon < 1 or tokens[colon].text != ":":
        return {}
    first = tokens[0].word.folded in lists["where"]
    if not first < colon <= NAME or not like.closes(colon + 2):
        return {}
    if last.fact in like.lexicon.care | like.lexicon.wholes.keys() and like.lexicon.is_any(
        tokens[first].word, "conditions"
    ):
        hurt = Link(next(iter(like.lexicon.care_unless)), 0, 0, None, None, 0.7)  # "Dead: 3. Critical: 2."
        return {0: replace(_like(like, 0, hurt), how="link", part=False)}
    small = lists["of"] | lists["determiners"]
    named = all(one.text[0].isupper() or one.word.folded in small for one in tokens[first:colon])
    if not named or not (first or like.is_place(colon - 1)):
        return {}
    return {0: replace(_like(like, 0, last), how="link", part=last.part)}


def by_degree(like: Labels, found: Mapping[int, Link]) -> dict[int, Link]:
    """«El parte del hospital: 4 graves, 7 menos graves y 13 leves»: the hurt by how they are, in a row."""
    lists, hurt = like.lexicon.lists, next(iter(like.lexicon.care_unless), None)
    words = like.words
    if hurt is None or lists["conditions"].isdisjoint(words.vocabulary) or len(like.at) < 2:
        return {}
    if not (words.meaning(lists["hospitals"]) or any(one.noun in like.lexicon.care for one in like.tokens)):
        return {}
    row = [number for number in sorted(like.at) if number not in found and _is_graded(like, like.at[number])]
    joined = [n for n in row if n - 1 in row or n + 1 in row]
    return {number: replace(_like(like, number, Link(hurt, 0, 0, None, None, 0.7)), part=False) for number in joined}


def _is_graded(like: Labels, index: int) -> bool:
    """«7 menos graves»: no more than how they are stands behind a figure."""
    lists, at = like.lexicon.lists, index + 1
    while at < len(like.tokens) and like.tokens[at].word.folded in lists["degrees"]:
        at += 1
    return at < len(like.tokens) and like.lexicon.is_any(like.tokens[at].word, "conditions") and like.closes(at + 1)


def by_sureness(like: Labels, found: Mapping[int, Link], earlier: Sequence[Counted]) -> dict[int, Link]:
    """«Se registran 340 confirmados, 120 probables y 800 en investigación»: cases by how sure they are, of a disease
    that the sentence names."""
    tokens, lists = like.tokens, like.lexicon.lists
    taken: dict[int, Link] = {}
    if lists["grades"].isdisjoint(like.words.kinds):
        return taken
    ill = next(iter(like.lexicon.care_unless.values()), "")
    cue = like.lexicon.contexts.get(ill)
    told = bool(earlier) and earlier[-1][0].fact == ill
    if cue is None or not (told or cue.search(" ".join(like.words.folded))):
        return taken
    for number, index in sorted(like.at.items()):
        graded = index + 1 < len(tokens) and tokens[index + 1].word.folded in lists["grades"]
        if (
            number in found
            or number in like.ones
            or not graded
            or tokens[index - 1].text == "("
            or like.scans[number].end > tokens.afters[index + 1]
        ):
            continue
        behind = tokens[index + 2].word.folded if index + 2 < len(tokens) else ""
        if like.closes(index + 2) or behind in lists["where"] | lists["of"]:
            link = _like(like, number, Link(ill, 0, 0, None, None, 0.7))
            taken[number] = replace(link, end=tokens.afters[index + 1], part=False)
    return taken


def compared(like: Labels, found: Mapping[int, Link], earlier: Sequence[Counted]) -> dict[int, Link]:
    """«La marcha reunió a menos gente que la anterior: 70.000», "Turnout was lower: 4,000": the figure that a
    comparison is about, behind its colon."""
    tokens, lists = like.tokens, like.lexicon.lists
    number = next((n for n, at in sorted(like.at.items()) if at and tokens[at - 1].text == ":"), None)
    if number is None or number in found or like.scans[number].end or not like.closes(like.at[number] + 1):
        return {}
    if any(one < number for one in found) or lists["compares"].isdisjoint(like.words.vocabulary):
        return {}
    before = tokens[: like.at[number] - 1]
    marks = [at for at, one in enumerate(before) if one.word.folded in lists["compares"]]
    if not marks or not (
        marks[-1] == len(before) - 1 or any(one.word.folded in lists["than"] for one in before[marks[-1] :])
    ):
        return {}
    fact = next((one.noun or one.verb for one in reversed(before) if one.noun or one.verb), None)
    fact = fact or like.lexicon.gathering_in(like.words) or (earlier[-1][0].fact if earlier else None)
    return {} if fact is None else {number: replace(_like(like, number, Link(fact, 0, 0, None, None, 0.7)), part=False)}


def before_noun(like: Labels) -> dict[int, Link]:
    """ "In Leeds 4,000, in York 900, in Hull 300: the rallies were …": a list that its noun follows."""
    colon = (
        next((at for at, one in enumerate(like.tokens) if one.text == ":"), None) if ":" in like.words.kinds else None
    )
    row = sorted(like.at)
    if colon is None or len(row) < LISTED or like.at[row[-1]] > colon:
        return {}
    labels = [like.label(number) for number in row]
    if any(label is None or label.how == LOOSE for label in labels):
        return {}
    near = like.tokens[colon + 1 : colon + 1 + HEADING]
    fact = next(
        (
            one.noun or like.lexicon.occasion_of(one.word)
            for one in near
            if one.noun or like.lexicon.occasion_of(one.word)
        ),
        None,
    )
    if fact is None:
        return {}
    return {number: replace(_like(like, number, Link(fact, 0, 0, None, None, 0.7)), part=False) for number in row}


def in_company(like: Labels, found: Mapping[int, Link]) -> dict[int, Link]:
    """«Detuvieron al alcalde, a su chofer y a dos asesores», "The dead are the driver, two passengers and a cyclist":
    people in a list that begins with others, who are not counted; a part of all those."""
    taken: dict[int, Link] = {}
    for number, index in sorted(like.at.items()):
        scan = like.scans[number]
        if number in found or number in like.ones or scan.fact or scan.blocked or scan.general or index < 3:
            continue
        if index + 1 >= len(like.tokens) or not _is_somebody(like, index + 1):
            continue
        if (
            not _stops(like, max(scan.end, like.tokens.afters[index + 1]))
            or (fact := taken.get(number - 1) or _befell(like, index)) is None
        ):
            continue
        link = _like(like, number, fact if isinstance(fact, Link) else Link(fact, 0, 0, None, None, 0.7))
        taken[number] = replace(link, end=max(link.end, scan.end))
    return taken


def _is_somebody(like: Labels, at: int) -> bool:
    """Whether a noun is of people, as it says itself or as «a» before its number does: «y a dos asesores»."""
    token, lists = like.tokens[at], like.lexicon.lists
    if token.people or like.lexicon.is_any(token.word, "occupations"):
        return True
    led = like.tokens[at - 2].word.folded in lists["objects"]
    return led and token.word.is_word and not (token.other or token.fact) and token.text.endswith("s")


def _stops(like: Labels, end: int) -> bool:
    """Whether those behind whose noun the word `end` stands do nothing of their own."""
    at = next((n for n in range(len(like.tokens)) if like.tokens.firsts[n] >= end), len(like.tokens))
    lists = like.lexicon.lists
    return (
        like.closes(at)
        or like.tokens[at].dated
        or like.tokens[at].word.folded in lists["where"] | lists["of"] | lists["that"]
    )


def _befell(like: Labels, index: int) -> str | None:
    """What befell those of a list of people, its last a number: what its verb says, or the noun whose list it is."""
    lists, tokens, others = like.lexicon.lists, like.tokens, 0
    small = lists["determiners"] | lists["possessives"] | lists["a"] | lists["one"]
    at = index - 1 - (tokens[index - 1].word.folded in lists["objects"])
    if not (tokens[at].text == "," or tokens[at].word.folded in lists["joins"]):
        return None
    for back in range(at - 1, max(-1, index - LIST), -1):
        token = tokens[back]
        if token.number is not None or (token.is_stop and token.text != ","):
            return None
        if token.people or like.lexicon.is_any(token.word, "occupations"):
            led = next((one for one in range(back - 1, -1, -1) if tokens[one].word.folded not in small), 0)
            if tokens[led].word.folded in lists["agents"] | lists["listed_with"] | lists["where"]:
                return None
            others += 1
        elif token.link and others and (noun := _noun_of(like, back)) is not None:
            return noun
        elif token.action:
            described = (
                token.adjective
                and (tokens[back + 1].people or tokens[back + 1].text.islower())
                and like.lexicon.noun_last
            )
            described = described and not (
                tokens[back + 1].link or tokens[back + 1].word.folded in lists["where"] | small
            )
            return token.action if others and not described else None
        elif (
            token.other
            and others
            and tokens[back - 1 - (tokens[back - 1].word.folded in small)].word.folded in lists["where"]
        ):
            continue  # "killed in the blast were …"
        elif token.other or (not token.filler and like.lexicon.is_finite(token.word)):
            return None
    return None


def _noun_of(like: Labels, verb: int) -> str | None:
    """«Los heridos son …», «Entre los positivos están …»: the noun that opens a clause, right before its verb."""
    near = like.tokens[max(0, verb - NOUN) : verb]
    noun = next((one for one in reversed(near) if one.noun is not None), None)
    if noun is None or any(one.is_stop or one.people or one.number is not None for one in near[near.index(noun) + 1 :]):
        return None
    return noun.noun


def one_of_those(like: Labels, found: Mapping[int, Link]) -> dict[int, Link]:
    """«Hubo 30 heridos, uno de ellos por una pedrada»: one of those right before, of whom more is told than a name."""
    taken: dict[int, Link] = {}
    tokens, lists = like.tokens, like.lexicon.lists
    for number, index in like.at.items():
        last = found.get(number - 1)
        if (
            last is None
            or number in found
            or tokens[index].word.folded not in lists["one"]
            or not like.beside.is_part(number)
        ):
            continue
        behind = [one.word.folded for one in tokens[index + 1 : index + ONE]]
        if len(behind) < ONE - 1 or behind[0] not in lists["of"] or tokens[index - 1].text not in ",(":
            continue
        between = tokens.past(like.at[number - 1] + 1, index - 1, last.end)
        if not any(one.is_stop or one.text == "," for one in between) and _tells(like, index + ONE - 1):
            taken[number] = replace(_like(like, number, last), how="part")
    return taken


def _tells(like: Gapped, at: int) -> bool:
    """Whether more than a name or an age stands at a token: "fatally", «por una pedrada», «menor de edad»."""
    token, lists = like.tokens[at], like.lexicon.lists
    if token.number is not None or token.nation or token.text[0].isupper() or not token.word.is_word:
        return False
    return (
        token.word.folded not in lists["determiners"] | lists["passive"] | lists["active"] | lists["that"] | lists["of"]
    )


def _like(like: Gapped, number: int, whole: Link) -> Link:
    index = like.at[number]
    return Link(whole.fact, like.tokens.firsts[index], like.tokens.afters[index], None, None, 0.7, "list", part=True)
