"""Reads who is said to have done it: whom a claimant, or the article itself, blames for an attack or an explosion.

In: places, scenes, attributions, stances. Out: statements of the fact `attack_author` in `layers.statements`: the
country or body blamed as value, and where it happened as place. Told in three ways: by a verb of blaming («culpa a X
de la explosión en …»), by a weapon («un misil de X alcanzó …»), by the deed («X bombardeó …»). What has no site or
town, or blames nobody who is known by name, is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from checker.languages import language
from checker.model.entity import is_country
from checker.model.record import lazily
from checker.model.statement import UNSIGNED, Claimant, Named, Ref, Stance, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.events.actors import Actor, named_actors, with_forces
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import Layers, Scene, Sentence, between
from checker.reading.places.homecountry import country_of_text
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in
from checker.reading.places.standing import MENTIONED, WEAK
from checker.reading.text.ready import ready
from checker.reading.text.signals import form_among, signal
from checker.reading.text.words import fold_all, words_of
from checker.world.gazetteer import places_in

FACT = "attack_author"
WEAPON = 9  # words between a weapon and what it did
DOER = 3  # words between who did it and the deed
OWNER = 5  # words between a weapon and whose it is
TOLD = 8  # sentences before, in which the place of «el hospital» is told
LED = 3  # words before a town in which a building is named


@dataclass(frozen=True, slots=True)
class BlameGrammar:
    """The words of blaming of one language, folded; see `BlameWords`."""

    accused: frozenset[str]
    credited: frozenset[str]
    caused: frozenset[str]
    attacked: frozenset[str]
    weapons: frozenset[str]
    events: frozenset[str]
    unchanging: frozenset[str]
    agents: frozenset[str]
    unless: frozenset[str]
    buildings: frozenset[str]
    verbs: frozenset[str]


@cache
def blame_grammar(lang: str) -> BlameGrammar:
    """The words of blaming of a language."""
    data = language(lang).events.attack_author
    verbs = fold_all((*data.accused, *data.credited, *data.caused, *data.attacked))
    return ready(BlameGrammar, data, verbs=verbs)


_BLAMED = signal(form_among(lambda lang: blame_grammar(lang).verbs))


def annotate(doc: Doc, layers: Layers) -> None:
    """Append who is blamed to `layers.statements`."""
    del doc
    if FACT not in layers.facts:
        return
    for sentence in layers.concerned(_BLAMED):
        grammar = blame_grammar(sentence.lang or "")
        if not layers.mentions(sentence, grammar.unless):
            layers.statements.extend(_Blaming(layers, sentence, grammar).statements())


class _Blaming(EventSentence):
    """Who is blamed in one sentence."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: BlameGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    def statements(self) -> Iterator[Statement]:
        """The first that the sentence tells, if any."""
        verbs = [at for at in self.words.meaning(self.grammar.verbs) if self._may_blame(at)]
        for at in verbs if verbs and (self.sites or self._told_site is not None) else ():
            lemmas = self.words.forms[at]
            claimants = claimants_of(self.layers, self.at(at), self.end(at))
            for actor in self._blamed(at, lemmas, claimants):
                site = self._site(actor, at, any_town=not lemmas.isdisjoint(self._blaming))
                if site is not None:
                    yield self._statement(at, actor, claimants, site)
                    return

    def _may_blame(self, at: int) -> bool:
        """Whether a deed or a weapon, or somebody who may have done it, is near a verb: quicker to say than where."""
        lemmas, grammar = self.words.forms[at], self.grammar
        if lemmas & self._blaming and self._deed_after(at):
            return True
        if lemmas & grammar.caused and not self._plain(at) and (self._weapons(at) or self._weapon_behind(at)):
            return True
        if not lemmas & grammar.attacked:
            return False
        near = self._agents(at) or any(0 <= at - actor.after <= DOER for actor in self._named)
        return bool(near) or self.stance(at) is Stance.DENIED

    @property
    def _blaming(self) -> frozenset[str]:
        return self.grammar.accused | self.grammar.credited

    def _blamed(self, at: int, lemmas: frozenset[str], claimants: tuple[Claimant, ...]) -> Iterator[Actor]:
        grammar, found = self.grammar, []
        if lemmas & self._blaming and claimants and self._deed_after(at):
            found.append(self._accused(at) if lemmas & grammar.accused else self._credited(at))
        if lemmas & grammar.caused and not self._plain(at):
            found.append(self._owner(at) or self._firing(at))
        if lemmas & grammar.attacked:
            found.append(self._doer(at) or self._denier(at, claimants))
        yield from (actor for actor in found if actor is not None)

    # --- whom ---

    def _accused(self, at: int) -> Actor | None:
        """«culpa a un bombardeo israelí de la explosión», "blames Israel for the blast"."""
        return next((actor for actor in self.actors if actor.first > at), None)

    def _credited(self, at: int) -> Actor | None:
        """«achaca la explosión a un cohete de X»: behind the deed; «atribuye a X la explosión» before it."""
        deeds = [n for n in range(at + 1, len(self.words)) if self._is(n, self.grammar.events)]
        behind = [actor for actor in self.actors if deeds and actor.first > deeds[0]]
        return behind[-1] if behind else self._accused(at)

    def _owner(self, at: int) -> Actor | None:
        """«un misil fallido de X provocó», "an X air strike hit": whose weapon did it."""
        weapons = self._weapons(at)
        if not weapons or any(word.text in ";:" for word in self.words[weapons[-1] : at]):
            return None
        near = [
            actor
            for actor in self.actors
            if actor.after <= at and min(abs(actor.first - weapon) for weapon in weapons) <= OWNER
        ]
        return near[-1] if near else None

    def _weapon_behind(self, at: int) -> int | None:
        """«alcanzado por un mortero de X», "hit by a shell fired by X": where the weapon stands."""
        by = self._agents(at)
        near = range(by[0] + 1, min(by[0] + 1 + OWNER, len(self.words))) if by else ()
        return next((n for n in near if self._is(n, self.grammar.weapons)), None)

    def _firing(self, at: int) -> Actor | None:
        """Whose weapon stands behind what it did."""
        weapon = self._weapon_behind(at)
        near = [actor for actor in self.actors if weapon is not None and abs(actor.first - weapon) <= OWNER]
        return next((actor for actor in near if actor.first > at), None)

    def _weapons(self, at: int) -> list[int]:
        return [n for n in range(max(0, at - WEAPON), at) if self._is(n, self.grammar.weapons)]

    def _agents(self, at: int) -> list[int]:
        return [n for n in range(at + 1, min(at + 4, len(self.words))) if self.words[n].folded in self.grammar.agents]

    def _doer(self, at: int) -> Actor | None:
        """«X bombardeó el teatro», «el teatro fue bombardeado por X», «X niega haber atacado el teatro»; nobody where a
        weapon is what was hit: «X derribó un dron cerca del teatro»."""
        by = self._agents(at)
        near = () if by else range(at + 1, min(at + 1 + DOER, len(self.words)))
        if any(self._is(n, self.grammar.weapons) for n in near):
            return None
        if by:
            return next((actor for actor in self.actors if by[0] < actor.first <= by[0] + DOER), None)
        before = [actor for actor in self.actors if actor.after <= at and at - actor.after <= DOER]
        if before and not self._plain(at) and not any(w.text in ",;:" for w in self.words[before[-1].after : at]):
            return before[-1]
        return None

    def _denier(self, at: int, claimants: tuple[Claimant, ...]) -> Actor | None:
        """Who denies a deed of their own: the verb has no subject but the one that denies."""
        if self.stance(at) is not Stance.DENIED or any(actor.after <= at for actor in self.actors):
            return None
        party = next((one.party for one in claimants if one.party), None)
        if party is None:
            return None
        spoken = [n for n in range(at) if self.layers.speaks(self.at(n))]
        return Actor(spoken[0], spoken[-1] + 1, party, claimants[0].text) if spoken else None

    @lazily
    def actors(self) -> list[Actor]:
        """All of the sentence, but for who only says so and the names of places."""
        return [
            actor
            for actor in self._named
            if not self.layers.speaks(self.at(actor.first))
            and (self._rules(actor) or not self._in_site(self.at(actor.first)))
        ]

    def _rules(self, actor: Actor) -> bool:
        """ "the Kinshasa government"."""
        return control_grammar(self.lang).army.starting(self.words, actor.after) is not None

    @lazily
    def _named(self) -> list[Actor]:
        """All whom the sentence names, rebels, and the state's army."""
        named = named_actors(self.layers, self.sentence)
        return with_forces(self, named, self._home)

    def _home(self) -> str | None:
        """Whose army «el ejército» is: that of the country of the towns that are named."""
        here = between(self.layers.places, self.sentence.start, self.sentence.end)
        towns = [hit for hit in here if not hit.demonym]
        countries = {hit.country for hit in towns if hit.country is not None}
        if not countries:  # "the market of El Obeid"
            countries = {one.country for hit in towns for one in places_in(hit.name)}
        return countries.pop() if len(countries) == 1 else country_of_text(self.layers)

    # --- where ---

    @lazily
    def sites(self) -> list[Scene]:
        """The sites and towns of the sentence that something may have happened at."""
        return [
            scene
            for scene in self._scenes()
            if scene.rank <= MENTIONED and not is_country(scene.entity) and not self.layers.speaks(scene.start)
        ]

    def _scenes(self) -> Sequence[Scene]:
        at = self.layers.index_at(self.sentence.start)
        return () if at is None else scenes_in(self.layers, at)

    def _in_site(self, offset: int) -> bool:
        return any(scene.start <= offset < scene.end for scene in self.sites)

    def _site(self, actor: Actor, at: int, *, any_town: bool) -> Scene | None:
        """The site nearest to the verb that is not the one blamed. «la explosión en X» is one event of its town, but
        towns are bombed day after day, by both sides: only a building tells which time."""
        passive = bool(self._agents(at))
        sites = [
            scene
            for scene in self.sites
            if not scene.start <= self.at(actor.first) < scene.end
            and (scene.rank <= WEAK or scene.start > self.at(at) or (passive and self._is_building(scene)))
            and (any_town or self._is_building(scene))
        ]
        if not sites:
            return self._told_site
        behind = [scene for scene in sites if scene.start > self.at(at)]
        return min(behind or sites, key=lambda scene: abs(scene.start - self.at(at)), default=None)

    @lazily
    def _told_site(self) -> Scene | None:
        """«el hospital», «el edificio», of which it is told before where it stands."""
        bare = [
            n for n in self.words.where(self.grammar.buildings) if n and self._is_definite(n) and not self._is_placed(n)
        ]
        here = self.layers.index_at(self.sentence.start)
        if not bare or here is None or any(not self.layers.speaks(one.start) for one in self._scenes()):
            return None
        spot = self.at(bare[0]), self.end(bare[0])
        known = [one.place for one in self.layers.statements if one.fact == FACT and one.place is not None]
        if known:
            return Scene(*spot, known[-1].text, known[-1].entity, WEAK)
        for at in range(here - 1, max(-1, here - 1 - TOLD), -1):
            towns = [one for one in scenes_in(self.layers, at) if one.rank <= MENTIONED and self._is_town(one)]
            if towns:
                return replace(towns[-1], start=spot[0], end=spot[1])
        return None

    def _is_definite(self, at: int) -> bool:
        """«el hospital», "the general hospital"."""
        definite = place_words(self.lang).definite
        return any(self.words[n].folded in definite for n in range(max(0, at - 2), at))

    def _is_placed(self, at: int) -> bool:
        """Whether a name follows: «el hospital de San Juan»."""
        return any(self.is_name(n) for n in range(at + 1, min(at + 1 + LED, len(self.words))) if not self.in_date(n))

    def _is_town(self, scene: Scene) -> bool:
        return scene.entity is None or scene.entity != scene.country

    def _is_building(self, scene: Scene) -> bool:
        """«el teatro de X», "the church in X"."""
        first = self.index(scene.start)
        words = [word.folded for word in (*self.words[max(0, first - LED) : first], *words_of(scene.text))]
        return not _grounds(self.lang).isdisjoint(words)

    # --- how ---

    def _deed_after(self, at: int) -> bool:
        """Whether a verb of blaming goes on with an attack or an explosion."""
        wanted = self.grammar.events | self.grammar.attacked
        return any(self._is(n, wanted) for n in range(at + 1, len(self.words)))

    def _plain(self, at: int) -> bool:
        """A bare form («atacar», "attack") tells of a plan, a wish or a noun, but for a past that looks like it."""
        word, grammar = self.words[at].folded, self.grammar
        if word in grammar.unchanging or self.negated(at):  # "hit", "did not attack"
            return False
        return word in grammar.caused | grammar.attacked

    def _is(self, at: int, wanted: frozenset[str]) -> bool:
        return not self.words.forms[at].isdisjoint(wanted)

    def _statement(self, at: int, actor: Actor, claimants: tuple[Claimant, ...], site: Scene) -> Statement:
        layers, sentence = self.layers, self.sentence
        start = min(self.at(actor.first), self.at(at), site.start)
        end = max(self.end(actor.after - 1), self.end(at), site.end)
        return Statement(
            fact=FACT,
            value=Named(actor.text, actor.party),
            article=UNSIGNED,
            stance=self.stance(at),
            claimants=claimants,
            place=Ref(site.text, site.entity),
            evidence=layers.evidence(sentence, start, end),
            confidence=0.7,
        )


@cache
def _grounds(lang: str) -> frozenset[str]:
    data = language(lang).places
    return fold_all((*data.facilities, *data.grounds))
