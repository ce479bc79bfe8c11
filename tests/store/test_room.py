"""A disk that is full: told on the desk and by doctor, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from checker import app
from checker.daemon import Daemon, run_once
from checker.model.errors import BadInput
from checker.store.room import LEAST, free_room, short_of_room
from checker.texts import in_language
from checker.web.server import serving
from tests.cli.test_cli import run
from tests.story import ONE, TWO, article, project


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=False)
    except OSError:
        pytest.skip("there is no mount here")
    if made.returncode != 0:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(folder: Path) -> Path:
    """A file that takes all room that is left."""
    file = folder / "filler"
    with file.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            return file


def test_a_full_disk_is_told_where_people_look_and_nothing_is_lost(tmp_path: Path, disk: Path) -> None:
    config = project(tmp_path, desk="{port: 0}")
    told = config.read_text(encoding="utf-8").replace("store: state.db", f"store: {disk}/state.db")
    config.write_text(f"language: es\n{told}", encoding="utf-8")
    article(tmp_path / "in", "one", ONE, "El Norte")
    with app.parts(app.settings(config)) as made:
        run_once(made)
        watcher = Daemon(made)
        with serving(made) as address, httpx.Client(base_url=address or "", timeout=60) as web:
            assert "no se puede escribir" not in web.get("/").text
            assert web.get("/healthz").status_code == 200
            filler = _fill(disk)
            article(tmp_path / "in", "two", TWO, "El Sur")
            with pytest.raises(BadInput) as refused:
                watcher.poll(made.sources[0])
            words = f"no se puede escribir {disk}/state.db: su disco está lleno; haz sitio en su disco"
            assert words in in_language(refused.value, "es")
            for page in ("/", "/system"):
                shown = web.get(page).text
                assert words in shown, page
            assert f"al disco de {disk}/state.db le quedan 0 MB; haz sitio en él" in web.get("/system").text
            assert "its disk is full; make room" in web.get("/system", params={"ui": "en"}).text
            health = web.get("/healthz")
            assert (health.status_code, health.json()["unwell"]["store"]) == (503, "not writable")
            doctor = run("doctor", "--config", str(config), lang="es")
            assert doctor.returncode == 1
            assert f"PROBLEMA: al disco de {disk}/state.db le quedan 0 MB; haz sitio en él" in doctor.stdout
            filler.unlink()
            assert watcher.poll(made.sources[0]) == 1
            assert "no se puede escribir" not in web.get("/system").text
            assert web.get("/healthz").status_code == 200


def test_little_room_is_told_before_there_is_none(tmp_path: Path, disk: Path) -> None:
    assert 0 < free_room(disk / "state.db") < LEAST
    short = short_of_room(disk / "not" / "yet" / "there.db")
    assert short is not None
    assert "le quedan 6 MB" in in_language(short, "es")
    roomy = os.statvfs(tmp_path)
    if roomy.f_bavail * roomy.f_frsize > 2 * LEAST:
        assert short_of_room(tmp_path / "state.db") is None
