"""YAML that people edit: strict, placed, and told in words that help."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from checker.model.errors import BadFile, Problem
from checker.texts import fault_text, in_language
from checker.yamldoc import choice, load, parse, validate


class _Check(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: str
    size: int = 0
    state: Literal["open", "closed"] = "open"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rules: list[_Check]


def _problems(text: str) -> list[Problem]:
    try:
        document = parse(text, "f.yaml")
    except BadFile as error:
        return error.problems
    return validate(_File, document)[1]


def _faults(text: str) -> list[str]:
    return [str(problem) for problem in _problems(text)]


def test_words_that_yaml_1_1_would_bend_stay_text() -> None:
    data = parse("on: 2024-11-29\nyes: no\nt: 12:30:00\nn: 0123\nz: 11.000", "f").data
    assert data == {"on": "2024-11-29", "yes": "no", "t": "12:30:00", "n": "0123", "z": "11.000"}


def test_every_key_knows_its_place() -> None:
    places = parse("a:\n  - b: 1\n    c: 2\n", "f").places
    assert places["a", 0, "c"] == (3, 5)


def test_all_faults_at_once_with_a_hint() -> None:
    faults = _faults("rules:\n  - knd: a\n  - kind: b\n    size: x\n")
    assert any(
        fault.startswith("f.yaml:2:5: rules[0].knd: is not a known key; did you mean 'kind'?") for fault in faults
    )
    assert "f.yaml:4:5: rules[1].size: must be a whole number (got 'x')" in faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2", "f.yaml:2:1: a: stands twice (first in line 1); keep one of the two"),
        ("a: &x [*x]", "aliases that repeat without end"),
        ("a: [1\nb: 2", "is not valid YAML"),
        ("? [a, b]\n: 1", "a key must be plain text"),
    ],
)
def test_faults_of_form(text: str, said: str) -> None:
    assert said in "\n".join(_faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "rules: 1",
        "rules: [1]",
        "rules:\n  - {size: x, colour: red, knd: a}",
        "rules:\n  - {kind: [a]}",
        "rules:\n  - {kind: a, state: opne}\n  - {kind: a, state: x}",
        "a: 1\na: 2",
        "a: &x [*x]",
        "%YAML 9.9\n---\na: 1",
        "a:\n\tb: 1",
        "a: \x07",
        "? [a, b]\n: 1",
    ],
)
def test_what_is_said_without_the_texts_is_what_the_english_texts_say(text: str) -> None:
    problems = _problems(text)
    assert problems
    for problem in problems:
        assert problem.key
        assert str(problem) == fault_text(problem, "en")


def test_an_alias_bomb_ends() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 20)}]\n" for n in range(1, 9))
    assert "aliases" in "\n".join(_faults(bomb))


def test_what_to_write_where_nothing_is_known() -> None:
    assert choice("kimd", ["kind", "size"]) == ("did_you_mean", {"near": "kind"})
    assert choice("colour", ["kind", "size"]) == ("write_one_of", {"known": "kind, size"})
    assert choice("kind", []) == ("write_one_of", {"known": "–"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a:\n  - b: 1\n   c: 2\n",
            "f.yaml:3:4: no es YAML válido: la lista que empieza en la línea 2 no sigue aquí; ",
        ),
        (
            "a: [b\nc: 1\n",
            "f.yaml:2:2: no es YAML válido: no se cierra el corchete o la llave que se abre en la línea 1",
        ),
        (
            'a: 1\nb: "c\nd: 2\n',
            "f.yaml:4:1: no es YAML válido: no se cierran las comillas que se abren en la línea 2; ",
        ),
        ("a: b: c\n", "f.yaml:1:5: no es YAML válido: hay un ': ' donde no cabe ninguna clave; "),
        ("a:\n  b: 1\n c: 2\n", "f.yaml:3:2: no es YAML válido: lo que empieza en la línea 1 no sigue aquí; "),
        ('a: "b" c\n', "f.yaml:1:8: no es YAML válido: aquí sigue texto tras las comillas de cierre; "),
        (
            "a: 1\nb\nc: 2\n",
            "f.yaml:3:1: no es YAML válido: aquí hay una línea que no es ni 'clave: valor' ni '- elemento'; ",
        ),
        ("a: @b\n", "f.yaml:1:4: no es YAML válido: ningún valor puede empezar por este signo; "),
        ('a: "\\d"\n', "f.yaml:1:5: no es YAML válido: una barra inversa no significa eso entre comillas dobles; "),
        ("a: - b\n", "f.yaml:1:4: no es YAML válido: aquí no cabe un elemento de lista ('- '); "),
        (
            "a: *b\n",
            "f.yaml:1:4: no es YAML válido: un valor que empieza por * remite a otro marcado con &, y no lo hay; ",
        ),
        ("a: [1,,2]\n", "f.yaml:1:7: no es YAML válido: aquí falta un valor, "),
        ("a: 1\n---\nb: 1\n", "f.yaml:2:1: no es YAML válido: aquí empieza un segundo documento; "),
        ("%A\n", "f.yaml:1:3: no es YAML válido (el analizador dice: while scanning a directive"),
    ],
)
def test_what_is_no_yaml_is_told_in_the_language_of_the_reader(text: str, said: str) -> None:
    (problem,) = _problems(text)
    assert fault_text(problem, "es").startswith(said)


def test_a_colon_within_braces_asks_for_quotes(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("title: {es: Pozos: que no, en: x}\n", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        load(file)
    assert "put quotes around" in in_language(caught.value, "en")
    assert "entre comillas" in in_language(caught.value, "es")
