"""Find out who wrote what is printed: near-copies of one wire story have one origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.intake import copies, origins
from checker.model.article import Article
from checker.model.provenance import Kin, OriginGuess
from checker.model.statement import Statement
from checker.store.base import Store


def trace_origins(store: Store, owners: Mapping[str, str]) -> int:
    """Find the near-copies of what is new or edited, and guess who wrote it; how many articles' origins changed.

    What comes out depends on the set of articles alone: whatever hangs together with a new article is guessed anew.
    """
    store.retrace(origins.version(owners))
    changed = 0
    while untraced := store.untraced():
        fresh = {one.article for one in untraced}
        links: dict[tuple[str, str], float] = {}
        for one in untraced:
            if one.signature is None:
                continue
            near = store.alike(copies.bands(one.signature))
            shares = copies.similarities(one.signature, [mark for _, mark in near])
            for (other, _), alike in zip(near, shares, strict=True):
                if other != one.article and alike >= copies.ALIKE:
                    links[min(one.article, other), max(one.article, other)] = alike
        printed = {one.article: one for one in store.kin({name for pair in links for name in pair})}
        links = {pair: alike for pair, alike in links.items() if origins.together(*map(printed.get, pair))}
        before = store.links_around(fresh | {name for pair in links for name in pair})
        after = {pair: alike for pair, alike in before.items() if not fresh & set(pair)} | links
        looked_at = fresh | {name for pair in (*before, *links) for name in pair}
        kin = {one.article: one for one in store.kin(looked_at)}
        guesses: dict[str, OriginGuess] = {}
        for group in origins.components(looked_at, after):
            guesses |= origins.guesses([kin[name] for name in group if name in kin], owners)
        changed += store.save_trace(fresh, links, looked_at, guesses)
    return changed


def with_origins(
    statements: Iterable[Statement], articles: Iterable[Article], owners: Mapping[str, str]
) -> list[Statement]:
    """Statements with the origins that are guessed from the articles at hand, for those who have no store."""
    kin: dict[str, Kin] = {}
    marks: dict[str, bytes | None] = {}
    for one in articles:
        byline = origins.byline_of(one.text, url=one.url or "", outlet=one.outlet)
        published = one.published.to_iso() if one.published else None
        kin[one.id] = Kin(one.id, one.outlet, one.origin, byline, published)
        marks[one.id] = copies.signature(one.text)
    found = origins.trace(list(kin.values()), marks, owners)
    return [replace(one, origin=found[one.article].origin) if one.article in found else one for one in statements]
