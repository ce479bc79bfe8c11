"""Gives the offices of a sentence to the persons it names: beside the name, by a verb, by «su homólogo».

In: a sentence with its persons and places. Out: holdings, each with the words that say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker import world
from checker.languages import language
from checker.model.statement import Ref, Tenure
from checker.reading.layers import Layers, NameHit, Sentence, between
from checker.reading.offices.officeholding import LIKELY, SURE, Holding
from checker.reading.offices.officeowners import Owners
from checker.reading.offices.officephrases import OfficePhrase, PhraseFinder
from checker.reading.offices.officestatus import held_for, told_before, told_behind
from checker.reading.offices.officewords import Head, link_words, office_words
from checker.reading.text.words import index_at

GAP = 8  # words between a name and the office that follows it
NOUN = 4  # words of what somebody is besides an office: «X, el antiguo cirujano y exministro»
DIES = 10  # words behind a holder, or one named with them, in which a verb says that they are dead
REACH = 12  # words between a verb and the office or person it speaks of


class Linker:
    """The offices of one sentence. `last` is the one told before, for «su homólogo»."""

    def __init__(
        self,
        layers: Layers,
        sentence: Sentence,
        persons: Sequence[NameHit],
        last: Holding | None,
        known: dict[tuple[str | None, str | None], Holding],
    ) -> None:
        self.layers, self.sentence, self.last, self.known = layers, sentence, last, known
        self.lang = sentence.lang or ""
        self.cues = link_words(self.lang)
        self.body_first = not office_words(self.lang).portfolio_first
        self.words = layers.row(sentence)
        self.spans = [(self._index(hit.start), self._index(hit.end - 1) + 1, hit) for hit in persons]
        self.starts = {first: (after, hit) for first, after, hit in self.spans}
        self.ends = {after: hit for _, after, hit in self.spans}
        persons_at = {at for first, after, _ in self.spans for at in range(first, after)}
        places_at = {
            at
            for hit in between(layers.places, sentence.start, sentence.end)
            if not hit.demonym
            for at in range(self._index(hit.start), self._index(hit.end - 1) + 1)
        }
        self.finder = PhraseFinder(self.words, office_words(self.lang), persons_at.__contains__, places_at.__contains__)
        self.phrases = self.finder.find()
        self.owners = Owners(layers, sentence, self.words, self.finder, self.phrases)
        self.used: dict[int, Holding] = {}
        self.shared: dict[int, list[Holding]] = {}  # by where a phrase begins: everybody who holds it

    def _index(self, offset: int) -> int:
        return index_at(self.words, offset - self.sentence.start)

    def find(self) -> list[Holding]:
        """Every person of the sentence with the offices that the sentence gives them."""
        found: list[Holding] = []
        for phrase in self.phrases:
            if phrase.theirs:
                phrase.whose = self.owners.spoken_of(phrase)
                if phrase.whose is None:
                    continue
            held = [one for one in self._holders(phrase) if not self.owners.is_private(phrase, one.person)]
            if held:
                self.used[phrase.start] = held[0]
                self.shared[phrase.start] = held
            found += held
        found += self._first()
        found += self._second()
        found += self._counterparts(found)
        return found

    # --- whose name stands with the office ---

    def _holders(self, phrase: OfficePhrase) -> Iterator[Holding]:
        after, comma = self._skipped(phrase.end)
        direct = after in self.starts
        before = self._named_before(phrase)
        if phrase.head.plural and direct:
            yield from self._several(phrase, after)
        elif phrase.head.plural and (listed := self._listed(phrase)):
            yield from listed
        elif direct and (not comma or before is None or (phrase.article and before[1] == "comma")):
            yield self._holding(phrase, self.starts[after][1], None)
        elif before is not None:
            yield self._holding(phrase, before[0], before[2])
        else:
            yield from self._by_verb(phrase)

    def _skipped(self, at: int) -> tuple[int, bool]:
        """The index after commas, articles and ranks, and whether a comma was among them."""
        comma = False
        if at + 1 in self.starts and self._adjective(at):
            return at + 1, False
        if at + 2 in self.starts and self.words[at + 1].text == "," and self._adjective(at):
            return at + 2, True
        while at < len(self.words) and at not in self.starts:
            word = self.words[at]
            if word.text in (",", "(", ".") and not (word.text != "." and comma):
                if word.text == "." and (at == 0 or len(self.words[at - 1].text) > 4):
                    break
                comma = comma or word.text == ","
            elif word.folded not in self.cues.skip:
                break
            at += 1
        return at, comma

    def _adjective(self, at: int) -> bool:
        """«el primer ministro victoriano X»: one word between office and name that is no verb of speech."""
        word = self.words[at]
        small = word.is_word and word.text[0].islower() and len(word.text) > 4
        return small and self.body_first and not self.words.forms[at] & self.cues.verbs

    def _named_before(self, phrase: OfficePhrase) -> tuple[NameHit, str, Tenure | None] | None:
        """«X, ministro de…», «X, de 50 años, fue ministro…»: (who, how, status)."""
        if phrase.head.plural:
            return None  # «X, uno de los dirigentes»
        at, status, how = phrase.start, None, ""
        for _ in range(GAP):
            if at in self.ends:
                return (self.ends[at], how, status) if how else None
            if at == 0:
                return None
            was, now = self.cues.was.ending(self.words, at), self.cues.is_now.ending(self.words, at)
            if was is not None or now is not None:
                at = (was or now or (at, True))[0]
                status, how = (Tenure.FORMER if was is not None and self.lang else status), "verb"
                continue
            word = self.words[at - 1]
            if word.text in (",", "(", "—", "–"):
                how = how or "comma"
            elif not how and word.folded in self.cues.joins and (named := self._past_noun(at - 1)) is not None:
                return named, "comma", None
            elif how == "verb" and phrase.of and self.words.forms[at - 1] & self.cues.speech:
                pass  # «X asegura que es la presidenta de …»
            elif not (word.folded in self.cues.between or self._age(at - 1)):
                return None
            at -= 1
        return None

    def _past_noun(self, at: int) -> NameHit | None:
        """«X, cirujano y exministro»: who is named before what else they are; `at` is the index of the join."""
        for step in range(at - 1, max(0, at - 1 - NOUN), -1):
            word = self.words[step]
            if word.text == ",":
                return self.ends.get(step) or (self.ends.get(step - 2) if self._age(step - 1) else None)
            if not word.is_word or not word.text[0].islower() or self.words.forms[step] & self.cues.speech:
                return None
        return None

    def _age(self, at: int) -> bool:
        """«, 58,» or «de 50 años» or a bracket after them."""
        word = self.words[at]
        years = at > 0 and self.words[at - 1].is_digits
        return (word.is_digits and len(word.text) <= 2) or word.text == ")" or years

    def _several(self, phrase: OfficePhrase, at: int) -> Iterator[Holding]:
        """«los líderes norcoreano y ruso, X y Y»: in order."""
        hits: list[NameHit] = []
        while at in self.starts:
            after, hit = self.starts[at]
            hits.append(hit)
            joined = after < len(self.words) and (
                self.words[after].folded in self.cues.joins or self.words[after].text == ","
            )
            at = after + 1 if joined else after
            if joined and at < len(self.words) and self.words[at].folded in self.cues.joins:
                at += 1
        for index, hit in enumerate(hits):
            of = [phrase.of[index]] if len(phrase.of) == len(hits) else phrase.of[:1]
            own = phrase
            if len(phrase.portfolios) == len(hits) > 1:  # «los ministros de Interior y Sanidad, X y Y»
                own = replace(phrase, office=f"{phrase.portfolios[index]}-{phrase.head.office}")
            yield self._holding(own, hit, None, of)

    def _listed(self, phrase: OfficePhrase) -> list[Holding]:
        """«los alcaldes que…: X, de A; Y, de B»."""
        colon = next((at for at in range(phrase.end, len(self.words)) if self.words[at].text == ":"), None)
        if colon is None or any(first < colon and first > phrase.end for first, _, _ in self.spans):
            return []
        found = []
        for first, after, hit in self.spans:
            opened = first > colon and (
                first == colon + 1
                or self.words[first - 1].text in (";", ",")
                or self.words[first - 1].folded in self.cues.joins
            )
            if not opened:
                continue
            of: list[tuple[int, int]] = []
            step = after + 1 if after < len(self.words) and self.words[after].text == "," else after
            link = office_words(self.lang).of.starting(self.words, step)
            if link is not None:
                end = link[0]
                while end < len(self.words) and self.words[end].text not in (";", ",", ".", ":"):
                    end += 1
                of = [(link[0], end)]
            found.append(self._holding(phrase, hit, None, of))
        return found

    # --- offices that a verb gives or takes ---

    def _by_verb(self, phrase: OfficePhrase) -> Iterator[Holding]:
        """«el titular es X», «X fue nombrado ministro», «dimitió como ministra», «nombró ministro a X»."""
        if phrase.head.plural:
            return  # «no nombra ministros»
        before = phrase.start - (2 if phrase.article else 1)
        if before >= 0 and self.words[before].folded in self.cues.beside:
            return  # «juró ante el presidente»
        if self.cues.i_am.ending(self.words, phrase.start - phrase.article) is not None:
            said = self.layers.attributions_at(self._offset(phrase.start), self._offset(phrase.start) + 1)
            names = {claimant.text for one in said for claimant in one.claimants}
            yield from (self._holding(phrase, hit, None) for _, _, hit in self.spans if hit.name in names)
            return
        now = self.cues.is_now.starting(self.words, phrase.end)
        if now is not None and now[0] in self.starts:
            yield self._holding(phrase, self.starts[now[0]][1], None)
            return
        for at in range(phrase.start - 1, max(-1, phrase.start - REACH), -1):
            word = self.words[at]
            if word.text in ".;:":
                return
            if not word.is_word or not word.text[0].islower():
                continue
            kinds = self.words.forms[at]
            if kinds & self.cues.replaced:
                return
            gone = bool(kinds & self.cues.resigned) and self._as_before(phrase)
            if (not gone and not kinds & self.cues.appointed) or self._uncertain(at):
                continue
            hit = self._object(at, phrase) or self._subject(at)
            if hit is not None:
                yield self._holding(phrase, hit, Tenure.FORMER if gone else None, confidence=LIKELY)
            return

    def _as_before(self, phrase: OfficePhrase) -> bool:
        return phrase.start > 0 and any(
            word.folded in self.cues.as_words for word in self.words[max(0, phrase.start - 3) : phrase.start]
        )

    def _uncertain(self, at: int) -> bool:
        """A verb that tells of what may come: «para nombrar», "will appoint"."""
        if self.cues.infinitive is not None and self.cues.infinitive.search(self.words[at].text.lower()):
            return True
        return at > 0 and self.words[at - 1].folded in self.cues.future and self.cues.infinitive is None

    def _object(self, at: int, phrase: OfficePhrase) -> NameHit | None:
        """Whom a verb is about: the name between it and the office, or the one right behind the office."""
        between = [hit for first, _, hit in self.spans if at < first < phrase.start]
        if between:
            return between[-1]
        behind = self._skipped(phrase.end)[0]
        if behind < len(self.words) and self.words[behind].text in ".;:":
            return None
        led = behind < len(self.words) and self.words[behind].folded in self.cues.to  # «nombró ministro a X»
        step = behind + 1 if led else behind
        return self.starts[step][1] if step in self.starts and step - phrase.end <= 2 else None

    def _subject(self, at: int) -> NameHit | None:
        before = [hit for _, after, hit in self.spans if after <= at]
        return before[-1] if before else None

    def _first(self) -> list[Holding]:
        """«la vicepresidenta y ministra de Hacienda, X», «las diputadas presidentas de…, X y Y»: the office before one
        that has its holders has the same."""
        more: list[Holding] = []
        for earlier, later in reversed(list(pairwise(self.phrases))):
            held = self.shared.get(later.start, [])
            gap = self.words[earlier.end : later.start]
            close = not gap or (len(gap) == 1 and gap[0].folded in self.cues.joins)
            behind = all(one.person.start > self._offset(later.start) for one in held)
            alike = earlier.head.plural is later.head.plural and not later.article
            if not held or not close or not behind or not alike or earlier.start in self.used:
                continue
            again = [self._holding(earlier, one.person, earlier.status) for one in held]
            self.used[earlier.start], self.shared[earlier.start] = again[0], again
            more += again
        return more

    def _second(self) -> list[Holding]:
        """«dirigente del PT y regidor de Puebla»: a second office joined to the first has the same holder."""
        more = []
        for earlier, later in pairwise(self.phrases):
            held = self.used.get(earlier.start)
            gap = self.words[earlier.end : later.start]
            joined = any(word.folded in self.cues.joins for word in gap) and len(gap) <= 3
            if held is None or later.start in self.used or not joined or earlier.head.plural:
                continue
            if self._offset(earlier.start) < held.person.start and held.person.start < self._offset(later.start):
                continue
            if all(word.folded in self.cues.joins | self.cues.between for word in gap):
                again = self._holding(
                    later, held.person, later.status or (Tenure.HOLDS if earlier.head.former else held.status)
                )
                self.used[later.start] = again
                more.append(again)
        return more

    def _counterparts(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«su homólogo norcoreano, X»: the office last told, of another country."""
        for at in self.words.where(self.cues.counterpart):
            probe = OfficePhrase(at, at + 1, at, at + 1, "", Head(""))
            self.finder.extend(probe)
            after, _ = self._skipped(probe.end)
            told = [one for one in found if one.start < self._offset(at)] or ([self.last] if self.last else [])
            if after not in self.starts or not told:
                continue
            hit = self.starts[after][1]
            of = self.owners.named(probe.of) if probe.of else None
            status = Tenure.DECEASED if self._dies(probe, hit) else Tenure.HOLDS
            yield replace(
                told[-1], person=hit, of=of, status=status, start=self._offset(probe.start), end=hit.end, when=None,
                sentence=self.sentence,
            )  # fmt: skip

    # --- out ---

    def _offset(self, at: int) -> int:
        return self.sentence.start + self.words.starts[at]

    def _holding(
        self,
        phrase: OfficePhrase,
        hit: NameHit,
        status: Tenure | None,
        of: Sequence[tuple[int, int]] | None = None,
        confidence: float = SURE,
    ) -> Holding:
        start = self._offset(phrase.first) + phrase.head.former
        end = self.sentence.start + self.words.ends[phrase.last - 1]
        spans = phrase.of if of is None else of
        whose = (
            phrase.whose or self.owners.named(spans) or self.owners.behind(phrase, hit) or self.owners.nearest(phrase)
        )
        told = phrase.status or status or Tenure.HOLDS
        when = held_for(self.layers, self.sentence, self.sentence.start + self.words.ends[phrase.end - 1])
        if told is Tenure.HOLDS:
            told = self._gone(phrase, hit) or (Tenure.FORMER if when is not None and when.end is not None else told)
        return Holding(
            person=hit,
            office=Ref(self.layers.text[start:end], f"office:{world.slug(self._called(phrase, whose))}"),
            of=whose,
            status=told,
            start=min(self._offset(phrase.start), hit.start),
            end=max(self.sentence.start + self.words.ends[phrase.end - 1], hit.end),
            sentence=self.sentence,
            when=when,
            confidence=confidence,
            several=phrase.head.plural,
        )

    def _gone(self, phrase: OfficePhrase, hit: NameHit) -> Tenure | None:
        """Dead, or in office no longer, by what stands before the office or follows it and the name."""
        before = told_before(self.words, min(phrase.start, self._index(hit.start)), self.lang)
        if before is not None or self._dies(phrase, hit):
            return before or Tenure.DECEASED
        return told_behind(self.words, self._behind(phrase, hit), self.lang, self.starts)

    def _behind(self, phrase: OfficePhrase, hit: NameHit) -> int:
        return max(phrase.end, self._index(hit.end - 1) + 1)

    def _called(self, phrase: OfficePhrase, whose: Ref | None) -> str:
        """The id of an office; «canciller» is another one in Berlin than in Lima."""
        elsewhere = language(self.lang).offices.elsewhere.get(self.words[phrase.first].folded, {})
        return elsewhere.get(whose.entity or "", phrase.office) if whose is not None else phrase.office

    def _joined(self, at: int) -> bool:
        return any(word in self.cues.joins for word in self.words.folded[max(0, at - DIES) : at])

    def _dies(self, phrase: OfficePhrase, hit: NameHit) -> bool:
        """Whether the next verb after name and office says that the holder is dead."""
        if self.cues.died.longest.isdisjoint(self.words.kinds):
            return False
        step = self._behind(phrase, hit)
        left = DIES
        while left and step < len(self.words):
            if self.cues.died.starting(self.words, step) is not None:
                return True
            if self.words.forms[step] & self.cues.speech:
                return False  # "the governor, X, said that two people died"
            if self.words[step].text in ";." or (step in self.starts and not self._joined(step)):
                return False
            # «X y el ministro Y murieron»: what follows the second is said of both
            step, left = (self.starts[step][0], DIES) if step in self.starts else (step + 1, left - 1)
        return False
