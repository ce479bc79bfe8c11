"""A rule file to start from: commented in the user's language, with examples that pass as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from checker import world
from checker.rulebook.book import Rulebook
from checker.rulebook.facts import FactSpec
from checker.yamldoc import load

_FILE = Path(__file__).parent / "new.yaml"
_DAYS = ("2025-01-10", "2025-01-11")
_COLUMN = 36  # where the comments stand


@dataclass(frozen=True, slots=True)
class NewRule:
    """What `rules new` asks for. `words`: by language (singular, plural) of what is counted."""

    name: str
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    grows: bool = False

    @property
    def fact(self) -> str:
        """The id of the fact."""
        plain = re.sub(r"[^a-z0-9]+", "_", world.folded(self.name)).strip("_") or "my_fact"
        return plain if plain[0].isalpha() else f"fact_{plain}"

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.fact.replace('_', '-')}.yaml"


def question(key: str, lang: str) -> str:
    """What to ask on a terminal."""
    return str(_data()["questions"][lang][key])


def pair_of(text: str) -> tuple[str, str] | None:
    """«dron, drones» as singular and plural; one word is both; None for nothing."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return (parts[0], parts[-1]) if parts else None


def taken(new: NewRule, book: Rulebook) -> Iterator[tuple[str, FactSpec]]:
    """The words that another fact of a rulebook counts already, with that fact: it would be read instead."""
    for lang, words in new.words.items():
        for fact in book.facts.values():
            known = set(fact.words[lang].nouns) if lang in fact.words and fact.id != new.fact else set()
            yield from ((word, fact) for word in dict.fromkeys(words) if word in known)


def rule_file(new: NewRule, lang: str, *, folder: str = "rules", schema: str = "") -> str:
    """The content of the new file. `schema`: where the JSON Schema is, for editors."""
    comments: dict[str, str] = _data()["comments"][lang]

    def line(text: str, key: str) -> str:
        return f"{text.ljust(_COLUMN)} # {comments[key].format(name=new.name, file=f'{folder}/{new.file}')}"

    titles = {"es": f"{new.name}: cifras que no cuadran", "en": f"{new.name}: figures that disagree"}
    labels = {code: new.words[code][1] if code in new.words else new.name for code in titles}
    nouns = {code: list(dict.fromkeys(words)) for code, words in new.words.items()}
    one = next((words[0] for code in ("en", "es") if (words := new.words.get(code))), "piece")
    out = [f"# yaml-language-server: $schema={schema}"] if schema else []
    out += [
        f"# {comments['file'].format(name=new.name)}",
        "facts:",
        line(f"  {new.fact}:", "fact"),
        f"    label: {_flow(labels)}",
        line(f"    counts: {_text(one)}", "counts"),
        line(f"    evolves: {'up' if new.grows else 'either'}", "evolves"),
        line(f"    nouns: {_flow(nouns)}", "nouns"),
        line("#    adjectives: {es: [], en: []}", "adjectives"),
        "",
        "rules:",
        f"  - id: {new.fact.replace('_', '-')}-disagree",
        f"    title: {_flow(titles)}",
        f"    fact: {new.fact}",
        line("    same: [place]", "same"),
        line("    check: {kind: quantity}", "check"),
        "    alert_on: [contradiction, dispute]",
        line('    severity: {medium: ">= 20%", high: ">= 2x"}', "severity"),
        line("    status: draft", "status"),
        line("    examples:", "examples"),
    ]
    for number, rows in enumerate(zip(*(_data()["says"][code] for code in new.words), strict=True)):
        codes = list(new.words)
        code = codes[number % len(codes)]
        out += _example(rows[number % len(codes)], code, new.words[code][1])
    return "\n".join(out) + "\n"


def _example(row: Sequence[str], lang: str, word: str) -> list[str]:
    kind, verdict, *says = row
    lines = [f"      - {kind}: {verdict}", "        given:"]
    # two who are named disagree on one day; a silent look-alike is of one day, too
    days = _DAYS if verdict == "contradiction" else (_DAYS[0], _DAYS[0])
    for outlet, day, text in zip("AB", days, says, strict=True):
        told = _text(text.format(w=word), quoted=True)
        lines.append(f"          - {{outlet: {outlet}, on: {day}, lang: {lang}, says: {told}}}")
    return lines


def _flow(data: Mapping[str, str | list[str]]) -> str:
    told = [
        f"{key}: {_text(one) if isinstance(one, str) else '[' + ', '.join(map(_text, one)) + ']'}"
        for key, one in data.items()
    ]
    return "{" + ", ".join(told) + "}"


def _text(text: str, *, quoted: bool = False) -> str:
    """A text as YAML: plain where that is safe, else in quotes."""
    if not quoted and re.fullmatch(r"[^\W\d_][\w -]*", text) and text.lower() not in ("null", "true", "false"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load(_FILE, name="checker/rulelab/new.yaml").data
    return data
