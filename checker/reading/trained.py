"""A trained spaCy model as a second opinion on persons: optional, and it can only add evidence for a name.

None is needed, and none ships (the Spanish ones are GPL). Reading with one is as slow as the model itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from threading import Lock

import spacy

from checker.model.errors import BadInput
from checker.texts import said

_SEES_NAMES = frozenset({"tok2vec", "transformer", "ner", "entity_ruler"})  # what else a model does is left out
_PERSON = frozenset({"PER", "PERSON"})  # as WikiNER and OntoNotes label them


class TrainedModel:
    """One model, of the language that its own description names. Safe to share between threads."""

    def __init__(self, name: str) -> None:
        """`name`: an installed package, or a folder that holds a model. Raises BadInput where it cannot be used."""
        try:
            self._pipeline = spacy.load(name)
        except Exception as error:  # a model brings code of its own
            raise BadInput(said("config.broken_model", model=name, error=str(error).partition("\n")[0])) from error
        self.lang = self._pipeline.meta["lang"]
        self._pipeline.select_pipes(enable=[pipe for pipe in self._pipeline.pipe_names if pipe in _SEES_NAMES])
        self._turn = Lock()  # spaCy does not say that a pipeline may be shared

    def persons(self, text: str) -> list[tuple[int, int]]:
        """Where it sees persons, in order."""
        with self._turn:
            # its limit is about the memory of far larger models; articles are cut before they come here
            self._pipeline.max_length = max(self._pipeline.max_length, len(text) + 1)
            return [(one.start_char, one.end_char) for one in self._pipeline(text).ents if one.label_ in _PERSON]


_loaded = cache(TrainedModel)  # kept, because a reader is made anew with every edit of a rule


def trained(names: Iterable[str]) -> Mapping[str, TrainedModel]:
    """The models by the language of each; of two in one language, the one named first."""
    found: dict[str, TrainedModel] = {}
    for model in map(_loaded, names):
        found.setdefault(model.lang, model)
    return found
