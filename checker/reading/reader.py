"""The reader: a spaCy pipeline of small components over a blank tokeniser, from an Article to a Reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from checker import languages as language_data
from checker.model.article import Article
from checker.model.statement import Mention, Reading
from checker.reading import (
    claimants,
    dates,
    events,
    facts,
    numbers,
    offices,
    organisations,
    persons,
    places,
    sentences,
    stance,
)
from checker.reading.layers import Layers
from checker.rulebook.facts import FactSpec

Component = Callable[[Doc, Layers], None]

# The order matters: each reads the layers that those before it filled.
COMPONENTS: tuple[tuple[str, Component], ...] = (
    ("sentences", sentences.annotate),
    ("numbers", numbers.annotate),
    ("dates", dates.annotate),
    ("places", places.annotate),
    ("persons", persons.annotate),
    ("organisations", organisations.annotate),
    ("claimants", claimants.annotate),
    ("stance", stance.annotate),
    ("facts", facts.annotate),
    ("offices", offices.annotate),
    ("events", events.annotate),
)

if not Doc.has_extension("layers"):
    Doc.set_extension("layers", default=None)


def _register(name: str, component: Component) -> str:
    factory = f"discrepa_{name}"

    def run(doc: Doc) -> Doc:
        component(doc, doc._.layers)
        return doc

    Language.component(factory, func=run)
    return factory


_FACTORIES = tuple(_register(name, component) for name, component in COMPONENTS)


class Reader:
    """Reads articles in any of `languages`. Holds no state between articles; safe to share between threads
    that each read one article at a time."""

    def __init__(self, languages: Iterable[str] = ("es", "en"), facts: Mapping[str, FactSpec] | None = None) -> None:
        self.languages = {code: language_data.language(code) for code in languages}
        self.facts = facts or {}
        self._pipelines = {code: self._build(code) for code in self.languages}

    @staticmethod
    def _build(code: str) -> Language:
        pipeline = spacy.blank(code)
        for factory in _FACTORIES:
            pipeline.add_pipe(factory)
        return pipeline

    def read(self, article: Article) -> Reading:
        """Everything the article says; deterministic, and never raises on any text."""
        lang = article.lang if article.lang in self.languages else sentences.detect(article.text, tuple(self.languages))
        layers = self._layers(article, article.text, lang)
        mentions = [
            Mention(hit.kind, hit.start, hit.end, layers.text[hit.start : hit.end], hit.quantity, hit.currency)
            for hit in layers.numbers
        ]
        return Reading(article.id, lang, tuple(mentions), tuple(layers.statements))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read one after the other, lazily."""
        for article in articles:
            yield self.read(article)

    def _layers(self, article: Article, text: str, lang: str, *, in_title: bool = False) -> Layers:
        pipeline = self._pipelines[lang]
        doc = pipeline.make_doc(text)
        layers = Layers(article, text, lang, self.languages, self.facts, in_title)
        doc._.layers = layers
        pipeline(doc)
        return layers
