"""What stands in brackets or quotes inside a name: a nickname, or the sign of a family name that the law keeps back.

In: the words of a sentence, and the one that opens. Out: where the name goes on.
"""

from __future__ import annotations

from checker.reading.persons.personwords import PersonWords
from checker.reading.text.words import Words
from checker.world import names

NICKNAME = 3  # words in a nickname
OPENING, CLOSING = frozenset("(\"“«'"), frozenset(")\"”»'")


def past_nickname(words: Words, at: int, cues: PersonWords) -> int | None:
    """The word behind «(Jerry)» in «Luis (Jerry) Ortiz», «"la Rubia"» in «Ana "la Rubia" Paz», «“N”» in «Ricardo “N”»;
    None where what opens at a word is no part of a name."""
    stops = range(at + 2, min(at + 2 + NICKNAME, len(words)))
    closing = next((stop for stop in stops if words.texts[stop] in CLOSING), len(words))
    if "".join(words.texts[at + 1 : closing]) in cues.untold and closing < len(words):
        return closing + 1 if names.is_given(words.texts[at - 1]) else None
    named = [word for word in words[at + 1 : closing] if word.folded not in cues.articles]
    if closing + 1 >= len(words) or not named or not all(word.has_capital for word in named):
        return None
    after = words[closing + 1]
    if not after.has_capital or after.folded in cues.calendar or after.folded in cues.titles:
        return None
    return closing + 1
