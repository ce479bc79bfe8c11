"""Lint tells every fault of every file in one run, where it stands and what to write instead, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.errors import BadFile
from checker.rulebook.book import load_rulebook, shipped_folder
from checker.rulelab.lint import lint
from checker.texts import fault_text

FACT = "facts: {x: {label: {es: x, en: x}, evolves: up, nouns: {es: [cosa]}}, y: {label: {es: y, en: y}, nouns: {es: [eso]}}}\n"
RULE = (
    "rules:\n  - id: r\n    title: {es: t, en: t}\n    fact: x\n    check: {kind: quantity}\n    alert_on: [dispute]\n"
)


def _told(tmp_path: Path, text: str, lang: str = "en") -> list[str]:
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    return [fault_text(one, lang).removeprefix(f"{tmp_path}/") for one in lint([tmp_path], [shipped_folder()])[1]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: quantity", "kind: quantity, tolerence: 15%", "r.yaml:6:29: rules[0].check.tolerence: is not a key"),
        ("kind: quantity", "kind: quantity, tolerence: 15%", "did you mean 'tolerance'?"),
        ("kind: quantity", "kind: stance, tolerance: 15%", "never applies: a 'stance' check compares no figures"),
        ("[dispute]", "[dispute, flip]", "r.yaml:7:25: rules[0].alert_on[1]: is never found by a 'quantity' check"),
        ("[dispute]", "[dispute, dispute]", "stands there twice (got 'dispute')"),
        ("fact: x", "fact: y\n    alert_on: [revision]\n", "is not valid YAML|stands twice"),
        ("fact: x", "fact: x\n    opponents: [[country:ru]]", "needs two parties or more"),
        ("fact: x", "fact: x\n    opponents: [[country:ru, country:xx]]", "is not a country (got 'country:xx')"),
        ("fact: x", "fact: x\n    where: {of: country:zz}", "rules[0].where.of: is not a country"),
        ("fact: x", "fact: z9", "is not a known fact (got 'z9'); write one of:"),
        ("[dispute]", "[disputed]", "did you mean 'dispute'? The values are: incomparable, prospective, denial, flip"),
        ("fact: x", "fact: kiled", "did you mean 'killed'?"),
        ("fact: x", "fact: kiled\n    same: [plaze]", "is not a role of the fact 'killed' (got 'plaze')"),
        (
            "kind: quantity",
            "kind: quantity, tolerance: 30%}\n    severity: {low: 5%, high: 20%",
            "the tolerance already",
        ),
        ("alert_on", "title: {es: u}\n    alert_on", "stands twice (first in line 4)"),
        ("evolves: up", "evolves: up, settles: 3d", "one that recurs, settles; this one is 'up'"),
        ("nouns: {es: [cosa]}", "nouns: {sp: [cosa]}", "facts.x.nouns.sp: is not a known language (got 'sp')"),
        ("{es: t, en: t}", "{es: t}", "has no title in 'en'; add 'en: …' to its title"),
        ("[dispute]", "[dispute]\n    examples: [{alerts: flip, given: [{outlet: A, says: x}]}]", "can never come out"),
        (
            "[dispute]",
            "[dispute]\n    examples: [{silent: same, given: [{outlet: A, says: x, on: May}]}]",
            "is not a day",
        ),
        ("[dispute]", "[dispute]", "has 0 examples that alert"),
        ("[dispute]", "[dispute]", "alerts on 'dispute', which no example shows"),
        ("[dispute]", "[dispute]", "facts.y: is read, but no rule compares it"),
    ],
)
def test_a_fault_is_told_with_its_place_and_remedy(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = _told(tmp_path, (FACT + RULE).replace(old, new))
    assert any(part in line for line in found for part in told.split("|")), found


def test_one_fault_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("rules: [\n", encoding="utf-8")
    text = FACT.replace("evolves: up", "evolves: sideways") + RULE.replace("fact: x", "fact: x\n    same: [plaze]")
    text = text.replace("kind: quantity", "kind: quantity, tolerance: 15").replace("[dispute]", "[compatible]")
    found = "\n".join(_told(tmp_path, text))
    for told in ("sideways", "needs its unit", "broken.yaml:2:1"):
        assert told in found
    assert "is not a known fact" not in found  # the fact is there, it has a fault of its own


def test_an_unknown_fact_hides_no_other_fault_of_its_rule(tmp_path: Path) -> None:
    keys = "fact: zzqx\n    same: [whatever]\n    where: {of: country:zz}\n    opponents: [[country:ru]]\n    within: 2d\n    for: 9d"
    text = FACT + RULE.replace("fact: x", keys).replace("kind: quantity", "kind: quantity, tolerence: 15%")
    found = "\n".join(_told(tmp_path, text.replace("[dispute]", "[compatible]")))
    for told in (
        "is not a known fact",
        "country:zz",
        "two parties",
        "tolerence",
        "rules[0].alert_on[0]",
        "rules[0].for",
    ):
        assert told in found, told
    assert "whatever" not in found  # nobody knows which roles it has


def test_an_id_that_is_taken_hides_no_other_fault_of_its_rule(tmp_path: Path) -> None:
    again = RULE.removeprefix("rules:\n").replace("fact: x", "fact: x\n    same: [plaze]")
    found = "\n".join(_told(tmp_path, FACT + RULE + again))
    assert "is already the id of a rule" in found
    assert "is not a role of the fact 'x' (got 'plaze')" in found


def test_faults_are_told_in_spanish(tmp_path: Path) -> None:
    found = _told(
        tmp_path, FACT + RULE.replace("fact: x", "fact: kiled").replace("quantity", "quantity, tolerance: 15"), "es"
    )
    assert any("no es un hecho conocido (pone 'kiled'); ¿querías decir 'killed'?" in line for line in found)
    assert any("necesita su unidad: 15% (una parte)" in line for line in found)


def test_a_file_of_ones_own_knows_the_facts_beside_it(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(RULE.replace("fact: x", "fact: killed"), encoding="utf-8")
    book = load_rulebook([tmp_path], beside=[shipped_folder()])
    assert [rule.id for rule in book.rules] == ["r"]
    again = RULE.replace("id: r", "id: killed-disagree").replace("fact: x", "fact: killed")
    (tmp_path / "r.yaml").write_text(again, encoding="utf-8")
    book = load_rulebook([tmp_path], beside=[shipped_folder()])
    assert [rule.id for rule in book.rules] == ["killed-disagree"], "it is a new version"


def test_a_file_in_a_folder_in_force_has_no_id_of_another_file_there(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(RULE if name == "b" else FACT + RULE, encoding="utf-8")
    with pytest.raises(BadFile, match="is already the id of a rule in"):
        load_rulebook([tmp_path / "b.yaml"], beside=[tmp_path])


@pytest.mark.parametrize(
    ("fact", "where", "told"),
    [
        (
            "killed",
            "{of: Espanna}",
            "rules[0].where.of: is not known, so the rule may never apply (got 'Espanna'); did you mean 'España'?",
        ),
        ("killed", "{of: Wakanda}", "(got 'Wakanda'); write a country by its name or id"),
        ("killed", "{place: Vallencia}", "did you mean 'Valencia'?"),
        ("killed", "{cause: earthquaque}", "did you mean 'earthquake'?"),
        ("office_holder", "{office: interior-minster}", "(got 'interior-minster'); did you mean 'interior-minister'?"),
        ("office_holder", "{status: hold}", "did you mean 'holds'?"),
    ],
)
def test_a_name_in_where_that_nothing_knows_is_told(tmp_path: Path, fact: str, where: str, told: str) -> None:
    kind = "holder" if fact == "office_holder" else "quantity"
    rule = RULE.replace("fact: x", f"fact: {fact}\n    where: {where}").replace("quantity", kind)
    (tmp_path / "r.yaml").write_text(rule, encoding="utf-8")
    found = [fault_text(one, "en") for one in lint([tmp_path], [shipped_folder()])[1]]
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    ("fact", "where"),
    [
        ("killed", "{of: España}"),
        ("killed", "{of: norcoreanos}"),
        ("killed", "{of: Hamas}"),
        ("killed", "{place: Lorca}"),
        ("killed", "{place: Barrio de la Viña}"),
        ("killed", "{place: country:es, cause: earthquake}"),
        ("office_holder", "{office: interior-minister}"),
        ("office_holder", "{office: office:interior-minister}"),
        ("office_holder", '{office: "*-minister"}'),
    ],
)
def test_names_in_where_that_are_known_are_no_fault(tmp_path: Path, fact: str, where: str) -> None:
    kind = "holder" if fact == "office_holder" else "quantity"
    rule = RULE.replace("fact: x", f"fact: {fact}\n    where: {where}").replace("quantity", kind)
    (tmp_path / "r.yaml").write_text(rule, encoding="utf-8")
    assert not [str(one) for one in lint([tmp_path], [shipped_folder()])[1] if "where" in one.path]


def test_a_folder_without_rules_is_no_pass(tmp_path: Path) -> None:
    assert not lint([tmp_path])[0].usable
