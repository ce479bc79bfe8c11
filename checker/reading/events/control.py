"""Reads who holds a town: who is said to have taken it, to hold it still, or that it has not fallen.

In: places, scenes, attributions, stances, dates. Out: statements of the fact `control` in `layers.statements`: the
holder as value (none where somebody only denies that the town fell), the town as place, and the role `status`: `took`,
`retook` or `controls`. Read are a country, a known body, a state's army and nameless rebels, and only in a sentence
that tells it outright; plans, nouns («la toma de X»), what is long past, and what is no war are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from itertools import pairwise, takewhile

from spacy.tokens import Doc

from checker import world
from checker.model.statement import REBELS, UNSIGNED, Claimant, Named, Ref, Stance, Statement
from checker.reading.claimants.discourse import gap
from checker.reading.events.actors import Actor, named_actors
from checker.reading.events.controlwords import ControlGrammar, control_grammar
from checker.reading.events.events import told_words
from checker.reading.events.towns import Town, TownTelling
from checker.reading.layers import Layers, Sentence, touching
from checker.reading.meaning.stance import stance_of
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.places.homecountry import country_of_text
from checker.reading.places.placewords import place_words
from checker.reading.text.signals import folded_among, form_among, signal
from checker.reading.text.words import fold

FACT = "control"
SUBJECT = 6  # words between who holds a place and the verb
OBJECT = 8  # words between the verb and the place, all of them light
FAR = 12  # the same with dates and whose town it is
BEHIND = 6  # words between a place and what is told of it
AHEAD = 4  # words before a verb in which a wish or a plan stands
HOLDER = 4  # words of «en manos de las tropas rusas»
HYPHENS = "-–"
APPOSED = 4  # words behind a name and its comma in which it is called a town
FORCES = 2  # words between a country and the word for its troops
LONG_AGO = timedelta(days=45)  # what is told of a day before that is no news


# without any of these, a sentence tells of no holder
_TELLING = signal(form_among(lambda lang: control_grammar(lang).telling))
_TELLING |= signal(folded_among(lambda lang: control_grammar(lang).hands_end))


def annotate(doc: Doc, layers: Layers) -> None:
    """Append who holds what to `layers.statements`."""
    del doc
    if FACT not in layers.facts:
        return
    for sentence in layers.concerned(_TELLING):
        grammar = control_grammar(sentence.lang or "")
        if next(grammar.unless.all_in(layers.row(sentence)), None) is None:
            layers.statements.extend(_Control(layers, sentence, grammar).statements())


class _Control(TownTelling):
    """Who holds what in one sentence."""

    fact = FACT

    def __init__(self, layers: Layers, sentence: Sentence, grammar: ControlGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    def statements(self) -> Iterator[Statement]:
        """Each side of each place once, as it is first told."""
        seen: set[tuple[str | None, str | None]] = set()
        for at in self.words.meaning(self.grammar.verbs):
            for town, status, holder in self._told(at):
                if self._is_ahead(at) or self._is_wished(town.first, at) or self._is_over(at):
                    continue
                stance = self._stance(at)
                told = town.ref.entity, holder.party if holder else None
                if told in seen or (holder is None and stance is not Stance.DENIED):
                    continue
                made = self._statement(at, town, status, holder, stance)
                if made is not None:
                    seen.add(told)
                    yield made

    def _told(self, at: int) -> Iterator[tuple[Town, str, Actor | None]]:
        """What one verb tells: the town, how it is held, and by whom; by nobody where it only falls."""
        lemmas, grammar = self.words.forms[at], self.grammar
        if not self._may_name(at):
            return
        if lemmas & (grammar.took | grammar.holds) and not self._is_noun(at):
            status = self._status(lemmas)
            town = self._object(at, lemmas)
            if town is not None and not self._is_plain(at):
                holder = self._subject(at)
                if holder is not None:
                    yield town, status, holder
                return
            by = self._agent(at) if lemmas & grammar.took else None
            town = self._before(at) if by is not None else None
            if town is not None and by is not None:
                yield town, status, by
                return
        holder = self._in_hands(at)
        if holder is None and not lemmas & grammar.fell:
            return
        town = self._before(at) or (self._unnamed_before(at) if holder is not None else None)
        if town is None:
            return
        if lemmas & grammar.stays and holder is not None:
            yield town, ("took" if lemmas & grammar.fell else "controls"), holder
        elif lemmas & grammar.fell and self._ends(at):
            yield town, "took", None

    # --- the town ---

    def _may_name(self, at: int) -> bool:
        """Whether the sentence names a town anywhere, or anything beside a verb: most verbs of holding hold none."""
        behind = self._past_light(at)
        named = (behind < len(self.words) and self.is_name(behind)) or (at > 0 and self.is_name(at - 1))
        return named or bool(self.town_hits or self.cities)

    def _object(self, at: int, lemmas: frozenset[str]) -> Town | None:
        """The town behind a verb, with nothing between but light words, and the one that the verb needs."""
        behind = self.cities or any(hit.start >= self.end(at) for hit in self.town_hits)
        towns = self.towns if behind else ()
        town = self._unknown(at) or next((one for one in towns if one.first > at), None)
        if town is None:
            return None
        if town.first - at > FAR:
            return None
        people = {n for one in self._holders for n in range(one.first, one.after)}  # «la ciudad ucraniana de»
        apart = [n for n in range(at + 1, town.first) if n not in people and not self.in_date(n)]
        needed = [self.grammar.through[lemma] for lemma in lemmas if lemma in self.grammar.through]
        folded = {self.words[n].folded for n in apart}
        if len(apart) > OBJECT or (needed and not any(folded & one for one in needed)):
            return None
        return town if folded <= self.grammar.light and self._stands_alone(town) else None

    def _stands_alone(self, town: Town) -> bool:
        """Not "Goma residents", "Geneva talks", "Kyiv seriously", «Kabul aeropuerto», "Tehran-linked"."""
        if town.after == len(self.words) or self.in_date(town.after):
            return True
        behind = self.words[town.after]
        return behind.folded in self.grammar.follows if behind.is_word else behind.text not in HYPHENS

    def _is_part(self, town: Town) -> bool:
        """«la mitad de X», «el aeropuerto de X», "most of X": what is told of them is not told of the town."""
        if town.first == 0 or self.words[town.first - 1].folded not in self.grammar.of:
            return False
        people = {n for one in self._holders for n in range(one.first, one.after)}  # «la ciudad ucraniana de»
        before = next((n for n in range(town.first - 2, -1, -1) if n not in people), None)
        return before is None or self.words[before].folded not in self.grammar.light

    def _unknown(self, at: int) -> Town | None:
        """A name that no list of places has, behind a verb and light words, and with nothing told of it."""
        first = after = self._past_light(at)
        while after < len(self.words) and self.is_name(after):
            after += 1
        follows = self.words[after] if after < len(self.words) else None
        if follows is not None and follows.is_word and not self.in_date(after):
            small = place_words(self.lang).opening - self.grammar.ahead  # no "took Ruiz to court"
            if follows.text[0].isupper() or follows.folded not in small:
                return None
        led = {word.folded for word in self.words[at + 1 : first]} & self._of_towns
        return self._named(first, after, sure=bool(led) or self._is_town_behind(after))

    @cached_property
    def _of_towns(self) -> frozenset[str]:
        """Words before a name that only a town has: "control of", «la ciudad de»."""
        return frozenset().union(*self.grammar.through.values(), place_words(self.lang).towns)

    def _is_town_behind(self, after: int) -> bool:
        """ "Malam Fatori, a garrison town near the border"."""
        if after >= len(self.words) or self.words[after].text != ",":
            return False
        towns, small = place_words(self.lang).towns, self.grammar.follows
        told = [*self.words[after + 1 : after + 2 + APPOSED], None]
        return any(
            town is not None and town.folded in towns and (then is None or not then.is_word or then.folded in small)
            for town, then in pairwise(told)
        )

    def _past_light(self, at: int) -> int:
        """Where something that is no light word stands behind a verb."""
        stop = min(at + 1 + OBJECT, len(self.words))
        return next((n for n in range(at + 1, stop) if self.words[n].folded not in self.grammar.light), stop)

    def _unnamed_before(self, at: int) -> Town | None:
        """The same right before a verb."""
        first = at
        while first > 0 and self.is_name(first - 1):
            first -= 1
        return self._named(first, at)

    def _named(self, first: int, after: int, *, sure: bool = False) -> Town | None:
        """The town of a name; `sure`: something says that it is one, even if it sounds like a person's."""
        if first == after:
            return None
        start, end = self.at(first), self.end(after - 1)
        text = self.layers.text[start:end]
        known = (self.layers.places, () if sure else self.layers.persons, self.layers.organisations)
        if world.party_of(text) is not None or any(touching(hits, start, end) for hits in known):
            return None
        return Town(first, after, Ref(text, f"place:{world.slug(text)}"), None)

    def _before(self, at: int) -> Town | None:
        """The town that a verb tells of, as its subject."""
        town = next((one for one in reversed(self.towns) if one.after <= at), None)
        if town is None or at - town.after > BEHIND or self._is_part(town):
            return None
        return None if any(word.text in ";:." for word in self.words[town.after : at]) else town

    # --- the holder ---

    def _subject(self, at: int) -> Actor | None:
        """Who stands before the verb, or else who says so of themselves."""
        near = [one for one in self._holders if one.after <= at and at - one.after <= SUBJECT]
        if near and near[-1].first not in self._spoken(at)[0]:
            apart = self.words[near[-1].after : at]
            return None if any(word.text in ',;:«»"' for word in apart) else near[-1]
        return self._speaker(at)

    def _speaker(self, at: int) -> Actor | None:
        """«Rusia afirma haber tomado», "said on Friday they had taken"."""
        spoken, claimants = self._spoken(at)
        if not spoken or not claimants:
            return None
        apart = [n for n in range(spoken[-1] + 1, at) if not self.in_date(n)]
        told = all(self.words[n].folded in self.grammar.own or not self.words[n].is_word for n in apart)
        return self._side_of(claimants[0], spoken[0]) if told and len(apart) <= SUBJECT else None

    def _spoken(self, at: int) -> tuple[list[int], tuple[Claimant, ...]]:
        """Who says what a verb tells, and the words before it that say so; «sus tropas mantienen» is no word of saying
        here."""
        spot = self.at(at), self.end(at)
        told = [one for one in self.layers.attributions_at(*spot) if not one.cue[0] <= spot[0] < one.cue[1]]
        if not told:
            return [], ()
        best = min(told, key=lambda one: (-one.strength, gap(one.cue, *spot)))
        return [n for n in range(at) if best.cue[0] <= self.at(n) < best.cue[1]], best.claimants

    def _side_of(self, claimant: Claimant, at: int) -> Actor | None:
        party = claimant.party or world.party_of(claimant.text)
        if party is not None and party.startswith(("country:", "org:")):
            return Actor(at, at + 1, party, claimant.text)
        words = fold(claimant.text).split()
        if self.grammar.rebels & set(words):
            return Actor(at, at + 1, REBELS, claimant.text)
        own = any(self.grammar.army.starting(self.words, n) for n in range(at, len(self.words)) if n < at + HOLDER)
        country = country_of_text(self.layers) if own else None
        return Actor(at, at + 1, country, claimant.text) if country is not None else None

    def _agent(self, at: int) -> Actor | None:
        """«tomada por las tropas de X», "captured by X"."""
        by = [n for n in range(at + 1, min(at + 3, len(self.words))) if self.words[n].folded in self.grammar.agents]
        return self._first_holder(by[0] + 1) if by else None

    def _in_hands(self, at: int) -> Actor | None:
        """«sigue en manos de X», "is still under X's control", «en sus manos»."""
        if all(one.longest.isdisjoint(self.words.kinds) for one in (self.grammar.hands, self.grammar.own_hands)):
            return None
        for first in range(at + 1, min(at + 4, len(self.words))):
            if self.grammar.own_hands.starting(self.words, first) is not None:
                spoken, claimants = self._spoken(at)
                return self._side_of(claimants[0], spoken[0]) if spoken and claimants else None
            begins = self.grammar.hands.starting(self.words, first)
            holder = self._first_holder(begins[0]) if begins is not None else None
            if begins is None or holder is None:
                continue
            if begins[0] > first + 1 or self.words.forms[at] & self.grammar.fell:
                return holder
            behind = self.words[holder.after : holder.after + 2]  # «under», "in": only with the word behind the holder
            return holder if any(word.folded in self.grammar.hands_end for word in behind) else None
        return None

    def _first_holder(self, at: int) -> Actor | None:
        return next((one for one in self._holders if at <= one.first < at + HOLDER), None)

    @cached_property
    def _holders(self) -> list[Actor]:
        """The sides of the sentence: forces with whose they are, known bodies, countries, rebels, the state's army."""
        named = [one for one in named_actors(self.layers, self.sentence) if not self._is_town(one)]
        found = {n: one for one in named for n in range(one.first, one.after)}
        holders = list(named)
        for n in self.words.where(self.grammar.rebels):
            near = next((found[m] for m in (n - 1, n + 1, n + 2) if m in found), None)
            if near is None or not near.party.startswith("org:"):
                holders.append(Actor(n, n + 1, REBELS, self.words[n].text))
                holders = [one for one in holders if one is not near]
        for first, after, _ in self.grammar.army.all_in(self.words):
            beside = any(m in found for m in (first - 1, after, after + 1))
            possessive = first > 0 and self.words[first - 1].folded in self.grammar.own - self.grammar.nouns
            country = None if beside or possessive or self._is_of_other(first, after) else self._home()
            if country is not None:
                text = self.layers.text[self.at(first) : self.end(after - 1)]
                holders.append(Actor(first, after, country, text))
        return sorted(holders, key=lambda one: one.first)

    def _is_of_other(self, first: int, after: int) -> bool:
        """ "Napoleon's army", «el ejército de Napoleón», «el Ejército de Liberación»."""
        owner = self.words[first - 1].text if first and self.is_name(first - 1) else ""
        named = after + 1 < len(self.words) and self.words[after].folded in self.grammar.of and self.is_name(after + 1)
        return named or world.without_possessive(owner) != owner

    def _home(self) -> str | None:
        """Whose army «el ejército» is: that of the town's country."""
        countries = {town.country for town in self.towns} - {None}
        return next(iter(countries)) if len(countries) == 1 else country_of_text(self.layers)

    def _is_town(self, actor: Actor) -> bool:
        return any(town.first <= actor.first < town.after for town in self.towns)

    # --- how ---

    def _status(self, lemmas: frozenset[str]) -> str:
        if lemmas & self.grammar.again:
            return "retook"
        return "took" if lemmas & self.grammar.took else "controls"

    def _is_ahead(self, at: int) -> bool:
        """«pretende tomar», "could take", «tomará»."""
        before = range(max(0, at - AHEAD), at)
        if at and self.words[at - 1].folded in self.grammar.perfect:  # "to have taken"
            return False
        if any(not self.words.forms[n].isdisjoint(self.grammar.ahead) for n in before):
            return True
        if self.words[0].folded in self.grammar.inverted and at > 1:
            return True
        future = told_words(self.lang).future
        would = stance_grammar(self.lang).would_ending.search(self.words[at].text)  # «dijeron que tomarían»
        conditional = any(word.text.casefold() in told_words(self.lang).conditions for word in self.words[:at])
        return conditional or would is not None or self.words[at].text.casefold().endswith(future)

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
        past = self.grammar.past.search(self.words[at].folded) is not None
        return pluperfect or (past and not self._spoken(at)[1])

    def _is_plain(self, at: int) -> bool:
        """A bare form («tomar X», "take X") tells of a plan, unless its subject stands at once before it."""
        if self.words[at].folded not in self.grammar.took | self.grammar.holds:
            return False
        after = at > 0 and self.words[at - 1].folded in self.grammar.bare_after
        return not after and not any(one.after == at for one in self._holders)

    def _is_noun(self, at: int) -> bool:
        """«la toma de X», "the capture of X"."""
        return at > 0 and self.words[at - 1].folded in self.grammar.nouns

    def _ends(self, at: int) -> bool:
        """Whether nothing is told behind a verb that would make it another fall: «cayó un 5 %»."""
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        return follows is None or not follows.is_digits

    def _stance(self, at: int) -> Stance:
        return Stance.DENIED if self.negated(at) else stance_of(self.layers, self.at(at), self.end(at))

    # --- the statement ---

    def _statement(self, at: int, town: Town, status: str, holder: Actor | None, stance: Stance) -> Statement | None:
        claimants = self._spoken(at)[1]
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
            stance=stance,
            claimants=claimants,
            place=town.ref,
            when=when,
            roles={"status": Ref(status)},
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
        if holder is not None and (holder.party == REBELS or holder.party.startswith("org:")):
            return True
        near = range(max(0, holder.first - FORCES), min(holder.after + FORCES, len(self.words))) if holder else ()
        if any(self.words[n].folded in self.grammar.forces for n in near):
            return True
        return any(
            self.layers.mentions(one, self.grammar.war) for one in self.layers.sentences if one.lang == self.lang
        )
