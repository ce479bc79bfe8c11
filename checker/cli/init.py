"""`discrepa init`: a starter project."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import out
from checker.cli.speech import t
from checker.model.errors import BadInput


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=t("init.folder"))] = Path(),
    _config: ConfigFile = None,
) -> None:
    """Write config.yaml, rules/, seeds/ and .env.example; never overwrite anything."""
    from checker.shipped import shipped

    wanted = [folder / name for name in ("config.yaml", "rules", "seeds", ".env.example")]
    for path in wanted:
        if path.exists():
            raise BadInput(t("init.exists", file=path))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped("config.yaml"), folder / "config.yaml")
    shutil.copytree(shipped("rules"), folder / "rules")
    shutil.copytree(shipped("seeds"), folder / "seeds")
    shutil.copyfile(shipped("env.example"), folder / ".env.example")
    out(t("init.done", folder=folder))
