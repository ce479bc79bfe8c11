"""Markup of feed entries as plain text; scripts dropped, nothing executed, wrongly decoded text mended."""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(
    r"</?(p|div|br|li|ul|ol|h\d|blockquote|figure|figcaption|table|tr|section|article)\b[^>]*>", re.IGNORECASE
)
_DROPPED = re.compile(r"<(script|style|iframe|noscript|svg|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
_MANGLED = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]")
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));", re.IGNORECASE
)


def without_halves(markup: bytes) -> bytes:
    """Markup whose references to halves of surrogate pairs stand for nothing: one of them costs a whole document."""
    return _HALVES.sub(b"&#xFFFD;", markup)


def plain_text(markup: str) -> str:
    """HTML as text, a line for each block."""
    if "<" in markup:
        markup = _BLOCK.sub("\n", _DROPPED.sub(" ", _COMMENT.sub(" ", markup)))
        markup = re.sub(r"<[^<>]{0,2000}>", "", markup)
    text = unmangled(html.unescape(markup))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def unmangled(text: str) -> str:
    """UTF-8 that was decoded as Windows-1252 («RepÃºblica») as it was meant; any other text as it is."""
    if not _MANGLED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
