"""Letters as some systems send them are read as the letters that they are: accents that stand apart (Unicode NFC),
character references and tags left over from HTML, signs inside words that nobody sees, and sentences broken into
lines of some width.

In: any text. Out: the text in plain letters and whole sentences, and a reading of it with all offsets and quotes put
back to where they stand in the text as given.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from checker.model.article import Article
from checker.model.statement import Evidence, Mention, Reading

Shift = Callable[[int, int], tuple[int, int]]
UNSEEN = "\u00ad\u200b\u200c\u2060\ufeff"  # soft hyphen, zero-width space and non-joiner, word joiner, byte order mark
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_LINES = r"br|p|div|li|ul|ol|h[1-6]|blockquote|tr|td"  # elements that begin a line
_INLINE = r"a|b|i|u|s|em|strong|span|mark|small|sup|sub|font|abbr|cite|q|time"
_MARKUP = re.compile(
    rf"&(?:[a-zA-Z]{{2,8}}|#\d{{2,6}}|#x[\da-fA-F]{{2,5}});|</?(?:{_LINES}|{_INLINE})(?:\s[^<>]{{0,500}})?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(rf"</?(?:{_LINES})\b", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"\s|[-–—*•·>|]|\(?\w{1,2}[.)]\s")  # how a line begins that goes on with nothing
NARROWEST, WIDEST = 25, 100  # columns at which agencies and mail break lines; few cells of a table are as long
BROKEN = 3  # lines from which a text shows its width


def composed(article: Article) -> Article:
    """The article in composed letters; the same one where it has no others."""
    text, title = _whole(article.text), _whole(article.title)
    return article if (text, title) == (article.text, article.title) else replace(article, text=text, title=title)


def put_back(reading: Reading, article: Article) -> Reading:
    """What was read of the composed article, with offsets into the one given."""
    shifts = {True: _shift(article.title), False: _shift(article.text)}
    texts = {True: article.title, False: article.text}

    def mention(one: Mention) -> Mention:
        start, end = shifts[one.in_title](one.start, one.end)
        return replace(one, start=start, end=end, text=texts[one.in_title][start:end])

    def evidence(one: Evidence | None) -> Evidence | None:
        if one is None:
            return None
        shift, text = shifts[one.in_title], texts[one.in_title]
        start, end = shift(one.start, one.end)
        number = shift(*one.number) if one.number is not None else None
        return replace(one, start=start, end=end, quote=text[start:end], number=number)

    return replace(
        reading,
        mentions=tuple(map(mention, reading.mentions)),
        statements=tuple(replace(one, id="", evidence=evidence(one.evidence)) for one in reading.statements),
        entities=tuple(replace(one, mentions=tuple(map(mention, one.mentions))) for one in reading.entities),
    )


def _is_plain(text: str) -> bool:
    odd = any(map(text.__contains__, UNSEEN)) or (("&" in text or "<" in text) and _MARKUP.search(text) is not None)
    return not odd and unicodedata.is_normalized("NFC", text)


def _whole(text: str) -> str:
    text = _unwrapped(text) if "\n" in text else text
    return text if _is_plain(text) else "".join(map(_plain, _pieces(text)))


def _unwrapped(text: str) -> str:
    """The text with a space for each break of a line inside a sentence: where small letters go on after no sign, and,
    if all lines are broken at one width, wherever the next word would not have gone into the line."""
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    joints = [(one, two) for one, two in pairwise(lines) if text.count("\n", one[1], two[0]) == 1]
    joints = [
        (one, two) for one, two in joints if not text[one[0] : one[1]].isspace() and not _ITEM.match(text, two[0])
    ]
    if not joints:
        return text
    width = max(one[1] - one[0] for joint in joints for one in joint)
    full = [joint for joint in joints if width <= WIDEST and _is_full(text, *joint, width)]
    going = [
        (one, two) for one, two in joints if one[1] - one[0] >= NARROWEST and _goes_on(text[slice(*one)], text[two[0]])
    ]
    if not going:
        return text
    wrapped = len(full) >= BROKEN and 5 * len(full) >= 4 * len(joints)
    parts, at = [], 0
    for one, two in sorted({*going, *(full if wrapped else ())}):
        parts += [text[at : one[1]], " " * (two[0] - one[1])]
        at = two[0]
    return "".join((*parts, text[at:]))


def _is_full(text: str, one: tuple[int, int], two: tuple[int, int], width: int) -> bool:
    """Whether a line would have been too long with the first word of the next one."""
    word = text.find(" ", two[0], two[1])
    return one[1] - one[0] + 1 + ((word if word > 0 else two[1]) - two[0]) > width


def _goes_on(line: str, following: str) -> bool:
    before = line.rstrip()[-1]
    return following.islower() and (before.isalnum() or before == ",")


def _plain(piece: str) -> str:
    """A piece as it is read: "&oacute;" is «ó», and what nobody sees is nothing, tags like "<b>" among it."""
    if len(piece) == 1 and piece not in UNSEEN:
        return piece
    if piece[0] == "<" and piece[-1] == ">":
        return "\n" if _BREAK.match(piece) else ""
    told = html.unescape(piece) if piece[0] == "&" else piece
    return unicodedata.normalize("NFC", told.translate(_UNSEEN))


def _pieces(text: str) -> list[str]:
    """Each letter, reference or tag with the marks that follow it."""
    pieces: list[str] = []
    markup = {found.start(): found.group() for found in _MARKUP.finditer(text)}
    at = 0
    while at < len(text):
        piece = markup.get(at, text[at])
        if unicodedata.combining(text[at]) and pieces:
            pieces[-1] += piece
        else:
            pieces.append(piece)
        at += len(piece)
    return pieces


def _shift(text: str) -> Shift:
    """From a span of the plain text to the one in the text as given, which has all of each letter in it."""
    if _is_plain(text):
        return lambda start, end: (start, end)
    starts, ends, at = [], [0], 0
    for piece in _pieces(text):
        letters = len(_plain(piece))
        starts += [at] * letters
        at += len(piece)
        ends += [at] * letters
    starts.append(at)
    return lambda start, end: (starts[start], ends[end] if end > start else starts[start])
