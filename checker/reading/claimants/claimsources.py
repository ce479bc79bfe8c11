"""Whom a verb or a figure credits: the subject behind a verb, the holder of «el balance de X».

In: the claimants of claimnames.py. Out: claimants with the index of the word behind them.
"""

from __future__ import annotations

from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimwords import BREAKS

HELD_BY = 6  # words behind what holds figures in which its source stands
MAX_BEHIND = 12  # words between a verb and its subject behind it
Source = tuple[tuple[Claimant, ...], int]


class Sources:
    """Finds sources in one sentence."""

    def __init__(self, namer: Namer) -> None:
        self.namer, self.words, self.cues = namer, namer.words, namer.cues

    def after(self, at: int) -> Source | None:
        """Whom the noun phrase at a word credits: a claimant, or the one behind a figure («el recuento de X», «el
        recuento que dio ayer X»); with the index after it."""
        start, end = self.namer.after(at)
        held = next((n for n in range(start, end) if self.words[n].folded in self.cues.estimates), None)
        if held is not None:
            inner = self.held_by(held)
            if inner is not None:
                return inner
        said = self._said_so(at)
        if said is not None:
            return said
        claimants = self.namer.claimants(start, end)
        if not claimants and not self.cues.not_who & {word.folded for word in self.words[start:end]}:
            capital = end > start and self.words[start].text[0].isupper() and start not in self.namer.dated
            claimants = self.namer.claimants(start, end, strict=False) if capital else ()
        return (claimants, end) if claimants else None

    def _said_so(self, at: int) -> Source | None:
        """«según informó ayer la policía»"""
        for verb in range(at, min(at + 3, len(self.words))):
            if self.words[verb].text in BREAKS:
                return None
            if self.namer.is_verb(verb):
                return self.behind_verb(verb)
        return None

    def held_by(self, held: int, *, placed: bool = True) -> Source | None:
        """Whose figures they are: «el balance provisional de X», «el informe entregado por X», «los datos que dio X».
        `placed`: X may be a place («según datos de Kiev», but «el balance de Beirut»)."""
        words, cues = self.words, self.cues
        for at in range(held + 1, min(held + HELD_BY, len(words))):
            word = words[at]
            if word.text in BREAKS:
                break
            if word.folded in cues.of or word.folded in cues.agents:
                start, after = self.namer.after(at + 1)
                claimants = self.namer.claimants(start, after, figure=not placed)
                if claimants:
                    return claimants, after
            elif word.folded in cues.that and at + 1 < len(words):
                verb = next((n for n in range(at + 1, min(at + 4, len(words))) if self.namer.is_verb(n)), None)
                return None if verb is None else self.behind_verb(verb)
            elif self.namer.is_verb(at) or at in self.namer.numbered:
                break
        return None

    def subject(self, start: int, end: int, verb: int, *, figure: bool) -> tuple[Claimant, ...]:
        """The claimants of the subject between two words; of «el balance de X», X."""
        held = next((n for n in range(start, end) if self.words[n].folded in self.cues.estimates), None)
        behind = self.held_by(held) if held is not None else None
        if behind is not None and behind[1] <= verb:
            return behind[0]
        return self.namer.claimants(start, end, figure=figure) if end > start else ()

    def behind_verb(self, at: int) -> Source | None:
        """«dijo ayer a la prensa un portavoz»: the first phrase behind a verb that no preposition leads in."""
        words, cues = self.words, self.cues
        if cues.inverted and cues.verbs.get(words[at].folded) not in cues.inverted:
            return None
        first = at + 1
        while first < len(words) and first - at <= MAX_BEHIND:
            word = words[first]
            if word.text in BREAKS or word.folded in cues.that or word.is_digits:
                return None
            if first in self.namer.dated or word.folded in cues.adverbs:
                first += 1
                continue
            start, end = self.namer.after(first)
            if word.folded in cues.stop or word.folded in cues.of:
                first = max(self._past_name(first + 1, self.namer.after(first + 1)[1]), first + 1)
                continue
            claimants = self.namer.claimants(start, end)
            if claimants and cues.inverted and not self._closes(end):
                return None
            if claimants or cues.inverted:
                return (claimants, end) if claimants else None
            first = max(end, first + 1)
        return None

    def _past_name(self, start: int, end: int) -> int:
        """«a Europa Press fuentes de la Guardia Civil»: where a name ends and a claimant without an article begins."""
        for at in range(start + 1, end):
            led = self.words[at - 1].text[0].isupper() and self.words[at].text.islower()
            if led and not self.words.forms[at].isdisjoint(self.cues.nouns):
                return at
        return end

    def _closes(self, at: int) -> bool:
        """Whether nothing goes on behind a subject: "said Mayor X.", not "said Mayor X was hurt"."""
        return at >= len(self.words) or self.words[at].text in BREAKS or at in self.namer.dated

    def past_adverbs(self, at: int) -> int:
        """Past what may stand between a verb and its object: adverbs and «a», «al»."""
        words, cues = self.words, self.cues
        limit = at + 3
        while at < min(limit, len(words)) and words[at].is_word and words[at].text.islower():
            if words[at].folded in cues.adverbs or words[at].folded in cues.objects:
                at += 1
            else:
                break
        return at
