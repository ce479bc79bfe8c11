"""Options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.speech import t

# A command that reads nothing of the configuration takes it as `_config`: it speaks its language (see `speech`).
ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help=t("option.config"), show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help=t("option.json"))]
