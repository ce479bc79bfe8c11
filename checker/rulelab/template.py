"""A rule file to start from, with a comment on every line that asks for a choice."""

from __future__ import annotations

import re

_TEMPLATE = """\
# {name}: what this file checks, in one sentence that you can read aloud.
facts:
  {fact}:                          # what to read: a count of something
    label: {{es: {name}, en: {name}}}
    counts: piece                  # what one of them is: person, drone, vehicle …
    evolves: either                # up: may only grow (a toll) · down · either · never
    nouns:                         # the words that are counted, in the singular
      es: [{name}]
      en: [{name}]
    adjectives:                    # what befell them, if that makes the count: «drones derribados»
      es: []
      en: []

rules:
  - id: {rule}-disagree
    title: {{es: "{name}: cifras que no cuadran", en: "{name}: figures that disagree"}}
    fact: {fact}
    same: [place]                  # which statements are about the same thing: of (whose), place, cause
    check: {{kind: quantity}}        # add tolerance: 15% (or 1.2x, or ±500) to let small gaps pass
    alert_on: [contradiction, dispute, misreport]
    status: draft                  # stable, once its examples pass and you trust it: a draft alerts nobody
    examples:                      # tests: run them with `discrepa rules test {file}`
      - alerts: contradiction
        given:
          - {{outlet: A, on: 2025-01-10, says: "Hay 30 {name} en Kursk."}}
          - {{outlet: B, on: 2025-01-10, says: "Hay 90 {name} en Kursk."}}
      - silent: compatible
        given:
          - {{outlet: A, on: 2025-01-10, says: "Hay unos 30 {name} en Kursk."}}
          - {{outlet: B, on: 2025-01-10, says: "Hay más de 28 {name} en Kursk."}}
"""


def rule_file(name: str) -> str:
    """The content of a new rule file."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "my_fact"
    plain = plain if plain[0].isalpha() else f"fact_{plain}"
    return _TEMPLATE.format(name=name, fact=plain, rule=plain.replace("_", "-"), file=f"rules/{name}.yaml")
