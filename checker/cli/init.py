"""`discrepa init`: a starter project."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import out
from checker.cli.speech import language, t
from checker.model.errors import BadInput
from checker.texts import DEFAULT, texts


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
    for name, file in (("config.yaml", "config.yaml"), ("env.example", ".env.example")):
        text = shipped(name).read_text(encoding="utf-8")
        (folder / file).write_text(translated(text, language()), encoding="utf-8")
    shutil.copytree(shipped("rules"), folder / "rules")
    shutil.copytree(shipped("seeds"), folder / "seeds")
    out(t("init.done", folder=folder))


def translated(text: str, lang: str) -> str:
    """A shipped file with its comments, and its `language`, in a language."""
    for key, comment in texts(DEFAULT).items():
        if key.startswith("starter."):
            text = text.replace(f"# {comment}\n", f"# {texts(lang)[key]}\n")
    return text.replace(f"\nlanguage: {DEFAULT} ", f"\nlanguage: {lang} ")
