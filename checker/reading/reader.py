"""The reader: a spaCy pipeline of small components over a blank tokeniser, from an Article to a Reading."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from checker import languages as language_data
from checker import world
from checker.model.article import Article
from checker.model.statement import Reading
from checker.reading import sentences
from checker.reading.assemble import assemble
from checker.reading.claimants import claimants, sides
from checker.reading.composed import composed, put_back
from checker.reading.counts import facts
from checker.reading.dates import dates
from checker.reading.events import blame, control, deaths, events, struck
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.factwords.measurewords import MeasureLexicon
from checker.reading.layers import Layers
from checker.reading.meaning import background
from checker.reading.measures import changes, measures
from checker.reading.numbers import numbers
from checker.reading.offices import offices
from checker.reading.persons import organisations, persons
from checker.reading.places import places
from checker.reading.trained import trained
from checker.rulebook.book import load_rulebook
from checker.rulebook.facts import FactSpec
from checker.shipped import shipped

Component = Callable[[Layers], None]

# The order matters: each reads the layers that those before it filled.
COMPONENTS: tuple[tuple[str, Component], ...] = (
    ("sentences", sentences.annotate),
    ("numbers", numbers.annotate),
    ("dates", dates.annotate),
    ("places", places.annotate),
    ("persons", persons.annotate),
    ("organisations", organisations.annotate),
    ("claimants", claimants.annotate),
    ("facts", facts.annotate),
    ("measures", measures.annotate),
    ("background", background.annotate),
    ("changes", changes.annotate),
    ("offices", offices.annotate),
    ("events", events.annotate),
    ("struck", struck.annotate),
    ("blame", blame.annotate),
    ("control", control.annotate),
    ("deaths", deaths.annotate),
    ("sides", sides.annotate),
)

_LAYERS = "layers"  # where a Doc keeps them


def _register(name: str, component: Component) -> str:
    factory = f"discrepa_{name}"

    def run(doc: Doc) -> Doc:
        component(doc.user_data[_LAYERS])
        return doc

    Language.component(factory, func=run)
    return factory


_FACTORIES = tuple(_register(name, component) for name, component in COMPONENTS)


def _blank(vocab: Vocab, text: str) -> Doc:
    """A tokeniser that finds no tokens: the components split sentences into words as numbers and dates need them
    (words.py), and spaCy's vocabulary would keep every word that a daemon ever reads."""
    del text
    return Doc(vocab)


class Reader:
    """Reads articles in any of `languages`. Holds no state between articles; safe to share between threads
    that each read one article at a time."""

    def __init__(
        self,
        languages: Iterable[str] = ("es", "en"),
        facts: Mapping[str, FactSpec] | None = None,
        models: Iterable[str] = (),
    ) -> None:
        """`models`: trained spaCy models, by package or folder, that may add evidence (trained.py). Raises BadInput for
        one that cannot be used."""
        self.languages = {code: language_data.language(code) for code in languages}
        self.facts = load_rulebook([shipped("rules")]).facts if facts is None else facts
        self._lexicons = {code: FactLexicon.for_language(self.facts, code) for code in self.languages}
        self._measures = {code: MeasureLexicon.for_language(self.facts, code) for code in self.languages}
        self.models = tuple(models)
        self._trained = trained(self.models)
        self._pipelines = {code: self._build(code) for code in self.languages}
        self._components = {code: [one for _, one in pipe.pipeline] for code, pipe in self._pipelines.items()}
        _keep_world()

    @staticmethod
    def _build(code: str) -> Language:
        try:
            pipeline = spacy.blank(code)
        except ImportError:  # a language that spaCy lacks
            pipeline = spacy.blank("xx")
        pipeline.tokenizer = partial(_blank, pipeline.vocab)
        for factory in _FACTORIES:
            pipeline.add_pipe(factory)
        return pipeline

    def read(self, article: Article) -> Reading:
        """Everything the article says; deterministic, and never raises on any text."""
        whole = composed(article)
        return self._read(article) if whole is article else put_back(self._read(whole), article)

    def _read(self, article: Article) -> Reading:
        lang = article.lang if article.lang in self.languages else sentences.detect(article.text, tuple(self.languages))
        body = self._layers(article, article.text, lang)
        named = {article.text[hit.start : hit.end]: hit.entity or "" for hit in body.persons}
        title = self._layers(article, article.title, lang, named) if article.title.strip() else None
        return assemble(article, lang, body, title)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read one after the other, lazily."""
        for article in articles:
            yield self.read(article)

    def _layers(self, article: Article, text: str, lang: str, known: dict[str, str] | None = None) -> Layers:
        """What the components make of a text; `known` are the body's persons by every spelling, of a title."""
        doc: Doc = self._pipelines[lang].tokenizer(text)  # no limit of length: that is for models
        title = known is not None
        layers = Layers(article, text, lang, self.languages, self.facts, self._lexicons, title, self._measures)
        layers.known_persons = known or {}
        if lang in self._trained:
            layers.seen_persons = self._trained[lang].persons(text)
        doc.user_data[_LAYERS] = layers
        for component in self._components[lang]:
            doc = component(doc)
        return layers


@cache
def _keep_world() -> None:
    """Load what is known of the world, the smaller towns with it (in the midst of an article they cost memory, too,
    and a second), and spare the garbage collector: it would walk through the tens of thousands of places over and
    over while articles are read, which takes a third of the time of reading. Words are many and die young, so it also
    waits for more of them than it is used to."""
    world.places()
    world.towns_of("")
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
