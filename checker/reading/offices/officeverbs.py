"""Offices that a verb gives or takes: «X fue nombrado ministro», «asumirá la presidencia», "was elected mayor".

In: a sentence with its persons and office phrases. Out: holdings, with the status that the verb and its tense tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.statement import Tenure
from checker.reading.dates.timing import when_of
from checker.reading.layers import NameHit
from checker.reading.meaning.stance import is_negated
from checker.reading.meaning.toldwords import told_words
from checker.reading.offices.officeholding import LIKELY, Holding
from checker.reading.offices.officepublic import OfficePhrase
from checker.reading.offices.officesentence import OfficeSentence
from checker.reading.offices.officewords import office_words

REACH = 12  # words between a verb and the office or person it speaks of
BEHIND = 5  # words behind an office that is told first: «como fiscal general fue designada X»
PLACED = 8  # words between «puso» and «al frente de»
ASKED = 6  # words before a noun in which a verb takes it back
BY = 6  # words behind a verb in which it is told by whom


class VerbLinker(OfficeSentence):
    """The offices that the verbs of a sentence tell of."""

    def _by_verb(self, phrase: OfficePhrase) -> Iterator[Holding]:
        """«el titular es X», «X fue nombrado ministro», «dimitió como ministra», «nombró ministro a X»."""
        if phrase.head.plural or not self.cues.fiction.isdisjoint(self.words.kinds):
            return  # «no nombra ministros», «será el presidente en su próxima película»
        before = phrase.start - (2 if phrase.article else 1)
        if before >= 0 and self.words.folded[before] in self.cues.beside:
            return  # «juró ante el presidente»
        if self.cues.i_am.ending(self.words, phrase.start - phrase.article) is not None:
            said = self.layers.attributions_at(self._offset(phrase.start), self._offset(phrase.start) + 1)
            names = {claimant.text for one in said for claimant in one.claimants}
            yield from (self._holding(phrase, hit, None) for _, _, hit in self.spans if hit.name in names)
            return
        for link, status in ((self.cues.is_now, None), (self.cues.is_next, Tenure.ELECTED)):
            now = link.starting(self.words, phrase.end)
            if now is not None and (named := self._named_at(now[0])) is not None:
                yield self._holding(phrase, named, status)
                return
        held = self._of_seat(phrase) if phrase.head.seat else self._given(phrase) or self._given_behind(phrase)
        if held is not None:
            yield held

    def _named_at(self, at: int) -> NameHit | None:
        """Who is named right at a word, ranks and articles passed over."""
        after, comma = self._skipped(at)
        return self.starts[after][1] if after in self.starts and not comma else None

    def _given(self, phrase: OfficePhrase) -> Holding | None:
        """By a verb before the office, or among the words that say that it is over: «X dejó el cargo de ministro»."""
        for at in range(phrase.start, phrase.first):
            if self.words.forms[at] & self.cues.resigned and self._mood(at) is Tenure.HOLDS:
                hit = None if is_negated(self.words, at, self.lang) else self._subject(at)
                return self._holding(phrase, hit, Tenure.FORMER, confidence=LIKELY) if hit is not None else None
        for at in range(phrase.start - 1, max(-1, phrase.start - REACH), -1):
            word = self.words[at]
            if word.text in ".;:":
                return None
            if not word.is_word or (at and not word.text[0].islower()):
                continue
            kinds, mood = self.words.forms[at], self._mood(at)
            if kinds & self.cues.replaced and (len(self.spans) > 1 or not kinds & self.cues.resigned):
                return None
            noun = self._noun(at, phrase)
            if noun is not None:
                return noun
            gone = bool(kinds & self.cues.resigned) and (phrase.head.seat or self._as_before(phrase))
            given = kinds & self.cues.appointed or (phrase.head.seat and kinds & self.cues.seated)
            if (not gone and not given) or mood is None:
                continue
            hit = self._object(at, phrase) or (self._subject(at) if gone or self._takes(at) else None)
            if hit is None or self._supposed(at, phrase) or self._by_club(at, phrase):
                return None
            status = Tenure.FORMER if gone else self._chosen(at, hit)
            status = self._interim(at + 1, phrase.start) or status
            if mood is Tenure.ELECTED:
                status = Tenure.HOLDS if gone else mood
            return self._holding(phrase, hit, status, confidence=LIKELY)
        return None

    def _noun(self, at: int, phrase: OfficePhrase) -> Holding | None:
        """«el nombramiento de X como ministro», "X's dismissal as minister"; nothing of one that is asked for or taken
        back."""
        named, gone = (self.words.folded[at] in some for some in (self.cues.naming, self.cues.removal))
        if not (named or gone) or not self._as_before(phrase):
            return None
        between = [hit for first, after, hit in self.spans if at < first and after < phrase.start]
        hit = between[-1] if between else self.ends.get(at)
        undone = any(self.words.forms[n] & self.cues.undone for n in range(max(0, at - ASKED), at))
        status = Tenure.HOLDS if named else Tenure.FORMER
        return None if hit is None or undone else self._holding(phrase, hit, status, confidence=LIKELY)

    def _takes(self, at: int) -> bool:
        """Whether the subject of a verb is who gets the office: «asumió», «fue nombrada», "X, named minister"; not
        "X named the minister"."""
        if self.words.forms[at] & (self.cues.assumes | self.cues.seated):
            return True
        if self.words.texts[at - 1] == "," or self.words.folded[at - 1] in self.cues.clitics:
            return True
        ahead = max(0, at - BY)
        told = next(self.cues.undergone.all_in(self.words, ahead, at), None)  # «X, al que el rey nombró ministro»
        return told is not None or not self.cues.passive.isdisjoint(self.words.folded[ahead:at])

    def _given_behind(self, phrase: OfficePhrase) -> Holding | None:
        """«como fiscal general fue designada X»: by a verb behind an office that is told first."""
        if not self._as_before(phrase):
            return None
        for at in range(phrase.end, min(phrase.end + BEHIND, len(self.words))):
            if self.words.texts[at] in ".;:" or at in self.starts:
                return None
            if self.words.forms[at] & self.cues.appointed and self._mood(at) is not None:
                behind = at + 1 + (at + 1 < len(self.words) and self.words.folded[at + 1] in self.cues.to)
                hit = self._named_at(behind)
                return self._holding(phrase, hit, self._chosen(at, hit), confidence=LIKELY) if hit else None
        return None

    # --- the office itself ---

    def _of_seat(self, phrase: OfficePhrase) -> Holding | None:
        """«X asumirá la presidencia», «X, al frente del Ministerio de Sanidad», «el Ministerio de Sanidad, que dirige
        X»."""
        led = self.cues.at_head.ending(self.words, phrase.start)
        return self._heading(phrase, led[0]) if led is not None else self._ruled(phrase) or self._given(phrase)

    def _heading(self, phrase: OfficePhrase, at: int) -> Holding | None:
        """«X, al frente de …», «X está al frente de …», «puso a X al frente de …»: `at` is the index of «al»."""
        if at and self.words.texts[at - 1] == ",":
            return self._holding(phrase, self.ends[at - 1], None) if at - 1 in self.ends else None
        for verb in range(at - 1, max(-1, at - 1 - PLACED), -1):
            if self.words.texts[verb] in ",.;:":
                break
            kinds = self.words.forms[verb]
            if kinds & (self.cues.stands | self.cues.goes_on):
                hit, mood = self._subject(verb), self._mood(verb)
                stays = Tenure.HOLDS if kinds & self.cues.goes_on else mood
                told = hit is not None and stays is not None and not is_negated(self.words, verb, self.lang)
                return self._holding(phrase, hit, stays, confidence=LIKELY) if told and hit is not None else None
            if kinds & self.cues.placed:
                between = [hit for first, after, hit in self.spans if verb < first and after <= at]
                passive = not self.cues.passive.isdisjoint(self.words.folded[max(0, verb - 2) : verb])
                hit = between[-1] if between else self._subject(verb) if passive else None
                mood = self._mood(verb)
                return self._holding(phrase, hit, mood, confidence=LIKELY) if hit and mood is not None else None
        return self._holding(phrase, self.ends[at], None) if at in self.ends else None

    def _ruled(self, phrase: OfficePhrase) -> Holding | None:
        """«el Ministerio de Sanidad, dirigido por X», «la cartera la ocupará X», "the ministry, headed by X"."""
        at = phrase.end + (phrase.end < len(self.words) and self.words.texts[phrase.end] == ",")
        ruled = self.cues.ruled.starting(self.words, at)
        hit = self._named_at(ruled[0]) if ruled is not None else None
        if ruled is None or hit is None:
            return None
        coming = self.cues.coming_form
        yet = coming is not None and any(coming.search(text) for text in self.words.texts[at : ruled[0]])
        yet = yet or self.cues.coming.starting(self.words, at) is not None
        return self._holding(phrase, hit, Tenure.ELECTED if yet else None)

    # --- what the verb tells ---

    def _as_before(self, phrase: OfficePhrase) -> bool:
        return phrase.start > 0 and any(
            word.folded in self.cues.as_words for word in self.words[max(0, phrase.start - 3) : phrase.start]
        )

    def _mood(self, at: int) -> Tenure | None:
        """`holds` of what a verb tells, `elected` of what it says will be, None of what only may be: «para nombrar»,
        "may appoint"."""
        text = self.words.texts[at].lower()
        if self.cues.coming_form is not None and self.cues.coming_form.search(text):
            return Tenure.ELECTED
        if self.cues.coming.ending(self.words, at) is not None:
            return Tenure.ELECTED
        form = self.cues.infinitive
        if at > 1 and self.words.folded[at - 1] in self.cues.passive and self.words.folded[at - 2] in self.cues.future:
            return None  # «podría ser nombrado», "may be appointed"
        may = form.search(text) is not None if form else at > 0 and self.words.folded[at - 1] in self.cues.future
        return None if may else Tenure.HOLDS

    def _supposed(self, at: int, phrase: OfficePhrase) -> bool:
        """ "If elected, X would become mayor": a condition before the verb, or behind it what only may be."""
        if self._is_supposed(at):
            return True
        modal = self.cues.future if self.cues.infinitive is None else frozenset[str]()
        between = range(at + 1, phrase.start)
        return any(self.words.folded[n] in modal and self.words.folded[n] not in self.cues.to for n in between)

    def _is_supposed(self, at: int) -> bool:
        """Whether a condition stands before a verb: "If elected, X …", "Should X win, …"."""
        if self.words.folded[0] in self.cues.supposed:
            return True
        conditions = told_words(self.lang).conditions  # with its accent, «sí» is none
        return any(word.text.casefold() in conditions for word in self.words[:at])

    def _by_club(self, at: int, phrase: OfficePhrase) -> bool:
        """«el club eligió presidente a X»: an office of nobody who is told, given by a firm or a club."""
        weak = phrase.head.weak or phrase.head.weak_of
        return weak and not phrase.of and not office_words(self.lang).private.isdisjoint(self.words.folded[:at])

    def _chosen(self, at: int, hit: NameHit) -> Tenure | None:
        """`elected` for whom voters chose and who has yet to begin; not for the choice of a parliament, nor of a year
        that has passed."""
        if not self.words.forms[at] & self.cues.elects:
            return None
        stop = at
        if hit.start < self._offset(at):  # «X fue elegida por el Congreso»
            ahead = range(at + 1, min(at + BY, len(self.words)))
            stop = next((n + BY for n in ahead if self.words.folded[n] in self.cues.agents), 0)
        if not self.cues.electors.isdisjoint(self.words.folded[:stop] if stop == at else self.words.folded[at:stop]):
            return None
        span, published = when_of(self.layers, self._offset(at), self._offset(at) + 1), self.layers.article.published
        if span is None or span.end is None or published is None or published.start is None:
            return Tenure.ELECTED
        return None if span.end < published.start.replace(month=1, day=1) else Tenure.ELECTED

    def _interim(self, start: int, stop: int) -> Tenure | None:
        """`acting` where words say so: «asumió de forma interina la alcaldía», "replaced on an interim basis"."""
        status = office_words(self.lang).status
        told = (status.starting(self.words, at) for at in range(start, min(stop, len(self.words))))
        return Tenure.ACTING if any(one is not None and one[1] is Tenure.ACTING for one in told) else None

    def _object(self, at: int, phrase: OfficePhrase) -> NameHit | None:
        """Whom a verb is about: the name between it and the office, or the one right behind the office."""
        between = [hit for first, _, hit in self.spans if at < first < phrase.start]
        if between:
            return between[-1]
        behind = self._skipped(phrase.end)[0]
        if behind < len(self.words) and self.words.texts[behind] in ".;:":
            return None
        led = behind < len(self.words) and self.words.folded[behind] in self.cues.to  # «nombró ministro a X»
        step = behind + 1 if led else behind
        return self.starts[step][1] if step in self.starts and step - phrase.end <= 2 else None

    def _subject(self, at: int) -> NameHit | None:
        before = [hit for _, after, hit in self.spans if after <= at]
        return before[-1] if before else None
