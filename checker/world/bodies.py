"""Bodies that every state has, known by what they are and whose: «la inteligencia surcoreana», "South Korea's spy
agency" and «el NIS» are `org:kr-intelligence` in any language.

Kinds are data (parties.yaml, and the portfolios of the language files); a phrase that says more than the kind and the
country («un oficial del Ejército ruso», «la policía de Seúl») is no such body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from checker.languages import known, language
from checker.world.gazetteer import country_name, places
from checker.world.lookup import folded, world_data
from checker.world.parties import body_of, country_named

LONGEST = 5  # words that name a kind of body
COUNTRY_WORDS = 4  # or a country
PARTICLE = 3  # letters at most of a small word within a name: «Ursula von der Leyen»


@cache
def _kinds() -> Mapping[str, tuple[str, frozenset[str]]]:
    """By folded phrase: the kind that it names, and the languages in which it does."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for kind, lang, phrase in _named():
        key = folded(phrase)
        langs = found[key][1] if key in found else frozenset[str]()
        found[key] = (kind, langs | {lang})
    return found


def _named() -> Iterator[tuple[str, str, str]]:
    """Kind, language, phrase; the first phrase of a kind in a language is its name."""
    data = world_data("parties")
    for kind, by_lang in data["state_bodies"].items():
        for lang, phrases in by_lang.items():
            yield from ((kind, lang, phrase) for phrase in phrases)
    for lang in known():
        for portfolio, name in language(lang).offices.portfolios.items():
            for form in data["ministry"].get(lang, ()):
                yield f"{name}-ministry", lang, form.format(portfolio=portfolio.capitalize())


@cache
def _names() -> Mapping[tuple[str, str], str]:
    """The name of a kind in a language."""
    found: dict[tuple[str, str], str] = {}
    for kind, lang, phrase in _named():
        found.setdefault((kind, lang), phrase)
    return found


@lru_cache(maxsize=20_000)
def state_body(text: str) -> str | None:
    """The id of the body of a state that a text names, `org:kr-intelligence`; None if it names more than one."""
    own = world_data("parties")["one_of_its_kind"].get(body_of(text) or "")
    if own is not None:
        return f"org:{own}"
    words = folded(re.sub(r"['’]s?\b", "", text)).split()
    if not words or len(words) > 2 * LONGEST or _kinds_words().isdisjoint(words):
        return None
    kind, rest = _taken(words, LONGEST, lambda phrase: _kinds().get(phrase, ("", frozenset()))[0])
    country, rest = _taken(rest, COUNTRY_WORDS, country_named) if kind else ("", rest)
    if not kind or not country or not _plain().issuperset(rest):
        return None
    return f"org:{country.partition(':')[2]}-{kind}"


def _taken(words: list[str], longest: int, what: Callable[[str], str | None]) -> tuple[str, list[str]]:
    """What the longest known phrase of the words says, and the words without it."""
    for size in range(min(longest, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            said = what(" ".join(words[at : at + size]))
            if said:
                return said, [*words[:at], *words[at + size :]]
    return "", words


@cache
def _kinds_words() -> frozenset[str]:
    return frozenset(word for phrase in _kinds() for word in phrase.split())


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(folded, world_data("parties")["plain"]))


def state_body_label(entity: str, lang: str) -> str | None:
    """What the body of a state is called in a language: «servicios de inteligencia de Corea del Sur»."""
    code, _, kind = entity.removeprefix("org:").partition("-")
    name, form = _names().get((kind, lang)), world_data("parties")["body_label"].get(lang)
    if name is None or form is None or len(code) != 2:
        return None
    of = _country_article(code, lang)[1]
    return str(form.format(body=name, of=of, country=country_name(f"country:{code}", lang)))


def _country_article(code: str, lang: str) -> tuple[str, str]:
    """What stands before a country's name within a sentence, and what «of» is with it."""
    data = world_data("parties")
    article, of = data["country_articles"].get(lang, {}).get(code.upper(), ("", data["of"].get(lang, "")))
    return str(article), str(of)


def party_label(entity: str, lang: str) -> str | None:
    """What a country or an organisation is called within a sentence; None for one that is called alike everywhere."""
    if entity.startswith("country:"):
        article = _country_article(entity.removeprefix("country:"), lang)[0]
        return f"{article} {country_name(entity, lang)}".strip()
    name = world_data("parties")["called"].get(entity, {}).get(lang)
    return str(name) if name else None


@lru_cache(maxsize=20_000)
def body_text(text: str, lang: str, told_in: str | None = None) -> str:
    """A speaker's name within a sentence for a reader of a language: as it was told, or by its name there where it was
    told in another language. In quotation marks where it is words of the article and nobody's name: what is told in
    words of another language («the governor»), and whose it is nobody can see here («su oficina»)."""
    if told_in != lang and (named := _known_speaker(text, lang)) is not None:
        return named
    first, _, rest = text.partition(" ")
    small = first[:1].isupper() and folded(first) in _opening() and rest and folded(text) not in places()
    told = f"{first[:1].lower()}{text[1:]}" if small else text
    return f"«{told}»" if told_in in known() and _is_wording(told, lang, str(told_in)) else told


def _is_wording(text: str, lang: str, told_in: str) -> bool:
    """Whether a speaker is described, and not in words that a reader of a language takes for their own."""
    words = text.split()
    if not words:
        return False
    if folded(words[0]) in language(told_in).small.possessives:
        return len(words) > 1
    plain = words[0].islower() or any(word.islower() and len(word) > PARTICLE for word in words)
    return told_in != lang and plain


def _known_speaker(text: str, lang: str) -> str | None:
    """The name that a country, an organisation or a state's body has in a language, if no more than that is told."""
    first, _, rest = text.partition(" ")
    bare = rest if folded(first) in _opening() and rest else text
    named = _parties().get(folded(bare))
    if named is not None:
        return party_label(named, lang)
    place = places().get(folded(bare))
    if place is not None:
        return party_label(place.country, lang) if place.kind == "country" else place.name
    entity = state_body(text)
    if entity is None or any(word.isupper() and len(word) > 1 for word in text.split()):
        return None  # «el NIS» is so called everywhere
    kind = entity.partition("-")[2]
    told = f" {folded(text)} "
    if any(one == kind and lang in langs and f" {phrase} " in told for phrase, (one, langs) in _kinds().items()):
        return None
    label = state_body_label(entity, lang)
    articles = world_data("parties")["body_articles"].get(lang, {})
    return f"{articles.get(kind, articles.get('other', ''))} {label}".strip() if label else None


@cache
def _parties() -> Mapping[str, str]:
    """Organisations that have a name of their own in each language, by every name they are listed with."""
    data = world_data("parties")
    return {folded(name): party for party in data["called"] for name in data["institutions"].get(party, ())}


@cache
def _opening() -> frozenset[str]:
    return frozenset(world_data("parties")["opening"])
