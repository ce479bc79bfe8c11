"""Markup of feed entries as plain text; scripts dropped, nothing executed, wrongly decoded text mended.

And what is asked of markup before a parser sees it. Every pattern takes time in proportion to the bytes, whatever
they are.
"""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(  # the elements that begin a line in a browser, and the cells of a table
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|hgroup|header|footer|main|nav|aside|section|article|address|blockquote|pre"
    r"|figure|figcaption|details|summary|form|fieldset|legend|table|caption|thead|tbody|tfoot|tr|td|th)\b[^<>]*>",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"<(script|style|iframe|noscript|svg|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
_MANGLED = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]")
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:.-]*)(?:[^<>]{0,2000}(/)>)?")
_LONG_TAG = re.compile(rb"<[a-zA-Z](?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_STRINGS = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_UNCLOSED = re.compile(rb"<[a-zA-Z/][^<>]*(?=<|\Z)")
_APART = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li td tr th dd dt option".split()
)
_MISSED = 200  # lines of a text that its page does not have as they stand: each is looked for in the whole of it
MOST_TAGS = 60_000  # of one page: readers of pages take seconds for that many
MOST_ATTRIBUTES = 2_000  # of one tag: parsers take time in proportion to their square
MOST_UNCLOSED = 2_000  # tags of one feed that another one begins in, likewise
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));", re.IGNORECASE
)


def without_halves(markup: bytes) -> bytes:
    """Markup whose references to halves of surrogate pairs stand for nothing: one of them costs a whole document."""
    return _HALVES.sub(b"&#xFFFD;", markup)


def depth(raw: bytes) -> int:
    """How deep elements lie in each other at most, where end tags may be missing."""
    deepest = now = 0
    for match in _TAG.finditer(raw):
        if match[3] or match[2].lower() in _VOID:
            continue
        now = max(now - 1, 0) if match[1] else now + 1
        deepest = max(deepest, now)
    return deepest


def overloaded(raw: bytes) -> bool:
    """Whether a page has so many tags, or attributes in one tag, that to parse it would take minutes."""
    return raw.count(b"<") > MOST_TAGS or any(
        len(_STRINGS.sub(b" ", match[0]).replace(b"/", b" ").split()) > MOST_ATTRIBUTES
        for match in _LONG_TAG.finditer(raw)
        if len(match[0]) > 2 * MOST_ATTRIBUTES
    )


def structure(raw: bytes) -> bytes:
    """A feed without what is only text in it: CDATA and comments."""
    return _APART.sub(b"", raw)


def unclosed(raw: bytes) -> int:
    """How many tags another one begins in before they end."""
    return sum(1 for _ in _UNCLOSED.finditer(raw))


def plain_text(markup: str) -> str:
    """HTML as text, a line for each block; text without blocks keeps its own lines."""
    if "<" in markup:
        markup = _DROPPED.sub(" ", _COMMENT.sub(" ", markup))
        if _BLOCK.search(markup):
            markup = _BLOCK.sub("\n", " ".join(markup.split()))
        markup = re.sub(r"<[^<>]{0,2000}>", "", markup)
    text = unmangled(html.unescape(markup))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def in_blocks(text: str, markup: str) -> str:
    """Text taken from a page, with a line for each block of it: a line that runs several together is parted where a
    block ends. A line that the page's markup does not have as it stands stays as it is."""
    blocks = plain_text(markup).split("\n")
    known = set(blocks)
    squeezed = "".join("".join(block.split()) for block in blocks)
    ends, length = set(), 0
    for block in blocks:
        length += sum(map(len, block.split()))
        ends.add(length)
    lines: list[str] = []
    at = missed = 0
    for line in text.split("\n"):
        words = line.split()
        run = "".join(words)
        found = -1
        if run and " ".join(words) not in known and missed < _MISSED:
            found = squeezed.find(run, at)
            missed += found < 0
        if found < 0:
            lines.append(line)
            continue
        at = found + len(run)
        lines += _parted(line, found, ends)
    return "\n".join(lines)


def _parted(line: str, at: int, ends: set[int]) -> list[str]:
    """A line whose first letter is the page's `at`th, parted after the letters that end a block."""
    out, begun = [], 0
    for index, letter in enumerate(line):
        if letter.isspace():
            continue
        at += 1
        if at in ends:
            out.append(line[begun : index + 1].strip())
            begun = index + 1
    return [*out, rest] if (rest := line[begun:].strip()) else out


def unmangled(text: str) -> str:
    """UTF-8 that was decoded as Windows-1252 («RepÃºblica») as it was meant; any other text as it is."""
    if not _MANGLED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
