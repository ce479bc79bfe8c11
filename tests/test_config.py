"""config.yaml: every fault with its place and remedy, and no secret in any of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from checker import app
from checker.config import load_config
from checker.model.errors import BadFile


def _load(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        loaded = load_config(file)
        app.sources(loaded)
        app.notifiers(loaded)
    except BadFile as error:
        return [str(problem).replace(f"{tmp_path}/", "") for problem in error.problems]
    return []


def test_the_shipped_configuration_is_good() -> None:
    loaded = app.settings(None)
    assert [one.kind for one in app.sources(loaded)] == ["folder"]
    assert list(app.notifiers(loaded)) == ["screen"]


def test_all_faults_at_once(tmp_path: Path) -> None:
    faults = _load(tmp_path, "languag: en\nsources:\n  - id: a\n    kind: folder\n    every: 10\n")
    assert faults == [
        "config.yaml:1:1: languag: is not a known key; did you mean 'language'?",
        "config.yaml:5:5: sources[0].every: must be a duration with its unit: 30s, 5m, 2h, 14d (got '10')",
    ]


def test_options_of_a_plugin_are_placed_too(tmp_path: Path) -> None:
    faults = _load(tmp_path, "sources:\n  - id: a\n    kind: feed\n    ulr: http://x.example\n")
    assert any(fault.startswith("config.yaml:4:5: sources[0].ulr: is not a known key") for fault in faults)


def test_what_every_source_and_notifier_takes_is_known_beside_the_options_of_its_kind(tmp_path: Path) -> None:
    faults = _load(tmp_path, "sources:\n  - {id: a, kind: folder, path: ., evry: 5s}\n")
    assert faults == ["config.yaml:2:36: sources[0].evry: is not a known key; did you mean 'every'?"]
    faults = _load(tmp_path, "notifiers:\n  a: {kind: console, paze: 5s}\nroutes: [{to: a}]\n")
    assert faults == ["config.yaml:2:22: notifiers.a.paze: is not a known key; did you mean 'pace'?"]


def test_an_unknown_kind_and_route(tmp_path: Path) -> None:
    assert "did you mean 'folder'?" in _load(tmp_path, "sources:\n  - {id: a, kind: foldr, path: x}\n")[0]
    told = _load(tmp_path, "notifiers: {desk: {kind: console}}\nroutes:\n  - to: dsk\n")
    assert told == ["config.yaml:3:5: routes[0].to[0]: is not one of the notifiers (got 'dsk'); did you mean 'desk'?"]


def test_secrets_come_from_environment_or_file_and_never_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "hunter2-hunter2")
    (tmp_path / "secret").write_text("s3cret-value\n", encoding="utf-8")
    good = "notifiers:\n  w: {kind: webhook, url: 'https://h.example/${HOOK}', secret_file: secret}\n"
    assert _load(tmp_path, good) == []
    bad = _load(
        tmp_path, "language: ${HOOK}\nnotifiers:\n  w: {kind: mail, host: h, from: '${HOOK}', to: a@b.example}\n"
    )
    assert bad
    assert "hunter2" not in "\n".join(bad)


def test_a_dotenv_file_beside_the_configuration_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SOME_URL_FOR_TEST=https://h.example/x\n", encoding="utf-8")
    assert _load(tmp_path, "notifiers: {s: {kind: slack, url: '${SOME_URL_FOR_TEST}'}}\n") == []
    assert "is not set" in _load(tmp_path, "notifiers: {s: {kind: slack, url: '${NOT_SET_ANYWHERE}'}}\n")[0]


def test_a_notifiers_pace_is_its_channels_unless_it_is_configured(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    slack = "kind: slack, url: 'https://hooks.example/x'"
    file.write_text(
        f"notifiers:\n  a: {{{slack}}}\n  b: {{{slack}, pace: 5s}}\n  c: {{{slack}, pace: 0s}}\n  d: {{kind: console}}\n",
        encoding="utf-8",
    )
    with app.parts(app.settings(file)) as parts:
        assert [parts.pace(name) for name in (*"abcd", "gone")] == [1, 5, 0, 0, 0]
    file.write_text(f"notifiers:\n  a: {{{slack}, pace: 2h}}\n", encoding="utf-8")
    with pytest.raises(BadFile, match="pace"):
        app.settings(file)


def test_durations(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("sources: [{id: a, kind: folder, path: x, every: 90s}]\n", encoding="utf-8")
    assert load_config(file).config.sources[0].every == timedelta(seconds=90)


@pytest.mark.parametrize(
    "options",
    [
        "{kind: apprise, url: 'nosuch://t0ps3cret'}",
        "{kind: webhook, url: 't0ps3cret'}",
        "{kind: slack, url: 't0ps3cret'}",
    ],
)
def test_a_secret_written_into_the_file_is_not_shown_when_it_is_wrong(tmp_path: Path, options: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(f"notifiers:\n  out: {options}\nroutes:\n  - to: out\n", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        app.notifiers(load_config(file))
    assert "config.yaml:2" in str(caught.value)
    assert "t0ps3cret" not in str(caught.value)


def test_a_broken_template_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/mail.html").write_text("\n{{ message.sujet }}", encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text("templates: words\nnotifiers:\n  out: {kind: console}\nroutes:\n  - to: out\n", encoding="utf-8")
    with pytest.raises(BadFile, match=r"words/mail.html:2:1: .*sujet"):
        app.notifiers(load_config(file))
