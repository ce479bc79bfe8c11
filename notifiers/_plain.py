"""A message as plain text: what the console prints and the text part of a mail says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.model.alert import Message, MessageItem, MessageSide

Style = Callable[[str, str], str]  # (text, what it is) → the text as it is to look


def plain(text: str, what: str) -> str:
    """No style at all."""
    del what
    return text


def message_lines(message: Message, style: Style = plain) -> Iterator[str]:
    """The whole message."""
    for item in message.items:
        yield from item_lines(item, style)
        yield ""
    yield style(message.footer, "footer")


def item_lines(item: MessageItem, style: Style = plain) -> Iterator[str]:
    """One discrepancy: what, why, both sides with their quotes."""
    yield style(f"{item.change_label}: {item.title}", "title")
    facts = [item.severity_label, item.verdict_label, item.gap, item.topic]
    yield style(" · ".join(part for part in facts if part), item.severity)
    yield f"  {item.reason}"
    for side in item.sides:
        yield from side_lines(side, style)


def side_lines(side: MessageSide, style: Style = plain) -> Iterator[str]:
    """One side: its value, who says it, and the words."""
    yield f"  {style(side.value, 'value')} — {side.who}"
    for quote in side.quotes:
        where = " · ".join(part for part in (quote.outlet, quote.published, quote.link or "") if part)
        yield f"      {style(marked(quote.sentence, quote.text), 'quote')}"
        yield f"      {style(where, 'footer')}"


def marked(sentence: str, quote: str) -> str:
    """The sentence with the quote in guillemets, cut to what a line may hold."""
    before, words, after = parted(sentence, quote)
    return f"{before}«{words}»{after}" if words else before


def parted(sentence: str, quote: str) -> tuple[str, str, str]:
    """What stands before the quote, the quote, and what follows, each cut to what a line may hold."""
    sentence = " ".join(sentence.split())
    quote = " ".join(quote.split())
    if not quote or quote not in sentence:
        return (f"{sentence[:240]}…" if len(sentence) > 240 else sentence), "", ""
    before, after = sentence.split(quote, 1)
    before = f"…{before[-120:]}" if len(before) > 120 else before
    after = f"{after[:120]}…" if len(after) > 120 else after
    return before, quote, after
