"""A statement gets its article once."""

from __future__ import annotations

import pytest

from checker.model.article import Article
from checker.model.statement import UNSIGNED, Statement, sign, statement_id

ARTICLE = Article("Murieron 12 personas.", id="a1", outlet="El Faro", url="https://faro.example/1", revision=3)


def test_a_signed_statement_is_of_its_article() -> None:
    made = sign(Statement("killed", "x", UNSIGNED), ARTICLE, "es", frozenset({"place:lima"}))
    whole = Statement(
        "killed",
        "x",
        "a1",
        outlet="El Faro",
        revision=3,
        lang="es",
        url="https://faro.example/1",
        story=frozenset({"place:lima"}),
    )
    assert made == whole
    assert made.id == statement_id(whole) != ""


def test_nothing_is_signed_twice() -> None:
    made = sign(Statement("killed", "x", UNSIGNED), ARTICLE, "es", frozenset())
    with pytest.raises(ValueError, match="a1"):
        sign(made, ARTICLE, "es", frozenset())
