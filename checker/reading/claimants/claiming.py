"""The attributions of one sentence: «según Kiev», «informó la policía», «el balance de la ONU», «Kiev: 11.000».

In: the words of a sentence, with the names that claimnames.py finds among them. Out: attributions, each with the
stretch of text it covers. What goes beyond one sentence is in claimants.py and discourse.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import world
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimsources import NAMED_BY
from checker.reading.claimants.claimwords import BREAKS, QUOTES
from checker.reading.claimants.speakers import Span
from checker.reading.claimants.subjects import Subjects
from checker.reading.claimants.verbless import AROUND, CITED, GIVEN, SAID
from checker.reading.layers import Attribution

PERCENT = "%"
VIEWED = 3  # words between somebody to whom it seems so and the figure


class Attributing(Subjects):
    """The attributions of one sentence, those without claimants to who spoke before it."""

    def __init__(self, namer: Namer) -> None:
        super().__init__(namer)
        self.told_apart: set[int] = set()  # words of saying that give one figure and nothing else

    def attributions(self) -> list[Attribution]:
        """All of them, in no order that matters."""
        found = [
            *self._relative(),
            *self._by(),
            *self._cites(),
            *self._estimates(),
            *self._claims(),
            *self._agents(),
            *self._verbs(),
            *self.gaps(),
        ]
        return found or list(self.colons())  # «Haití: mueren 20 personas, dice una ONG»

    # --- «según X», «que cita a X», «para X» ---

    def _by(self) -> Iterator[Attribution]:
        for first, after, _ in self.cues.by.all_in(self.words):
            found = self.sources.after(after)
            if found is not None and self._is_rate(first, after, found[1]):
                continue
            if found is not None:
                claimants, end = found
                self._tell_apart(first, end)
                if self._is_second_source(first, end):
                    where = self._at(first), self._end(end)
                    yield Attribution(where[0], self._clause(first)[1], where, claimants, strength=SAID)
                    continue
                inserted = self.sources.insertion(first, end, self._figures)
                if inserted is None:
                    yield from self._around(claimants, (first, end), SAID)
                    continue
                where = self._at(first), self._end(end)
                yield Attribution(self._at(inserted + 1), where[1], where, claimants, strength=CITED)
                yield Attribution(*self._clause(first), where, claimants, strength=0)
        for first, after, _ in self.cues.by_them.all_in(self.words):
            yield from self._around((), (first, after), SAID)
        for at in self.words.where(self.cues.views):
            before = self.words[at - 1] if at else None
            start, end = self.namer.after(at + 1)
            opens = before is not None and (before.text == ";" or before.folded in self.cues.joins)
            # «; para la policía, 12.000», but not «; para la policía, una tragedia»
            given = opens and any(0 <= first - end <= VIEWED for first, _ in self._numbers)
            given = given or self._is_first_view(at)
            if before is None or before.is_digits or at - 1 in self.namer.numbered or given:
                then = self.words[end] if end < len(self.words) else None
                closed = then is None or then.text in BREAKS or then.folded in self.cues.stop | self.cues.joins
                claimants = self.namer.claimants(start, end) if closed else ()
                if claimants:
                    yield from self._around(claimants, (at, end), SAID)

    def _is_first_view(self, at: int) -> bool:
        """«11 muertos para Interior, 15 para Defensa»: behind what is counted, where another stands behind a figure."""
        numbered = self.namer.numbered
        counted = any(0 < at - after <= VIEWED for _, after in self._numbers)
        return counted and any(n - 1 in numbered for n in self.words.where(self.cues.views) if n > at)

    def _is_rate(self, first: int, after: int, end: int) -> bool:
        """ "24 per day", and not "24, per the ministry": whether it is no source that a cue of both leads in."""
        if self.words.folded[first] not in self.cues.by_or_each or after - first > 1:
            return False
        named = self.words[after].has_capital or self.words.folded[after] in self.cues.determiners
        return not (named and self.namer.speaks(after, end))

    def _is_second_source(self, first: int, end: int) -> bool:
        """«1.500 en Sídney y, según X, 10.000 en Taipéi»: a source between commas behind a join, with a figure next."""
        words = self.words
        if first < 2 or end >= len(words) or words.texts[end] != ",":
            return False
        joined = words[first - 1 - (words.texts[first - 1] == ",")].folded in self.cues.joins
        return joined and any(0 < number[0] - end <= VIEWED for number in self._numbers)

    def _relative(self) -> Iterator[Attribution]:
        """«las 20.000 que contaron los sindicatos», «y no 12, como dice X»: whose that figure is, whoever the rest is
        credited to."""
        for that in self.words.where(self.cues.that):
            meant = that > 0 and self.words.folded[that - 1] in self.cues.determiners
            if meant and self.namer.is_verb(that + 1) and self.sources.behind_verb(that + 1) is not None:
                self._tell_apart(that, that + 2)  # «por debajo de la que anunció X»: of a figure that is not told
        for first, after in self._figures:
            given = self.sources.giver(first, after)
            if given is not None:
                that, (claimants, end) = given
                self._tell_apart(that, end)
                spot = self._at(first), self._end(after)
                yield Attribution(*spot, (spot[0], self._end(end)), claimants, strength=CITED)

    def _cites(self) -> Iterator[Attribution]:
        held = not self.cues.estimates.isdisjoint(self.words.kinds)
        for first, after, _ in self.cues.cites.all_in(self.words):
            blames = self.words.folded[after - 1] in self.cues.to and self.words.folded[first] in self.cues.agreeing
            if not held and (blames or self.words.folded[first] in self.cues.verbs):
                continue  # «atribuye a X la muerte de 30» is blame, «atribuye a X la cifra» is a source
            if after < len(self.words) and self.words.folded[after] in self.cues.agents:  # «citado por», "quoted by"
                start, end = self.namer.before(first)
            else:
                start, end = self.namer.after(self.sources.past_adverbs(after))
            claimants = self.namer.claimants(start, end, counted=True)
            if claimants:
                where = self._at(min(start, first)), self._end(max(end, after))
                told = self._cited(first, after) or (self.sentence.start, self.sentence.end)
                yield Attribution(*told, where, claimants, strength=CITED)

    # --- «el balance de X», "police estimates" ---

    def _estimates(self) -> Iterator[Attribution]:
        for held in self.words.where(self.cues.estimates):
            if self.namer.is_verb(held) or self._is_share(held):
                continue
            behind = self.words.folded[held + 1] if held + 1 < len(self.words) else ""
            counts = self.cues.source_first and self.words.folded[held] in self.cues.numbers_of
            counts = counts and behind not in self.cues.comes | self.cues.agents | self.cues.sources
            found = None if counts else self.sources.held_by(held, placed=False)  # "the number of" counts
            first = held
            if found is None and not self.cues.source_first:
                found = self.sources.handed_by(held)
            if found is None and self.cues.source_first:
                start, end = self.sources.whose_figure(*self.namer.before(held))
                start += start < end and self.words.folded[start] in self.cues.agents  # "by the ministry's count"
                article = start > 0 and self.words.folded[start - 1] in self.cues.determiners
                claimants = self.namer.claimants(start, end) if end > start else ()
                if claimants:
                    found, first = (claimants, held + 1), start - article
            if found is not None:
                self._tell_apart(held, found[1])
                if first and self.words.texts[first - 1] == "," and any(at >= found[1] for at, _ in self._figures):
                    where = self._at(first), self._end(found[1])  # «…, cifra que X rebaja a 10.000»
                    yield Attribution(where[0], self._clause(first)[1], where, found[0], strength=AROUND)
                    continue
                yield from self._around(found[0], (first, max(found[1], held + 1)), AROUND)

    def _tell_apart(self, first: int, end: int) -> None:
        """«según el informe que difunde X»: a verb among the words that name a source leads in nothing else."""
        self.told_apart.update(at for at in range(first, end) if self.namer.is_verb(at))

    def _claims(self) -> Iterator[Attribution]:
        """ "the rebels' claim to have captured 70 could not be verified", «la afirmación de los rebeldes de que …»: a
        noun of saying that opens its sentence is theirs whose it is."""
        words, cues = self.words, self.cues
        for held in words.where(cues.claimed):
            if any(verb < held for verb in self.namer.verbs):
                return
            found, first = None, held
            if not cues.source_first:
                found = self.sources.held_by(held)
            elif held and world.without_possessive(words.texts[held - 1]) != words.texts[held - 1]:
                start, end = self.namer.before(held)
                claimants, first = self.namer.claimants(start, end), start
                found = (claimants, held) if claimants else None
            if found is not None:
                yield from self._around(found[0], (first, max(found[1], held + 1)), AROUND)

    def _is_share(self, at: int) -> bool:
        """«sepultó una parte de la parroquia», and no «último parte de la policía»."""
        report = self.cues.shares.get(self.words.folded[at])
        return report is not None and report.isdisjoint(self.words.folded[max(0, at - 1) : at])

    # --- «confirmado por X» ---

    def _agents(self) -> Iterator[Attribution]:
        words, cues = self.words, self.cues
        agents = words.where(cues.agents)
        for at in words.where(cues.speech) if agents else ():
            by = next((n for n in agents if n > at), None)
            if by is None or by > at + 4 or not self._is_participle(at):
                continue
            if any(one.text in BREAKS for one in words[at:by]):
                continue
            start, end = self.namer.after(by + 1)
            if self._is_set_off(at, end):
                continue
            claimants = () if self._is_means(start, end) else self.namer.claimants(start, end)
            if claimants and self._then_says(end):
                where = self._at(at), self._end(end)
                yield Attribution(self.sentence.start, where[1], where, claimants, strength=SAID)
            elif claimants and not self._ends_figure(at):
                yield from self._around(claimants, (at, end), SAID)
            elif claimants and (figure := self._before(at)) is not None:
                spot = self._at(figure[0]), self._end(figure[1])
                yield Attribution(*spot, (spot[0], self._end(end)), claimants, strength=CITED)

    def _is_set_off(self, at: int, end: int) -> bool:
        """«X, informado por Y, dijo»: whether a participle stands between commas behind who then speaks."""
        words = self.words
        if not at or words.texts[at - 1] != "," or end + 1 >= len(words) or words.texts[end] != ",":
            return False
        if not self.namer.is_verb(end + 1):
            return False
        start, after = self.namer.before(end + 1)
        return start < at and start - 1 not in self.namer.numbered and self.namer.speaks(start, min(after, at - 1))

    def _is_means(self, start: int, end: int) -> bool:
        """«casos confirmados por laboratorio»: one noun without an article, by what it was found out."""
        if end - start != 1 or self.cues.source_first:
            return False
        word = self.words[start]
        return word.text.islower() and not word.folded.endswith(self.cues.plural)

    def _then_says(self, end: int) -> bool:
        """«rebatió el balance difundido por X y afirmó que …»: what follows is said by who begins the sentence."""
        joined = end < len(self.words) and self.words.folded[end] in self.cues.joins
        return joined and any(self.namer.is_verb(at) for at in range(end + 1, min(end + 3, len(self.words))))

    def _ends_figure(self, at: int) -> bool:
        """Whether a participle is said of a second figure alone: "not the 57 announced by X", "the number given by"."""
        if at == 0 or self.words.folded[at - 1] in self.cues.passive:
            return False
        if not (self.words[at - 1].is_word or self.words[at - 1].is_digits or self.words.texts[at - 1] == PERCENT):
            return False
        told = [figure for figure in self._figures if figure[1] <= at]
        second = len(told) > 1 and self._before(at) is not None
        held = bool(told) and self.words.folded[at - 1] in self.cues.estimates
        apposed = at > 2 and self.words.texts[at - 3] == "," and self.words.folded[at - 2] in self.cues.determiners
        return second or (held and not apposed)  # "…, a toll confirmed by X" is said of the whole

    def _before(self, at: int) -> Span | None:
        """The figure that a participle is said of, with what it counts in between."""
        figure = next((one for one in reversed(self._figures) if one[1] <= at), None)
        if figure is None or at - figure[1] > NAMED_BY:
            return None
        between_them = self.words[figure[1] : at]
        return figure if all(word.is_word or word.text == PERCENT for word in between_them) else None

    def _is_participle(self, at: int) -> bool:
        """«cifrado», «difundidas», "was put": a participle of a verb of speech."""
        folded, cues = self.words.folded, self.cues
        if cues.passive:
            passive = at > 0 and folded[at - 1] in cues.passive
            if not passive and not cues.auxiliaries.isdisjoint(folded[max(0, at - 2) : at]):
                return False  # "has since documented 61 attacks by X"
            return folded[at] in cues.verbs and (passive or cues.participle.search(folded[at]) is not None)
        return folded[at] in cues.agreeing

    # --- verbs ---

    def _verbs(self) -> Iterator[Attribution]:
        """«X informó de que…», «informó X», "police said": the claimant before the verb, else behind, else the last."""
        closed = [at + 2 for at in self.words.where(QUOTES)] if self.cues.after_quote is not None else []
        told = {at for at in closed if self._ends_quotation(at) and self.words.folded[at] not in self.cues.verbs}
        told = {at for at in told if at + 1 not in self.namer.numbered}  # «en la “Negra”, murieron 30»
        for at in sorted(told | self.namer.verbs):
            if at not in self.told_apart:
                yield from self._verb(at)

    def _ends_quotation(self, at: int) -> bool:
        """«…”, ejemplificó»: after a quotation any finite verb is one of speech."""
        pattern = self.cues.after_quote
        if pattern is None or at >= len(self.words) or not self._follows_quotation(at):
            return False
        return pattern.search(self.words.texts[at].lower()) is not None

    def _follows_quotation(self, at: int) -> bool:
        return at > 1 and self.words.texts[at - 1] == "," and self.words.texts[at - 2] in QUOTES

    def _verb(self, at: int) -> Iterator[Attribution]:
        words, cues = self.words, self.cues
        if " ".join(words.folded[at : at + 3]) in cues.told_of:
            return  # "a landslide said to have killed 300": by nobody who is named
        # «contaron que murieron 12», «contaron a los reporteros»
        tells = not cues.source_first and (self._complement(at + 1) or self.sources.is_heard(at + 1))
        honours = cues.verbs.get(words.folded[at]) in cues.honours and not tells
        if honours and not cues.to.isdisjoint(words.folded[at + 1 : at + 2]):
            return  # «recordaron a los 43»
        if self._leads_off(at) and not tells and not cues.source_first:
            return
        figure = cues.is_figure(words.folded[at]) and not tells and not self._follows_quotation(at)
        given = self._figure_after(at) if figure else None
        told = figure and given is None  # «…, contó el alcalde»
        if told and (cues.source_first or at == 0 or words.texts[at - 1] != ","):
            return
        figure = given is not None
        claimants, span = self._speaker(at, figure=figure)
        named = bool(claimants)
        if told and not named:
            return
        if not named:
            meant = self._in_clause(at, figure=figure)
            if not meant:
                meant = self._meant(at)
                if (figure and not any(one.party for one in meant)) or not self._points_back(at):
                    return
            pronoun = at > 0 and words.folded[at - 1] in cues.back  # "…, it said"
            claimants, span = meant, (at - pronoun, at + 1)
        cue = min(span[0], at), max(span[1], at + 1)
        where = self._at(cue[0]), self._end(cue[1])
        tag = (self._is_tag(cue, at) or self._tells_before_list(cue)) and not self._is_negated(at)
        apart = cue[0] > 0 and words[cue[0] - 1].text == ";"
        left = self.sentence.start if tag and not apart else where[0]
        led = named and span[1] <= at
        left = where[0] if led and self._leads(at) else left
        parted = any(word.text == "," or word.folded in cues.that for word in words[span[0] : at])
        if led and left == where[0] and parted:
            left = self._at(at)  # "X, which has 300 soldiers there, said": what stands between is not what is said
        vague = named and self.is_vague(claimants, at)
        right = min(self._reach(at), self._clause(at)[1]) if figure else self._reach(at)
        yield Attribution(left, right, where, claimants, strength=0 if figure or vague else AROUND)
        given = given if figure else self._figure_after(at)
        if given is not None and named and not vague:
            yield Attribution(where[0], given, where, claimants, strength=GIVEN)
