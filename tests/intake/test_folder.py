"""Files as they come: there before the first poll, half written, from the future, broken, gone."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from checker.intake import folder
from checker.intake.files import Item, read_path
from checker.model.errors import BadInput
from tests.story import article


def _source(path: Path, stable: float = 1.0) -> folder.FolderSource:
    return folder.FolderSource("drop", folder.Options(path=path, stable=stable), "Outlet", "es")


def test_what_was_there_before_the_first_poll(tmp_path: Path) -> None:
    article(tmp_path, "a", "Uno.", "A")
    (tmp_path / "sub").mkdir()
    article(tmp_path / "sub", "b", "Dos.", "B")
    found = _source(tmp_path).fetch({})
    assert sorted(item.article.text for item in found.items) == ["Dos.\n", "Uno.\n"]
    assert _source(tmp_path).fetch(found.cursor).items == ()


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Media ", encoding="utf-8")
    found = _source(tmp_path, stable=60).fetch({})
    assert (found.items, found.errors) == ((), ())
    file.write_text("Media y entera.", encoding="utf-8")
    past = time.time() - 120
    os.utime(file, (past, past))
    assert [item.article.text for item in _source(tmp_path, stable=60).fetch(found.cursor).items] == ["Media y entera."]


def test_a_file_that_is_emptied_to_be_written_anew_waits_however_long_that_takes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("El texto, como salió.", encoding="utf-8")
    os.utime(file, (1_000, 1_000))
    found = _source(tmp_path).fetch({})
    file.write_text("", encoding="utf-8")
    os.utime(file, (2_000, 2_000))
    emptied = _source(tmp_path).fetch(found.cursor)
    assert (emptied.items, emptied.errors) == ((), ())
    file.write_text("El texto, corregido.", encoding="utf-8")
    os.utime(file, (3_000, 3_000))
    (item,) = _source(tmp_path).fetch(emptied.cursor).items
    assert item.article.text == "El texto, corregido."


def test_a_file_that_changes_while_it_is_read_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = article(tmp_path, "a", "Uno.", "A")
    read = folder.read_file

    def slow(path: Path) -> list[Item]:
        found = list(read(path))
        path.write_text(path.read_text(encoding="utf-8") + "Y más.", encoding="utf-8")
        return found

    monkeypatch.setattr(folder, "read_file", slow)
    found = _source(tmp_path).fetch({})
    assert (found.items, found.cursor) == ((), {"files": {}})
    monkeypatch.undo()
    past = time.time() - 60
    os.utime(file, (past, past))
    (item,) = _source(tmp_path).fetch(found.cursor).items
    assert item.article.text.endswith("Y más.")


def test_a_file_with_a_date_to_come_is_read(tmp_path: Path) -> None:
    file = article(tmp_path, "a", "Uno.", "A")
    later = time.time() + 86_400
    os.utime(file, (later, later))
    assert len(_source(tmp_path).fetch({}).items) == 1


def test_a_broken_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "U', encoding="utf-8")
    article(tmp_path, "b", "Dos.", "B")
    os.utime(tmp_path / "a.json", (1, 1))
    found = _source(tmp_path).fetch({})
    assert [item.article.text for item in found.items] == ["Dos.\n"]
    assert "a.json" in found.errors[0]
    assert "is not JSON" in found.errors[0]


def test_half_a_surrogate_pair_stops_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "U\\ud800no.", "author": "\\udfff"}', encoding="utf-8")
    article(tmp_path, "b", "Dos.", "B")
    os.utime(tmp_path / "a.json", (1, 1))
    found = _source(tmp_path).fetch({})
    assert [item.article.text for item in found.items] == ["U\ufffdno.", "Dos.\n"]
    assert found.items[0].author == "\ufffd"


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59.9999999", "0001-01-01T00:00:00+01:00"])
def test_no_date_stops_a_folder(tmp_path: Path, published: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"text": "Uno.", "published": "{published}"}}', encoding="utf-8")
    article(tmp_path, "b", "Dos.", "B")
    os.utime(tmp_path / "a.json", (1, 1))
    found = _source(tmp_path).fetch({})
    assert [item.article.text for item in found.items] == ["Uno.", "Dos.\n"]
    assert found.items[0].article.published is None
    assert "no date can be read" in found.errors[0]


def test_no_link_stops_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "Uno.", "url": "http://["}', encoding="utf-8")
    os.utime(tmp_path / "a.json", (1, 1))
    assert [item.article.text for item in _source(tmp_path).fetch({}).items] == ["Uno."]


def test_a_file_that_may_not_be_read_is_said_and_read_when_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(tmp_path, "a", "Uno.", "A")
    article(tmp_path, "b", "Dos.", "B")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.stem == "a":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    first = _source(tmp_path).fetch({})
    again = _source(tmp_path).fetch(first.cursor)
    assert [item.article.text for item in first.items] == ["Dos.\n"]
    assert again.items == ()
    for found in (first, again):
        assert "cannot be read" in found.skipped
        assert "cannot be read" in found.errors[0]
    monkeypatch.undo()
    mended = _source(tmp_path).fetch(again.cursor)
    assert [item.article.text for item in mended.items] == ["Uno.\n"]
    assert (mended.skipped, mended.errors) == ("", ())


def test_a_folder_within_that_may_not_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    article(tmp_path, "a", "Uno.", "A")
    article(tmp_path / "sub", "b", "Dos.", "B")
    before = _source(tmp_path).fetch({})
    listed = os.scandir

    def refused(path: Path) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = _source(tmp_path).fetch(before.cursor)
    assert found.items == ()
    assert "sub" in found.skipped
    assert "cannot be read" in found.skipped
    assert found.cursor == before.cursor
    (error,) = (item.error for item in read_path(tmp_path) if item.article is None)
    assert "cannot be read" in str(error)


def test_a_folder_that_may_not_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(BadInput, match="cannot be read"):
        _source(tmp_path).fetch({})


def test_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no folder"):
        _source(tmp_path / "nope").fetch({})


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("La clave es otra.", encoding="utf-8")
    drop = tmp_path / "drop"
    drop.mkdir()
    article(drop, "a", "Uno.", "A")
    (drop / "inside.txt").symlink_to(drop / "a.txt")
    (drop / "outside.txt").symlink_to(secret)
    (drop / "up").symlink_to(tmp_path)
    found = _source(drop, stable=0).fetch({})
    assert {item.article.text for item in found.items} == {"Uno.\n"}
    assert len(found.errors) == 1
    assert "outside of the folder" in found.errors[0]
    assert _source(drop, stable=0).fetch(found.cursor).errors == (), "said once"
