"""People who are brought to a hospital, and so are hurt, where no word says so: "sent another 31 to hospital".

In: the tokens of a sentence, and what stands behind a number (scanning.py). Out: a link for one number, or none; none
where the article speaks of a disease.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row

TO_CARE = 4  # tokens from those who are brought to a hospital to it, and back to the verb


def brought_to_care(words: Row, scanner: Scanner, index: int, scan: Scan) -> Link | None:
    """«llevó a 18 al hospital», «llevó al hospital a otros 18», and no "31 beds to hospital"."""
    lexicon = scanner.lexicon
    care = next(iter(lexicon.care_unless), None)
    if care is None or words.vocabulary.isdisjoint(lexicon.lists["hospitals"]):
        return None
    if scan.strange or lexicon.care_unless[care] not in scanner.off:
        return None
    first, after = scanner.tokens.firsts[index], scanner.tokens.afters[index]
    behind = _there_behind(scanner, index, scan)
    before = _there_before(scanner, index) if behind is None and not scan.blocked else None
    if (behind is None and before is None) or not _is_brought(scanner, index if before is None else before):
        return None
    end = max(scan.end, after) if behind is None else behind
    return Link(care, first, end, None, None if scan.general else scan.group, 0.8, "before", scan.part)


def not_cared_for(
    words: Row, lexicon: FactLexicon, found: Mapping[int, Link], scans: Mapping[int, Scan]
) -> dict[int, Link]:
    """ "22 of the bodies were brought there, nine others to another hospital": the dead, who are not cared for."""
    lists, taken = lexicon.lists, dict[int, Link]()
    for number, link in found.items() if not lists["remains"].isdisjoint(words.vocabulary) else ():
        scan, last = scans[number], found.get(number - 1)
        cared = scan.general and scan.end and words[scan.end - 1].folded in lists["care"]
        if cared and last is not None and last.part and link.fact in lexicon.care_unless:
            counted = words.forms[last.start : last.end]
            if any(not lists["remains"].isdisjoint(lemmas) for lemmas in counted):
                taken[number] = replace(link, fact=last.fact, part=last.part)
    return taken


def _there_behind(scanner: Scanner, index: int, scan: Scan) -> int | None:
    """The word behind the hospital that follows those counted: "eleven more to the hospital"."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    leads = lexicon.lists["where"] | lexicon.lists["objects"]
    at = index + 1
    while at < len(tokens) and tokens[at].filler and not tokens[at].link and tokens[at].word.folded not in leads:
        at += 1
    while not scan.blocked and at < len(tokens) and tokens.firsts[at] < scan.end:
        at += 1
    led = tokens[at : at + TO_CARE]
    if not led or led[0].word.folded not in leads:
        return None
    there = next((n for n, one in enumerate(led) if n and lexicon.is_any(one.word, "hospitals")), None)
    if there is None or any(one.is_stop or one.text == "," for one in led[:there]):
        return None
    return tokens.afters[at + there]


def _there_before(scanner: Scanner, index: int) -> int | None:
    """The token of the preposition of a hospital that stands before those counted: «al hospital a otros once»."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    objects = lexicon.lists["objects"]
    led = index - 1
    while led > 0 and tokens[led].filler and tokens[led].word.folded not in objects:
        led -= 1
    if led < 1 or tokens[led].word.folded not in objects or not lexicon.is_any(tokens[led - 1].word, "hospitals"):
        return None
    at = led - 2
    while at > 0 and tokens[at].filler and tokens[at].word.folded not in objects | lexicon.lists["where"]:
        at -= 1
    return at if at > 0 else None


def _is_brought(scanner: Scanner, index: int) -> bool:
    """Whether a verb of bringing governs what stands at a token, an unknown word between: "sent another 31"."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    return any(lexicon.is_any(token.word, "brought") for token in tokens[max(0, index - TO_CARE) : index])
