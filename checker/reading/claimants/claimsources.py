"""Whom a verb or a figure credits: the subject behind a verb, the holder of «el balance de X».

In: the claimants of claimnames.py. Out: claimants with the index of the word behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from checker import world
from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimwords import BREAKS
from checker.reading.claimants.discourse import opening_of
from checker.reading.claimants.speakers import Span
from checker.reading.layers import between
from checker.reading.meaning.aspects import is_contrasted

HELD_BY = 6  # words behind what holds figures in which its source stands
HOUR = 3  # words that an hour takes: «el parte de las ocho de la tarde de X»
MAX_BEHIND = 12  # words between a verb and its subject behind it
NAMED_BY = 4  # words from a figure to the clause that says who gives it
APART = 3  # words from a relative pronoun to the verb behind its clause, at least
Source = tuple[tuple[Claimant, ...], int]


class Sources:
    """Finds sources in one sentence."""

    def __init__(self, namer: Namer) -> None:
        self.namer, self.words, self.cues = namer, namer.words, namer.cues

    def after(self, at: int) -> Source | None:
        """Whom the noun phrase at a word credits: a claimant, or the one behind a figure («el recuento de X», «el
        recuento que dio ayer X»); with the index after it."""
        start, end = self.namer.after(at)
        if (which := self.cues.which.starting(self.words, at)) is not None:
            claimants = self.namer.antecedent(at)
            return (claimants, which[0]) if claimants else None
        if at < len(self.words) and self.gives(at) and not self.namer.is_verb(at):
            known = self.words.folded[at] in self.cues.verbs  # «según recogen varios medios»
            return self.behind_verb(at) if known else None  # «según iban saliendo los cuerpos»
        if at < len(self.words) and self.words.folded[at] in self.cues.ours:
            return None  # "according to our sheets": who says so has them
        held = next((n for n in range(start, end) if self.words.folded[n] in self.cues.estimates), None)
        if held is not None:
            inner = self.held_by(held)
            if inner is not None:
                return inner
            if self.cues.source_first:  # "according to an AFP tally"
                owners = self.whose_figure(start, held)
                claimants = self.namer.claimants(*owners) if owners[1] > owners[0] else ()
                if claimants:
                    return claimants, max(end, held + 1)
            if self.words.folded[start] in self.cues.possessives:  # «según sus cálculos»: whose they are spoke before
                return (), end
        said = self._said_so(at)
        if said is not None:
            return said
        end = self._apposed(start, end) if end > start else end  # «según su portavoz, Ana Ruiz»
        claimants = self.namer.claimants(start, end, counted=True)
        if not claimants and not self.cues.not_who & {word.folded for word in self.words[start:end]}:
            capital = end > start and self.words.texts[start][0].isupper() and start not in self.namer.dated
            claimants = self.namer.claimants(start, end, strict=False) if capital else ()
        return (claimants, end) if claimants else self._whatever(start, end)

    def _whatever(self, start: int, end: int) -> Source | None:
        """«según apicultores de la zona», "according to the complaint": what no list knows is credited too, where it is
        a noun phrase and no measure («según la edad», "according to plan")."""
        words, cues, namer = self.words, self.cues, self.namer
        end = next((at for at in range(start, end) if words.texts[at] == ","), end)
        inner = range(start, end)
        head = next((at for at in inner if words.folded[at] not in cues.determiners), end)
        if head == end or not words[head].is_word or words.folded[head] in cues.stop | cues.back | cues.nobody:
            return None
        if head == start and self.gives(head):  # «según avanza la noche»
            return None
        bare = cues.describes | cues.determiners | (cues.estimates if head == start else frozenset())
        if bare.issuperset(words.folded[start:end]):
            return None  # «según estimaciones», «según la última»: whose, nobody says
        told_apart = namer.numbered | namer.dated
        if any(at in told_apart or not cues.not_who.isdisjoint(words.forms[at]) for at in inner):
            return None
        return None if namer.counts(head) else ((namer.claimant(start, end),), end)

    def giver(self, first: int, after: int) -> tuple[int, Source] | None:
        """Who gives the figure between two words in a clause on it, with the word that opens that: «4.812 casos que
        reconoce X», "the 20 that X reports"; where the figure is set against another, «y no 12, como dice X»."""
        that = self._clause_on(first, after)
        if that is None:
            return None
        verb = that + 1 + (that + 2 < len(self.words) and self.words.folded[that + 1] in self.cues.datives)
        if self.namer.is_verb(verb):  # «que le atribuye X»
            found = self.behind_verb(verb)
            return (that, found) if found is not None else None
        if not self.cues.inverted:
            return None
        reach = range(that + 2, min(that + 2 + HELD_BY, len(self.words)))
        told = next((at for at in reach if self.namer.is_verb(at) or self.words.texts[at] in BREAKS), None)
        if told is None or not self.namer.is_verb(told) or not self._closes(told + 1):
            return None  # "the 20 that X says are missing" says more of them
        claimants = self.namer.claimants(that + 1, told)
        return (that, (claimants, told + 1)) if claimants else None

    def _clause_on(self, first: int, after: int) -> int | None:
        """The word that opens a clause on the figure between two words."""
        words, cues = self.words, self.cues
        against = is_contrasted(self.namer.sentence, words, first)
        for that in range(after, min(after + NAMED_BY, len(words) - 1)):
            if words.folded[that] in cues.that or (against and words.folded[that] in cues.as_words):
                return that
            led = against and words.texts[that] == "," and words.folded[that + 1] in cues.as_words
            if not led and (not words[that].is_word or words.folded[that] in cues.stop):
                return None
        return None

    def _said_so(self, at: int) -> Source | None:
        """«según informó ayer la policía»"""
        for verb in range(at, min(at + 3, len(self.words))):
            if self.words.texts[verb] in BREAKS:
                return None
            if self.namer.is_verb(verb):
                return self.behind_verb(verb)
        return None

    def held_by(self, held: int, *, placed: bool = True) -> Source | None:
        """Whose figures they are: «el balance provisional de X», «el informe entregado por X», «los datos que dio X».
        `placed`: X may be a place («según datos de Kiev», but «el balance de Beirut»)."""
        words, cues, event = self.words, self.cues, self.namer.is_of_event(held)
        for at in range(held + 1, min(held + HELD_BY + HOUR * len(self.namer.hours), len(words))):
            word = words[at]
            if word.text in BREAKS:
                break
            if word.folded in cues.of and words.folded[at + 1 : at + 2] and words.folded[at + 1] in cues.that:
                break  # «los informes de que X había muerto»: what they say
            if word.folded in cues.agents and not words.forms[at - 1].isdisjoint(cues.received):
                return None  # "documents seen by X"
            if word.folded in cues.of or word.folded in cues.agents:
                start, after = self.namer.after(at + 1)
                counted = word.folded in cues.of and self.namer.are_counted(start)
                claimants = () if counted else self.namer.claimants(start, after, figure=not placed)
                if claimants and (not event or set(words.meaning(cues.nouns)) & set(range(start, after))):
                    return claimants, after  # «el balance del terremoto de Lorca» is nobody's
            elif word.folded in cues.that and at + 1 < len(words):
                return self._given_in(at)
            elif self.namer.is_verb(at) or at in self.namer.numbered - self.namer.hours or self._leads_away(at):
                break
        return None

    def _leads_away(self, at: int) -> bool:
        """«la cifra en una rueda de prensa»: what stands behind a preposition is told of no figure."""
        return not self.cues.source_first and self.words.folded[at] in self.cues.not_behind

    def _given_in(self, that: int) -> Source | None:
        """«según los datos que facilitó X», «el balance que X hizo público»: who gives them in a clause."""
        words, cues = self.words, self.cues
        first = that + 1
        while first < len(words) - 1 and (first in self.namer.dated or self.namer.date_follows(first, first + 2)):
            first += 1  # «el recuento que el martes dio X»
        if not words.forms[first].isdisjoint(cues.received):
            return None  # «un documento que conoció X»
        near, far = min(first + 3, len(words)), min(first + MAX_BEHIND, len(words))
        for verb in (n for n in range(first, near) if self.gives(n) or (n == first and self._is_present(n))):
            if (given := self.behind_verb(verb)) is not None:
                return given
        said = cues.source_first or self._told_in(that)  # "denied reports that X had died"
        one = None if said else opening_of(self.namer, first)
        if one is not None:  # «una cifra que X no confirma» is another's
            return ((one[0],), one[1]) if cues.negations.isdisjoint(words.folded[one[1] : one[1] + 2]) else None
        verb = next((n for n in range(near, far) if self.gives(n) or words.texts[n] in BREAKS), far)
        return self.behind_verb(verb) if verb < far and words[verb].is_word else None

    def _told_in(self, that: int) -> bool:
        """«negó en un comunicado que X haya muerto»: what is said, and no clause on the noun before it."""
        return that > 2 and self.words.folded[that - 2] in self.cues.determiners and self._leads_away(that - 3)

    def gives(self, at: int) -> bool:
        """Whether a word looks like a finite verb, one of speech or another: «facilitó»."""
        word, cues = self.words[at], self.cues
        if self.namer.is_verb(at):
            return True
        small = word.folded not in cues.stop and word.text.islower() and self.words.forms[at].isdisjoint(cues.nouns)
        return small and not cues.source_first and cues.finite.search(word.text) is not None

    def _is_present(self, at: int) -> bool:
        """«el balance que presenta X»: where no subject stands behind a relative pronoun, its verb does."""
        word, cues = self.words[at], self.cues
        small = word.text.islower() and word.folded not in cues.determiners | cues.stop | cues.nobody
        known = not self.words.forms[at].isdisjoint(cues.nouns)
        return small and not known and cues.behind_that is not None and cues.behind_that.search(word.text) is not None

    def handed_by(self, held: int) -> Source | None:
        """«la cifra de heridos la dio X»: who gives what is told first and taken up by a pronoun."""
        words = self.words
        for at in range(held + 1, min(held + MAX_BEHIND, len(words) - 1)):
            if words.texts[at] in BREAKS or self.namer.is_verb(at):
                return None
            if words.folded[at] in self.cues.clitics and self.gives(at + 1):
                return self.behind_verb(at + 1)
        return None

    def subject(self, start: int, end: int, verb: int, *, figure: bool) -> tuple[Claimant, ...]:
        """The claimants of the subject between two words; of «el balance de X», X."""
        named = next((n for n in range(start, end) if self.words.texts[n] == ","), end)  # "X, in a statement sent by Y"
        held = next((n for n in range(start, named) if self.words.folded[n] in self.cues.estimates), None)
        behind = self.held_by(held) if held is not None else None
        if behind is not None and behind[1] <= verb:
            return behind[0]
        named = end > start and not (figure and self.namer.are_linked(start, verb))
        return self.namer.claimants(start, end, figure=figure, counted=True) if named else ()

    def whose_figure(self, start: int, end: int) -> Span:
        """ "the ministry's death toll": who holds a figure, without what it counts; nobody "the official" one."""
        words, cues = self.words, self.cues
        last = end
        while last > start and words.texts[last - 1].islower() and words.forms[last - 1].isdisjoint(cues.nouns):
            last -= 1
        bare = [word.folded for word in words[start:last] if word.folded not in cues.determiners]
        nobody = last < end and (
            last == start or words.forms[last - 1].isdisjoint(cues.nouns)
        )  # "the Palestinian death"
        return (start, start) if nobody or all(one in cues.describes for one in bare) else (start, last)

    def just_named(self, that: int) -> tuple[tuple[Claimant, ...], Span] | None:
        """«choca con la versión de Kiev, que reconoce 12 muertos», «al hospital de Lorca, que informó de 12»: whom a
        relative clause follows, a party or a body."""
        words, cues, namer = self.words, self.cues, self.namer
        if words.folded[that] not in cues.that or words.texts[that - 1] != ",":
            return None
        end = namer.sentence.start + words.ends[that - 2]
        for hit in between(namer.layers.places, namer.sentence.start, end):
            if hit.end == end and not hit.demonym and (hit.capital or hit.entity == hit.country):
                span = namer.span(hit)
                return (claimants, span) if (claimants := namer.claimants(*span)) else None
        start = next((at for at in range(that - 2, max(-1, that - MAX_BEHIND), -1) if self._ends_name(at)), None)
        if start is None or words.forms[start].isdisjoint(cues.nouns):
            return None
        while (outer := self._holder(start)) is not None:
            start = outer
        claimants = namer.claimants(start, that - 1)
        return (claimants, (start, that - 1)) if claimants else None

    def _ends_name(self, at: int) -> bool:
        """Whether a name that is read from its end is read no further: at its noun, a sign or a verb."""
        word = self.words[at]
        return not word.is_word or self.namer.is_verb(at) or not self.words.forms[at].isdisjoint(self.cues.nouns)

    def _holder(self, at: int) -> int | None:
        """«un médico del hospital»: the noun before «de», or where a name before its noun begins."""
        words, cues = self.words, self.cues
        step = at - 1
        while step >= 0 and words.folded[step] in cues.determiners | cues.of:
            step -= 1
        held = step >= 0 and any(word.folded in cues.of for word in words[step + 1 : at])
        if held and not words.forms[step].isdisjoint(cues.nouns):
            return step
        if not at or not cues.source_first or not words[at - 1].is_word or not words.texts[at - 1][0].isupper():
            return None
        return at - 1 if words.folded[at - 1] not in cues.determiners | cues.stop else None

    def told_apart(self, verb: int) -> tuple[tuple[Claimant, ...], Span] | None:
        """«dos fuentes que pidieron no ser citadas dijeron», "officials who asked not to be named said": the subject
        that a relative clause parts from its verb."""
        words, cues = self.words, self.cues
        that = next(
            (at for at in range(verb - 1, 0, -1) if words.folded[at] in cues.that or words.texts[at] in BREAKS), 0
        )
        if verb - that < APART or words.folded[that] not in cues.that or words.texts[that - 1] in BREAKS:
            return None
        clause = takewhile(
            lambda at: words.texts[at] not in BREAKS and words.folded[at] not in cues.that, range(that - 1, -1, -1)
        )
        if any(self.namer.is_verb(at) for at in clause):
            return None  # «negó ante la ONU que haya enviado soldados y habló»: what is said, no relative clause
        whose = self.namer.before(that)
        claimants = self.subject(*whose, that, figure=False)
        return (claimants, whose) if claimants else None

    def insertion(self, first: int, end: int, figures: Sequence[Span]) -> int | None:
        """«El sismo, de magnitud 5,4 según X, dejó 12 muertos»: the comma before the figure of an insertion that its
        source ends; what stands outside is another's."""
        if end >= len(self.words) or self.words.texts[end] != ",":
            return None
        left = next((at for at in range(first - 1, 0, -1) if self.words.texts[at] in BREAKS), 0)
        told = [figure[0] for figure in figures]
        opening = next(iter(told), first)
        if self.words.texts[left] != "," or not left < opening < first or not any(at > end for at in told):
            return None
        return left

    def is_told(self, at: int) -> bool:
        """«donde no se reportaron víctimas»: what stands behind the verb is what was told, not who told it."""
        told = self.words[at + 1] if at + 1 < len(self.words) else None
        bare = told is not None and told.text[0].islower() and told.folded not in self.cues.determiners
        return bare and at > 0 and self.words.folded[at - 1] in self.cues.impersonal

    def behind_verb(self, at: int) -> Source | None:
        """«dijo ayer a la prensa un portavoz»: the first phrase behind a verb that no preposition leads in."""
        words, cues = self.words, self.cues
        if cues.inverted and cues.verbs.get(words.folded[at]) not in cues.inverted:
            return None
        first = at + 1
        while first < len(words) and first - at <= MAX_BEHIND:
            word = words[first]
            if word.text in BREAKS or word.folded in cues.that or word.is_digits:
                return None
            if (tail := cues.tails.starting(words, first)) is not None:
                first = tail[0]  # «dieron a conocer fuentes del Gobierno»
                continue
            led = word.folded in cues.agents  # «informó por la radio»
            if first in self.namer.dated or (word.folded in cues.adverbs and not led):
                first += 1
                continue
            start, end = self.namer.after(first)
            led_by = not cues.inverted and word.folded in cues.sources
            if led_by and not cues.determiners.isdisjoint(words.folded[first + 1 : first + 2]):
                first += 1  # «comunicaron desde el batallón»
                continue
            if word.folded in cues.stop or word.folded in cues.of:
                first = max(self._past_name(first + 1, self.namer.after(first + 1)[1]), first + 1)
                continue
            end = self._apposed(start, end)
            claimants = self.namer.claimants(start, end)
            if claimants and cues.inverted and not self._closes(end):
                return None
            if claimants or cues.inverted:
                return (claimants, end) if claimants else None
            first = max(end, first + 1)
        return None

    def _apposed(self, start: int, end: int) -> int:
        """«dijo su portavoz, Ana Ruiz, …», «dijo el alcalde de Lugo, Ana Ruiz»: the end of the name behind the comma
        behind a role."""
        if end + 1 >= len(self.words) or self.words.texts[end] != ",":
            return end
        after = self.namer.persons.get(end + 1, end)
        role = self.words.texts[start].islower() or self.words.texts[end - 1].islower()
        closed = self._closes(after) or self.words.folded[after] in self.cues.stop
        return after if role and closed else end

    def _past_name(self, start: int, end: int) -> int:
        """«a Europa Press fuentes de la Guardia Civil», «a la AFP Ana Ruiz»: where a name ends and one without an
        article begins."""
        for at in range(start + 1, end):
            led = self.words.texts[at - 1][0].isupper()
            small = self.words.texts[at].islower() and not self.words.forms[at].isdisjoint(self.cues.nouns)
            told = self.words.folded[start] in self.cues.back  # «confirmó a este diario Ana Ruiz»
            heard = self.words.folded[at - 1] in self.cues.hearers  # «escribió en sus redes Ana Ruiz»
            last = self.words[at - 1]  # «contó entre lágrimas Ana Ruiz»
            bare = last.text.islower() and last.folded not in self.cues.small
            bare = bare and self.words.forms[at - 1].isdisjoint(self.cues.nouns)
            if (led and small) or ((led or told or heard or bare) and at in self.namer.persons):
                return at
        return end

    def _closes(self, at: int) -> bool:
        """Whether nothing goes on behind a subject: "said Mayor X.", not "said Mayor X was hurt"."""
        return at >= len(self.words) or self.words.texts[at] in BREAKS or at in self.namer.dated or self._is_set(at)

    def _is_set(self, at: int) -> bool:
        """ "say sources at the ministry.": whether nothing but where they are stands behind them."""
        if not self.cues.inverted or self.words.folded[at] not in self.cues.not_behind:
            return False
        end = self.namer.after(at + 1)[1]
        return end > at + 1 and (end >= len(self.words) or self.words.texts[end] in ".;")

    def past_adverbs(self, at: int) -> int:
        """Past what may stand between a verb and its object: adverbs and «a», «al»."""
        words, cues = self.words, self.cues
        limit = at + 3
        while at < min(limit, len(words)) and words[at].is_word and words.texts[at].islower():
            if words.folded[at] in cues.adverbs or words.folded[at] in cues.objects:
                at += 1
            else:
                break
        return at

    def is_heard(self, at: int) -> bool:
        """Whether a phrase tells to whom something is said: «a los reporteros»."""
        if at >= len(self.words) or self.words.folded[at] not in self.cues.to:
            return False
        agencies = world.agencies().names
        return any(one.folded in self.cues.hearers or one.folded in agencies for one in self.words[at + 1 : at + 4])

    def past_hearers(self, at: int) -> int:
        """Past whom something is told: "told Reuters on Monday", "told this newspaper"."""
        words, cues = self.words, self.cues
        first = at
        while at < len(words) and (words.folded[at] in cues.determiners or words.texts[at][0].isupper()):
            if words.folded[at] in world.agencies().names:
                return at + 1
            at += 1
        for heard in range(at, min(at + 2, len(words))):  # "told state media"
            if words.folded[heard] in cues.hearers:
                return heard + 1
        ends = at == len(words) or words.texts[at] in BREAKS or words.folded[at] in cues.stop
        return at if ends and first > 0 and words.folded[first - 1] in cues.tells else first
