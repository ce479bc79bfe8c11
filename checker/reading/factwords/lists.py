"""The word lists that counting asks for, by name: its own, and those of other sections of a language."""

from __future__ import annotations

from checker.languages.schema import LanguageData
from checker.reading.text.words import fold_all


def lists_of(said: LanguageData) -> dict[str, frozenset[str]]:
    """The words of counting by the name of their list, and those of other sections that counting asks for."""
    found = {name: fold_all(listed) for name, listed in said.counting if isinstance(listed, list)}
    found |= {
        name: fold_all(listed)
        for name, listed in {
            "of": said.small.of,
            "brought": (*said.places.moved, *said.counting.stays),
            "care": said.places.care,
            "regions": said.offices.vague,
            "recovered": said.aspects.recovered,
            "remains": said.aspects.remains,
            "occupations": said.persons.titles,
            "views": said.claims.views,
            "rather": said.stance.rather,
            "negations": said.stance.negations,
            "turns": said.stance.turns,
            "then": said.dates.then,
            "all": said.aspects.all,
            "contrasts": said.claims.contrasts,
            "admitted": said.stance.verbs.get("acknowledged", ()),
            "others": said.aspects.before.get("additional", ()),
            "helping": said.dates.passive,
            "modals": said.stance.modals,
            "grown": said.aspects.grown,
            "moving": (*said.aspects.grown, *said.aspects.raising),
            "one": [word for word, value in said.numbers.words.items() if value == 1],
            "shortened": said.sentences.abbreviations,
            "great": [*said.numbers.scales, *(phrase.split()[-1] for phrase in said.numbers.vague)],
            "kin": said.persons.relatives,
            "only": said.events.focus,
            "said": said.claims.verbs,
            "agents": said.small.agents,
            "figured": (*said.claims.verbs, *said.claims.figures),
            "that": said.claims.that,
            "back": said.claims.back,
            "speakers": said.claims.nouns,
            "several": said.numbers.several,
            "months": () if said.dates.small_names else said.dates.months,
            "clause": said.dates.clause,
            "in_which": said.places.where,
            "a": said.numbers.one_before_scale,
            "than": said.aspects.compared,
        }.items()
    }
    found["where"] = fold_all((*said.places.located, *said.places.weak)) - found["objects"] - found["of"]
    found["than"] -= found["of"]
    found["after"] = found["where"] | found["joins"] | found["clause"]
    found["known"] = found["determiners"] | found["demonstratives"] | found["others"] | found["all"]
    found["clauses"] = found["clause"] - found["that"]
    found["opens_noun"] = found["determiners"] | found["new_object"]
    found["before_people"] = found["others"] | found["objects"] | found["determiners"] | found["possessives"]
    found["unnumbered"] = found["several"] | found["everybody"]
    known = found["at"] | found["at_once"] | found["of"] | found["objects"]
    found["adverbs"] = found["only"] | (found["small"] - known)
    found["gives"] = found["links"] | found["numbers_of"]
    found["not_counts"] |= found["animals"]
    found["counted"] = (found["people"] | found["occupations"]) - found["general"]
    return found
