"""Reads who holds a town: who is said to have taken it, to hold it still, or that it has not fallen.

In: places, scenes, attributions, stances, dates. Out: statements of the fact `control` in `layers.statements`: the
holder as value (none where somebody only denies that the town fell), the town as place, and the role `status`: `took`,
`retook` or `controls`. Read are a country, a known body, a state's army and nameless rebels, and only in a sentence
that tells it outright, with a verb here, in other ways in captures.py; plans, what is long past, and what is no war are
not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import takewhile

from checker.model.entity import is_body
from checker.model.statement import REBELS, STATUS, UNSIGNED, Claimant, Control, Named, Ref, Stance, Statement
from checker.reading.events.actors import Actor
from checker.reading.events.captures import Capture, captures
from checker.reading.events.controlwords import ControlGrammar, control_grammar
from checker.reading.events.holding import FACT, Holding
from checker.reading.events.ousted import ousted
from checker.reading.events.towns import Town
from checker.reading.layers import Layers, Sentence
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.meaning.toldwords import told_words
from checker.reading.text.signals import any_of, folded_among, form_among, signal

AHEAD = 4  # words before a verb in which a wish or a plan stands
FORCES = 2  # words between a country and the word for its troops
LONG_AGO = timedelta(days=45)  # what is told of a day before that is no news


# without any of these, a sentence tells of no holder
_TELLING = signal(
    any_of(
        form_among(lambda lang: control_grammar(lang).telling),
        folded_among(lambda lang: control_grammar(lang).hands_end | control_grammar(lang).grabbed.longest),
    )
)


def annotate(layers: Layers) -> None:
    """Append who holds what to `layers.statements`."""
    if FACT not in layers.facts:
        return
    for sentence in layers.concerned(_TELLING):
        grammar = control_grammar(sentence.lang or "")
        if next(grammar.unless.all_in(layers.row(sentence)), None) is None:
            layers.statements.extend(_Control(layers, sentence, grammar).statements())


class _Control(Holding):
    """Who holds what in one sentence."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: ControlGrammar) -> None:
        super().__init__(layers, sentence, grammar)
        self._seen: set[tuple[str | None, str | None]] = set()

    def statements(self) -> Iterator[Statement]:
        """Each side of each place once, as it is first told."""
        for at in self.words.meaning(self.grammar.verbs):
            for town, status, holder in self._told(at):
                if self._is_ahead(at) or self._is_wished(town.first, at) or self._is_over(at):
                    continue
                yield from self._new(Capture(at, town, holder, self.stance(at), self._own_word(at, holder)), status)
        for one in captures(self):
            yield from self._new(one, Control.TOOK)
        for one in ousted(self):
            if not self._is_ahead(one.at):
                yield from self._new(one, Control.TOOK)

    def _new(self, told: Capture, status: Control) -> Iterator[Statement]:
        """What was not told by another verb of the sentence."""
        key = told.town.ref.entity, told.holder.party if told.holder else None
        if key in self._seen or (told.holder is None and told.stance is not Stance.DENIED):
            return
        made = self._statement(told, status)
        if made is not None:
            self._seen.add(key)
            self.told.append(told.town)
            yield made

    def _told(self, at: int) -> Iterator[tuple[Town, Control, Actor | None]]:
        """What one verb tells: the town, how it is held, and by whom; by nobody where it only falls."""
        lemmas, grammar = self.words.forms[at], self.grammar
        if not self.may_name(at):
            return
        if lemmas & (grammar.took | grammar.holds) and not self._is_noun(at):
            status = self._status(lemmas)
            town = self.object_of(at, lemmas)
            if town is not None and not self._is_plain(at):
                holder = self.subject(at)
                if holder is not None:
                    yield town, status, holder
                return
            held = grammar.took | (grammar.holds - grammar.through.keys() if self._is_passive(at) else frozenset())
            by = self.agent(at) if lemmas & held else None
            town = self.before(at) if by is not None else None
            if town is not None and by is not None:
                yield town, status, by
                return
        holder = self.in_hands(at)
        if holder is None and not lemmas & grammar.fell:
            return
        denied = holder is None and self._is_denied_fall(at)
        town = self.before(at) or (self.unnamed_before(at) if holder is not None else None)
        if town is None and denied:  # «que X haya caído»
            town = self.unnamed_before(at - (self.words[at - 1].folded in self.grammar.own))
        if town is None:
            return
        if lemmas & grammar.stays and holder is not None:
            yield town, (Control.TOOK if lemmas & grammar.fell else Control.HOLDS), holder
        elif lemmas & grammar.fell and self._ends(at):
            yield town, Control.TOOK, None

    def _is_passive(self, at: int) -> bool:
        """ "is held by X", «está controlada por X»; but not «en una zona controlada por X»."""
        return any(not self.words.forms[n].isdisjoint(self.grammar.stays) for n in range(max(0, at - 2), at))

    # --- how ---

    def _status(self, lemmas: frozenset[str]) -> Control:
        if lemmas & self.grammar.again:
            return Control.RETOOK
        return Control.TOOK if lemmas & self.grammar.took else Control.HOLDS

    def _is_ahead(self, at: int) -> bool:
        """«pretende tomar», "could take", «tomará»."""
        before = range(max(0, at - AHEAD), at)
        if at and self.words[at - 1].folded in self.grammar.perfect:  # "to have taken"
            return False
        if not self._goes_on(at) and any(not self.words.forms[n].isdisjoint(self.grammar.ahead) for n in before):
            return True
        if self.words[0].folded in self.grammar.inverted and at > 1:
            return True
        future = told_words(self.lang).future
        would = stance_grammar(self.lang).would_ending.search(self.words[at].text)  # «dijeron que tomarían»
        return self.conditional(at) or would is not None or self.words[at].text.casefold().endswith(future)

    def _is_wished(self, town: int, at: int) -> bool:
        """«quiere que X vuelva a estar en manos de», told before the town."""
        before = range(town - 1, max(-1, town - 1 - AHEAD), -1) if town < at else ()
        near = takewhile(lambda n: self.words[n].is_word, before)
        return any(not self.words.forms[n].isdisjoint(self.grammar.ahead) for n in near)

    def _is_over(self, at: int) -> bool:
        """ "rebels had held the town", «controlaban X»: what was so before, unless somebody said it then."""
        if (
            not self.words.forms[at] & (self.grammar.holds | self.grammar.stays)
            or self.words.forms[at] & self.grammar.fell
        ):
            return False
        pluperfect = at > 0 and self.words[at - 1].folded in self.grammar.had
        told = at if self.agent(at) is None else at - 1  # "was held by X"
        past = told < 0 or self.grammar.past.search(self.words[told].folded) is not None
        return pluperfect or (past and not self.spoken(at)[1])

    def _is_plain(self, at: int) -> bool:
        """A bare form («tomar X», "take X") tells of a plan, unless its subject stands at once before it."""
        bare = self.grammar.took | self.grammar.holds - self.grammar.stays
        if self.words[at].folded not in bare or self._goes_on(at):
            return False
        after = at > 0 and self.words[at - 1].folded in self.grammar.bare_after
        return not after and not any(one.after == at for one in self.holders)

    def _goes_on(self, at: int) -> bool:
        """«continue to hold», «siguen controlando», and what somebody says of themselves: «asegura controlar X»."""
        near = range(max(0, at - 2), at)
        if any(not self.words.forms[n].isdisjoint(self.grammar.going_on) for n in near):
            return True
        holds = at > 0 and not self.words.forms[at].isdisjoint(self.grammar.holds)
        before = at - 2 if at > 1 and self.words[at - 1].folded in self.grammar.infinitive else at - 1
        return holds and self.words[before].folded in self.grammar.of_themselves

    def _own_word(self, at: int, holder: Actor | None) -> Actor | None:
        """«el ejército lo niega y dice que la conserva»: who holds it says so, whoever spoke before."""
        between = range(holder.after, at) if holder is not None else ()
        said = any(self.words[n].folded in self.grammar.of_themselves for n in between)
        return holder if said and holder is not None and holder.first not in self.spoken(at)[0] else None

    def _is_noun(self, at: int) -> bool:
        """«la toma de X», "the capture of X"."""
        return at > 0 and self.words[at - 1].folded in self.grammar.nouns and self.pronoun(at) != at - 1

    def _is_denied_fall(self, at: int) -> bool:
        """«niega que X haya caído», of a place that no list has; but «que X haya caído enferma»."""
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        ends = follows is None or not follows.is_word or follows.folded in self.grammar.follows
        return ends and self.stance(at) is Stance.DENIED and self._at_war(None)

    def _ends(self, at: int) -> bool:
        """Whether nothing is told behind a verb that would make it another fall: «cayó un 5 %»."""
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        return follows is None or not follows.is_digits

    # --- the statement ---

    def _statement(self, told: Capture, status: Control) -> Statement | None:
        at, town, holder = told.at, told.town, told.holder
        claimants = self.spoken(at)[1]
        if told.by is not None and not any(one.party == told.by.party for one in claimants):
            claimants = (Claimant(told.by.text, party=told.by.party),)
        when = next((hit.span for hit in self.dates), None)
        if self._is_long_ago() or not (claimants or self._at_war(holder)):
            return None
        first = min(town.first, at, holder.first if holder else at)
        after = max(town.after, at + 1, holder.after if holder else at)
        start, end = self.at(first), self.end(after - 1)
        return Statement(
            fact=FACT,
            value=None if holder is None else Named(holder.text, holder.party),
            article=UNSIGNED,
            stance=told.stance,
            claimants=claimants,
            place=town.ref,
            when=when,
            roles={STATUS: Ref(status.value)},
            evidence=self.layers.evidence(self.sentence, start, end),
            confidence=0.7,
        )

    def _is_long_ago(self) -> bool:
        printed = self.layers.article.published
        if printed is None or printed.start is None:
            return False
        ends = [hit.span.end for hit in self.dates if hit.span is not None]
        return any(end is not None and printed.start - end > LONG_AGO for end in ends)

    def _at_war(self, holder: Actor | None) -> bool:
        """Whether the article speaks of a war: a town is taken by tourists, and by teams, too."""
        if holder is not None and (holder.party == REBELS or is_body(holder.party)):
            return True
        near = range(max(0, holder.first - FORCES), min(holder.after + FORCES, len(self.words))) if holder else ()
        if any(self.words[n].folded in self.grammar.forces for n in near):
            return True
        return any(
            self.layers.mentions(one, self.grammar.war) for one in self.layers.sentences if one.lang == self.lang
        )
