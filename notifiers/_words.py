"""What templates say beyond the fields of a message, and what makes a value fit to stand in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.model.alert import Kind, Message, MessageItem
from checker.model.timespan import TimeSpan
from checker.texts import say
from checker.texts.wording import clean, quoted, time_text

if TYPE_CHECKING:
    from markupsafe import Markup

SIDE_CUT, QUOTE_CUT = 120, 400  # characters beside a quote, and of it


def escape_mrkdwn(text: str) -> str:
    """Text as Slack shows it: no tag, no mention, no link of an article's own making."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, address: str | None) -> Markup:
    """Words that lead to an address in Slack's markup; the words alone without a usable address."""
    from markupsafe import Markup

    words = escape_mrkdwn(one_line(text)).replace("|", "¦")
    if not address or len(address) > 500 or any(char.isspace() for char in address):
        return Markup(words)  # noqa: S704 - escaped for Slack above
    target = clean(address).replace("&", "&amp;").replace("|", "%7C").replace(">", "%3E").replace("<", "%3C")
    return Markup(f"<{target}|{words or target}>")  # noqa: S704


def facts(parts: Sequence[object]) -> str:
    """Those parts that say something, side by side."""
    return " · ".join(str(part) for part in parts if part)


def one_line(text: str) -> str:
    """Text on one line."""
    return " ".join(clean(str(text)).split())


def intro(message: Message) -> str:
    """The first line: what this is, since when, which part, and in whose place; nothing for plain news of one."""
    lang = message.lang
    plain = len(message.items) == 1 and message.kind is Kind.ALERT
    lines = [] if plain else [message.intro]
    if message.since is not None:
        lines.append(say("alerts.since", lang, date=time_text(TimeSpan.from_instant(message.since), lang)) + ".")
    if message.parts > 1:
        lines.append(f"({say('alerts.part_of', lang, part=message.part, parts=message.parts)})")
    if message.instead_of:
        lines.append(say("alerts.instead_of", lang, notifier=message.instead_of))
    return " ".join(lines)


def news(lang: str, item: MessageItem) -> list[str]:
    """What is other than what was told before; nothing where nothing was told or nothing changed."""
    before = item.before
    lines = []
    if before is not None:
        values = say("alerts.versus", lang).join(value for value, _ in before.sides[:2])
        parts = [values if [one for one, _ in before.sides] != [side.value for side in item.sides] else ""]
        parts.append(before.gap if before.gap != item.gap else "")
        if before.severity != item.severity:
            parts.append(say("alerts.before_severity", lang, severity=before.severity_label))
        if told := facts(parts):
            lines.append(say("alerts.before", lang, values=told))
    if item.new_outlets:
        lines.append(say("alerts.new_outlets", lang, outlets=", ".join(item.new_outlets)))
    return lines


def marked(before: str, words: str) -> str:
    """The words that were read, in quotation marks that fit those of the sentence before them."""
    return quoted(words, within=before.count("«") > before.count("»")) if words else ""


def parted(sentence: str, quote: str) -> tuple[str, str, str]:
    """What stands before the quote, the quote, and what follows, each cut to what a line may hold."""
    sentence, quote = one_line(sentence), one_line(quote)
    if not quote or quote not in sentence:
        whole = sentence or quote
        return (f"{whole[:QUOTE_CUT]}…" if len(whole) > QUOTE_CUT else whole), "", ""
    before, after = sentence.split(quote, 1)
    before = f"…{before[-SIDE_CUT:]}" if len(before) > SIDE_CUT else before
    after = f"{after[:SIDE_CUT]}…" if len(after) > SIDE_CUT else after
    half = QUOTE_CUT // 2
    return before, quote if len(quote) <= QUOTE_CUT else f"{quote[:half]} … {quote[-half:]}", after
