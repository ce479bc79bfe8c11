"""How long it takes to lint many rules: `uv run python benchmarks/lint.py [RULES]` (500 unless told).

Writes that many rules with their facts and examples into a temporary folder, ten a file, one in ten with a fault, and
times `rules lint` as a user runs it and the linting itself; the share that YAML alone takes is told beside it. All are
seconds of processor time.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from checker.rulelab.lint import lint

FACT = (
    "  things_{n}: {{label: {{es: cosas {n}, en: things {n}}}, evolves: up, "
    "nouns: {{es: [cosa{n}], en: [thing{n}]}}}}\n"
)
RULE = """\
  - id: things-{n}
    title: {{es: "Cosas {n}", en: "Things {n}"}}
    fact: {fact}
    same: [place, of]
    within: 90d
    check: {{kind: quantity, tolerance: 5%}}
    alert_on: [contradiction, dispute]
    severity: {{medium: ">= 20%", high: ">= 2x", critical: ">= 5x"}}
    examples:
"""
EXAMPLE = """\
      - {kind}
        given:
          - {{outlet: A, on: 2025-01-10, says: "Hay 30 cosas en Kursk."}}
          - {{outlet: B, on: 2025-01-10, says: "Hay 90 cosas en Kursk."}}
"""
KINDS = ("alerts: contradiction", "alerts: dispute", "silent: compatible", "silent: nothing", "silent: evolution")


def write(folder: Path, count: int) -> int:
    """The rule files; how many rules have a fault."""
    faulty = 0
    for first in range(0, count, 10):
        numbers = range(first, min(first + 10, count))
        text = "facts:\n" + "".join(FACT.format(n=n) for n in numbers) + "rules:\n"
        for n in numbers:
            bad = n % 10 == 0
            faulty += bad
            text += RULE.format(n=n, fact=f"thing_{n}" if bad else f"things_{n}")
            text += "".join(EXAMPLE.format(kind=kind) for kind in KINDS)
        (folder / f"rules-{first:05}.yaml").write_text(text, encoding="utf-8")
    return faulty


def main() -> None:
    """Print the times in seconds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        faulty = write(folder, count)
        started = time.process_time()
        for file in folder.glob("*.yaml"):
            yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        parsed = time.process_time() - started
        started = time.process_time()
        _, found = lint([folder])
        linted = time.process_time() - started
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "checker", "rules", "lint", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unknown = sum(one.key == "unknown_fact" for one in found)
    print(f"{count} rules: lint {linted:.2f} s (PyYAML alone {parsed:.2f} s), `rules lint` {whole:.2f} s")
    if unknown != faulty or done.returncode != 2:
        sys.exit(f"found {unknown} of {faulty} faults, exit {done.returncode}")


if __name__ == "__main__":
    main()
