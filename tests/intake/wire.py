"""Made-up stories and what newsrooms make of them: copies cut, edited and respelt, beside reports of the same event that
were written independently. Deterministic by seed; every cluster knows how many origins it has."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.yamldoc import load

AGENCIES = ("EFE", "AP", "Reuters", "AFP", "Europa Press", "TASS", "Yonhap", "Xinhua", "ANSA", "dpa")
MOST_EDITED = 0.4
MOST_CUT = 0.4
SENTENCES = 18


@cache
def words() -> dict[str, list[Any]]:
    data: dict[str, list[Any]] = load(Path(__file__).parent.parent / "corpus/words.yaml").data
    return data


def sentence(chance: random.Random) -> str:
    """One sentence of twelve to twenty words."""
    pick = chance.choice
    said = words()
    parts = [f"el {pick(said['nouns'])} {pick(said['adjectives'])} {pick(said['verbs'])} la {pick(said['nouns'])}"]
    for _ in range(chance.randint(2, 4)):
        parts.append(f"{pick(said['links'])} {pick(('el', 'la', 'un', 'su', 'cada'))} {pick(said['nouns'])}")
        if chance.random() < 0.4:
            parts.append(f"que {pick(said['verbs'])} {pick(('lo', 'más', 'ya', 'todo'))} {pick(said['adjectives'])}")
    text = " ".join(parts)
    if chance.random() < 0.3:
        return f"{pick(said['starts'])}, {text}."
    return f"{text[0].upper()}{text[1:]}."


@dataclass(frozen=True)
class Event:
    """What happened: its names and figures, which every report of it shares."""

    seed: int
    place: str = ""
    name: str = ""
    figures: tuple[str, ...] = ()

    @staticmethod
    def of(seed: int) -> Event:
        chance = random.Random(seed)
        place, name = (pair[0] for pair in chance.sample(words()["names"], 2))
        told = chance.sample(words()["figures"], 3)
        return Event(
            seed, place, name, tuple(one.format(n=chance.randint(11, 900), place=place, name=name) for one in told)
        )


class Story:
    """One newsroom's own report of an event."""

    def __init__(self, seed: int, event: Event | None = None, *, quotes: bool = False) -> None:
        chance = random.Random(seed * 7919 + 1)
        self.event = event or Event.of(seed)
        own = [sentence(chance) for _ in range(SENTENCES - len(self.event.figures))]
        for figure in self.event.figures:
            own.insert(chance.randrange(len(own) // 2), figure)
        if quotes:  # what was said in public stands in everybody's story
            own[3:3] = [quote.format(name=self.event.name) for quote in words()["quotes"]]
        self.sentences = own

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass
class Cluster:
    """Reports of one event by different outlets. `wire`: ids of the copies; `agency`: who signs some of them, if anybody."""

    seed: int
    articles: list[Article] = field(default_factory=list)
    wire: set[str] = field(default_factory=set)
    agency: str | None = None

    @property
    def origins(self) -> int:
        return len(self.articles) - len(self.wire) + bool(self.wire)


def copied(sentences: list[str], chance: random.Random) -> str:
    """A story as another newsroom prints it: up to two fifths of its sentences edited, cut from the end, names respelt."""
    share = chance.uniform(0, MOST_EDITED)
    kept = sentences[: max(4, round(len(sentences) * (1 - chance.uniform(0, MOST_CUT))))]
    edited = set(chance.sample(range(len(kept)), round(share * len(kept))))
    out = []
    for number, one in enumerate(kept):
        if number not in edited:
            out.append(one)
        elif chance.random() < 0.5:
            out.append(sentence(chance))
        else:  # a word here and there
            told = one.split(" ")
            for _ in range(max(1, len(told) // 4)):
                told[chance.randrange(1, len(told))] = chance.choice(words()["nouns"])
            out.append(" ".join(told))
    text = " ".join(out)
    if chance.random() < 0.5:
        for ours, theirs in words()["names"]:
            text = text.replace(ours, theirs)
    return text


def generate(seed: int, chance: random.Random) -> Cluster:
    """A cluster of two to eight copies, and up to three independent reports."""
    event = Event.of(seed)
    quotes = chance.random() < 0.5
    wire = Story(seed, event, quotes=quotes)
    cluster = Cluster(seed, agency=chance.choice(AGENCIES) if chance.random() < 0.7 else None)
    count = chance.randint(2, 8)
    signed = chance.sample(range(count), chance.randint(1, count)) if cluster.agency else []
    for number in range(count):
        text = copied(wire.sentences, chance) if number or chance.random() < 0.7 else wire.text
        if number in signed:
            text = f"{text} {cluster.agency}"
        cluster.articles.append(_article(f"{seed}-copy-{number}", text, seed, chance))
        cluster.wire.add(cluster.articles[-1].id)
    for number in range(chance.randint(0, 3)):
        own = Story(seed * 100 + number + 50_000, event, quotes=quotes)
        cluster.articles.append(_article(f"{seed}-own-{number}", own.text, seed, chance))
    return cluster


def _article(name: str, text: str, seed: int, chance: random.Random) -> Article:
    day = TimeSpan.from_day(2024, 1 + seed % 12, 1 + seed % 20 + chance.randint(0, 6))  # a story is copied within days
    return Article(text, id=name, lang="es", outlet=f"Outlet {name}", published=day)
