"""`discrepa names`: can two strings name one person?"""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json
from checker.cli.pairs import bad_pair, end_of_pairs, pair_lines
from checker.cli.parser import App
from checker.cli.speech import t
from checker.model.errors import BadInput

app = App("names")


@app.command("compare", help=t("names.compare"))
def compare(
    a: Annotated[str | None, typer.Argument(metavar="A")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B")] = None,
    pairs: Annotated[str | None, typer.Option("--pairs", metavar="FILE", help=t("names.pairs"))] = None,
    as_json: AsJson = False,
    _config: ConfigFile = None,
) -> None:
    """Print the verdict on two names, or on every pair of a file in order."""
    from checker.reading.persons.names import compare_names

    if pairs is None:
        if a is None or b is None:
            raise BadInput(t("names.two"))
        match = compare_names(a, b)
        if as_json:
            out_json({"same": match.same, "score": round(match.score, 3), "reason": match.reason})
        else:
            key = "names.same" if match.same else "names.different"
            out(t(key, score=f"{match.score:.2f}", reason=match.reason))
        return
    good = bad = 0
    for where, data in pair_lines(pairs):
        if not isinstance(data, dict) or not isinstance(data.get("a"), str) or not isinstance(data.get("b"), str):
            bad_pair(where, data if isinstance(data, BadInput) else BadInput(t("names.no_pair")))
            bad += 1
            continue
        good += 1
        match = compare_names(data["a"], data["b"])
        out_json({"same": match.same, "score": round(match.score, 3), "reason": match.reason})
    end_of_pairs(good, bad)
