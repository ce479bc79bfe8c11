"""A new rule file lints and passes its own tests as it stands, in whichever languages it was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reading import Reader
from checker.rulebook.book import load_rulebook, shipped_folder
from checker.rulelab.examples import run_examples
from checker.rulelab.lint import lint
from checker.rulelab.new import NewRule, pair_of, rule_file, taken
from checker.texts import fault_text

SPANISH, ENGLISH = ("dron", "drones"), ("drone", "drones")


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(
    "new",
    [
        NewRule("drones", {"es": SPANISH, "en": ENGLISH}),
        NewRule("Drones derribados", {"es": SPANISH}, grows=True),
        NewRule("drones", {"en": ENGLISH}, grows=True),
        NewRule("123: buques", {"es": ("buque", "buques"), "en": ("ship", "ships")}),
        NewRule('"ñandú" & co', {"es": ("ñandú", "ñandúes")}),
    ],
    ids=lambda new: new.name if isinstance(new, NewRule) else new,
)
def test_it_is_green_at_once(tmp_path: Path, new: NewRule, lang: str) -> None:
    file = tmp_path / new.file
    file.write_text(rule_file(new, lang), encoding="utf-8")
    assert [fault_text(one, lang) for one in lint([file], [shipped_folder()])[1]] == []
    book = load_rulebook([file], [shipped_folder()])
    results = list(run_examples(book, Reader(facts=book.facts)))
    assert len(results) == 5
    assert [one.text(lang) for one in results if not one.passed] == []


def test_comments_are_in_the_language_asked_for() -> None:
    new = NewRule("drones", {"es": SPANISH})
    assert "qué leer" in rule_file(new, "es")
    assert "what to read" in rule_file(new, "en")


@pytest.mark.parametrize(
    ("text", "pair"), [("dron, drones", SPANISH), ("dron", ("dron", "dron")), (" , ", None), ("", None)]
)
def test_singular_and_plural_are_told_in_one_line(text: str, pair: tuple[str, str] | None) -> None:
    assert pair_of(text) == pair


def test_a_word_that_a_fact_counts_already_is_told() -> None:
    book = load_rulebook([shipped_folder()])
    found = [(word, fact.id) for word, fact in taken(NewRule("mine", {"es": ("refugiado", "refugiados")}), book)]
    assert ("refugiado", "displaced") in found
    assert list(taken(NewRule("mine", {"es": ("farola", "farolas")}), book)) == []
