"""The pinned versions and the declared dependencies must not drift apart."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
PINS = {canonicalize_name(pin.name): pin for pin in map(Requirement, PROJECT["tool"]["uv"]["constraint-dependencies"])}


def _declared() -> list[Requirement]:
    groups = PROJECT["dependency-groups"].values()
    texts = PROJECT["project"]["dependencies"] + [one for group in groups for one in group if isinstance(one, str)]
    return [Requirement(text) for text in texts]


def test_every_declared_dependency_is_pinned_to_a_version_it_allows() -> None:
    for wanted in _declared():
        pin = PINS.get(canonicalize_name(wanted.name))
        assert pin is not None, f"{wanted.name} is not pinned: run scripts/pin.py"
        versions = [one.version for one in pin.specifier if one.operator == "=="]
        assert len(versions) == 1, f"{wanted.name} is not pinned to one version: {pin}"
        assert wanted.specifier.contains(versions[0]), f"{pin} is not allowed by {wanted}: run scripts/pin.py"


def test_no_group_comes_with_the_program() -> None:
    assert PROJECT["tool"]["uv"]["default-groups"] == []


def test_pins_name_no_address() -> None:
    assert not [pin for pin in PINS.values() if pin.url or re.search(r"https?:|@", str(pin))]
