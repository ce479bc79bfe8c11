"""People who are brought to a hospital, and so are hurt, where no word says so: "sent another 31 to hospital".

In: the tokens of a sentence, and what stands behind a number (scanning.py). Out: a link for one number, or none; none
where the article speaks of a disease.
"""

from __future__ import annotations

from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.text.rows import Row

TO_CARE = 4  # tokens from those who are brought to a hospital to it, and back to the verb


def brought_to_care(words: Row, scanner: Scanner, index: int, scan: Scan) -> Link | None:
    """ "sent another 31 to hospital", «llevó a 18 al hospital», and no "31 beds to hospital"."""
    lexicon, tokens = scanner.lexicon, scanner.tokens
    care = next(iter(lexicon.care_unless), None)
    to_there = lexicon.lists["where"] | lexicon.lists["objects"]
    if care is None or words.vocabulary.isdisjoint(lexicon.lists["hospitals"]):
        return None
    if scan.strange or lexicon.care_unless[care] not in scanner.off:
        return None
    at = index + 1
    while at < len(tokens) and tokens[at].filler and not tokens[at].link and tokens[at].word.folded not in to_there:
        at += 1
    while not scan.blocked and at < len(tokens) and tokens[at].first < scan.end:
        at += 1
    led = tokens[at : at + TO_CARE]
    to = bool(led) and led[0].word.folded in to_there
    there = next((one for one in led[1:] if lexicon.is_any(one.word, "hospitals")), None)
    if not to or there is None or any(one.is_stop or one.text == "," for one in led[: led.index(there)]):
        return None
    others = 1  # "another 31"
    for back in range(index - 1, max(-1, index - 1 - TO_CARE), -1):
        token = tokens[back]
        if lexicon.is_any(token.word, "brought"):
            number = tokens[index]
            return Link(
                care, number.first, there.after, None, None if scan.general else scan.group, 0.8, "before", scan.part
            )
        if not token.filler and token.word.folded not in lexicon.lists["objects"]:
            others -= 1
            if others < 0 or not token.word.is_word:
                return None
    return None
