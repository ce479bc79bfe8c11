"""A sentence as a row of tokens that know what they may mean to the counted facts.

In: the words of a sentence, the spans of its numbers, the words that are adjectives of a country. Out: tokens, in
which a number, a phrase or a nationality is one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, count, pairwise
from typing import NamedTuple

from checker import world
from checker.model.record import record
from checker.reading.factwords.lexicon import NOTHING, FactLexicon
from checker.reading.text.rows import Row
from checker.reading.text.words import Word

STOPS = frozenset('.;:()[]«»“”"—–!?…•·|')
QUOTES = frozenset('«»“”"')
OPENING = frozenset('«“"')
BULLETS = frozenset("-–—•*·>")  # signs before the first word of a line
COMPOUND = 4  # words from a noun that describes to before where the noun described may stand last
CLOSING = frozenset('»”"')
FULL_STOP = frozenset(".")
QUOTED = 4  # words of a quoted count behind its number


@record
class Link:
    """`start`/`end`: the words (from, before) of the counted phrase. `head`: a fact whose noun alone is not
    enough; `group`: a noun of people that says who («niños»). `how`: noun, after, before, link, part, beside, gap,
    list, retold. `part`: the number is a part of another count, by the way it was found; `past`: it is of another
    time; `label`: the words of the name that it belongs to in a list."""

    fact: str
    start: int
    end: int
    head: str | None
    group: str | None
    confidence: float
    how: str = "noun"
    part: bool = False
    past: bool = False
    label: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Token:
    """A word, or several that are one; where they stand, `Tokens` tells. The fact fields name the fact that it speaks
    of, as a noun («heridos»), a verb of those counted («murieron»), a verb of what is done to them, a participle or
    adjective; `head` is a fact whose noun alone is not enough («soldados»)."""

    word: Word
    noun: str | None = None
    verb: str | None = None
    transitive: str | None = None
    adjective: str | None = None
    head: str | None = None
    head_verb: str | None = None
    toll: str | None = None
    participle: bool = False
    people: bool = False
    general: bool = False
    other: bool = False  # something else is counted
    nation: bool = False
    link: bool = False
    filler: bool = False
    number: int | None = None
    dated: bool = False  # part of a date
    doing: bool = False  # a verb that may have those of its fact for an object, too
    loose: bool = False  # a verb that says it only in a context, and of people alone: «cruzaron la frontera»
    # told by these, once: most tokens are remembered with their word
    text: str = field(init=False)  # as written (a phrase: its first word)
    is_stop: bool = field(init=False)  # no counted phrase goes on across it
    action: str | None = field(init=False)  # what a verb or participle speaks of
    fact: str | None = field(init=False)  # what a verb, participle or noun speaks of, whichever it has

    def __post_init__(self) -> None:
        self.text = self.word.text
        self.is_stop = self.text in STOPS
        self.action = self.adjective or self.transitive or self.verb
        self.fact = self.action or self.noun


class Open(NamedTuple):
    """The facts of which a word speaks, or not, as the words around it and the rest of the article tell; for the kinds
    see `FactWords`."""

    in_context: str | None
    loosely: str | None
    doubtful: str | None
    done_in_context: str | None
    verbs_in_context: str | None


class Tokens(list[Token]):
    """The tokens of a sentence; each is of the words `firsts` to before `afters`."""

    __slots__ = ("afters", "firsts")

    def __init__(self) -> None:
        super().__init__()
        self.firsts: list[int] = []
        self.afters: list[int] = []

    def put(self, token: Token, first: int, after: int) -> None:
        """One more token."""
        self.append(token)
        self.firsts.append(first)
        self.afters.append(after)

    def put_words(self, tokens: Sequence[Token], spots: Sequence[int]) -> None:
        """More of one word each, at some spots, behind which stands one more."""
        self += tokens
        self.firsts += spots[:-1]
        self.afters += spots[1:]

    def drop(self) -> None:
        """Without the last one."""
        del self[-1], self.firsts[-1], self.afters[-1]

    def width(self, at: int) -> int:
        """How many words a token is."""
        return self.afters[at] - self.firsts[at]

    def past(self, left: int, right: int, word: int) -> list[Token]:
        """Those of a stretch of tokens that do not begin before a word."""
        return [self[at] for at in range(left, right) if self.firsts[at] >= word]


def tokens_of(
    words: Row,
    numbers: Sequence[tuple[int, int]],
    nations: Mapping[int, int],
    lexicon: FactLexicon,
    off: Container[str],
    dated: frozenset[int] = frozenset(),
) -> Tokens:
    """The row of tokens. `nations` gives the word before which each nationality ends; `off` are facts of whose
    context the article does not speak, `dated` the words that are part of dates."""
    spans = {first: (after, index) for index, (first, after) in enumerate(numbers) if after > first}
    phrased = lexicon.phrases_in(words, off)
    told = frozenset(lexicon.tolls.begins(words))
    quoted = frozenset(_quoted(words, spans)) if words.where(QUOTES) else frozenset()
    if not lexicon.lists["families"].isdisjoint(words.kinds):
        quoted |= frozenset(_in_units(words, spans, lexicon))
    short = frozenset(_shortened(words, lexicon)) if "." in words.kinds else frozenset()
    # Most words are what they are wherever they stand.
    plain, open_ = zip(*map(lexicon.memory(_meaning), words.texts), strict=True)
    found, spots = Tokens(), list(range(len(words) + 1))
    at = 0
    for spot in sorted({*compress(count(), open_), *quoted, *spans, *phrased, *dated, *nations, *told, *short}):
        if spot < at:
            continue
        if at < spot:
            found.put_words(plain[at:spot], spots[at : spot + 1])
        at = spot + 1
        if spot in quoted:
            continue
        if spot in short:  # "St. Louis", "E. coli": the sign belongs to the word
            found.afters[-1] = at
            continue
        if spot in spans:
            after, index = spans[spot]
            if found and found[-1].text == "," and "," in words.texts[spot:after]:
                found.drop()  # «murieron, al menos, 24»: both signs set off the hedge
            link = not all(map(lexicon.lists["links"].isdisjoint, words.forms[spot:after]))
            found.put(Token(words[spot], number=index, link=link), spot, after)
            at = max(after, at)
            continue
        phrase = phrased.get(spot)
        if phrase is not None and not _is_none(words, spot, lexicon):
            # «obligó a evacuar a cerca de 3.000»: the hedge has the last word of the phrase; the article of «formaron
            # una cadena humana» is the phrase's own, and no number
            inside = (one for one in range(spot + 1, phrase[0]) if one in spans and spans[one][0] >= phrase[0])
            ends = next(inside, phrase[0])
            token = _phrase(words[spot], words[phrase[0] - 1], *phrase[1:], lexicon, off)
            if found and found[-1].number is not None and lexicon.is_any(token.word, "held"):
                # «23 privados de libertad murieron»: who they are, and no more
                token = replace(token, people=True, general=True, noun=token.fact, adjective=None)
            found.put(token, spot, ends)
            at = ends
        elif spot in dated:
            found.put(Token(words[spot], filler=True, dated=True), spot, at)
        elif spot in nations:
            at = nations[spot]
            found.put(Token(words[spot], nation=True), spot, at)
        else:
            token, hanging = plain[spot], open_[spot]
            token = token if hanging is None else _here(token, hanging, words, spot, lexicon, off)
            token = token if phrase is None else replace(token, link=token.link or _soars(token.word, lexicon))
            toll = lexicon.tolls.starting(words, spot) if spot in told else None
            if toll is not None:
                at, token = toll[0], replace(token, toll=toll[1])
            found.put(token, spot, at)
    found.put_words(plain[at:], spots[at:])
    _proper(found)
    return _described(found, lexicon) if lexicon.noun_last else found


def _here(token: Token, open_: Open, words: Row, at: int, lexicon: FactLexicon, off: Container[str]) -> Token:
    """The token of a word that hangs on the words around it or on what the article speaks of."""
    if (fact := open_.doubtful) is not None:
        said = words.vocabulary
        if not lexicon.doubtful_with.get(fact, NOTHING).isdisjoint(said) and lexicon.doubtful_but.get(
            fact, NOTHING
        ).isdisjoint(said):
            return replace(token, head=None, noun=None, people=True)
    loose = open_.in_context if token.noun is None and token.head is None else None
    if (named := open_.loosely) is not None:
        if lexicon.loosely_with.get(named, NOTHING).isdisjoint(words.vocabulary):
            return token
        # «32 hombres» of a battalion may do anything, the «nueve víctimas» of a funeral are dead
        return replace(token, head=named, people=False) if named in lexicon.needs else replace(token, noun=named)
    does = lexicon.done_at(words, at) if token.action is None else None
    if does is not None and _is_done(token, words, at, lexicon):  # «el brote afecta a 40», but «deja 40 afectados»
        return replace(token, verb=does, doing=True)
    if (token.noun or token.action or loose) and _is_none(words, at, lexicon):
        return Token(token.word, link=_soars(token.word, lexicon))
    if loose is not None and loose not in off:
        # «resultaron intoxicados» says it of those counted, as a participle does
        return replace(token, noun=loose, adjective=loose if token.participle else None)
    done = open_.done_in_context if token.action is None else None
    if done is None or done in off:
        does = open_.verbs_in_context if token.action is None else None
        return token if does is None or does in off else replace(token, verb=does, loose=True)
    verbal = token.participle or not lexicon.infinitives or lexicon.is_finite(token.word)
    return replace(token, transitive=done) if verbal else token  # «retuvieron durante horas a 30 mujeres»


def _is_none(words: Row, at: int, lexicon: FactLexicon) -> bool:
    """Whether a word opens or ends a phrase that counts nobody: «se disparó»."""
    phrases = lexicon.no_counts
    return phrases.ending(words, at + 1) is not None or phrases.starting(words, at) is not None


def _soars(word: Word, lexicon: FactLexicon) -> bool:
    """Whether a word of such a phrase gives a figure all the same: «se disparó a 21», "shot up to 21"."""
    return lexicon.is_any(word, "soaring")


def _is_done(token: Token, words: Row, at: int, lexicon: FactLexicon) -> bool:
    """Whether what people do together is said by a finite verb: «rodearon», "blocked", no "a block", "stood guard"."""
    lists, led = lexicon.lists, words[at - 1].folded if at else ""
    if not lexicon.noun_last:
        return not token.participle or led in lists["active"]
    if lexicon.gerund.search(token.word.folded) or lexicon.no_counts.starting(words, at) is not None:
        return False
    return led not in lists["passive"] | lists["determiners"] | lists["new_object"] | lists["at"] | lists["of"]


def _proper(tokens: Tokens) -> None:
    """«70 Tigres Tamiles», "twelve Black Panthers": a name of two words counts no animals or things."""
    for at in [at for at, token in enumerate(tokens) if token.other and token.text.istitle()]:
        beside = [token.text for token in tokens[max(0, at - 1) : at + 2] if token is not tokens[at]]
        if any(text.istitle() and text[0].isalpha() for text in beside):
            tokens[at] = replace(tokens[at], other=False)


def _described(tokens: Tokens, lexicon: FactLexicon) -> Tokens:
    """The tokens, of which those that only describe the noun behind them count nothing else: "12 hospital patients",
    "two school-aged children", "12 fire department medics"."""
    for at in [at for at, token in enumerate(tokens[:-1]) if token.other]:
        joined = tokens[at + 1].text == "-" or (at and tokens[at - 1].text == "-")
        singular = tokens[at].word.folded in lexicon.lists["not_counts"]
        if joined or (singular and _is_led_by(tokens[at + 1 : at + COMPOUND], lexicon)):
            tokens[at] = replace(tokens[at], other=False, filler=True)
    return tokens


def _is_led_by(behind: Sequence[Token], lexicon: FactLexicon) -> bool:
    """Whether the words behind a noun in the singular end in one that may be counted."""
    for token in behind:
        if token.people or token.head or (token.noun and not token.action):
            return True
        word = token.word
        if not word.text.islower() or token.fact or token.link or token.number is not None or token.filler:
            return False
        if word.folded.endswith(lexicon.plurals):
            return not token.other
    return False


def _quoted(words: Row, spans: Mapping[int, tuple[int, int]]) -> Iterator[int]:
    """The marks around a number that is quoted by itself: «"cientos" de desaparecidos»."""
    for first, (after, _) in spans.items():
        if first > 0 and after < len(words) and words[first - 1].text in QUOTES and words[after].text in QUOTES:
            yield from (first - 1, after)
        elif first > 0 and words[first - 1].text in OPENING:  # «murieron “23 personas”»: the words are the paper's own
            closing = next((n for n in range(after, min(after + QUOTED, len(words))) if words[n].text in QUOTES), None)
            if closing is not None:
                yield from (first - 1, closing)
    marks = words.where(QUOTES)  # 'had been "martyred"', «con "lesiones leves"»: words that a paper does not say itself
    for first, last in pairwise(marks):
        inside = words[first + 1 : last]
        opens = words[first].text in OPENING and words[last].text in CLOSING
        if len(inside) == 1 or (opens and len(inside) <= QUOTED and all(one.text.islower() for one in inside)):
            yield from (first, last)


def _in_units(words: Row, spans: Mapping[int, tuple[int, int]], lexicon: FactLexicon) -> Iterator[int]:
    """The words of a number of families that says no more than the one of persons beside it: «evacuaron a 300 familias,
    unas 1.200 personas», "some 300 families (1,200 people) fled"."""
    units, joins = lexicon.lists["families"], lexicon.lists["joins"]
    for first, (after, _) in spans.items():
        if after >= len(words) or words.folded[after] not in units:
            continue
        at = after + 1
        while at <= after + 2 and at < len(words) and (words.texts[at] in ",(—–" or words.folded[at] in joins):
            at += 1
        if at == after + 1 or at not in spans or spans[at][0] >= len(words):
            continue
        behind = spans[at][0]
        if lexicon.is_any(words[behind], "general"):
            yield from range(first, at)
            closing = range(behind + 1, min(behind + QUOTED, len(words)))
            yield from (one for one in closing if words.texts[one] == ")" and "(" in words.texts[after:at])


def _shortened(words: Row, lexicon: FactLexicon) -> Iterator[int]:
    """The full stops that end no more than a word that is cut short, of a name or title, or an initial."""
    for at in words.where(FULL_STOP):
        before, following = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
        if before is None or following is None or not (before.has_capital and following.is_word):
            continue
        if len(before.text) == 1 or before.folded in lexicon.lists["shortened"]:
            yield at


def _phrase(word: Word, last: Word, kind: str, fact: str, lexicon: FactLexicon, off: Container[str]) -> Token:
    if kind == "care" and lexicon.care_unless[fact] not in off:
        return Token(word)
    if kind == "nouns" and fact in lexicon.needs:
        return Token(word, head=fact)
    if kind in ("nouns", "in_context"):
        return Token(word, noun=fact)
    if kind == "head_verbs":
        return Token(word, head_verb=fact)
    if kind == "adjectives":
        return Token(word, adjective=fact, participle=True)
    if kind in ("transitive", "done_in_context"):
        done = last if word.folded not in lexicon.lists["active"] else word  # "fatally shot", but "have buried"
        participle = any(lexicon.participle.search(one.folded) for one in (word, done))  # «tomados como rehenes»
        return Token(word, transitive=fact, participle=participle, loose=kind == "done_in_context")
    return Token(word, verb=fact, loose=kind == "verbs_in_context")


def _meaning(lexicon: FactLexicon, text: str) -> tuple[Token, Open | None]:
    """What a word may mean wherever it stands, and, if that hangs on the words around it or on what the article speaks
    of («casos»), what more it may mean."""
    word = Word(text)
    if not word.is_word or (lexicon.noun_last and world.without_possessive(text) != text):
        return Token(word), None  # "one of the march's stewards"
    token = _alone(word, lexicon)
    more = Open(*(lexicon.fact_of(word, kind) for kind in Open._fields))
    hangs = token.noun or token.action or (token.head is None and more.in_context) or any(more[1:])
    return token, more if hangs or lexicon.is_any(word, "doing") else None


def _alone(word: Word, lexicon: FactLexicon) -> Token:
    noun = lexicon.fact_of(word, "nouns")
    head = noun if noun is not None and noun in lexicon.needs else None
    return Token(
        word,
        noun=None if head else noun,
        head=head,
        verb=lexicon.fact_of(word, "verbs"),
        transitive=lexicon.fact_of(word, "transitive"),
        adjective=lexicon.fact_of(word, "adjectives"),
        head_verb=lexicon.fact_of(word, "head_verbs"),
        participle=lexicon.participle.search(word.folded) is not None,
        people=lexicon.is_any(word, "people") and not _is_gerund(word, lexicon),
        general=lexicon.is_any(word, "general"),
        other=lexicon.is_any(word, "not_counts"),
        link=lexicon.is_any(word, "links"),
        filler=word.folded in lexicon.lists["filler"],
    )


def _is_gerund(word: Word, lexicon: FactLexicon) -> bool:
    """ "neighbouring", of a verb that a noun of people looks like; no "sibling"."""
    return lexicon.gerund.search(word.folded) is not None and word.folded not in lexicon.lists["people"]
