"""Reads who holds which public office: «el ministro de Defensa ruso, Andréi Beloúsov», "the former president".

In: persons, places. Out: statements of `office_holder` in `layers.statements`, once per person and office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from checker.languages import language
from checker.model.statement import Evidence, Named, Ref, Statement
from checker.reading.dates import when_of
from checker.reading.layers import Layers, NameHit, Sentence
from checker.reading.lemmas import forms
from checker.reading.words import Phrases, Word, fold, index_at, words_of

FACT = "office_holder"
BEFORE = 9  # words before a name in which its office stands


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """A language's offices, folded."""

    titles: Phrases[str]
    posts: Phrases[str]
    portfolios: Phrases[str]
    portfolio_first: bool
    of: Phrases[bool]
    skip: frozenset[str]
    former: frozenset[str]
    former_prefix: tuple[str, ...]
    acting: Phrases[bool]
    elected: frozenset[str]
    deceased: frozenset[str]
    replaced: frozenset[str]
    as_words: frozenset[str]
    counterpart: frozenset[str]


@cache
def office_words(lang: str) -> OfficeWords:
    """The office words of a language."""
    data = language(lang).offices

    def plain(words: Sequence[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    def phrases(words: Sequence[str]) -> Phrases[bool]:
        return Phrases((word, True) for word in words)

    return OfficeWords(
        titles=Phrases(data.titles.items()),
        posts=Phrases(data.posts.items()),
        portfolios=Phrases(data.portfolios.items()),
        portfolio_first=data.portfolio_first,
        of=phrases(data.of),
        skip=plain(data.skip),
        former=plain(data.former),
        former_prefix=tuple(map(fold, data.former_prefix)),
        acting=phrases(data.acting),
        elected=plain(data.elected),
        deceased=plain(data.deceased),
        replaced=plain(data.replaced),
        as_words=plain(data.as_words),
        counterpart=plain(data.counterpart),
    )


@dataclass(frozen=True, slots=True)
class _Office:
    """An office as it stands in a sentence, in words from `start` to before `end`."""

    start: int
    end: int
    text: str
    entity: str
    of: Ref | None
    status: str


def annotate(doc: Doc, layers: Layers) -> None:
    """Append the offices to `layers.statements`."""
    del doc
    if FACT not in layers.facts:
        return
    found: dict[tuple[str | None, str], Statement] = {}
    last: _Office | None = None
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = words_of(layers.text[sentence.start : sentence.end])
        reader = _Reader(layers, sentence, words, last)
        for person, office in reader.find():
            last = office
            key = (person.entity, office.entity)
            statement = reader.statement(person, office)
            known = found.get(key)
            if known is None:
                found[key] = statement
            elif "of" not in known.roles and "of" in statement.roles:
                found[key] = replace(statement, roles={**statement.roles, "status": known.roles["status"]}, id="")
    layers.statements.extend(found.values())


class _Reader:
    """The offices of one sentence. `last` is the one named before, for «su homólogo»."""

    def __init__(self, layers: Layers, sentence: Sentence, words: Sequence[Word], last: _Office | None) -> None:
        self.layers = layers
        self.sentence = sentence
        self.words = words
        self.last = last
        self.cues = office_words(sentence.lang or "")
        self.persons = [hit for hit in layers.persons if sentence.start <= hit.start < sentence.end]

    def find(self) -> Iterator[tuple[NameHit, _Office]]:
        """Every person of the sentence with an office before or behind the name."""
        for person in self.persons:
            first = index_at(self.words, person.start - self.sentence.start)
            after = index_at(self.words, person.end - self.sentence.start - 1) + 1
            office = self._before(first) or self._behind(after) or self._counterpart(first)
            if office is not None:
                self.last = office
                yield person, office
        yield from self._replaced()

    # --- the office beside the name ---

    def _before(self, first: int) -> _Office | None:
        """«el ministro de Defensa ruso, X»: an office whose end touches the name."""
        for start in range(first - 1, max(-1, first - BEFORE), -1):
            office = self._office(start)
            if office is None:
                continue
            end = office.end
            while end < first and (self.words[end].folded in self.cues.skip or self._acting(end)):
                end += 1
            if end == first:
                earlier = self._office(start - 1) if start else None
                longer = self._widest(start, first)
                return longer or (earlier if earlier is not None and earlier.end == office.end else office)
        return None

    def _widest(self, start: int, first: int) -> _Office | None:
        """The office that begins earliest and still ends at the name: "defence minister" before "minister"."""
        for earlier in range(max(0, start - 3), start):
            office = self._office(earlier)
            if office is not None and office.end <= first and office.start < start < office.end:
                return office
        return None

    def _behind(self, after: int) -> _Office | None:
        """«X, ministro de Defensa de Rusia,»."""
        if after >= len(self.words) or self.words[after].text not in (",", "("):
            return None
        start = after + 1
        for at in range(start, min(start + 4, len(self.words))):
            office = self._office(at)
            if office is not None:
                return office
            word = self.words[at]
            status = word.folded in self.cues.former or word.folded in self.cues.deceased
            if not (word.folded in self.cues.skip or status or word.folded in ("a", "an", "the", "el", "la")):
                return None
        return None

    def _office(self, at: int) -> _Office | None:
        """The office that begins at a word, with its portfolio, whose it is and its status."""
        cues, words = self.cues, self.words
        if at < 0 or at >= len(words) or not words[at].is_word:
            return None
        text = words[at].folded
        prefix = next((one for one in cues.former_prefix if text.startswith(one) and len(text) > len(one) + 3), None)
        if prefix is not None:
            bare = Word(
                words[at].start + len(prefix), words[at].end, words[at].text[len(prefix) :], text[len(prefix) :]
            )
            shown = [*words[:at], bare, *words[at + 1 :]]
            return self._named(shown, at, "former")
        return self._named(words, at, None)

    def _named(self, words: Sequence[Word], at: int, status: str | None) -> _Office | None:
        cues = self.cues
        end, entity = at, ""
        if cues.portfolio_first:
            portfolio = cues.portfolios.starting(words, at)
            post = cues.posts.starting(words, portfolio[0]) if portfolio is not None else None
            if portfolio is not None and post is not None:
                end, entity = post[0], f"office:{portfolio[1]}-{post[1]}"
        if not entity:
            end, entity = self._post_of(words, at)
        if not entity:
            title = cues.titles.starting(words, at)
            if title is None:
                return None
            end, entity = title[0], f"office:{title[1]}"
        start = at
        text = self._text(start, end)
        whose, end = self._whose(end, start)
        return _Office(start, end, text, entity, whose, status or self._status(start, end))

    def _post_of(self, words: Sequence[Word], at: int) -> tuple[int, str]:
        """«ministro de Defensa», «ministro ruso de Defensa», "minister of defence"."""
        post = self.cues.posts.starting(words, at)
        if post is None:
            return at, ""
        step = post[0]
        demonym = self._demonym(step)
        if demonym is not None:
            step = demonym[1]
        joined = self.cues.of.starting(words, step)
        portfolio = self.cues.portfolios.starting(words, joined[0]) if joined is not None else None
        if portfolio is None:
            return at, ""
        end = portfolio[0]
        more = self.cues.portfolios.starting(words, end + 1) if end < len(words) and words[end].folded == "y" else None
        return (more[0] if more else end), f"office:{portfolio[1]}-{post[1]}"

    def _text(self, start: int, end: int) -> str:
        offset = self.sentence.start
        return self.layers.text[offset + self.words[start].start : offset + self.words[end - 1].end]

    def _demonym(self, at: int) -> tuple[Ref, int] | None:
        if at >= len(self.words):
            return None
        offset = self.sentence.start + self.words[at].start
        for hit in self.layers.places:
            if hit.start == offset and hit.demonym:
                return Ref(self.layers.text[hit.start : hit.end], hit.country), index_at(
                    self.words, hit.end - self.sentence.start - 1
                ) + 1
        return None

    def _whose(self, end: int, start: int) -> tuple[Ref | None, int]:
        """The country or body behind an office, in it, or before it: (whose, index after)."""
        behind = self._demonym(end)
        if behind is not None:
            return behind
        joined = self.cues.of.starting(self.words, end)
        if joined is not None and joined[0] < len(self.words):
            offset = self.sentence.start + self.words[joined[0]].start
            for hit in (*self.layers.places, *self.layers.organisations):
                if hit.start == offset:
                    after = index_at(self.words, hit.end - self.sentence.start - 1) + 1
                    return Ref(self.layers.text[hit.start : hit.end], hit.country or hit.entity), after
        for at in range(start - 1, max(-1, start - 3), -1):  # "Russian defence minister"
            before = self._demonym(at)
            if before is not None and before[1] >= start:
                return before[0], end
        inside = [self._demonym(at) for at in range(start, end)]
        named = next((one for one in inside if one is not None), None)
        if named is not None:
            return named[0], end
        return self._nearest(start), end

    def _nearest(self, start: int) -> Ref | None:
        """The last country named before an office that does not say whose it is, in its sentence."""
        offset = self.sentence.start + self.words[start].start
        before = [
            hit for hit in self.layers.places if self.sentence.start <= hit.start < offset and hit.country is not None
        ]
        return Ref(self.layers.text[before[-1].start : before[-1].end], before[-1].country) if before else None

    def _acting(self, at: int) -> bool:
        return self.cues.acting.starting(self.words, at) is not None

    def _status(self, start: int, end: int) -> str:
        """holds, unless a word beside the office says otherwise."""
        before = [word.folded for word in self.words[max(0, start - 3) : start]]
        around = [word.folded for word in self.words[max(0, start - 2) : min(len(self.words), end + 3)]]
        if any(word in self.cues.former for word in before):
            return "former"
        if any(word in self.cues.deceased for word in before):
            return "deceased"
        near = range(max(0, start - 2), min(len(self.words), end + 2))
        if any(self._acting(at) for at in near):
            return "acting"
        return "elected" if any(word in self.cues.elected for word in around) else "holds"

    # --- offices told by other means ---

    def _counterpart(self, first: int) -> _Office | None:
        """«su homólogo norcoreano, X»: the office last named, of another country."""
        for at in range(first - 1, max(-1, first - 7), -1):
            if self.words[at].folded in self.cues.counterpart and self.last is not None:
                whose = self._demonym(at + 1) or self._demonym(at - 1)
                return replace(self.last, start=at, end=at + 1, of=whose[0] if whose else None, status="holds")
        return None

    def _replaced(self) -> Iterator[tuple[NameHit, _Office]]:
        """«X reemplazó a Y como ministro de Defensa»: X holds it now, Y did."""
        for at, word in enumerate(self.words):
            if not word.is_word or not forms(word.text, self.sentence.lang or "") & self.cues.replaced:
                continue
            offset = self.sentence.start + word.start
            before = [hit for hit in self.persons if hit.end <= offset]
            behind = [hit for hit in self.persons if hit.start >= offset]
            as_at = next((n for n in range(at, len(self.words)) if self.words[n].folded in self.cues.as_words), None)
            office = self._office(as_at + 1) if as_at is not None else None
            if behind and office is None and self.last is not None:
                office = self.last
            if not behind or office is None:
                continue
            whose = office.of or (self.last.of if self.last else None)
            if whose is None and self.sentence.start:
                whose = self._earlier_country()
            held = replace(office, of=whose)
            yield behind[0], replace(held, status="former")
            if before:
                yield before[-1], replace(held, status="holds")

    def _earlier_country(self) -> Ref | None:
        before = [hit for hit in self.layers.places if hit.start < self.sentence.start and hit.country is not None]
        return Ref(self.layers.text[before[0].start : before[0].end], before[0].country) if before else None

    # --- out ---

    def statement(self, person: NameHit, office: _Office) -> Statement:
        """The statement of one holder."""
        offset = self.sentence.start
        start = min(person.start, offset + self.words[office.start].start)
        end = max(person.end, offset + self.words[min(office.end, len(self.words)) - 1].end)
        text = self.layers.text
        roles = {"office": Ref(office.text, office.entity), "status": Ref(office.status)}
        if office.of is not None:
            roles["of"] = office.of
        return Statement(
            fact=FACT,
            value=Named(person.name, person.entity),
            article=self.layers.article.id,
            of=office.of,
            when=when_of(self.layers, start, end),
            roles=roles,
            evidence=Evidence(
                start, end, text[start:end], text[offset : self.sentence.end], None, self.layers.in_title
            ),
            confidence=0.85,
        )
