"""Finds the words of public offices: «ministro de Defensa ruso», "former Genesee County sheriff".

In: the words of a sentence. Out: each office phrase with its id, whose office it is and what its own words say of
the holder's status. Who holds it is for checker/reading/offices/offices.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker import world
from checker.model.entity import is_body
from checker.model.statement import Tenure
from checker.reading.offices.officepublic import OfficePhrase, each_place, is_public, sought_by
from checker.reading.offices.officewords import Head, OfficeWords
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import Phrases, Words

MAX_BODY = 14  # words in the name of a body
INITIALS = 2  # letters before a full stop inside a name
SHORTEST = 4  # letters of a portfolio
FIELD = 3  # small words between the short name of a body and an office of it
OPENING, CLOSING = "(", ")"
UNION = "country:eu"  # has offices of its own, as a body has


class PhraseFinder:
    """Finds the office phrases of one sentence. `in_person` and `in_place` say what lies at a word."""

    def __init__(
        self, words: Words, cues: OfficeWords, in_person: Callable[[int], bool], in_place: Callable[[int], bool]
    ) -> None:
        self.words = words
        self.cues = cues
        self.body_first = not cues.portfolio_first
        self.in_person = in_person
        self.in_place = in_place

    def find(self, *, seats: bool = False) -> list[OfficePhrase]:
        """All office phrases, left to right, none inside another; or those of offices without their holders, `seats`:
        «la presidencia»."""
        found: list[OfficePhrase] = []
        passed, heads = 0, self.cues.seats if seats else self.cues.heads
        for at in heads.begins(self.words):
            phrase = self._at(at, heads) if at >= passed else None
            if phrase is None:
                continue
            if found and phrase.start <= found[-1].start and found[-1].head.weak:
                found.pop()  # "the chief military spokesman" is no chief
            if found and phrase.start < found[-1].end:
                continue
            passed = max(phrase.end, at + 1)
            if (by := sought_by(self.words, phrase.start - phrase.article, self.cues)) is None:
                found.append(phrase)
            else:
                found = [one for one in found if one.end <= by]  # «el candidato de la alcaldesa a fiscal, X»
        return found

    def _at(self, at: int, heads: Phrases[Head]) -> OfficePhrase | None:
        hit = None if self.in_person(at) else heads.starting(self.words, at)
        if hit is None:
            return None
        portfolio = self.cues.portfolios.starting(self.words, at) if self.cues.portfolio_first else None
        after, head = hit
        if portfolio and after <= portfolio[0] and self.cues.heads.starting(self.words, portfolio[0]):
            return None  # "justice minister" is no justice
        phrase = OfficePhrase(at, after, at, after, head.office, head, Tenure.FORMER if head.former else None)
        if self.cues.portfolio_first:
            self._leftward(phrase)
            self._rightward(phrase)
        else:
            self._rightward(phrase)
            self._status_before(phrase)
        phrase.article = phrase.start > 0 and self.words.folded[phrase.start - 1] in self.cues.articles
        before = phrase.start - (1 if phrase.article else 0)
        if any(self.cues.not_after.ending(self.words, at) is not None for at in (before, phrase.start)):
            return None  # the article may be part of what stands before: «la candidata del partido»
        named = self.in_person(phrase.end)
        if not named and any(self.cues.not_theirs.ending(self.words, at) is not None for at in (before, phrase.start)):
            return None
        owners = [self.text(start, end) for start, end in phrase.of]
        return phrase if is_public(phrase, self.words, self.cues, owners) else None

    # --- what follows the head ---

    def extend(self, phrase: OfficePhrase) -> None:
        """Take in whose a phrase is, where that follows it: «homólogo norcoreano»; in English also before it."""
        self._rightward(phrase)
        if self.cues.portfolio_first:
            self._leftward(phrase)

    def _rightward(self, phrase: OfficePhrase) -> None:
        portfolio = phrase.first < phrase.last and phrase.office != phrase.head.office
        while phrase.end < len(self.words):
            at = phrase.end
            word = self.words[at]
            status = self.cues.status.starting(self.words, at)
            if word.text == "-" and (status := self.cues.status.starting(self.words, at + 1)) is not None:
                phrase.status, phrase.end = status[1], status[0]  # "president-elect"
            elif status is not None and word.folded not in self.cues.articles and not self._called(at, status[0]):
                phrase.status, phrase.end = phrase.status or status[1], status[0]
            elif word.folded in self.cues.modifiers and phrase.last == at:
                phrase.last = phrase.end = at + 1
            elif (after := self.demonym(at)) is not None:
                phrase.of.append((at, after))
                phrase.end = after
            elif word.text == OPENING and phrase.of and (after := self._closing(at)) is not None:
                phrase.end = after
            elif word.folded in self.cues.ands and phrase.of and (more := self._another(at)) is not None:
                phrase.of.append(more)
                phrase.end = more[1]
            elif (of := self._link(phrase, at)) is not None:
                start = of[0]
                if phrase.head.post and not portfolio and (after := self._portfolio(phrase, start)) is not None:
                    phrase.last, phrase.end, portfolio = after, after, True
                    continue
                after = self.body(start)
                if after == start or (not phrase.head.plural and self.is_closed(phrase)):
                    return
                phrase.of += [(start, after)] if not phrase.head.plural else self._each(start, after)
                phrase.end = after
            else:
                return

    def _each(self, start: int, end: int) -> list[tuple[int, int]]:
        joins = [at for at in range(start, end) if self.words.folded[at] in self.cues.ands and not self.in_place(at)]
        return each_place(start, end, joins, self.in_place)

    def _called(self, at: int, after: int) -> bool:
        """«de Transición Ecológica»: a portfolio, and no «de transición»."""
        return after - at > 1 and self.words[after - 1].has_capital

    def _link(self, phrase: OfficePhrase, at: int) -> tuple[int, bool] | None:
        """«de la», and for those who are posted abroad «en»."""
        of = self.cues.of.starting(self.words, at)
        if of is None and not phrase.of and phrase.office in self.cues.abroad:
            of = self.cues.posted.starting(self.words, at)
        elif of is None and not phrase.of and phrase.head.office in self.cues.returned:
            of = self.cues.returned_by.starting(self.words, at)  # «senadora por Antioquia», "senator from Ohio"
        if of is not None and of[0] - at > 1 and self.words[of[0] - 1].has_capital and self.in_place(of[0]):
            return of[0] - 1, of[1]  # «de La Paz»
        return of

    def is_closed(self, phrase: OfficePhrase) -> bool:
        """Whether the office already says whose it is, so that «de» would begin something else."""
        return bool(phrase.of) and self.demonym(phrase.of[-1][0]) == phrase.of[-1][1]

    def _another(self, at: int) -> tuple[int, int] | None:
        """«norcoreano y ruso», «del PAN y del PRD»: a second one after the join."""
        start = at + 1
        demonym = self.demonym(start)
        if demonym is not None:
            return start, demonym
        of = self.cues.of.starting(self.words, start)
        if of is not None and (after := self.body(of[0])) > of[0]:
            return of[0], after
        return None

    def _closing(self, at: int) -> int | None:
        for index in range(at + 1, min(at + 6, len(self.words))):
            if self.words.texts[index] == CLOSING:
                return index + 1
        return None

    def demonym(self, at: int) -> int | None:
        """The index after a demonym of one or two words."""
        if at >= len(self.words) or not world.begins_demonym(self.words.texts[at], self.cues.lang):
            return None
        for size in (2, 1):
            part = self.words[at : at + size]
            if len(part) == size and all(word.is_word for word in part):
                text = " ".join(word.text for word in part)
                if world.country_of_demonym(text, self.cues.lang) is not None:
                    return at + size
        return None

    def _portfolio(self, phrase: OfficePhrase, at: int) -> int | None:
        """The portfolio that begins at a word: a known one, or words with a capital that name no place."""
        known = self.cues.portfolios.starting(self.words, at)
        if known is not None:
            after, name = known
            phrase.portfolios.append(name)
            last = self._capitals(after) if self.words[at].has_capital else after
            named = name if last == after else world.slug(self.text(at, last))  # «Seguridad Social», «Defensa Civil»
            phrase.office = f"{named}-{phrase.head.office}"
            return self._further(last, phrase.portfolios)
        if self.words.folded[at] in self.cues.bodies:
            return None  # «director de la Organización Mundial de la Salud»
        if phrase.head.weak and not is_known(self.words.texts[at], self.cues.lang):
            return None  # «director de Epidemiología», and no «director de Renault»
        after = self._capitals(at)
        if after == at:
            return None
        phrase.office = f"{world.slug(self.text(at, after))}-{phrase.head.office}"
        return self._further(after, [])

    def _capitals(self, at: int) -> int:
        """The index after the words with a capital from one on that are nobody's name and no place's."""
        while at < len(self.words) and self._capital(at) and self.words[at].is_word and not self.in_place(at):
            at += 1
        return at

    def _further(self, after: int, names: list[str]) -> int:
        """«Economía y Finanzas», «Educación, Ciencia y Deporte»: the rest of a longer portfolio, each part added to
        the names."""
        at, joined, more = after, False, list[str]()
        while at + 1 < len(self.words) and not joined:
            joined = self.words.folded[at] in self.cues.ands
            step = at + 2 if self.words.folded[at + 1] in self.cues.articles and joined else at + 1
            known = self.cues.portfolios.starting(self.words, step) if self._joins(at) else None
            if known is None:  # a comma before something else, or «y Agenda Urbana»
                last = self._capitals(step) if self._joins(at) else step
                own = last > step and self.cues.heads.starting(self.words, step) is None
                if not own or not is_known(self.words.texts[step], self.cues.lang):
                    return after
                if not joined and (last == len(self.words) or self.words.folded[last] not in self.cues.ands):
                    return after
                at = last
                continue
            at = known[0]
            more.append(known[1])
        names += more
        return at

    def body(self, at: int) -> int:
        """The index after the name of a place or body that begins at a word; `at` itself when none does."""
        end = at
        while end < len(self.words) and end - at < MAX_BODY:
            if self._nameable(end):
                end += 1
            elif end > at and self.words.texts[end] == "-" and self._nameable(end + 1):
                end += 2
            elif end > at and self.words.texts[end] == "." and self._is_initials(end - 1):
                end += 1
            elif (step := self._over_small(end, first=end == at)) is not None:
                end = step + 1
            else:
                break
        return end

    def _is_initials(self, at: int) -> bool:
        """«EE. UU.», "U.S."."""
        return len(self.words.texts[at]) <= INITIALS and self.words.texts[at].isupper()

    def bodies(self, stop: int) -> Iterator[tuple[int, int]]:
        """The public bodies that the words before one name, left to right."""
        for at in range(stop):
            word = self.words.folded[at].removesuffix("'s")
            public = word in self.cues.bodies and word not in self.cues.vague and word not in self.cues.common_bodies
            if not public and not self._is_body(at):
                continue
            first = at
            while first and self._capital(first - 1) and self.words.folded[first - 1] not in self.cues.articles:
                first -= 1
            led = (
                n + 1
                for n in range(first - 1, max(-1, first - FIELD), -1)
                if self.words.folded[n] in self.cues.articles
            )
            first = next(led, first) if self.cues.portfolio_first else first  # "the coast guard"
            yield first, self.body(at)

    def _over_small(self, at: int, *, first: bool) -> int | None:
        step = at
        while step < len(self.words) and step - at < 3 and self.words.folded[step] in self.cues.small:
            if first and self.words.folded[step] in self.cues.ands:
                return None
            step += 1
        led = first and step - at > 1 and not (step - at == 2 and self.words.folded[at] in self.cues.articles)
        if step == at or not self._nameable(step) or led:
            return None
        return step

    def _nameable(self, at: int) -> bool:
        if at >= len(self.words) or self.in_person(at):
            return False
        word = self.words[at]
        if word.text[0].isdigit() and word.text[-1].isalpha() and at + 1 < len(self.words):
            return self.words[at + 1].has_capital  # "the 38th Infantry Battalion"
        if not word.is_word or word.folded in self.cues.calendar:
            return False
        folded = word.folded.removesuffix("'s")
        if folded in self.cues.bodies or folded in self.cues.modifiers or self.in_place(at):
            return True
        if at + 1 < len(self.words) and f"{folded} {self.words.folded[at + 1]}" in self.cues.bodies:
            return True  # «grupo parlamentario»
        if self.cues.portfolio_first and word.text[0].islower() and at + 1 < len(self.words):
            # "the natural disaster service": what stands before a body belongs to it
            return (
                word.folded not in self.cues.small and self.words.folded[at + 1].removesuffix("'s") in self.cues.bodies
            )
        return self._capital(at) or self.demonym(at) == at + 1

    def _capital(self, at: int) -> bool:
        return self.words[at].has_capital and not self.in_person(at)

    # --- what stands before it ---

    def _status_before(self, phrase: OfficePhrase) -> None:
        while True:
            status, quality = self.cues.status.ending(self.words, phrase.start), self._quality(phrase.start)
            if status is None and quality is None:
                break
            phrase.start = status[0] if status is not None else quality or 0
            if status is None:
                continue
            phrase.status = phrase.status or status[1]
            if phrase.start and self.words.texts[phrase.start - 1] == "-":
                break
        if phrase.start > 1 and self.words.texts[phrase.start - 1] == "-":
            status = self.cues.status.ending(self.words, phrase.start - 1)
            if status is not None:
                phrase.status, phrase.start = status[1], status[0]
        if phrase.start and self.words.folded[phrase.start - 1] in self.cues.prefixes:
            phrase.start = phrase.first = phrase.start - 1
            phrase.office = f"{self.words.folded[phrase.first]}-{phrase.office}"

    def _leftward(self, phrase: OfficePhrase) -> None:
        if phrase.head.post or (phrase.head.weak and phrase.first == phrase.start):
            known = self.cues.portfolios.ending(self.words, phrase.start)
            while known is not None:
                phrase.start = phrase.first = known[0]
                phrase.office = f"{known[1]}-{phrase.head.office}"
                phrase.portfolios.insert(0, known[1])
                joined = phrase.head.plural and known[0] > 0 and self._joins(known[0] - 1)
                known = self.cues.portfolios.ending(self.words, known[0] - 1) if joined else None
            if not phrase.portfolios and phrase.head.post and self._unlisted_portfolio(phrase.start - 1):
                phrase.start = phrase.first = phrase.start - 1
                phrase.office = f"{self.words.folded[phrase.first]}-{phrase.head.office}"
        begun: int | None = None
        while phrase.start > 0:
            at = phrase.start - 1
            word = self.words[at]
            status = self.cues.status.ending(self.words, phrase.start)
            if status is not None:
                self._close(phrase, begun)
                begun = None
                phrase.status, phrase.start = phrase.status or status[1], status[0]
            elif word.text == "-" and self.cues.status.ending(self.words, at) is not None:
                phrase.start = at
            elif word.folded in self.cues.prefixes:
                self._close(phrase, begun)
                begun = None
                phrase.first, phrase.start = (at if phrase.first == phrase.start else phrase.first), at
                phrase.office = f"{word.folded}-{phrase.office}"
            elif begun is None and word.folded in self.cues.modifiers and phrase.first == phrase.start:
                phrase.first = phrase.start = at
            elif (quality := self._quality(phrase.start)) is not None:
                self._close(phrase, begun)
                begun = None
                phrase.start = quality
            elif self._premodifier(at, begun is None):
                begun = phrase.start if begun is None else begun
                phrase.start = at
            else:
                break
        self._close(phrase, begun)

    def _quality(self, before: int) -> int | None:
        """Where words begin that leave the office behind them what it is: «la nueva», "its first female"."""
        told = self.cues.qualities.ending(self.words, before)
        return told[0] if told is not None and self.words.texts[told[0]][0].islower() else None

    def _unlisted_portfolio(self, at: int) -> bool:
        """ "the roads minister": whether a small word is what an office is for that no list has."""
        word = self.words[at]
        if at < 1 or not word.is_word or not word.text[0].islower() or len(word.text) < SHORTEST:
            return False
        before = self.words[at - 1]
        if word.folded in self.cues.no_portfolios or self.cues.status.ending(self.words, at + 1) is not None:
            return False
        led = before.folded in self.cues.articles or self.cues.status.ending(self.words, at) is not None
        return led or before.folded.endswith("'s") or self.demonym(at - 1) == at

    def _joins(self, at: int) -> bool:
        return self.words.folded[at] in self.cues.ands or self.words.texts[at] == ","

    def _premodifier(self, at: int, nearest: bool) -> bool:
        """A word that says whose office it is, before the office: "Genesee County", "Qeshm's", "North Korean"."""
        word = self.words[at]
        if self.in_person(at):
            return False
        if word.text == ".":
            return at > 0 and len(self.words.texts[at - 1]) == 1 and self.words.texts[at - 1].isupper()
        if not word.is_word or word.folded in self.cues.articles:
            return False
        own = word.folded.endswith("'s") or word.folded.endswith("s'")
        if own and not nearest:
            return self._is_body(at)  # "the WHO's Africa director"
        if word.text[0].islower() and self._of_body(at):
            return True
        short = len(word.text) < 4 and not word.text.isupper()
        if at == 0 and self.in_place(at) is False and self.demonym(at) is None and not own and short:
            return False
        # "armed forces chief of staff", "the fire service's chief"
        inner = word.folded in self.cues.bodies or (not nearest and word.folded in self.cues.modifiers)
        return word.has_capital or self.in_place(at) or (own and nearest) or inner

    def _of_body(self, at: int) -> bool:
        """Whether a few small words before an office follow the short name of a body: "the UN human rights chief"."""
        steps = range(at - 1, max(-1, at - 1 - FIELD), -1)
        led = next((n for n in steps if not self.words.texts[n][0].islower()), None)
        if led is None or self.in_person(led):
            return False  # "X succeeded Stoltenberg as"
        return self._is_body(led) and self.cues.articles.isdisjoint(self.words.folded[led:at])

    def _is_body(self, at: int) -> bool:
        """Whether a word is the short name of an international or other known body: "UN", "EU's", «Acnur»."""
        name = self.text(at, at + 1)
        party = world.party_of(name) if name[0].isupper() else None
        return is_body(party) or party == UNION

    def _close(self, phrase: OfficePhrase, begun: int | None) -> None:
        if begun is not None:
            phrase.of.append((phrase.start, begun))

    def text(self, start: int, end: int) -> str:
        """The words between two indexes, spaced as needed for a look-up."""
        joined = " ".join(word.text for word in self.words[start:end])
        return re.sub(r"['’]s\b", "", joined)
