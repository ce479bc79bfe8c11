"""Files that people edit, broken in every way: each is told with its file, its line and what to write instead, and
never breaks the program or the files beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker import app, languages
from checker.config import load_config
from checker.model.errors import BadFile, Problem
from checker.rulebook.book import examine, shipped_folder

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))

# what no file may hold, whatever it is for: the bytes, the line and column of the fault, what is said of it
FORM: dict[str, tuple[bytes, str, str]] = {
    "utf-16": ("rules: []\n".encode("utf-16"), "1:1", "is not UTF-8 text; save the file as UTF-8"),
    "latin-1": (b'a: "a\xf1o"\n', "1:6", "is not UTF-8 text; save the file as UTF-8"),
    "latin-1 behind accents": ("á: ñ\né: ".encode() + b"\xf1\n", "2:4", "save the file as UTF-8"),
    "a program": (bytes(range(256)), "2:118", "save the file as UTF-8"),
    "NUL": (b"a: 1\nb: \x00\n", "2:4", "a sign stands here that no text has (U+0000); delete it"),
    "bell behind accents": ("é: ñ\nñ: ñ\x07".encode(), "2:5", "(U+0007); delete it"),
    "tab": (b"a:\n\tb: 1\n", "2:1", "a tab stands here; indent with spaces"),
    "tab in a list": (b"a:\n  - b: 1\n\t- c: 2\n", "3:1", "a tab stands here; indent with spaces"),
    "tab behind Windows line ends": (b"a:\r\n\tb: 1\r\n", "2:1", "a tab stands here; indent with spaces"),
    "twice": (b"rules: []\nrules: []\n", "2:1", "stands twice (first in line 1); keep one of the two"),
    "twice behind Windows line ends": (b"a: 1\r\nb: 2\r\na: 3\r\n", "3:1", "stands twice (first in line 1)"),
    "twice behind a byte order mark": (b"\xef\xbb\xbfa: 1\na: 2\n", "2:1", "stands twice (first in line 1)"),
    "twice, quoted": (b"a: 1\n'a': 2\n", "2:1", "stands twice (first in line 1)"),
    "twice, far down": (b"a:\n  b:\n    - c: 1\n      c: 2\n", "4:7", "a.b[0].c: stands twice (first in line 3)"),
    "alias bomb": (BOMB.encode(), "1:5", "holds aliases that repeat without end; write the values out"),
    "list in itself": (b"a: &x [*x]\n", "1:4", "holds aliases that repeat without end; write the values out"),
    "mapping in itself": (b"a: &x\n  b: *x\n", "1:4", "holds aliases that repeat without end"),
    "unknown alias": (b"a: *nope\n", "1:4", "found undefined alias"),
    "open list": (b"a: [1\nb: 2", "2:2", "did not find expected ',' or ']'"),
    "open quotes": (b'a: "x\nb: 2\n', "3:1", "check the indentation, and put text that holds ': ' or '#' in quotes"),
    "two documents": (b"a: 1\n---\nb: 2\n", "2:1", "is not valid YAML"),
    "a thousand brackets": (b"[" * 20_000, "1:1001", "exceeded maximum nesting depth"),
    "a thousand steps in": (
        "".join(f"{' ' * n}a:\n" for n in range(1500)).encode(), "1000:1001", "exceeded maximum nesting depth",
    ),
    "a list for a key": (b"? [a, b]\n: 1\n", "1:3", "a key must be plain text; put it in quotes"),
    "a mapping for a key": (b"{a: 1}: 2\n", "1:1", "a key must be plain text; put it in quotes"),
    "another YAML": (b"%YAML 9.9\n---\na: 1\n", "1:1", "is not valid YAML"),
    "unknown directive": (b"%FOO\na: 1\n", "1:5", "is not valid YAML"),
    "an at sign": (b"a: @x\n", "1:4", "put text that holds ': ' or '#' in quotes"),
    "two colons": (b"a: b: c\n", "1:5", "put text that holds ': ' or '#' in quotes"),
    "half a character": (b'a: "\\ud800"\n', "1:7", "invalid Unicode character escape code"),
    "unknown escape": (b'a: "\\q"\n', "1:5", "unknown escape character"),
    "indented by one": (b"rules:\n - id: a\n  check: x\n", "3:3", "check the indentation"),
    "a code block": (b"```yaml\nrules: []\n```\n", "1:1", "is not valid YAML"),
    "JSON cut off": (b'{"rules": [}\n', "1:12", "is not valid YAML"),
}  # fmt: skip


def _config(folder: Path) -> None:
    loaded = load_config(folder / "config.yaml")
    app.sources(loaded)
    app.notifiers(loaded)


def _rules(folder: Path) -> None:
    examined = examine([folder])
    if examined.problems:
        raise BadFile(list(examined.problems))


def _language(folder: Path) -> None:
    languages.use([folder])
    languages.language("zz")


LOADERS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "configuration": ("config.yaml", _config),
    "rules": ("rules.yaml", _rules),
    "language": ("zz.yaml", _language),
}


@pytest.fixture(autouse=True)
def _only_shipped_languages() -> Iterator[None]:
    yield
    languages.use([])


def faults(loader: str, folder: Path, raw: bytes) -> list[Problem]:
    """What the real loader says of a file."""
    name, load = LOADERS[loader]
    (folder / name).write_bytes(raw)
    try:
        load(folder)
    except BadFile as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("case", FORM)
def test_a_file_of_no_good_form(tmp_path: Path, case: str, loader: str) -> None:
    raw, place, said = FORM[case]
    found = faults(loader, tmp_path, raw)
    assert len(found) == 1
    told = str(found[0])
    assert told.startswith(f"{tmp_path / LOADERS[loader][0]}:{place}: "), told
    assert said in told
    assert "\n" not in told


@pytest.mark.parametrize("case", FORM)
def test_a_broken_rule_file_does_not_take_the_others_with_it(tmp_path: Path, case: str) -> None:
    """What is shown of the good ones, and what is wrong with the broken one, in one look."""
    good = next(file for file in sorted(shipped_folder().rglob("*.yaml")) if b"rules:" in file.read_bytes())
    (tmp_path / "good.yaml").write_bytes(good.read_bytes())
    (tmp_path / "bad.yaml").write_bytes(FORM[case][0])
    examined = examine([tmp_path])
    assert examined.book.rules
    assert not examined.usable
    assert {Path(one.file).name for one in examined.problems} == {"bad.yaml"}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Path.mkdir, "is no ordinary file"),
        (os.mkfifo, "is no ordinary file"),
        (lambda file: file.symlink_to(file), "cannot be read: "),
        (lambda file: file.symlink_to(file.with_name("nowhere")), "there is no such file"),
    ],
    ids=["folder", "pipe", "link to itself", "link to nowhere"],
)
def test_what_is_no_file(tmp_path: Path, loader: str, made: Callable[[Path], None], said: str) -> None:
    name, load = LOADERS[loader]
    made(tmp_path / name)
    with pytest.raises(BadFile) as caught:
        load(tmp_path)
    assert str(caught.value.problems[0]).startswith(f"{tmp_path / name}: {said}")


@pytest.mark.parametrize("raw", [b"", b"  \n\n", b"# nothing yet\n", b"\xef\xbb\xbf", b"~\n"])
def test_an_empty_file_says_nothing_and_is_no_fault(tmp_path: Path, raw: bytes) -> None:
    assert faults("configuration", tmp_path, raw) == []
    assert faults("rules", tmp_path, raw) == []
    assert "name: is missing; add 'name: …'" in str(faults("language", tmp_path, raw)[0])


# one loader's own: the text, and what is said of it
OWN: list[tuple[str, str, str]] = [
    *((loader, text, "must be a mapping") for loader in ("configuration", "language") for text in ("hello", "- a", "42")),
    *(("rules", text, "begin with 'facts:' or 'rules:'") for text in ("hello", "- a", "42", "<html>404</html>")),
    ("configuration", "sources: 5", ":1:1: sources: must be a list"),
    ("configuration", "sources: {a: 1}", ":1:1: sources: must be a list"),
    ("configuration", "sources: [5]", ":1:11: sources[0]: must be a mapping (key: value)"),
    ("configuration", "sources:\n  -\n", "sources[0]: must be a mapping (key: value)"),
    ("configuration", "notifiers: [a]", ":1:1: notifiers: must be a mapping (key: value)"),
    ("configuration", "languag: es", ":1:1: languag: is not a known key; did you mean 'language'?"),
    ("configuration", "language: [es]", ":1:1: language: must be text"),
    ("configuration", "language: xx", "write one of: en, es (got 'xx')"),
    ("configuration", "language: ${SURELY_NOT_SET}", "wants the environment variable SURELY_NOT_SET"),
    ("configuration", "sources:\n - {id: a, kind: folder, path: x, every: -5m}", ":2:35: sources[0].every: must be a dur"),
    ("configuration", "sources:\n - {id: a, kind: folder, path: x, every: 99999999999999999d}", "must be a duration"),
    ("configuration", "sources:\n - {id: a, kind: feed, url: 'javascript:x'}", ":2:24: sources[0].url: must be a web addr"),
    ("configuration", "sources:\n - {kind: folder}", ":2:4: sources[0].id: is missing; add 'id: …'"),
    ("rules", "rules: hello", ":1:1: rules: must be a list"),
    ("rules", "rules: {a: b}", ":1:1: rules: must be a list"),
    ("rules", "rules: [[a]]", ":1:9: rules[0]: must be a mapping (key: value)"),
    ("rules", "facts: [a]", ":1:1: facts: must be a mapping (key: value)"),
    ("rules", "facts: {a: b}", ":1:9: facts.a: must be a mapping (key: value)"),
    ("rules", "rules: []\nfoo: 1", ":2:1: foo: is not a known key; known keys: facts, rules"),
    ("rules", "rules：", "begin with 'facts:' or 'rules:'"),
    ("language", "name: Z\ndates: 5", ":2:1: dates: must be a mapping (key: value)"),
    ("language", "name: Z\nnumbers: {words: {uno: x}}", ":2:19: numbers.words.uno: must be a whole number (got 'x')"),
    ("language", "name: Z\nstnce: {}", ":2:1: stnce: is not a known key; did you mean 'stance'?"),
]  # fmt: skip


@pytest.mark.parametrize(("loader", "text", "said"), OWN)
def test_a_file_of_another_shape(tmp_path: Path, loader: str, text: str, said: str) -> None:
    told = [str(one) for one in faults(loader, tmp_path, text.encode())]
    assert any(said in one for one in told), told


RULE = """
rules:
  - id: own
    title: {{es: Uno, en: One}}
    fact: killed
    check: {{kind: quantity, tolerance: {tolerance}}}
    within: {within}
"""
NUMBERS = ["1e999", "-3", "9" * 400, "0x10", ".nan", ".inf", "1_000", "١٢", "'1 2'", "[1]", "{a: 1}"]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_are_none(tmp_path: Path, number: str) -> None:
    text = RULE.format(tolerance=number, within=number)
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    told = examine([tmp_path], beside=[shipped_folder()]).problems
    assert {(one.path, one.line) for one in told} == {("rules[0].check.tolerance", 6), ("rules[0].within", 7)}
    assert all(one.what and len(str(one)) < 400 for one in told)


def test_a_key_with_nothing_behind_it_is_one_that_is_not_there(tmp_path: Path) -> None:
    """Every line of a list made a comment leaves its key behind."""
    assert faults("configuration", tmp_path, b"sources:\n# - id: a\nroutes:\nnotifiers: ~\n") == []


def test_what_is_told_twice_by_an_alias_is_read_twice(tmp_path: Path) -> None:
    text = "sources:\n - {id: a, kind: folder, path: &x here}\n - {id: b, kind: folder, path: *x}\n"
    assert faults("configuration", tmp_path, text.encode()) == []
