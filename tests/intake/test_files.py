"""Articles out of files: lenient in what comes in, exact about what is wrong."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from checker.intake.files import Item, read_path, read_stream
from checker.texts import in_language


def _one(path: Path) -> Item:
    (item,) = read_path(path)
    return item


def test_front_matter_names_the_source(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nsource: El Faro\npublished: 2024-11\ntitle: 'Uno: dos'\n---\nEl texto.\n", encoding="utf-8")
    article = _one(file).article
    assert article is not None
    assert (article.outlet, article.title, article.text) == ("El Faro", "Uno: dos", "El texto.\n")
    assert article.published is not None
    assert article.published.to_iso() == "2024-11"


def test_front_matter_is_read_by_the_names_that_others_use_and_says_what_it_does_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ndate: 2024-11-29 10:00\noutlet: El Faro\nfecha: ayer\ntitel: X\n---\nEl texto.\n", encoding="utf-8"
    )
    item = _one(file)
    assert item.article is not None
    assert item.article.published is not None
    assert (item.article.outlet, item.article.published.to_iso()[:10]) == ("El Faro", "2024-11-29")
    one, other = (in_language(warning, "es") for warning in item.warnings)
    assert one.startswith("línea 4: fecha no es una clave de la cabecera, y no se lee; escribe uno de estos: ")
    assert other == "línea 5: titel no es una clave de la cabecera, y no se lee; ¿querías decir 'title'?"


def test_of_two_dates_the_one_that_is_not_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\npublished: 2024-11-29\ndate: 2023-01-01\n---\nEl texto.\n", encoding="utf-8")
    item = _one(file)
    assert item.article is not None
    assert item.article.published is not None
    assert item.article.published.to_iso() == "2024-11-29"
    assert [warning.partition(",")[0] for warning in item.warnings] == ["line 3: date is no key of front matter"]


def test_faulty_front_matter_tells_the_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text('---\nlang: es\ntitle: "Uno" y dos\n---\nEl texto.\n', encoding="utf-8")
    error = _one(file).error
    assert error is not None
    assert in_language(error, "es").startswith(
        "cabecera, línea 3:14: no es YAML válido: aquí sigue texto tras las comillas"
    )


def test_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"text": "uno", "extra": 1}),
        "{broken",
        "",
        json.dumps({"id": "x"}),
        json.dumps({"text": "dos\u2028tres"}),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    items = list(read_path(file))
    assert [item.article.text if item.article else None for item in items] == ["uno", None, None, "dos\u2028tres"]
    assert [item.name.rsplit(":", 1)[1] for item in items] == ["1", "2", "4", "5"]
    assert "text" in (items[2].error or "")


def test_dates_of_all_kinds(tmp_path: Path) -> None:
    told = ["2024-12", "Posted 11 / 27 / 2005 7 : 21 AM", "29 de noviembre de 2024", "anteayer"]
    text = "\n".join(json.dumps({"text": "x", "published": one}) for one in told)
    items = list(read_stream(io.StringIO(text)))
    dates = [item.article.published.to_iso() if item.article and item.article.published else None for item in items]
    assert dates == ["2024-12", "2005-11-27T07:21:00Z", "2024-11-29", None]
    assert "no date can be read" in items[3].warnings[0]


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00 latin \xe1")
    (tmp_path / "README.md").write_text("not an article", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>", encoding="utf-8")
    assert [item.error for item in read_path(tmp_path)] == [
        "is not UTF-8 text; save it as UTF-8",
        "no article text can be found in the page",
    ]
    assert _one(tmp_path / "nope").error == "there is no such file or folder"


def test_plain_text_on_standard_input() -> None:
    (item,) = read_stream(io.StringIO("Hola.\nAdiós."))
    assert item.article is not None
    assert item.article.text == "Hola.\nAdiós."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Nueve muertos en Loja\n\nEl alud fue de noche.", "Nueve muertos en Loja", "El alud fue de noche."),
        ("---\noutlet: A\n---\n\n# Un alud\nFue de noche.", "Un alud", "Fue de noche."),
        ("---\ntitle: Dos\n---\n# Un alud\nFue.", "Dos", "# Un alud\nFue."),
        ("#alud en Loja", "", "#alud en Loja"),
    ],
)
def test_a_heading_is_the_title(tmp_path: Path, text: str, title: str, body: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    article = _one(tmp_path / "a.md").article
    assert article is not None
    assert (article.title, article.text.strip()) == (title, body)
