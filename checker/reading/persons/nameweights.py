"""What speaks for a person in a run of capitalised words: given names, titles, an age, a verb of speech, its form.

In: a run, and the words around it. Out: a weight of evidence; -9 where it can be nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from checker import world
from checker.languages import known
from checker.model.record import record
from checker.reading.persons.personwords import PersonWords, person_words
from checker.reading.text.lemmas import forms, is_known
from checker.reading.text.words import Memory, Words, fold, remembered
from checker.world import names

MAX_PARTS = 6
MIN_THREE = 3
LED = -5
NAMED_AFTER = 6  # what speaks for a building that has the name of somebody
HEARING = 5  # words before a name in which a verb of speech and the agency that hears it stand
OFFICE = 6  # words behind "is" in which an office is named
SHORT = 3  # letters of a word that may be a name without a given name beside it
ENOUGH = 3  # the weight from which a run of two parts or more is a name
_INITIALS = re.compile(r"(?:[^\W\d_a-z](?:\. ?| )){2,3}[^\W\d_a-z]\w{2,}$")
_ENDS = frozenset(",;.)")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[-‐‑–]?\d")
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}[-‐‑][a-z]{1,6}(?=\W|$)")  # «Ching-te», «Kwang-chol»
_REIGN = re.compile(r"[IVX]+$")


@dataclass(slots=True)
class Run:
    """A run of capitalised words. `words` are its parts without particles; `row` the words of its sentence, of which it
    is those from `at` to `after`; `behind` the two characters behind it."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool
    first: bool  # begins its sentence
    lang: str
    row: Words
    at: int
    after: int
    behind: str
    # what is known when it is weighed
    spoken: bool = False  # beside a verb of speech, or with an age
    located: bool = False
    kin: bool = False  # told as somebody's relative: «su hijo X», «X, viuda de Y»
    _weight: int | None = None

    @property
    def weight(self) -> int:
        """What speaks for a person. Most runs of one word are never asked for it."""
        if self._weight is None:
            self._weight = _weigh(self)
        return self._weight

    @weight.setter
    def weight(self, value: int) -> None:
        self._weight = value

    @property
    def begin(self) -> int:
        """Where the mention begins: with the title that belongs to a name of one word, "Lord Goldring"."""
        title = self.row[self.at - 1] if self.at and len(self.words) == 1 else None
        if title is None or not title.has_capital or title.folded not in person_words(self.lang).nobles:
            return self.start
        return self.start - self.row.starts[self.at] + self.row.starts[self.at - 1]

    @property
    def given(self) -> bool:
        """Whether it begins with a common given name."""
        return names.is_given(self.words[0])


@record
class _NameWord:
    """What is known of a word in a name wherever it stands. `word`: a given name, but a word, too; `common`: it names
    bodies or things; `unknown`: to the dictionary of any language; `shouted`: in capitals, and no «II»."""

    folded: str
    given: bool
    word: bool
    family: bool
    demonym: bool
    common: bool
    unknown: bool
    shouted: bool


@remembered
def _name_words(lang: str) -> Memory[_NameWord]:
    return Memory(partial(_name_word, lang=lang))


def _name_word(word: str, lang: str) -> _NameWord:
    cues, folded = person_words(lang), fold(word)
    return _NameWord(
        folded,
        names.is_given(word),
        names.is_given_word(word),
        names.is_family(word),
        world.country_of_demonym(word, lang) is not None,
        folded in cues.organisations or folded in cues.things,
        not any(is_known(word, one) for one in known()),
        len(word) > 1 and word.isupper() and word.lower() not in cues.generations,
    )


def _weigh(run: Run) -> int:
    """What speaks for a person, less what speaks against one; the run learns where it stands. -9: no person."""
    words, first, last, cues, known = run.row, run.at, run.after, person_words(run.lang), _name_words(run.lang)
    parts = [known[word] for word in run.words]
    given = parts[0].given
    if _impossible(run, parts, cues):
        return -9
    led = run.titled and len(run.words) > 1  # "Prosecutor General Al-Siddiq al-Sour"
    if (
        not led
        and names.is_particle(run.words[0])
        and (parts[0].folded in cues.never or run.text[len(run.words[0]) :][:1] == "-")
    ):
        return LED  # «De Loredo», "Al-Sadr": somebody only if the article names them in full
    weight = 3 if given else 0
    weight += 3 if run.titled else 0
    if last - first > 1:
        weight += 1 if not given and any(part.given for part in parts) else 0
        weight += 2 if any(part.family for part in parts[1:]) else 0
        weight += _by_form(run, parts, words, first, last, cues)
    else:  # most runs are of one word
        weight += 1 if parts[0].unknown else 0 if given else -2
    run.kin = _related(words, first, last, cues)
    before = words.folded[first - 1] if first else ""
    run.located = before in cues.located and not _changed(words, first, cues)
    run.spoken = _speaks(words, first, last, cues) or _aged(words, first, last, cues, given and not run.located)
    weight += 2 if run.spoken or _takes_office(words, first, last, cues) else 0
    weight += _apposed(words, last, cues) - _is_place(words, last, cues)
    if before in cues.articles and not run.titled:
        weight -= 3
    if given and before in cues.contracted and not run.titled:
        weight -= NAMED_AFTER  # «la llevaron al Gregorio Marañón»
    if before in cues.called:
        weight += 3
    if run.located and not given:
        weight -= 2
    if given and last - first > 1 and not (run.titled or run.spoken) and world.find_place(run.text) is not None:
        weight -= ENOUGH  # "Newcastle, London and Milton Keynes"
    thing = before in cues.things or before in cues.facilities or _is_of_place(run, words, first, cues)
    if thing and before not in cues.spans:
        return -9 if not run.titled else weight - 4
    if before in cues.relatives and before.endswith("s") and not given and len(parts) > 1:
        return -9  # «los hermanos Arellano Félix»
    weight -= _is_thing(run, parts, cues)
    return weight


def _is_thing(run: Run, parts: Sequence[_NameWord], cues: PersonWords) -> int:
    """What words of bodies and things in a run say against a person: nothing where "Charity Muringo" has them or a
    family is called so, much against three that end with one ("Byron Steele High"), where such words go last."""
    first, rest = parts[0], parts[1:]
    later = [part for part in rest if part.common]
    if not later and (not first.common or (first.word and rest and all(part.unknown for part in rest))):
        return 0
    ends = len(parts) >= MIN_THREE and parts[-1].common and not cues.body_first
    if not first.given or (ends and not (run.titled or run.spoken)):
        return 9
    return 4 if first.common or run.located or not all(part.family for part in later) else 0


def _related(words: Words, first: int, last: int, cues: PersonWords) -> bool:
    """«su padre, X», «hija de X», «X, su viuda»."""
    folded = words.folded
    if last < len(folded) and folded[last] == "," and not cues.relatives.isdisjoint(folded[last + 1 : last + 4]):
        return True
    if not first or cues.relatives.isdisjoint(before := folded[max(0, first - 2) : first]):
        return False
    return before[-1] in cues.relatives or before[-1] in cues.bare_of or not words[first - 1].is_word


def _changed(words: Words, first: int, cues: PersonWords) -> bool:
    """«sustituyó a X»: what a verb of office takes is somebody."""
    at = first - 2
    return at >= 0 and not cues.changes.isdisjoint(forms(words.texts[at], cues.lang))


def _takes_office(words: Words, first: int, last: int, cues: PersonWords) -> bool:
    """«X fue elegida», "X takes over", "elected X", «en lugar de X», «X murió»: whether a verb of office or of death
    stands beside a full name, or one word on."""
    if last - first < 2:
        return False
    if (
        first
        and words.texts[first - 1][0].islower()
        and not cues.appointed.isdisjoint(forms(words.texts[first - 1], cues.lang))
    ):
        return True  # "Parliament elected X"
    if cues.instead.ending(words, first) is not None or cues.relieves.starting(words, last) is not None:
        return True
    if last >= len(words) or not words[last].is_word:
        return False
    if cues.died.starting(words, last) is not None:
        return True
    link = cues.being.starting(words, last)
    if link is not None and not cues.holders.isdisjoint(words.folded[link[0] : link[0] + OFFICE]):
        return True  # "X is the new governor"
    behind = words.texts[last : last + 2]
    return any(text[0].islower() and not cues.appointed.isdisjoint(forms(text, cues.lang)) for text in behind)


def _by_form(run: Run, parts: Sequence[_NameWord], words: Words, first: int, last: int, cues: PersonWords) -> int:
    """What the shape of the words says: three-part names, particles, initials, words that no dictionary has."""
    weight = 0
    if names.is_family_first(run.words[0]) and 2 <= len(run.words) <= 3 and all(len(w) <= 9 for w in run.words[1:]):
        weight += 3 if len(run.words) == 3 else 2
    if len(run.words) in (2, 3) and _SYLLABLES.search(run.text.partition(" ")[2]):
        weight += 3
    if len(run.words) > 1 and parts[0].given and _REIGN.match(run.words[-1]):
        weight += 2
    inner = [words.folded[at] for at in range(first, last) if words.texts[at][0].islower()]
    if inner:
        weight += 2 if any(names.is_particle(word) and word not in cues.joins for word in inner) else 0
        if not parts[0].given and not run.titled and not cues.joins.isdisjoint(inner):
            weight -= 3  # «Reinserción Social de Toluca»
    if len(run.words) > 2 and any(len(word) == 1 for word in run.words[1:-1]):
        weight += 2
    if len(run.words) == 2 and " " not in run.text and not (run.titled or parts[0].given):
        weight -= ENOUGH  # «Osasuna-Villarreal»
    if _INITIALS.match(run.text) and world.find_place(run.words[-1]) is None and not _is_body(run.text):
        weight += 3  # «J. D. Vance», and no «C. D. Castellón» or "U.S. Navy"
    unknown = sum(part.unknown for part in parts)
    given = parts[0].given
    if parts[0].word and not run.located and all(part.unknown or part.family or part.given for part in parts[1:]):
        given, weight = True, weight + 2  # "Faith Atieno", and no "Faith Leaders"
    if unknown == 0:
        return weight if given or _led_at_once(run, words, first, cues) else weight - 2
    strange = unknown == len(run.words) and 2 <= unknown <= 3
    return weight + min(2, unknown) + (1 if strange else 0)


def _led_at_once(run: Run, words: Words, first: int, cues: PersonWords) -> bool:
    """ "Lt. Will Marsh", "Commissioner Walt Reed": a title right before two words, where bodies do not begin so."""
    if cues.body_first or not run.titled or not first or any(len(word) < SHORT for word in run.words):
        return False
    title = first - 1 - (words.texts[first - 1] == "." and first > 1)
    return words.folded[title] in cues.titles


def _is_body(text: str) -> bool:
    """Whether the initials before a word are those of a state or a body: "U.N."."""
    initials = text.rpartition(" ")[0]
    return world.find_place(initials) is not None or world.party_of(initials) is not None


def _impossible(run: Run, parts: Sequence[_NameWord], cues: PersonWords) -> bool:
    given = parts[0].given
    if len(parts) > 1 and parts[0].folded in cues.portfolios and not given:
        return True
    if len(parts) > MAX_PARTS or _DIGIT.search(run.text):
        return True
    if _NUMBERED.match(run.behind):
        return True  # «Sars-Cov-2»
    if not given and (any(part.demonym for part in parts) or world.country_of_demonym(run.text, run.lang) is not None):
        return True  # "Sri Lankans"
    shouted = run.text.isupper()
    if len(parts) == 1:
        return (parts[0].shouted and not shouted) or (not given and world.find_place(run.text) is not None)
    initials = len(run.words[0]) == 2 and len(parts) > 1 and run.titled  # «el senador JD Ross»
    if not shouted and any(part.shouted for part in (parts[1:] if initials else parts)):
        return True
    if shouted and len(parts) > 1 and not (given and not is_known(run.words[-1], run.lang)):
        return True
    place = world.find_place(run.text)
    if place is not None and len(parts) > 1 and _is_land(run.words[-1]):
        return True  # «Santiago de Chile»
    # «Jan Yunis», «San José»: a town that begins like a person's name
    return place is not None and (not given or (len(run.words) > 1 and place.kind != "city"))


def _is_land(word: str) -> bool:
    land = world.find_place(word)
    return land is not None and land.kind == "country"


def _speaks(words: Words, first: int, last: int, cues: PersonWords) -> bool:
    """«dijo X», "X said", "X, head of the unit, said"."""
    texts, speech = words.texts, _speech(cues.lang)
    if (first and speech[texts[first - 1]]) or (last < len(texts) and speech[texts[last]]):
        return True
    if first > 1 and texts[first - 1][0].isupper() and _hears(words, first):
        return any(speech[one] for one in texts[max(0, first - HEARING) : first - 1])
    if last + 1 >= len(texts):
        return False
    if texts[last] == "," and texts[last + 1] != ",":
        for at in range(last + 2, min(last + 16, len(texts) - 1)):
            if texts[at] == ",":
                return speech[texts[at + 1]]
            if texts[at] in ".;:":
                return False
    return texts[last][0].islower() and speech[texts[last + 1]] and words.folded[last] not in cues.no_join


def _hears(words: Words, first: int) -> bool:
    """«dijo a la AFP X», «declaró a Europa Press X»: whether an agency that is told it stands before a name."""
    heard = world.agencies().names
    return words.folded[first - 1] in heard or " ".join(words.folded[first - 2 : first]) in heard


@remembered
def _speech(lang: str) -> Memory[bool]:
    """Whether a word as written is one of saying, and no name."""
    verbs = person_words(lang).verbs
    return Memory(lambda word: word[0].isalpha() and word[0].islower() and not verbs.isdisjoint(forms(word, lang)))


def _aged(words: Words, first: int, last: int, cues: PersonWords, child: bool) -> bool:
    """«X, 58,», «X (58)», «X, de 50 años», "63-year-old X", "X, aged 58"; "X, five," of a child."""
    if first and words.folded[first - 1] in cues.age:
        return True
    if last + 2 >= len(words) or words.texts[last] not in (",", "("):
        return False
    at = last + 1
    if words.folded[at] in cues.articles and at + 2 < len(words) and words.texts[at + 2] in "-‐‑":
        at += 1  # "X, a 52-year-old trader"
        return words[at].is_digits and len(words.texts[at]) <= 2
    if words[at].is_digits and len(words.texts[at]) <= 2:
        return words.texts[at + 1] in (",", ")", ".", "-") or words.folded[at + 1] in cues.age
    if words.folded[at] in cues.young:
        return child and words.texts[at + 1] in _ENDS and world.find_place(words.texts[last - 1]) is None
    if words[at + 1].is_digits and len(words.texts[at + 1]) <= 2 and at + 2 < len(words):
        return words.folded[at] in cues.age or words.folded[at + 2] in cues.age
    return False


def _is_of_place(run: Run, words: Words, first: int, cues: PersonWords) -> bool:
    """«la comunidad de Juan Ríos», «en Benito Juárez»: a place that has the name of somebody."""
    if len(run.words) < 2 or run.titled or first < 2:
        return False
    if words.folded[first - 1] in cues.bare_of:
        return words.folded[first - 2] in cues.territories | cues.facilities
    where = run.located and words.folded[first - 1] not in cues.objects
    place = world.find_place(run.text) if where else None
    return place is not None and place.kind == "city"


def _is_place(words: Words, last: int, cues: PersonWords) -> int:
    """ "X, the district nearest the river": what follows says that it is a place."""
    behind = words.folded[last : last + 4]
    if len(behind) < 4 or behind[0] != "," or behind[1] not in cues.articles:
        return 0
    spot = next((n for n in (2, 3) if behind[n] in cues.territories), 0)
    after = words.folded[last + spot + 1] if spot and last + spot + 1 < len(words) else ""
    return ENOUGH if spot and after not in cues.titles else 0


def _apposed(words: Words, last: int, cues: PersonWords) -> int:
    """«X, quien…», "X, the governor": what follows says that it is somebody, at once or a little later."""
    if last + 1 >= len(words) or words.texts[last] != ",":
        return 0
    for steps, word in enumerate(words.folded[last + 1 : last + 6]):
        if word in cues.relative or word in cues.titles:
            return 2 if steps < 3 else 1
        if word == ",":
            return 0
    return 0
