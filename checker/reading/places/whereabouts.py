"""Says where a figure belongs: which of the scenes of a text a count speaks of.

In: the scenes that scenes.py finds. Out: `place_of` answers for one count. Without a scene in its sentence a count
belongs where the text just before it, or else its lead or title, is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile
from operator import attrgetter

from checker.model.statement import Ref
from checker.reading.layers import Layers, NumberHit, Scene, Sentence, between
from checker.reading.meaning.aspects import is_part
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.places.homecountry import country_of_text, voting_country
from checker.reading.places.lastresort import named_near
from checker.reading.places.places import find_places
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in
from checker.reading.places.setting import befallen, cares, default_scene, is_located, lying, title_scenes
from checker.reading.places.standing import MENTIONED, STRONG, TOWARDS, WEAK
from checker.reading.text.rows import Row
from checker.reading.text.words import fold, index_at, words_of
from checker.world.gazetteer import place_by_id, places_in
from checker.world.parties import party_of

WEAKER = 60  # characters that a weak scene seems farther away
CROSSED = 30  # and one behind a comma
COUNTED = 80  # and one behind another figure
BESIDE = 24  # scenes on each side of a count that may be its own: a sentence may be a list of thousands
MOST = 6  # words behind «la mayoría» up to where they are
_START = attrgetter("start")
SEVERAL = 3  # places that a sentence lists
BACK = 3  # sentences before that may still say where
LISTED = 6  # characters between a place and its figure in a list
OPENED = 2  # words that open a clause with a place: «y en»


def place_of(layers: Layers, start: int, end: int, *, national: bool = False) -> Ref | None:
    """Where what is counted between two offsets is said to be, or None. `national`: unless its own sentence says where,
    it is the whole country's («La participación fue del 71 %» behind a sentence on one town)."""
    index = layers.index_at(start)
    if index is None:
        return None
    scenes = scenes_in(layers, index)
    at = bisect_left(scenes, start, key=_START)
    here = [scene for scene in scenes[max(0, at - BESIDE) : at + BESIDE] if scene.rank <= MENTIONED]
    listed = next((scene for scene in here if _is_listed(layers, scene, index, start, end)), None)
    if listed is not None and _is_doer(layers, listed, here, start, end):
        here.remove(listed)
    elif listed is not None:
        return _ref(listed)
    whole = _whole(layers, here, index, start, end)
    if whole is not None:
        return place_of(layers, whole.start, whole.end, national=national)
    here = [scene for scene in here if not (_is_anothers(layers, scene, index, end) or _is_turned(layers, scene, end))]
    # a vote is of no compound or hall in which somebody speaks of it
    told = [scene for scene in here if scene.rank <= WEAK and not (national and _is_nowhere(scene))]
    told = [scene for scene in told if not _is_next(layers, scene, told, index, start, end)]
    told = [scene for scene in told if not _is_parts(layers, scene, index, start)]
    told = [scene for scene in told if not _is_mosts(layers, scene, index, end)]
    if told:
        nearest = min(told, key=lambda scene: _distance(layers, scene, start, end))
        nearby = [one for one in told if one.rank == WEAK or _follows(layers, one, end)]
        if _is_all(layers, nearest):
            return _ref(nearest)
        own = _finer(_own(layers, nearest, told, start, end), nearby)
        around = _around(layers, own, told)
        if around is not None:
            return _ref(lying(own, around))
        return _ref(own if any(map(is_located, told)) else _settled(layers, own))
    if national:
        return _titled_region(layers) or voting_country(layers, layers.sentences[index].lang or "")
    plain = [scene for scene in here if _is_plain(layers, scene, index)]
    if plain:
        return _ref(min(plain, key=lambda scene: _distance(layers, scene, start, end)))
    before = _just_before(layers, index)
    if before is not None:
        return _ref(_speakers_own(layers, scenes, index) or _townless(layers, before))
    default = default_scene(layers)
    ends = layers.sentences[index].end
    if default is not None and default.start < ends and _is_anothers(layers, default, index, end):
        default = None  # «61 drones, 22 de ellos sobre X»
    if default is not None and default.start >= ends and not _is_told_at_once(layers, index):
        default = next(iter(title_scenes(layers)), None)  # «… Los cabecillas huyeron a Marruecos»
    clause = (scene for scene in here if ";" not in layers.text[end : scene.start])
    scene = default if default is not None else next(clause, None)
    if scene is None:
        scene = named_near(layers, index)
        near = scene is not None and scene.start < ends and not layers.speaks(scene.start)
        if scene is not None and near and _is_anothers(layers, scene, index, end):
            return None
    return _ref(scene) if scene is not None else None


def _is_nowhere(scene: Scene) -> bool:
    """ "his compound in Kairaba Avenue", which no list knows, nor any part of it."""
    return scene.entity is None and not places_in(scene.text)


def _titled_region(layers: Layers) -> Ref | None:
    """The one region or town that a title names, beside its country and capital: a vote of which it tells is theirs."""
    title = layers.article.title
    if layers.in_title or not title.strip():
        return None
    told = {
        hit.entity: hit
        for hit in find_places(title, 0, Row(title, layers.lang), layers.lang)
        if not (hit.demonym or hit.capital or hit.entity in (None, hit.country))
    }
    if len(told) != 1:
        return None
    [hit] = told.values()
    return Ref(hit.name, hit.entity) if hit.country == country_of_text(layers) else None


def _is_told_at_once(layers: Layers, index: int) -> bool:
    """Whether the default scene, told behind a sentence, is told in its paragraph, or as where all of it happened."""
    default = default_scene(layers)
    if default is None or default.rank == TOWARDS:
        return False
    spot = befallen(layers)
    if spot is not None and spot.start == default.start:
        return True
    at = layers.index_at(default.start)
    return at is not None and layers.sentences[at].paragraph == layers.sentences[index].paragraph


def _is_listed(layers: Layers, scene: Scene, index: int, start: int, end: int) -> bool:
    """«le siguen Veracruz, con 15, y Tabasco, 8», "Aceh with 173": a list gives the place just before each figure."""
    if not 0 <= start - scene.end <= LISTED or (index == 0 and scene.text.isupper()):
        return False  # "AHMEDABAD: Seventeen people …"
    between_them = words_of(layers.text[scene.end : start].strip()).kinds
    if not between_them:
        return True  # «Lima sumó 30 y Cusco 12»
    if between_them == {","} and layers.text[end : end + 1] not in (",", ".", ";", ")"):
        return False  # «En Lima, 5 heridos …»
    return bool(between_them) and between_them <= place_words(layers.sentences[index].lang or "").listing


def _is_doer(layers: Layers, scene: Scene, here: Sequence[Scene], start: int, end: int) -> bool:
    """«Israel mató a 24 palestinos en Gaza»: whether a place before a verb did it elsewhere; «Lima sumó 30» did not."""
    if scene.rank == STRONG or any(hit.start == start for hit in between(layers.numbers, start, end)):
        return False
    behind = (one for one in here if one.start > end and one.rank in (STRONG, WEAK) and is_located(one))
    own = next(behind, None)
    gap = layers.text[end : own.start] if own is not None else ";"
    return own is not None and {",", ";"}.isdisjoint(gap) and not _figures(layers, end, own.start)


def _is_anothers(layers: Layers, scene: Scene, index: int, end: int) -> bool:
    """«62 vecinos, seis de ellos en una residencia»: a place behind a part is the part's, and one that stands just
    before a figure of a list is that one's."""
    if scene.start < end:
        return False
    sentence = layers.sentences[index]
    words = layers.row(sentence)
    if ":" in layers.text[end : scene.start] and _figures(layers, scene.end, sentence.end):
        return True  # «45 casos, repartidos así: Guayas, 20 …»
    for hit in takewhile(lambda hit: hit.end <= sentence.end, _numbers_from(layers, end)):
        if hit.kind != "number" or hit.role or hit.article_one or _is_far(layers, sentence, hit):
            continue
        if hit.start < scene.start and ":" in layers.text[end : hit.start]:
            return True  # «subió a 32.000: 18.800 llegaron a X, 8.600 a Y»
        if hit.start > scene.end:
            return _is_listed(layers, scene, index, hit.start, hit.end)
        first, after = (index_at(words, at - sentence.start) for at in (hit.start, hit.end - 1))
        if is_part(sentence, words, first, after + 1) and not {",", ";"} & set(layers.text[hit.end : scene.start]):
            return True
    return False


def _is_plain(layers: Layers, scene: Scene, index: int) -> bool:
    """ "They took the town of Orvel, killing 12", «el hospital Orvel recibió a 15»: a region, or a place that says what
    it is, that nothing leads in; a bare city may be a ship's name, or speak."""
    known = place_by_id(scene.entity)
    named = known is None or known.kind == "region"
    if scene.entity is None or not is_located(scene) or not named:
        return False
    sentence = layers.sentences[index]
    words, cues = layers.row(sentence), place_words(sentence.lang or "")
    first = index_at(words, scene.start - sentence.start)
    while first and words.folded[first - 1] in cues.determiners:
        first -= 1
    return cues.located.ending(words, first) is None and cues.weak.ending(words, first) is None


def _is_far(layers: Layers, sentence: Sentence, hit: NumberHit) -> bool:
    """«Orvel, a 80 kilómetros de …»: whether a number is one of lengths."""
    words = layers.row(sentence)
    after = index_at(words, hit.end - 1 - sentence.start) + 1
    return after < len(words) and words.folded[after] in place_words(sentence.lang or "").lengths


def _is_parts(layers: Layers, scene: Scene, index: int, start: int) -> bool:
    """«20 heridos, cuatro de ellos en un hospital de X, y 12 desaparecidos»: a place behind a part, in a clause that
    ends before the count."""
    if scene.end > start or "," not in layers.text[scene.end : start]:
        return False
    sentence = layers.sentences[index]
    words = layers.row(sentence)
    for hit in reversed(between(layers.numbers, sentence.start, scene.start)):
        if hit.kind != "number" or hit.role:
            return False
        first, after = (index_at(words, at - sentence.start) for at in (hit.start, hit.end - 1))
        if is_part(sentence, words, first, after + 1):
            return "," not in layers.text[hit.end : scene.start]
        if not hit.article_one:  # «en un hospital»
            return False
    return False


def _whole(layers: Layers, here: Sequence[Scene], index: int, start: int, end: int) -> NumberHit | None:
    """«30 heridos, ocho de ellos graves, y el presidente viajará a X»: the figure of which one is a part, in the same
    sentence; none where a place stands behind the part in its own clause."""
    if any(scene.start >= end and "," not in layers.text[end : scene.start] for scene in here):
        return None
    sentence = layers.sentences[index]
    before = between(layers.numbers, sentence.start, start)
    last = next((hit for hit in reversed(before) if hit.kind == "number" and not hit.article_one), None)
    if last is None or any(last.end <= scene.start < start for scene in here):
        return None
    words = layers.row(sentence)
    first, after = (index_at(words, at - sentence.start) for at in (start, end - 1))
    return last if is_part(sentence, words, first, after + 1) else None


def _is_mosts(layers: Layers, scene: Scene, index: int, end: int) -> bool:
    """«58 desaparecidos en X, la mayoría en Y», "1,100 soldiers, most of them in Y": where most are is not where all
    are."""
    if scene.start < end:
        return False
    words = words_of(layers.text[end : scene.start].strip())
    cues = place_words(layers.sentences[index].lang or "")
    at = max((at for at, word in enumerate(words) if word.text in (",", "(", "—", "–")), default=None)
    if at is None:
        return False
    step = at + 1
    led = cues.determiners | cues.ands | cues.listing  # «, con los mayores índices en Y»
    while step < len(words) and words.folded[step] in led:
        step += 1
    most = cues.most.starting(words, step)
    return most is not None and len(words) - most[0] <= MOST


def _around(layers: Layers, spot: Scene, told: Sequence[Scene]) -> Scene | None:
    """«En Cali, cuatro murieron en una discoteca»: the place, said before in the sentence, that a spot lies in."""
    if spot.entity is not None or not spot.text.islower() or is_located(spot):
        return None
    located = [one for one in told if is_located(one) and one.rank in (STRONG, WEAK)]
    around = max((one for one in located if one.end <= spot.start), key=_START, default=None)
    if around is None:  # «tras un ataque en un bar murieron seis en X»
        around = min((one for one in located if one.start >= spot.end and one.rank == STRONG), key=_START, default=None)
    if around is None or ";" in layers.text[around.end : spot.start] or ";" in layers.text[spot.end : around.start]:
        return None
    return around if spot.country in (None, around.country) else None


def _is_turned(layers: Layers, scene: Scene, end: int) -> bool:
    """«habla de 48.000, aunque otros replican que sus equipos no vieron X»: a place behind a turn is of what is said
    against it."""
    index = layers.index_at(end - 1)
    if index is None or layers.text.find(",", end, scene.start) < 0:
        return False
    sentence = layers.sentences[index]
    turns, words = stance_grammar(sentence.lang or "").turns, layers.row(sentence)
    gap = words.folded[index_at(words, end - sentence.start) : index_at(words, scene.start - sentence.start)]
    return any(sign == "," and not turns.isdisjoint(gap[at + 1 : at + 3]) for at, sign in enumerate(gap))


def _is_next(layers: Layers, scene: Scene, told: Sequence[Scene], index: int, start: int, end: int) -> bool:
    """«En A fueron detenidos 60 y en B otros 15»: a place that a new clause opens with, where this one has opened with
    its own and more follows."""
    if scene.start < end or not any(one.end <= start for one in told):
        return False
    gap = words_of(layers.text[end : scene.start].strip()).folded
    lists = layers.lexicons[layers.sentences[index].lang or layers.lang].lists
    if len(gap) < OPENED or gap[-1] not in lists["where"]:
        return False
    led = gap[-2] if gap[-2] not in lists["that"] else gap[-3] if len(gap) > OPENED else ""
    ends = layers.text[scene.end : scene.end + 1]
    return (led in lists["joins"] or led == ";" or (led in lists["clause"] and led.isalpha())) and ends == " "


def _own(layers: Layers, nearest: Scene, told: list[Scene], start: int, end: int) -> Scene:
    """«5 murieron en A y 10 resultaron heridos en B»: a place behind another figure is that figure's, where this one
    has a place behind it of its own."""
    sentence = layers.sentences[layers.index_at(start) or 0]
    if nearest.start >= start or not _figures(layers, sentence.start, nearest.start):
        return nearest
    own = next((one for one in told if one.start >= end and one.rank == STRONG), None)
    return nearest if own is None or _figures(layers, end, own.start) else own


def _figures(layers: Layers, start: int, end: int) -> bool:
    inside = takewhile(lambda hit: hit.start < end, _numbers_from(layers, start))
    return any(hit.kind == "number" and not hit.role and hit.end <= end for hit in inside)


def _numbers_from(layers: Layers, start: int) -> Iterator[NumberHit]:
    return islice(layers.numbers, bisect_left(layers.numbers, start, key=_START), None)


def _ref(scene: Scene) -> Ref:
    return Ref(scene.text, scene.entity)


def _distance(layers: Layers, scene: Scene, start: int, end: int) -> tuple[int, int]:
    """How far a scene is from a count: characters, and more for what stands between; behind it before ahead of it."""
    left, right = (end, scene.start) if scene.start >= start else (scene.end, start)
    gap = layers.text[left:right]
    far = max(0, right - left) + CROSSED * sum(gap.count(sign) for sign in ",;:")
    far += COUNTED * sum(hit.kind == "number" and not hit.article_one for hit in between(layers.numbers, left, right))
    return far + WEAKER * (scene.rank == WEAK), scene.start


def _just_before(layers: Layers, index: int) -> Scene | None:
    """The last scene of the sentences just before one; one with a name before one without."""
    for at in range(index - 1, max(-1, index - 1 - BACK), -1):
        near = layers.sentences[at].paragraph == layers.sentences[index].paragraph
        scenes = scenes_in(layers, at)
        told = [one for one in scenes if one.rank <= TOWARDS and _stays(one) and not cares(layers, one)]
        strong = told if near else [one for one in told if _is_handed_on(layers, one)]
        if not near and len({one.entity for one in scenes if one.rank <= MENTIONED and is_located(one)}) >= SEVERAL:
            return None  # what is told behind a list of places is of all of them
        strong = [one for one in strong if one.rank == STRONG] or strong  # before where somebody only went
        if strong:
            last = next((scene for scene in reversed(strong) if scene.entity is not None), strong[-1])
            return _finer(last, [scene for scene in scenes if scene.rank == WEAK])
    return None


def _speakers_own(layers: Layers, scenes: Sequence[Scene], index: int) -> Scene | None:
    """«8 en Beni y 2 en Pando. El gobernador de Beni confirmó los ocho»: of places told before, the one whose official
    speaks."""
    own = [one for one in scenes if is_located(one) and layers.speaks(one.start) and party_of(one.text) is None]
    if not own:  # as mostly; the scenes before are dear
        return None
    before = chain.from_iterable(scenes_in(layers, at) for at in range(max(0, index - BACK), index))
    told = {one.entity for one in before if is_located(one)}
    return next((one for one in own if one.entity in told), None)


def _is_handed_on(layers: Layers, scene: Scene) -> bool:
    """Whether a scene may be that of the next paragraph: a known place, not abroad («se sintió hasta en Arica»)."""
    if scene.rank != STRONG or scene.entity is None:
        return False
    default = default_scene(layers) if scene.country is not None else None
    return default is None or default.country in (None, scene.country)


def _finer(told: Scene, scenes: Sequence[Scene]) -> Scene:
    """«En Chad, secuestraron a 17 vecinos de una aldea de Logone»: the town in that country of whom it is told."""
    if told.entity is None or told.entity != told.country:
        return told
    inner = [one for one in scenes if one.entity not in (None, one.country)]
    return next((one for one in reversed(inner) if one.country in (None, told.country)), told)


def _is_all(layers: Layers, scene: Scene) -> bool:
    """«en todo el país se produjeron doce muertes»: nowhere in it alone."""
    index = layers.index_at(scene.start)
    if index is None:
        return False
    sentence, words = layers.sentences[index], layers.row(layers.sentences[index])
    at = index_at(words, scene.start - sentence.start)
    return not place_words(sentence.lang or "").whole.isdisjoint(words.folded[max(0, at - 2) : at])


def _follows(layers: Layers, scene: Scene, end: int) -> bool:
    """ "Elsewhere in Kenya, six died when a bus overturned near Voi": a place behind a count, with no other figure and
    no end of a clause between."""
    gap = layers.text[end : scene.start]
    told = scene.rank == STRONG and scene.start > end and ";" not in gap
    return told and not _figures(layers, end, scene.start)


def _stays(scene: Scene) -> bool:
    """Whether what is told next may still be there: not in «países vecinos», where some went."""
    return scene.rank == STRONG or scene.entity is not None


def _townless(layers: Layers, scene: Scene) -> Scene:
    """«terminó frente al Ayuntamiento. Según los organizadores, …»: what every town has is that of the article's."""
    anywhere = scene.entity is None and fold(scene.text) in place_words(layers.lang).anywhere
    return _settled(layers, scene) if anywhere else scene


def _settled(layers: Layers, scene: Scene) -> Scene:
    """«los albergues», "the lake": a spot of which nothing says where it is lies where the article plays."""
    home = default_scene(layers) if scene.entity is None else None
    if home is not None and home.text.startswith(f"{scene.text},"):
        return home
    return scene if home is None or scene.country not in (None, home.country) else lying(scene, home)
