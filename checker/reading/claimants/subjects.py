"""Whose a verb of saying is: its subject before or behind it, in another clause, or nobody but who spoke last.

In: the words of a sentence, with the names that claimnames.py finds among them. Out: claimants with the words that name
them, and whether a verb leads in what is said or follows it.
"""

from __future__ import annotations

from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimsources import MAX_BEHIND, NAMED_BY, Sources
from checker.reading.claimants.claimwords import BREAKS
from checker.reading.claimants.discourse import opening_of
from checker.reading.claimants.speakers import Span
from checker.reading.claimants.verbless import Verbless

FIGURE_AFTER = 12  # words between a verb that gives a figure and the figure
OPENED = 7  # words from a verb back to before the one that opens its clause


class Subjects(Verbless):
    """The subjects of one sentence."""

    def __init__(self, namer: Namer) -> None:
        super().__init__(namer)
        self.sources = Sources(namer)

    def _meant(self, at: int) -> tuple[Claimant, ...]:
        """Who began the sentence («X envió ayuda y añadió»), for a verb without a subject; else nobody but the last."""
        at -= at > 1 and self.words.folded[at - 1] in self.cues.auxiliaries  # «X ha enviado ayuda y ha cifrado»
        if at == 0 or self.words.folded[at - 1] not in self.cues.joins | self.cues.contrasts:
            return ()
        return self._began(at)

    def _began(self, at: int) -> tuple[Claimant, ...]:
        """Who began the sentence that a verb goes on with."""
        main = (verb for verb in self.namer.verbs if verb < at and not self._is_aside(verb))
        before = max(main, default=None)
        told = self._speaker(before, figure=False)[0] if before is not None else ()
        if told:
            return told  # «En un comunicado, X negó … y sostuvo»
        opening = opening_of(self.namer)
        return () if opening is None else opening[:1]

    def _in_clause(self, at: int, *, figure: bool) -> tuple[Claimant, ...]:
        """«X difundió un texto en el que asegura», "X held a briefing where he said", «X criticó a quienes, dijo, …»:
        who began it, for a verb in a relative clause without a subject."""
        words, cues = self.words, self.cues
        first = at
        while first and words.folded[first - 1] in cues.before_said:
            first -= 1
        if (led := cues.by.ending(words, first)) is not None:  # «en la que, según explicó,»
            first = led[0]
        that = first - 1 - (first > 0 and words.texts[first - 1] == ",")
        if that < 1 or words.folded[that] not in cues.that | cues.relatives:
            return ()
        inserted = that < first - 1 and at + 1 < len(words) and words.texts[at + 1] == ","
        noun = that - 1
        while noun > 0 and words.folded[noun] in cues.determiners | cues.not_behind:
            noun -= 1
        placed = not cues.not_behind.isdisjoint(words.folded[noun + 1 : that])
        if not inserted and not (placed or words.folded[that] in cues.relatives):
            return ()
        held = words.folded[max(0, noun - NAMED_BY) : noun + 1]
        if figure and (cues.estimates | cues.hearers).isdisjoint(held):
            return ()  # «la aldea en la que registraron 12 muertos»
        return self._began(that)

    def _is_aside(self, verb: int) -> bool:
        """«rechazó el balance que difunden los sindicatos y dijo»: a verb of a relative clause, which tells of what was
        named and has no say in what follows."""
        that = self._clause_of(verb)
        return that > 0 and self.words.texts[that - 1] != "," and not self.namer.is_verb(that - 1)

    def _leads_off(self, at: int) -> bool:
        """«respondieron con gases», "they count on 300"; but what agrees with its object, «tiene confirmados con nombre
        31», has it behind that."""
        words, cues = self.words, self.cues
        if at + 1 >= len(words) or words.folded[at + 1] not in cues.not_before:
            return False
        return words.folded[at] in cues.verbs or words.folded[at] not in cues.agreeing

    def _figure_after(self, at: int) -> int | None:
        """Where the figure that a verb gives ends."""
        if self._leads_off(at):
            return None
        reach = self._reach(at)
        for index in self._numbers:
            if index[0] > at and index[0] - at <= FIGURE_AFTER and self._at(index[0]) < reach:
                between_them = self.words[at + 1 : index[0]]
                blocked = any(word.text in ";:." or word.folded in self.cues.that for word in between_them)
                return None if blocked else self._end(index[1])
        return None

    def _speaker(self, at: int, *, figure: bool) -> tuple[tuple[Claimant, ...], Span]:
        words = self.words
        if at > 1 and words.folded[at - 1] in self.cues.that and words.texts[at - 2] == ",":
            named_last = self.sources.just_named(at - 1)
            if named_last is not None and (self._figure_after(at) is not None or self._complement(at + 1)):
                return named_last
        single = self._singled_out(at)
        if single is not None:
            return single
        tagged = at > 0 and words.texts[at - 1] in BREAKS
        before = self.namer.before(at)
        led = before[0] < before[1] and words[before[0]].folded in self.cues.stop  # «En Brasil se notificaron …»
        placed = figure and not (at and words.folded[at - 1] in self.cues.clitics)  # «Kiev lo reduce a 900»: no place
        if placed and any(words.texts[n] == "," and self.cues.lead.starting(words, n + 1) for n in range(*before)):
            placed = False  # "Yerevan, for its part, counts 40"
        named = () if led else self.sources.subject(*before, at, figure=placed)
        if named and not tagged:
            return named, before
        if not named and not tagged:  # «la policía, que había contado 11 muertos y 40 heridos, calla»
            that = self._clause_of(at)
            if 1 < that < at - 1 and words.texts[that - 1] == ",":
                whose = self.namer.before(that - 1)
                told = self.sources.subject(*whose, that - 1, figure=figure)
                if told:
                    return told, whose
            led_on = self.sources.told_apart(at)
            if led_on is not None:
                return led_on
        behind = self.sources.behind_verb(at) if not figure and not self.sources.is_told(at) else None
        if behind is not None:
            return behind[0], (at + 1, behind[1])
        return named, before

    def _singled_out(self, verb: int) -> tuple[tuple[Claimant, ...], Span] | None:
        """«Fue el alcalde quien cifró en 12 …», «ha sido la ONU la que …», "it was the mayor who put …"."""
        words, cues = self.words, self.cues
        that = verb - 1 - (verb > 1 and words.folded[verb - 1] in cues.auxiliaries)
        if that < 2 or words.folded[that] not in cues.that:
            return None
        end = that - (words.folded[that - 1] in cues.determiners)
        first = next((at for at in range(end - 1, -1, -1) if words.folded[at] in cues.copulas), end)
        opens = (
            first == 0 or words.folded[first - 1] in cues.back | cues.auxiliaries or words.texts[first - 1] in BREAKS
        )
        claimants = self.namer.claimants(first + 1, end) if first + 1 < end and opens else ()
        return (claimants, (first + 1, end)) if claimants else None

    def _reach(self, verb: int) -> int:
        """Where what a verb says ends: with the relative clause in which it stands, «X, que dijo adiós, sufrió …»."""
        words = self.words
        then = self._then_acts(verb)
        if then is not None:
            return self._at(then)
        that = self._clause_of(verb)
        if that == 0 or words.texts[that - 1] != ",":
            return self.sentence.end
        for at in range(verb + 1, len(words) - 1):
            if words.texts[at] == "," and self._is_finite(at + 1):
                return self._at(at)
        return self.sentence.end

    def _then_acts(self, verb: int) -> int | None:
        """«X anunció el toque de queda y envió a 90 militares»: the join behind which a subject that has said
        nothing but a noun does something else; "put the killed and wounded at 300" has two of a kind."""
        words, cues = self.words, self.cues
        for at in range(verb + 1, len(words) - 1):
            if words.folded[at] in cues.ends_said or at in self.namer.numbered:
                return None
            if words.folded[at] in cues.joins:
                paired = cues.source_first and cues.participle.search(words.folded[at - 1]) is not None
                acts = self._is_finite(at + 1) and not self.namer.is_verb(at + 1) and not paired
                return at if acts and at > verb + 1 else None
        return None

    def _is_negated(self, verb: int) -> bool:
        """«no dijo nada», "has not said": what stands before is not what it says."""
        words, cues = self.words, self.cues
        first = verb
        while first and words.folded[first - 1] in cues.auxiliaries | cues.clitics:
            first -= 1
        near = words.folded[max(0, first - 1) : verb]
        return not cues.negations.isdisjoint(near)

    def _is_finite(self, at: int) -> bool:
        """Whether a main verb looks to begin at a word: «sufrió», "has dismissed", "treated"."""
        word, cues = self.words[at], self.cues
        if word.folded in cues.passive | cues.auxiliaries or self.sources.gives(at):
            return True
        return cues.source_first and word.text.islower() and cues.participle.search(word.folded) is not None

    def _leads(self, verb: int) -> bool:
        """«La fiscalía, que …, anunció tres detenciones»: a verb between its subject and its object tells of what
        stands before no more than one with a clause behind."""
        if self.cues.source_first or verb + 1 >= len(self.words):
            return False
        return self.words.texts[verb + 1] not in BREAKS and verb + 1 not in self.namer.dated

    def _clause_of(self, verb: int) -> int:
        """«X, que hasta ahora no ha confirmado»: the word that opens the clause of a verb; 0 for none near."""
        words = self.words
        for at in range(verb - 1, max(0, verb - OPENED), -1):
            if words.folded[at] in self.cues.that:
                return at
            if words.texts[at] in BREAKS or self.namer.is_verb(at) or at in self.namer.numbered:
                return 0
        return 0

    def _points_back(self, at: int) -> bool:
        """A pronoun for a subject, or none at all: «añadió», "he said"."""
        words, cues = self.words, self.cues
        at -= 1
        if at >= 0 and words.folded[at] in cues.impersonal:  # «inicialmente se habló de dos»
            return False
        while at >= 0 and words.folded[at] in cues.nobody - cues.joins and words.folded[at] not in cues.back:
            if words.folded[at] in cues.that:  # «…, que se negó a dar su nombre»
                return False
            at -= 1
        if at >= 0 and cues.by.ending(words, at + 1) is not None:  # «según explicó, …»
            return True
        if at < 0 or words.texts[at] in BREAKS:
            return not cues.source_first or (at >= 0 and words.texts[at] in '"”,')
        return words.folded[at] in cues.back | cues.joins | cues.contrasts

    def _is_tag(self, cue: Span, at: int) -> bool:
        """Whether the words of saying follow what is said («…, dijo X») rather than lead it in («X dijo que…»)."""
        words, cues = self.words, self.cues
        start = cue[0]
        while start > 0 and words.folded[start - 1] in cues.determiners:
            start -= 1
        if start > 0 and words.texts[start - 1] == "," and self._closes_figures(cue, at):
            return True  # «hay 600, dice un documento que conoció X», ", an officer said on condition that …"
        if start > 0 and words[start - 1].is_word:
            return not cues.source_first and cue[0] == at and not self._complement(cue[1])
        return not self._complement(cue[1])

    def _closes_figures(self, cue: Span, at: int) -> bool:
        """Whether all figures stand before a verb whose subject follows, or behind which a preposition does."""
        told = [first for first, _ in self._numbers]
        if not told or told[-1] > at:
            return False
        if not self.cues.source_first:
            return cue[0] == at
        led = not self.cues.not_behind.isdisjoint(self.words.folded[cue[1] : cue[1] + 1])
        return led and cue[1] + 1 not in self.namer.dated

    def _tells_before_list(self, cue: Span) -> bool:
        """«Murieron 12 personas, confirmó la policía: siete en …»: said of both sides of the colon."""
        words = self.words
        after = cue[1]
        while after < len(words) and (after in self.namer.dated or words.folded[after] in self.cues.determiners):
            after += 1
        led = cue[0] > 1 and words[cue[0] - 1].text == "," and after < len(words) and words.texts[after] == ":"
        return led and any(first < cue[0] for first, _ in self._numbers)

    def _complement(self, at: int) -> bool:
        """Whether what is said follows the words of saying."""
        words, cues = self.words, self.cues
        at = self.sources.past_hearers(at)
        while at < len(words) and (
            at in self.namer.dated or (words.folded[at] in cues.nobody and words.folded[at] not in cues.that)
        ):
            at += 1
        follows = words[at] if at < len(words) else None
        if follows is None or follows.text in BREAKS:
            return follows is not None and follows.text == ":"
        ahead = words[at : at + MAX_BEHIND]
        upto = next((n for n, word in enumerate(ahead) if word.text in BREAKS), len(ahead))
        for n, word in enumerate(ahead[:upto]):  # «de que», not «al que»
            if word.folded in cues.that and (n == 0 or ahead[n - 1].folded not in cues.stop):
                return True
        return cues.source_first and follows.folded not in cues.stop
