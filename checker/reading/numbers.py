"""Finds numbers and the hedges around them."""

from __future__ import annotations

from spacy.tokens import Doc

from checker.reading.layers import Layers


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill this component's layer."""
    del doc, layers
