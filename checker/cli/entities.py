"""`discrepa entities`: who is who, as the articles name them and as people have decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.discrepancies import Author, author_or_me, open_store
from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json, table
from checker.cli.parser import App
from checker.cli.speech import hint, t
from checker.clock import utc_now
from checker.model.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from checker.model.decision import EntityDecision

app = App("entities")
Why = Annotated[str, typer.Option("--reason", help=t("discrepancies.reason"))]
A = Annotated[str, typer.Argument(metavar="A", help=t("entities.name"))]
B = Annotated[str, typer.Argument(metavar="B", help=t("entities.name"))]


@app.command("list", help=t("entities.list"))
def list_them(
    wanted: Annotated[str, typer.Argument(metavar="[TEXT]", help=t("entities.text"))] = "",
    decided: Annotated[bool, typer.Option("--decided", help=t("entities.decided"))] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print who is named in the store, the most often named first; or what was decided."""
    from checker import world
    from checker.judging.decisions import Identities, named

    with open_store(config) as store:
        decisions = store.decided().entities
        statements = [] if decided else store.statements()
    if decided:
        _print_decisions(decisions, as_json=as_json)
        return
    who = Identities.of(decisions)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for entity, text in named(statement):
            key = who.entity(entity, text) or text
            spellings[key][text] += 1
            if entity is not None and entity != key:
                first[key].add(entity)
    look = world.folded(wanted)
    found = [
        (key, names)
        for key, names in sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0]))
        if not look or look in world.folded(key) or any(look in world.folded(name) for name in names)
    ]
    if as_json:
        out_json(
            [
                {"id": key, "named": names.total(), "spellings": dict(names), "first_given": sorted(first[key])}
                for key, names in found
            ],
            indent=2,
        )
        return
    if not found:
        out(t("entities.none"))
        return
    rows = [
        [key, str(names.total()), " · ".join(name for name, _ in names.most_common(6))] for key, names in found[:200]
    ]
    table(rows, [t(f"entities.head_{head}") for head in ("id", "named", "spellings")])


def _print_decisions(found: Sequence[EntityDecision], *, as_json: bool) -> None:
    if as_json:
        out_json(
            [{"a": one.a, "b": one.b, "same": one.same, "author": one.author, "reason": one.reason} for one in found],
            indent=2,
        )
        return
    for one in found:
        key = "entities.same" if one.same else "entities.apart"
        out(f"{one.at:%Y-%m-%d} {one.author}: {t(key, a=one.a, b=one.b)} {one.reason}".rstrip())
    if not found:
        out(t("entities.no_decisions"))


@app.command("merge", help=t("entities.merge"))
def merge(a: A, b: B, reason: Why = "", author: Author = None, config: ConfigFile = None) -> None:
    """Remember that two are the same; the first id stands for both."""
    _decide(a, b, reason, author, config, same=True)


@app.command("split", help=t("entities.split"))
def split(a: A, b: B, reason: Why = "", author: Author = None, config: ConfigFile = None) -> None:
    """Remember that two are not the same, or take a merge back."""
    _decide(a, b, reason, author, config, same=False)


def _decide(a: str, b: str, reason: str, author: str | None, config: Path | None, *, same: bool) -> None:
    from checker import deeds, world
    from checker.judging.decisions import ids_by_name
    from checker.model.decision import EntityDecision

    if world.folded(a) == world.folded(b):
        raise BadInput(t("entities.one", a=a))
    with open_store(config) as store:
        known = ids_by_name(store.statements())
        ids = [_id_of(name, known) for name in (a, b)]
        if ids[0] == ids[1]:
            if same:
                raise BadInput(t("entities.one", a=ids[0]))
            ids[1] = b  # one spelling of an id is taken out of it
        deeds.identify(store, EntityDecision(ids[0], ids[1], same, author_or_me(author), reason, utc_now()))
    out(t("entities.same" if same else "entities.apart", a=ids[0], b=ids[1]))


def _id_of(name: str, known: Mapping[str, frozenset[str]]) -> str:
    """The id first given to somebody, by it or by a name that only one bears; else the name itself."""
    from checker.judging.decisions import id_of

    found = id_of(name, known)
    if found is None:
        raise BadInput(t("entities.unknown", name=name, hint=hint(name, known)))
    return found
