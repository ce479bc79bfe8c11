"""Reads who is said to have done it: whom a claimant, or the article itself, blames for an attack or an explosion.

In: places, scenes, attributions, stances. Out: statements of the fact `attack_author` in `layers.statements`: the
country or body blamed as value, and where it happened as place. Told by a verb of blaming («culpa a X de la explosión
en …», «X e Y se acusan»), by a phrase («X está detrás de …»), by a weapon («un misil de X alcanzó …», «X disparó
cohetes contra …») or by the deed («X bombardeó …»). The place may be told before: «Y culpó a X», «el ataque». What has
none, or blames nobody who is known by name, is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker import world
from checker.model.record import lazily
from checker.model.statement import UNSIGNED, Claimant, Named, Ref, Stance, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.actors import Actor, named_actors, with_forces
from checker.reading.events.blamesites import BlameSites
from checker.reading.events.blamewords import FACT, blame_grammar
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.groups import group_behind, subject_end
from checker.reading.events.owned import claims, denial
from checker.reading.layers import Layers, Scene, between
from checker.reading.meaning.toldwords import told_words
from checker.reading.places.homecountry import country_of_text
from checker.reading.text.signals import form_among, signal
from checker.world.gazetteer import places_in

WEAPON = 9  # words between a weapon and what it did
DOER = 3  # words between who did it and the deed
OWNER = 5  # words between a weapon and whose it is
GUILTY = 5  # words between whose deed it was and the words that say so
DEED = 7  # words behind those in which the deed stands
ENDING = 7  # words between a verb of blaming and whom it ends with
AIM = 4  # words between the word that says at what and its name
APPOSED = 12  # words of what is said of somebody between two commas
SUBJECT = 6  # words of who blames, if it is no side
BESIDE = 2  # words between the verb and whom it accuses, where that looks like a place
EACH = 3  # words between a verb and "each other"

_BLAMED = signal(form_among(lambda lang: blame_grammar(lang).verbs | blame_grammar(lang).phrased))
Blamed = tuple[Actor, tuple[Claimant, ...]]  # who, and by whom


def annotate(layers: Layers) -> None:
    """Append who is blamed to `layers.statements`."""
    if FACT not in layers.facts:
        return
    for sentence in layers.concerned(_BLAMED):
        grammar = blame_grammar(sentence.lang or "")
        if not layers.mentions(sentence, grammar.ifs):
            layers.statements.extend(_Blaming(layers, sentence, grammar).statements())


class _Blaming(BlameSites):
    """Who is blamed in one sentence."""

    def statements(self) -> Iterator[Statement]:
        """What the sentence tells: the first, and what others say of it or what else is meant."""
        spots = [at for at in self.words.meaning(self.grammar.verbs) if self._may_blame(at)]
        guilty, did, involved = (
            [first for first, after, _ in phrases.all_in(self.words) if self._deed_near(after)]
            for phrases in (self.grammar.guilty, self.grammar.did, self.grammar.involved)
        )
        guilty += [at for at in involved if self.stance(at) is Stance.DENIED]
        told: set[tuple[Stance, tuple[str, ...]]] = set()
        for at in sorted({*spots, *guilty, *did}) if self._is_placed_at_all(spots or guilty or did) else ():
            lemmas = self.words.forms[at]
            for actor, claimants in self._mutual(at) or self._blamed_at(at, phrased=at in guilty or at in did):
                blames = at in guilty or not lemmas.isdisjoint(self.grammar.blaming | self.grammar.part)
                site = self._site(actor, at, any_town=blames) or (self.last_site if blames else None)
                key = self.stance(at), tuple(one.text for one in claimants)
                if site is not None and key not in told:
                    told.add(key)
                    yield self._statement(at, actor, claimants, site)
                    if not self._mutual(at):
                        break
        yield from self._owned(told)

    def _owned(self, told: set[tuple[Stance, tuple[str, ...]]]) -> Iterator[Statement]:
        """What somebody claims for themselves, or denies that was said of them before."""
        for at, actor in claims(self, lambda: self._named):
            site = self._site(actor, at, any_town=True) or self.last_site
            claimants = (Claimant(actor.text, party=actor.party),)
            if site is not None and (self.stance(at), (actor.text,)) not in told:
                told.add((self.stance(at), (actor.text,)))
                yield replace(self._statement(at, actor, claimants, site), stance=Stance.ASSERTED)
        no = denial(self, lambda: self._named) if not told else None
        if no is not None and self.last_site is not None:
            at, actor = no
            claimants = (Claimant(actor.text, party=actor.party),)
            yield replace(self._statement(at, actor, claimants, self.last_site), stance=Stance.DENIED)

    def _is_placed_at_all(self, spots: Sequence[int]) -> bool:
        return bool(spots) and (bool(self.sites) or self.told_site is not None or self.last_site is not None)

    def _may_blame(self, at: int) -> bool:
        """Whether a deed or a weapon, or somebody who may have done it, is near a verb: quicker to say than where."""
        lemmas, grammar = self.words.forms[at], self.grammar
        if lemmas & self.grammar.blaming and self._has_deed(at):
            return True
        armed = lemmas & grammar.armed and not self._plain(at)
        if armed and (self._weapons(at) or self._weapon_behind(at) is not None):
            return True
        if lemmas & grammar.fired and not self._plain(at) and self._is_aimed():
            return True
        if lemmas & grammar.part:
            return self.stance(at) is Stance.DENIED and not self._unclaimed(at)
        if not lemmas & grammar.attacked:
            return False
        near = self._agents(at) or any(0 <= at - actor.after <= DOER for actor in self._named)
        return bool(near) or self.stance(at) is Stance.DENIED

    def _unclaimed(self, at: int) -> bool:
        """ "has not claimed responsibility": that is no denial."""
        near = range(max(0, at - OWNER), at)
        return any(not self.words.forms[n].isdisjoint(self.grammar.owned.keys()) for n in near)

    def _blamed_at(self, at: int, *, phrased: bool) -> Iterator[Blamed]:
        """Who may be meant, the likeliest first."""
        lemmas, grammar, found = self.words.forms[at], self.grammar, list[Actor | None]()
        claimants = claimants_of(self.layers, self.at(at), self.end(at))
        if phrased:
            found.append(self._guilty(at) or self._denier(at, claimants))
        elif lemmas & self.grammar.blaming and self._has_deed(at):
            found.append(self._accused(at) if lemmas & grammar.accused else self._credited(at))
            claimants = claimants or self._subject(at) or self._body(at)
            if not claimants and not self._passive(at):
                return
        elif lemmas & grammar.armed and not self._plain(at):
            found.append(self._owner(at) or self._firing(at))
        if lemmas & grammar.fired:
            found.append(self._doer(at, armed=True))
        if lemmas & grammar.attacked:
            found.append(self._doer(at) or self._denier(at, claimants))
        if lemmas & grammar.part and not self._unclaimed(at):
            found.append(self._denier(at, claimants))
        for actor in found:
            if (
                actor is not None
                and actor.first
                and self.words[actor.first - 1].folded in claim_words(self.lang).possessives
            ):
                party = next((one.party for one in claimants if one.party), None)
                actor = actor if party is None else replace(actor, party=party)  # "said its fighters were behind"
            if actor is not None:
                yield actor, claimants or (self._subject(actor.first) if phrased else ())

    def _own(self, actor: Actor, claimants: tuple[Claimant, ...]) -> Actor:
        """ "X said its fighters were behind": they are of who says so."""
        owned = actor.first > 0 and self.words[actor.first - 1].folded in claim_words(self.lang).possessives
        party = next((one.party for one in claimants if one.party), None) if owned else None
        return actor if party is None else replace(actor, party=party, text=claimants[0].text)

    # --- by whom ---

    def _subject(self, at: int) -> tuple[Claimant, ...]:
        """«X señaló a Y», "X hold Y responsible": whom no verb of saying names, the one before it."""
        before = next((actor for actor in self._named if actor.after <= at), None)
        return () if before is None else self._speaking(before)

    def _passive(self, at: int) -> bool:
        """«el ataque fue atribuido a X», "has been blamed on X"."""
        return at > 0 and not self.words.forms[at - 1].isdisjoint(told_words(self.lang).passive)

    def _body(self, at: int) -> tuple[Claimant, ...]:
        """ "Police blamed X", «La Fiscalía atribuyó a X»: somebody of no side, right before the verb."""
        end, words = subject_end(self, at), self.words
        nouns = claim_words(self.lang).body_nouns
        first = next((n + 1 for n in range(end - 1, -1, -1) if not words[n].is_word), 0)
        if end - first > SUBJECT or not any(words.forms[n] & nouns for n in range(first, end)):
            return ()
        text = self.layers.text[self.at(first) : self.end(end - 1)]
        return (Claimant(text, party=world.party_of(text)),)

    def _speaking(self, actor: Actor) -> tuple[Claimant, ...]:
        """«Pakistán», "Palestinian officials": with the nouns behind, which say who speaks for them."""
        nouns, after = self.layers.lexicons[self.lang].lists["speakers"], actor.after
        while after < len(self.words) and not self.words.forms[after].isdisjoint(nouns):
            after += 1
        text = self.layers.text[self.at(actor.first) : self.end(after - 1)]
        return (Claimant(text, actor.party if text == actor.text else None, actor.party),)

    def _mutual(self, at: int) -> list[Blamed]:
        """«X e Y se culpan del ataque», "X and Y accused each other": either is blamed by the other."""
        grammar, words = self.grammar, self.words
        if words.forms[at].isdisjoint(grammar.accused) or not self._deed_after(at):
            return []
        if not any(words[n].folded in grammar.mutual for n in range(max(0, at - 1), min(at + 1 + EACH, len(words)))):
            return []
        sides = [actor for actor in self._named if actor.after <= at][-2:]
        joins = self.layers.lexicons[self.lang].lists["joins"]
        if len(sides) < 2 or not any(words[n].folded in joins for n in range(sides[0].after, sides[1].first)):
            return []
        if sides[0].party == sides[1].party:
            return []
        return [(one, self._speaking(other)) for one, other in (sides, sides[::-1])]

    # --- whom ---

    def _accused(self, at: int) -> Actor | None:
        """«culpa a un bombardeo israelí de la explosión», "blamed the blast on Israel"."""
        named = next((actor for actor in self.actors if actor.first > at), None)
        beside = next((one for one in self._named if at < one.first <= at + BESIDE), None)  # "the finger at Moscow"
        return named or beside or self._unknown(at)

    def _unknown(self, at: int) -> Actor | None:
        """«culpa a Los Tigres del asesinato», "blamed the Orvel Front for the ambush": a group that no list has."""
        crimes = [n for n in self.words.meaning(self.grammar.crimes) if n > at]
        return group_behind(self, at) if crimes else None

    def _credited(self, at: int) -> Actor | None:
        """«achaca la explosión a un cohete de X»: behind the deed; «atribuye a X la explosión» before it."""
        deed = next((n for n in self.words.meaning(self.grammar.events) if n > at), len(self.words))
        behind = [actor for actor in self.actors if actor.first > deed]
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
        """«alcanzado por un mortero de X», "hit by a shell of X", «cayeron cohetes de X»: where the weapon stands."""
        by = self._agents(at)
        if not by and not self._is(at, self.grammar.landed):
            return None
        first = by[0] + 1 if by else at + 1
        return next((n for n in self.words.meaning(self.grammar.weapons) if first <= n < first + OWNER), None)

    def _firing(self, at: int) -> Actor | None:
        """Whose weapon stands behind what it did."""
        weapon = self._weapon_behind(at)
        near = [actor for actor in self.actors if weapon is not None and abs(actor.first - weapon) <= OWNER]
        return next((actor for actor in near if actor.first > at), None)

    def _weapons(self, at: int) -> list[int]:
        return [n for n in self.words.meaning(self.grammar.weapons) if at - WEAPON <= n < at]

    def _guilty(self, at: int) -> Actor | None:
        """«señaló a X como responsable del ataque», "an X airstrike was to blame": the last that is named before."""
        near = [actor for actor in self._named if actor.after <= at and at - actor.after <= GUILTY]
        if not near or any(word.text in ",;:" for word in self.words[near[-1].after : at]):
            return None
        told = self.layers.speaks(self.at(near[-1].first)) and self.stance(at) is not Stance.DENIED
        return None if told else near[-1]

    def _doer(self, at: int, *, armed: bool = False) -> Actor | None:
        """«X bombardeó el teatro», «el teatro fue bombardeado por X», «X niega haber atacado el teatro»; nobody where a
        weapon is what was hit: «X derribó un dron cerca del teatro». `armed`: it is what was fired."""
        by = self._agents(at)
        near = () if by else range(at + 1, min(at + 1 + DOER, len(self.words)))
        if any(self._is(n, self.grammar.weapons) for n in near) is not armed:
            return None
        if by:
            return next((actor for actor in self.actors if by[0] < actor.first <= by[0] + DOER), None)
        before = [actor for actor in self.actors if actor.after <= at and at - actor.after <= DOER]
        if before and not self._plain(at) and not any(w.text in ",;:" for w in self.words[before[-1].after : at]):
            return before[-1]
        return None if self._plain(at) else self._apposed(at)

    def _apposed(self, at: int) -> Actor | None:
        """«X, un grupo menor, disparó …»: who is set apart from the deed by what is said of them."""
        words = self.words
        close = next((n for n in range(at - 1, max(-1, at - DOER), -1) if words[n].text == ","), None)
        if close is None:
            return None
        opening = next((n for n in range(close - 1, max(-1, close - APPOSED), -1) if words[n].text in ",;:."), None)
        if opening is None or words[opening].text != ",":
            return None
        return next((actor for actor in self.actors if actor.after == opening), None)

    def _denier(self, at: int, claimants: tuple[Claimant, ...]) -> Actor | None:
        """Who denies a deed of their own: the verb has no subject but the one that denies."""
        if self.stance(at) is not Stance.DENIED or any(actor.after <= at for actor in self.actors):
            return None
        spoken = [n for n in range(at) if self.layers.speaks(self.at(n))]
        party = next((one.party for one in claimants if one.party), None)
        party = party or next((one.party for one in self._named if one.first in spoken), None)
        if party is None or not claimants:
            return None
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

    # --- how ---

    def _has_deed(self, at: int) -> bool:
        """Whether a verb of blaming goes on with a deed, or ends its clause behind one that is told: «Tras el ataque, X
        culpó a Y», «Y lo atribuyó a X»."""
        if self._deed_after(at):
            return True
        ends = self._ends_with_actor(at)
        return ends and (self.last_site is not None or any(n < at for n in self.words.meaning(self.grammar.deeds)))

    def _ends_with_actor(self, at: int) -> bool:
        actor = next((one for one in reversed(self._named) if at < one.first <= at + ENDING), None)
        if actor is None:
            return False
        rest = self.words[actor.after : actor.after + 2]
        return any(not word.is_word for word in rest) or len(rest) < 2

    def _is_aimed(self) -> bool:
        """«misiles contra la escuela», "rockets at the school", and not "from the school"."""
        aimed = self.grammar.aimed
        if aimed.isdisjoint(self.words.kinds):
            return False
        firsts = (self.index(site.start) for site in self.sites)
        return any(self.words[n].folded in aimed for first in firsts for n in range(max(0, first - AIM), first))

    def _deed_near(self, at: int) -> bool:
        """Whether a deed follows what says whose it was, or is known."""
        return any(at <= n < at + DEED for n in self.words.meaning(self.grammar.events)) or not self.sites

    def _deed_after(self, at: int) -> bool:
        """Whether a verb of blaming goes on with an attack or an explosion."""
        return any(n > at for n in self.words.meaning(self.grammar.deeds))

    def _plain(self, at: int) -> bool:
        """A bare form («atacar», "attack") tells of a plan, a wish or a noun, but for a past that looks like it."""
        word, grammar = self.words[at].folded, self.grammar
        if word in grammar.unchanging or self.negated(at):  # "hit", "did not attack"
            return False
        return word in grammar.done

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
