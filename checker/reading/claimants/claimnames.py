"""Which words of a sentence name a claimant: where the phrase before or behind a verb of saying begins and ends.

In: the words of a sentence, and who of them can speak (speakers.py). Out: word ranges, and `Claimant`s made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import world
from checker.model.record import lazily
from checker.model.statement import Claimant
from checker.reading.claimants.claimwords import BREAKS
from checker.reading.claimants.listing import Listing
from checker.reading.claimants.speakers import Span
from checker.reading.layers import between

POSTED = 3  # words of where somebody serves
MAX_NAME = 14  # words in a claimant's name
STOP = frozenset(".")
CLAUSED = 2  # words between a verb and "that"
HOLDS = 8  # words from a verb of holding to how many are held
DENIED = 3  # words from a verb of denying to what it denies
RELATIVE = 30  # words of a relative clause between a subject and its verb


class Namer(Listing):
    """Finds claimants among the words of one sentence."""

    # --- where a name begins and ends ---

    def after(self, at: int) -> Span:
        """The noun phrase that begins at a word: up to a break, a stop word or a number."""
        words = self.words
        if at >= len(words) or self.is_count(at) or words.texts[at] in BREAKS:
            return at, at
        limit = min(at + MAX_NAME, len(words))
        end = next((n for n in range(at + 1, limit) if self._ends_name(n)), limit)
        if (finite := self.cues.after_quote) is not None:  # «según la policía volvieron a llenar la plaza»
            end = next((n for n in range(at + 1, end) if finite.search(words.texts[n])), end)
        while end > at and words.folded[end - 1] in self.cues.small:
            end -= 1
        return at, end

    def _ends_name(self, at: int) -> bool:
        """Whether a noun phrase that began before cannot go on at a word."""
        words, cues = self.words, self.cues
        folded = words.folded[at]
        if folded in cues.closing and not (folded in STOP and self._abbreviated(at)) and not self._goes_on(at):
            return True
        if self.is_count(at) or at in self.verbs or at in self.dated or self._opens(at):
            return True
        if cues.source_first and folded in cues.back:
            return True  # "for Kyiv it is 11,000"
        if cues.by.starting(words, at) is not None:
            return True
        if not words.texts[at].islower():
            return False
        # «un portavoz citado por X»: a participle whose agent follows is no part of a name (but "a tally by X" is), nor
        # is one between a name and a date, «la Defensa Civil difundido este domingo»
        done = folded not in cues.estimates and at + 1 < len(words) and words.folded[at + 1] in cues.agents
        return done or self._tells_when(at)

    def _tells_when(self, at: int) -> bool:
        """Whether a word is a participle behind a name, and a date follows."""
        words, after = self.words, at + 1
        if not words.texts[at - 1][0].isupper() or words.folded[at] in self.cues.determiners:
            return False
        while after < len(words) and after not in self.dated and words.folded[after] in self.cues.determiners:
            after += 1
        return after in self.dated and self.cues.participle.search(words.folded[at]) is not None

    def _abbreviated(self, at: int) -> bool:
        """«EE. UU.», "Dr. Lee": the full stop of an abbreviation ends no name."""
        before = self.words.texts[at - 1] if at else ""
        return (len(before) <= 2 and before.isupper()) or self.is_title(at)

    def _goes_on(self, at: int) -> bool:
        """«Unidad Nacional para la Gestión del Riesgo», «Médicos Sin Fronteras»: a preposition inside the name of a
        body, with an article behind it or itself in capitals."""
        words = self.words
        if (words.texts[at].istitle() and self._inner_capital(at)) or self._is_posted(at):
            return True
        if words.folded[at] not in self.cues.inside or not 0 < at < len(words) - 2:
            return False
        before, article, behind = words[at - 1], words[at + 1], words[at + 2]
        if self.cues.source_first:  # "Committee to Protect Journalists"
            body = before.text[0].isupper() and not words.forms[at - 1].isdisjoint(self.cues.nouns)
            return body and article.text[0].isupper() and at + 1 not in self.dated
        return article.folded in self.cues.determiners and before.text[0].isupper() and behind.text[0].isupper()

    def _is_posted(self, at: int) -> bool:
        """ "an official [at] the Pentagon", «una fuente [en] el Kremlin»: whether a preposition tells whose somebody
        is, and not only where: "officials in Lisbon"."""
        words, cues = self.words, self.cues
        if words.folded[at] not in cues.posted or not at or words.forms[at - 1].isdisjoint(cues.postable):
            return False
        first = at + 1
        while first < len(words) and words.folded[first] in cues.determiners:
            first += 1
        if first >= len(words) or not words.texts[first][0].isupper() or first in self.dated:
            return False
        sizes = range(min(POSTED, len(words) - first), 0, -1)
        told = [self.text(first, first + size) for size in sizes]
        where = words.folded[at] in cues.not_behind - cues.sources and any(
            world.find_place(one) is not None for one in told
        )
        return not where and any(world.party_of(one) is not None for one in told)

    def _inner_capital(self, at: int) -> bool:
        """Whether a capitalised small word stands between two others, in a text that has small letters around."""
        if self.cues.source_first or not 0 < at < len(self.words) - 2:
            return False
        before, behind, then = self.words[at - 1], self.words[at + 1], self.words[at + 2]
        return before.text.istitle() and behind.text.istitle() and (then.text.islower() or not then.is_word)

    def _opens(self, at: int) -> bool:
        """Whether an article that no preposition and no join leads in begins another noun phrase."""
        words, cues = self.words, self.cues
        if at == 0 or words.folded[at] not in cues.openers or words.texts[at] not in cues.determiners:
            return False
        before = words.folded[at - 1]
        if at - 1 in self.dated:
            return True
        return before not in cues.small and before not in cues.stop and words[at - 1].is_word

    def before(self, at: int) -> Span:
        """The subject that ends before a verb, an insertion passed over: «X, portavoz de Y, dijo»."""
        words, cues = self.words, self.cues
        if (light := cues.light.ending(words, at)) is not None:  # «X llegó a hablar de 174»
            at = light[0]
        end = at
        while end > 0 and words[end - 1].is_word and words.folded[end - 1] in cues.before_verb:
            end -= 1
        if self._is_taken(end, at):
            return at, at
        end = self._before_adverbial(end)
        if (bracket := self._before_owner(end)) < end:  # «el Centro de Emergencias (COE) de Arequipa elevó»
            start, inner = self.before(bracket)
            return (start, end) if inner > start else (at, at)
        if end > 0 and words.texts[end - 1] == ")":  # «el Servicio Nacional de Inteligencia (NIS) dijo»
            opening = next((n for n in range(end - 2, max(-1, end - 5), -1) if words.texts[n] == "("), None)
            end = end if opening is None else opening
        if self._joined(end):  # «X envió ayuda y añadió», "X denied it and on Monday published"
            return at, at
        inserted = end > 0 and words.texts[end - 1] == ","
        if inserted:
            reach = range(end - 2, max(-1, end - 24), -1)
            opening = next((n for n in reach if words.texts[n] in ",;.:" and not self._abbreviated(n)), None)
            if opening is None or words.texts[opening] != ",":
                return at, at
            opening = self._relative_before(opening, end)
            if opening > 2 and words.texts[opening - 1] == ")":  # «el Centro de Emergencias (COE), X, informó»
                opening = next(
                    (n for n in range(opening - 2, max(-1, opening - 5), -1) if words.texts[n] == "("), opening
                )
            start = self._trimmed(self._back_to(self._apposed_to(opening)), opening)[0]
            if words.folded[start] in cues.determiners and words.folded[start + 1] in cues.of:
                start = opening + 1  # «El de Oaxaca, Ana Ruiz, dijo»
            if start > 1 and words.folded[start] in cues.stop | cues.to and words.texts[start - 1] == ",":
                outer = self._trimmed(self._back_to(start - 1), start - 1)
                return outer if self.speaks(*outer) else (start, end - 1)  # «X, a través de su portavoz, Y, dijo»
            return start, end - 1
        start = self._back_to(end)
        return self._led_by(start) or self._trimmed(start, end)

    def antecedent(self, at: int) -> tuple[Claimant, ...]:
        """«X, según el cual …», "X, according to whom …": whom the pronoun behind a comma means."""
        comma = next((n for n in range(at - 1, max(-1, at - HOLDS), -1) if self.words[n].text == ","), 0)
        claimants = self.claimants(*self.before(comma)) if comma else ()
        name = next((first for first, after in self.persons.items() if after == comma), comma)
        return claimants or self.claimants(name, comma)

    def _is_taken(self, end: int, verb: int) -> bool:
        """ "a briefing where he said", «un informe en el que documenta»: whether a verb has a pronoun for its subject,
        or stands in a clause on what a preposition leads in."""
        words, cues = self.words, self.cues
        if cues.source_first and any(words.folded[at] in cues.back for at in range(max(0, end - 1), verb)):
            return True
        if not any(word.folded in cues.that for word in words[end:verb]):
            return False
        while end > 1 and words.folded[end - 1] in cues.determiners - cues.of:
            end -= 1
        return end > 0 and words.folded[end - 1] in cues.not_behind

    def _before_adverbial(self, end: int) -> int:
        """ "the rebels on their part claim": where an adverbial of several words begins that no comma sets off."""
        found = self.cues.lead.ending(self.words, end)
        return found[0] if found is not None and end - found[0] > 1 and self.words[found[0] - 1].is_word else end

    def _before_owner(self, end: int) -> int:
        """Where the bracket ends behind which it is told whose somebody is."""
        words, at = self.words, end - 1
        while at > 0 and words[at].has_capital:
            at -= 1
        while at > 0 and at < end - 1 and words.folded[at] in self.cues.determiners - self.cues.of:
            at -= 1
        owned = 0 < at < end - 1 and words.folded[at] in self.cues.of
        return at if owned and words.texts[at - 1] == ")" else end

    def _apposed_to(self, opening: int) -> int:
        """The comma behind the name to which an apposition with another inside it belongs: «X, portavoz de Y, el brazo
        político de Z, dijo»; else the one before the last apposition."""
        at, limit = opening, max(0, opening - RELATIVE)
        while not self._ends_name_alone(at) and (at := self._back_to(at) - 1) > limit and self.words.texts[at] == ",":
            pass
        return at if self.words.texts[at] == "," and self._ends_name_alone(at) else opening

    def _ends_name_alone(self, at: int) -> bool:
        """Whether before a word ends the name of a person, or that of a body with nothing but an article before it."""
        ended = ((hit.kind == "person", first) for hit, (first, after) in self.named if after == at)
        return any(person or first - self._back_to(at) <= 1 for person, first in ended)

    def _joined(self, end: int) -> bool:
        """Whether a join stands before a word, at most a date in between."""
        at, words = end, self.words
        while at > 0 and at - 1 in self.dated:
            at -= 1
        if at < end and at > 0 and words.folded[at - 1] in self.cues.stop:
            at -= 1
        return at > 0 and words.folded[at - 1] in self.cues.joins | self.cues.contrasts

    def _led_by(self, start: int) -> Span | None:
        """«la agencia que dirige X dijo»: whom the relative clause that stands before a verb is told of."""
        words, that = self.words, start - 1
        if that < 1 or words.folded[that] not in self.cues.that or not words.texts[start].islower():
            return None
        if words.folded[start] in self.cues.determiners | self.cues.stop or words.forms[start] & self.cues.nouns:
            return None
        head = self._trimmed(self._back_to(that), that)
        return head if head[0] < that and not self._is_bound(that - 1) and self.speaks(*head) else None

    def _relative_before(self, opening: int, end: int) -> int:
        """The comma before the relative clause in which a comma stands: «X, cuya portavoz, Ana, negó que …, dijo»."""
        words, cues = self.words, self.cues
        for at in range(opening, max(-1, end - RELATIVE), -1):
            if words.texts[at] in (";", ":", "."):
                break
            if words.texts[at] == "," and words.folded[at + 1] in cues.relatives:
                return at
        return opening

    def _back_to(self, end: int) -> int:
        first = max(0, end - MAX_NAME - 6)
        return next((at + 1 for at in range(end - 1, first - 1, -1) if self._is_bound(at)), first)

    def _is_bound(self, at: int) -> bool:
        """Whether a subject cannot reach back across a word."""
        folded = self.words.folded[at]
        if folded in BREAKS:
            return not (folded in STOP and self._abbreviated(at))
        return folded in self.cues.that or at in self.verbs or (self.is_count(at) and at not in self.dated)

    def _trimmed(self, start: int, end: int) -> Span:
        """Without the adverbials before a subject: «En la noche del martes el ministro» → «el ministro»."""
        words, cues = self.words, self.cues
        start = next((at for at in range(end - 1, start, -1) if self._opens(at)), start)
        while start < end:
            lead = cues.lead.starting(words, start)
            if words.texts[start] in ",-" or start in self.dated:
                start += 1
            elif lead is not None and lead[0] < end:
                start = lead[0]
            elif (cited := cues.by.starting(words, start)) is not None and cited[0] < end:
                start = cited[0]  # «según fuentes médicas citadas por X»
            elif words.folded[start] in cues.joins or self.date_follows(start, end):
                start += 1
            elif (placed := self._place_follows(start, end)) is not None:  # "In Rome police estimated"
                start = placed
            elif words.folded[start] in cues.sources:  # «Desde el ministerio señalaron que …»
                start += 1
            else:
                break
        for at in range(end - 1, start, -1):  # «… detuvo a 14 personas y el alcalde dijo»
            led = words.folded[start] in cues.determiners and at - start == 2  # "the search and rescue office"
            if led and words.texts[at + 1].islower() and words.folded[at + 1] not in cues.determiners:
                continue
            if words.folded[at] not in cues.joins or not self.speaks(self.uncounted(at + 1, end), end):
                continue
            verbal = any(word.folded in cues.passive | cues.auxiliaries for word in words[start:at])
            # "…, two residents and an official said"; «detuvo a 14 personas y …», "300 Russians were killed and …"
            first = self.uncounted(start, at) if start > 0 and words.texts[start - 1] == "," else start
            if verbal or not self.speaks(first, at):
                start = at + 1
                break
        clipped = self.after(start)[1] if start < end else end
        return start, min(clipped, end) if clipped > start else end

    def date_follows(self, at: int, end: int) -> bool:
        """Whether only small words stand between here and a date."""
        while at < end and self.words.folded[at] in self.cues.leads:
            at += 1
        return at in self.dated

    def _place_follows(self, at: int, end: int) -> int | None:
        """The index after a place that a preposition leads in, when more follows."""
        if self.words.folded[at] not in self.cues.stop:
            return None
        here = between(self.layers.places, self.sentence.start, self.sentence.end)
        spans = [self.span(hit) for hit in here if not hit.demonym]
        return next((after for first, after in spans if first == at + 1 and after < end), None)

    def is_verb(self, at: int) -> bool:
        """Whether a word is a finite verb of speech here: no participle after a noun («los datos publicados»), no noun
        («el informe», "the report") and no gerund."""
        return at in self.verbs

    @lazily
    def verbs(self) -> frozenset[int]:
        """Every finite verb of speech."""
        found = [at for at in self.words.where(self.cues.speech) if self._is_verb(at)]
        return frozenset(at for at in found if not self._is_denied(at, found))

    def _is_denied(self, at: int, verbs: Sequence[int]) -> bool:
        """ "denied Russian claims that 300 died": a noun that looks like a verb, behind one of denying."""
        if not self.cues.source_first:
            return False
        verb = next((n for n in reversed(verbs) if at - DENIED <= n < at), None)
        if verb is None or self.words.forms[verb].isdisjoint(self.cues.denies):
            return False
        between_them = self.words[verb + 1 : at]
        return all(word.is_word and word.folded not in self.cues.stop | self.cues.joins for word in between_them)

    def _is_verb(self, at: int) -> bool:
        words, cues = self.words, self.cues
        word = words[at]
        if cues.light.ending(words, at) is not None:
            return True
        said = cues.source_first and at + 1 < len(words) and words.folded[at + 1] in cues.said
        if said and not words.forms[at].isdisjoint(cues.nouns | cues.estimates):
            return False  # "court documents say"
        if word.folded not in cues.verbs:
            return at > 0 and words.folded[at - 1] in cues.auxiliaries and word.folded in cues.agreeing
        written = cues.accented.get(word.folded, word.text.lower())
        if written != word.text.lower() and not words.forms[at].isdisjoint(cues.nouns | cues.estimates):
            return False  # «el mismo documento», and not «documentó»
        if word.text[0].isupper() and at > 0 and words[at - 1].is_word and not words.texts[at - 1].isupper():
            return False
        before = words[at - 1] if at else None
        folded = before.folded if before is not None else ""
        held = folded == "," and word.folded in cues.estimates and not cues.source_first
        if held and not cues.that.isdisjoint(words.folded[at + 1 : at + 2]):
            return False  # «, cifra que X da por buena»
        if cues.gerund.search(word.folded) or (folded in cues.describes and word.folded in cues.estimates):
            return False  # «según la última cifra de X»
        if cues.verbs[word.folded] in cues.claused and cues.that.isdisjoint(words.folded[at + 1 : at + 2 + CLAUSED]):
            return False  # «recogieron 12 cuerpos»
        if cues.verbs[word.folded] in cues.holding and self._holds(at):
            return False
        if folded in cues.auxiliaries:
            return True
        if cues.participle.search(word.folded) and not cues.passive:
            return False
        if folded in cues.impersonal and cues.verbs[word.folded] in cues.turned:
            return False
        if folded in cues.clitics and cues.finite.search(f"{folded} {word.text}"):  # «otros los elevan a 40»
            return True
        if folded in cues.passive or folded in cues.determiners:
            return False
        if (
            before is not None and self.is_count(at - 1) and at - 1 not in self.dated
        ):  # «los de la marcha de 2014 calculan»
            return False
        if folded in cues.not_behind:  # «puso en alerta»
            return False
        base = (cues.said.get(word.folded) or cues.given[word.folded])[1]
        return not (base and cues.passive) or self._plural(at)

    def _holds(self, at: int) -> bool:
        """«mantiene 2.500 soldados», «mantiene desplegados a 300», and not «mantiene que murieron 300», nor «mantuvo
        ayer en nueve la cifra de muertos»."""
        reach = range(at + 1, min(at + HOLDS, len(self.words)))
        # «mantiene allí y en el sur 300 soldados», and not «mantiene su versión: 300», «mantiene su recuento en 19»
        ends = self.cues.that | self.cues.estimates | BREAKS
        first = next((n for n in reach if n in self.numbered or self.words.folded[n] in ends), None)
        if first is None or first not in self.numbered:
            return False
        if first > at + 1 and self.words.folded[first - 1] in self.cues.not_behind:
            return False
        after = next((n for n in range(first, len(self.words)) if n not in self.numbered), first)
        return self.words.folded[after] not in self.cues.determiners

    def _plural(self, at: int) -> bool:
        """Whether a form that might be a noun has a plural subject: "officials say", not "the ministry report"."""
        verb, at = at, self._before_adverbial(at) - 1
        while at >= 0 and self.words.folded[at] in self.cues.nobody:
            at -= 1
        if at > 1 and self.words[at].has_capital and self.words.folded[at - 1] in self.cues.not_behind:
            at -= 2  # "officials in Warsaw acknowledge"
        if at < 0 or not self.words[at].is_word:
            spoken = self.words.folded[verb] in self.cues.inverted or not self.cues.inverted
            return at >= 0 and self.words.texts[at] in ('"”»,' if spoken else '"”»')
        folded = self.words.folded[at]
        joined = any(word.folded in self.cues.joins for word in self.words[max(0, at - 4) : at])
        return folded.endswith(self.cues.plural) or folded in self.cues.plurals or folded in self.cues.back or joined
