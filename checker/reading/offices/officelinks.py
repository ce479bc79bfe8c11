"""Gives the offices of a sentence to the persons it names: beside the name, by a verb, by «su homólogo».

In: a sentence with its persons and places. Out: holdings, each with the words that say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker import world
from checker.languages import language
from checker.model.statement import Tenure
from checker.reading.layers import DateHit, NameHit
from checker.reading.offices.officeholding import Holding
from checker.reading.offices.officepublic import OfficePhrase
from checker.reading.offices.officestatus import ended
from checker.reading.offices.officeverbs import VerbLinker
from checker.reading.offices.officewords import office_words

GAP = 8  # words between a name and the office that follows it
KIND = 4  # words between the article and the office in an apposition: "X, a pro-democracy lawmaker"
NOUN = 4  # words of what somebody is besides an office: «X, el antiguo cirujano y exministro»
APPOSED = 14  # words between the commas of an apposition
BRACKET = 7  # words of a party and a state behind a name
ABOUT = 7  # words of what an office is for: «relator sobre la tortura»


class Linker(VerbLinker):
    """The offices of one sentence that stand with a name, or that a verb gives."""

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
        if self.seats:
            found += [one for phrase in self.seats if (one := self._of_seat(phrase)) is not None]
        return found

    # --- whose name stands with the office ---

    def _holders(self, phrase: OfficePhrase) -> Iterator[Holding]:
        after, comma = self._skipped(phrase.end)
        direct = after in self.starts
        before = self._named_before(phrase)
        if not direct and before is None and (behind := self._behind_complement(phrase)) is not None:
            after, direct, comma = behind, True, True
        if phrase.head.plural and direct and comma and self._are_towns(phrase, after):
            return  # «los alcaldes de Irún, Hendaya y Tolosa»
        if phrase.head.plural and direct:
            yield from self._several(phrase, after)
        elif phrase.head.plural and (listed := self._listed(phrase)):
            yield from listed
        elif direct and (not comma or before is None or (phrase.article and before[1] == "comma")):
            yield self._holding(phrase, self.starts[after][1], self._as_other(phrase))
        elif before is not None:
            yield self._holding(phrase, before[0], before[2])
        else:
            yield from self._by_verb(phrase)

    def _are_towns(self, phrase: OfficePhrase, after: int) -> bool:
        """Whether what stands behind the offices of a town and a comma goes on with towns: names of one word."""
        last = self.starts[after][0]
        local = phrase.head.office in language(self.lang).offices.local
        return (
            local and len(phrase.of) == 1 and last - after == 1 and not world.is_known_person(self.words.texts[after])
        )

    def _as_other(self, phrase: OfficePhrase) -> Tenure | None:
        """«su predecesora como ministra, X»: who is told to come before or after the holder."""
        at = phrase.start - 1
        if at < 1 or self.words.folded[at] not in self.cues.as_words:
            return None
        told = self.cues.follows.ending(self.words, at)
        return told[1] if told is not None else None

    def _behind_complement(self, phrase: OfficePhrase) -> int | None:
        """«El relator especial de la ONU sobre la tortura, X», "the chief in East Java, X,": where the name begins that
        stands in apposition behind what an office is for, or where."""
        at, words = phrase.end, self.words
        if (not phrase.article and phrase.start) or at >= len(words):
            return None
        told = self.body_first and (phrase.head.weak or bool(phrase.of))
        further = told or self.finder.is_closed(phrase)  # «jefe de la policía de carreteras, X»
        again = further and office_words(self.lang).of.starting(words, at) is not None
        if words.folded[at] not in self.cues.about and not again:
            return None
        comma = next((n for n in range(at + 1, min(at + ABOUT, len(words))) if not words[n].is_word), None)
        if comma is None or words.texts[comma] != "," or any(n in self.starts for n in range(at, comma)):
            return None
        if any(at <= other.start < comma for other in self.phrases):
            return None  # «el asesor de la ministra de Defensa, X»
        after, _ = self._skipped(comma)
        if after not in self.starts:
            return None
        place = self.finder.body(at + 1)
        if not phrase.of and place == comma:
            phrase.of.append((at + 1, place))
        return after

    def _named_before(self, phrase: OfficePhrase) -> tuple[NameHit, str, Tenure | None] | None:
        """«X, ministro de…», «X, de 50 años, fue ministro…», «X, hasta marzo ministro»: (who, how, status)."""
        if phrase.head.plural:
            return None  # «X, uno de los dirigentes»
        at, status, how = self._before_kind(phrase.start), None, ""
        for _ in range(GAP):
            if at in self.ends:
                return (self.ends[at], how, status) if how else None
            if at == 0:
                return None
            told = self._verb_ending(at)
            if told is not None:
                at, status, how = told[0], told[1] if self.lang else None, "verb"
                continue
            dated = self._date_ending(at)
            if dated is not None:
                at, status = self._index(dated.start), status or ended(dated, self.layers)
                continue
            word = self.words[at - 1]
            if how == "verb" and word.text == "," and (named := self._over_apposition(at - 1)) is not None:
                return named, how, status
            dash = word.text == "-" and not self.words.is_glued(at - 1)
            if dash or word.text in (",", "(", "—", "–"):
                how = how or "comma"
            elif not how and word.folded in self.cues.ands and (named := self._past_noun(at - 1)) is not None:
                return named, "comma", None
            elif how == "verb" and phrase.of and self.words.forms[at - 1] & self.cues.speech:
                pass  # «X asegura que es la presidenta de …»
            elif not (word.folded in self.cues.between or self._age(at - 1) or word.folded in self.cues.dated):
                return None
            at -= 1
        return None

    def _over_apposition(self, comma: int) -> NameHit | None:
        """«X, vecino de Y, será el ministro»: who is named before what is told between two commas."""
        for at in range(comma - 1, max(0, comma - 1 - APPOSED), -1):
            if at in self.ends:
                return self.ends[at] if self.words.texts[at] == "," else None
            if at in self.starts or self.words.texts[at] in ",.;:" or self.words.forms[at] & self.cues.speech:
                return None
        return None

    def _verb_ending(self, at: int) -> tuple[int, Tenure | None] | None:
        """Where a verb of being begins that ends before a word, and the status that it tells: «fue», «será», "is"."""
        if not self.cues.fiction.isdisjoint(self.words.kinds):
            return None  # «el actor X será el presidente en su próxima película»
        for links, status in (
            (self.cues.was, Tenure.FORMER),
            (self.cues.is_next, Tenure.ELECTED),
            (self.cues.is_now, None),
        ):
            hit = links.ending(self.words, at)
            if hit is not None:
                return None if status is Tenure.ELECTED and self._is_supposed(hit[0]) else (hit[0], status)
        if at and self.words.folded[at - 1] in self.cues.as_words:
            step = at - 1  # «tomará posesión el lunes como ministra»
            while (dated := self._date_ending(step)) is not None or (step and self._is_dated(step - 1)):
                step = self._index(dated.start) if dated is not None else step - 1
            as_what = self.cues.takes.ending(self.words, step) if step < at - 1 else None
            return as_what and (as_what[0], None if as_what[1] is Tenure.HOLDS else as_what[1])
        return None

    def _is_dated(self, at: int) -> bool:
        return self.words.folded[at] in self.cues.dated and self.words.folded[at] not in self.cues.as_words

    def _date_ending(self, at: int) -> DateHit | None:
        """The date whose last word stands before a word, inside its sentence."""
        if not self.dates:
            return None
        end = self.sentence.start + self.words.ends[at - 1]
        return next((hit for hit in self.dates if hit.end == end and hit.start >= self.sentence.start), None)

    def _before_kind(self, phrase: int) -> int:
        """ "X, a pro-democracy lawmaker": the index of the article behind a comma, where only what kind of one it is
        stands between it and the office; else where the office begins."""
        if self.body_first:
            return phrase
        for at in range(phrase - 1, max(0, phrase - 1 - KIND), -1):
            word = self.words[at]
            if word.folded in office_words(self.lang).articles:
                return at if at and self.words.texts[at - 1] == "," else phrase
            small = word.text == "-" or (word.is_word and word.text[0].islower())
            if not small or word.folded in self.cues.no_kind:
                return phrase
        return phrase

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
        """«los líderes norcoreano y ruso, X y Y»: in order; "senators X of A and Y of B", "ministers of A, X, and B,
        Y": each with whose they are."""
        hits: list[NameHit] = []
        whose: dict[int, list[tuple[int, int]]] = {}  # by the number of the person
        while at in self.starts:
            after, hit = self.starts[at]
            after, theirs = self._own(after)
            if theirs is not None:
                whose[len(hits)] = [theirs]
            hits.append(hit)
            joined = after < len(self.words) and (
                self.words.folded[after] in self.cues.ands or self.words.texts[after] == ","
            )
            at = after + 1 if joined else after
            if joined and at < len(self.words) and self.words.folded[at] in self.cues.ands:
                at += 1
            place = self.finder.body(at) if joined and at not in self.starts else at
            if at < place < len(self.words) and self.words.texts[place] == "," and place + 1 in self.starts:
                whose[len(hits)], at = [(at, place)], place + 1
        for index, hit in enumerate(hits):
            of = [phrase.of[index]] if len(phrase.of) == len(hits) else phrase.of[:1]
            of = whose.get(index, of)
            own = phrase
            if len(phrase.portfolios) == len(hits) > 1:  # «los ministros de Interior y Sanidad, X y Y»
                own = replace(phrase, office=f"{phrase.portfolios[index]}-{phrase.head.office}")
            yield self._holding(own, hit, None, of)

    def _own(self, at: int) -> tuple[int, tuple[int, int] | None]:
        """ "X of Florida", "Y for Greece", "Z (R-Ohio)": where that ends behind a name, and whose office it is."""
        words, small = self.words, office_words(self.lang).small
        if at < len(words) and words.texts[at] == "(":
            close = next((n for n in range(at + 1, min(at + BRACKET, len(words))) if words.texts[n] == ")"), at - 1)
            return close + 1, None
        link = office_words(self.lang).of.starting(words, at)
        end = self.finder.body(link[0]) if link is not None else at
        if link is None or end <= link[0]:
            return at, None
        named = range(link[0], end)
        end = next((n for n in named if words.texts[n][0].islower() and words.folded[n] not in small), end)
        return end, (link[0], end)

    def _listed(self, phrase: OfficePhrase) -> list[Holding]:
        """«los alcaldes que…: X, de A; Y, de B»."""
        colon = next((at for at in range(phrase.end, len(self.words)) if self.words.texts[at] == ":"), None)
        if colon is None or any(first < colon and first > phrase.end for first, _, _ in self.spans):
            return []
        found = []
        for first, after, hit in self.spans:
            opened = first > colon and (
                first == colon + 1
                or self.words.texts[first - 1] in (";", ",")
                or self.words.folded[first - 1] in self.cues.ands
            )
            if not opened:
                continue
            of: list[tuple[int, int]] = []
            step = after + 1 if after < len(self.words) and self.words.texts[after] == "," else after
            link = office_words(self.lang).of.starting(self.words, step)
            if link is not None:
                end = link[0]
                while end < len(self.words) and self.words.texts[end] not in (";", ",", ".", ":"):
                    end += 1
                of = [(link[0], end)]
            found.append(self._holding(phrase, hit, None, of))
        return found

    def _first(self) -> list[Holding]:
        """«la vicepresidenta y ministra de Hacienda, X», «las diputadas presidentas de…, X y Y»: the office before one
        that has its holders has the same."""
        more: list[Holding] = []
        for earlier, later in reversed(list(pairwise(self.phrases))):
            held = self.shared.get(later.start, [])
            gap = self.words[earlier.end : later.start]
            close = not gap or (len(gap) == 1 and gap[0].folded in self.cues.ands)
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
            joined = any(word.folded in self.cues.ands for word in gap) and len(gap) <= 3
            if held is None or later.start in self.used or not joined or earlier.head.plural:
                continue
            if self._offset(earlier.start) < held.person.start and held.person.start < self._offset(later.start):
                continue
            if all(word.folded in self.cues.ands | self.cues.between for word in gap):
                again = self._holding(
                    later, held.person, later.status or (Tenure.HOLDS if earlier.head.former else held.status)
                )
                self.used[later.start] = again
                more.append(again)
        return more
