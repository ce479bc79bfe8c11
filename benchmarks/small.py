"""What is read of small texts on offices, elections, attacks, towns, agreements, visits, deaths and exchanges.

    uv run python benchmarks/small.py            # recall and precision by fact, of the texts worked on and the unseen ones
    uv run python benchmarks/small.py --errors   # and what is missed or read wrongly, of those worked on

The texts are those of tests/corpus/small (see its README): `s` holds what a careful reader takes from each. A statement
is the labelled one if its fact is, and whoever, wherever, on which day and how many are told of it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checker.world.lookup import folded

Json = dict[str, Any]
SMALL = Path(__file__).parent.parent / "tests" / "corpus" / "small"
WHO = ("candidate", "visitor", "person")  # roles that say of whom a statement is told
PLACED = ("control", "arrival", "visit")  # facts that are nothing without their place


def words(text: str | None) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in re.findall(r"\w+", folded(text or "")) if len(word) > 2}


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names share a word."""
    return not words(one).isdisjoint(words(other))


def whom(read: Json) -> str:
    """Of whom a statement is told."""
    roles: Json = read.get("roles") or {}
    named = next((roles[role]["text"] for role in WHO if role in roles), None)
    return named or (read.get("value") or {}).get("name") or ""


def is_meant(label: Json, read: Json, text: str) -> bool:
    """Whether a statement is the labelled one."""
    if label["fact"] != read["fact"]:
        return False
    evidence, roles = read["evidence"], read.get("roles") or {}
    if "number" in label:
        start, end = evidence.get("number") or (evidence["start"], evidence["end"])
        digits = set(re.findall(r"\d+", label["number"]))
        told = text[start:end]
        same = not digits.isdisjoint(re.findall(r"\d+", told)) if digits else alike(label["number"], told)
        if not same or (label.get("who") and roles and not alike(label["who"], whom(read))):
            return False
    elif label.get("who") and not (alike(label["who"], whom(read)) or alike(label["who"], evidence["quote"])):
        return False
    if "date" in label and not str((read.get("value") or {}).get("start") or "").startswith(label["date"][:10]):
        return False
    if label["fact"] in PLACED and not alike(label["place"], (read.get("place") or {}).get("text")):
        return False
    if label["fact"] == "office_holder":
        return roles.get("status") == label["status"] and alike(
            label["office"], (roles.get("office") or {}).get("text")
        )
    return bool(read["stance"] == label.get("stance", "asserted"))


def readings(texts: Iterable[Json]) -> list[Json]:
    """What the product reads of each text, in their order."""
    given = "".join(json.dumps({key: one[key] for key in ("id", "lang", "published", "text")}) + "\n" for one in texts)
    command = [sys.executable, "-m", "checker", "read", "-", "--json"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def measure(file: Path, facts: frozenset[str], *, errors: bool) -> Json:
    """Right, false and missed statements of one file, by fact and in all. What two readers could differ on is not
    missed."""
    texts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, reading in zip(texts, readings(texts), strict=True):
        left = [one for one in reading["statements"] if one["fact"] in facts]
        for label in text["s"]:
            hit = next((one for one in left if is_meant(label, one, text["text"])), None)
            if hit is not None:
                left.remove(hit)
                count[label["fact"]][0] += 1
            elif label.get("sure", True):
                count[label["fact"]][2] += 1
                if errors:
                    print("missed", text["id"], json.dumps(label, ensure_ascii=False), "|", text["text"])
        arrives = any(label["fact"] == "arrival" for label in text["s"])
        for one in left:
            if one["fact"] == "visit" and arrives:
                continue  # who arrives visits
            count[one["fact"]][1] += 1
            if errors:
                print("false", text["id"], one["fact"], repr(one["evidence"]["quote"]), "|", text["text"])
    right, false, missed = (sum(one[at] for one in count.values()) for at in range(3))
    by_fact = {fact: "/".join(map(str, told)) for fact, told in sorted(count.items())}
    return {
        "texts": len(texts),
        "p": round(right / max(1, right + false), 3),
        "r": round(right / max(1, right + missed), 3),
        "right/false/missed": by_fact,
    }


def main() -> None:
    """Measure both parts in both languages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="print what is missed or false in `worked_on`")
    told = parser.parse_args()
    files = sorted(SMALL.glob("*/*/events.jsonl"))
    facts = frozenset(
        label["fact"]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        for label in json.loads(line)["s"]
    )
    for file in files:
        part = file.relative_to(SMALL).parts
        figures = measure(file, facts, errors=told.errors and part[0] == "worked_on")
        print(json.dumps({"set": "/".join(part[:2]), **figures}))


if __name__ == "__main__":
    main()
