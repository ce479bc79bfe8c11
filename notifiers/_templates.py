"""Templates of what channels send: the shipped ones, and those that users put before them one block at a time.

A user's file of the same name begins with `{% extends "shipped/mail.html" %}` and holds the blocks that change.
Every value that a template prints is made harmless for what it prints to, by the file's ending: `.html` is escaped,
`.mrkdwn` in Slack's way, and `.txt` holds nothing that a terminal would obey. Templates run in a sandbox.
One that fails is a fault with file and line when they are checked; while running, the shipped one takes its place.
"""

from __future__ import annotations

import html
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from checker.model.alert import Message
from checker.model.errors import Problem
from checker.texts import DEFAULT, say
from checker.texts.wording import clean
from checker.yamldoc import choice
from notifiers._words import escape_mrkdwn, facts, intro, linked, marked, news, one_line, parted

if TYPE_CHECKING:  # jinja2 takes a tenth of a second to load, which only those that render need to wait for
    from jinja2 import Environment
    from jinja2.nodes import Template as Tree
    from markupsafe import Markup

SHIPPED = Path(__file__).parent / "templates"
PREFIX = "shipped/"
CUT, NEXT = "\x1e", "\x1d"  # between the pieces of an item and between items of slack.mrkdwn; no value may hold them
OF_ONE = "item.txt"  # the template of one item; the others are of a message
log = structlog.get_logger()


def plain(text: str, what: str) -> str:
    """No style at all."""
    del what
    return text


class Templates:
    """The shipped templates, with those of a folder before them."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def render(self, name: str, lang: str, **values: Any) -> str:
        """One template filled; where the folder's fail, that is told in the log and the shipped ones are used."""
        if self.folder is not None:
            try:
                return _filled(self._own, name, lang, values)
            except Exception as error:  # whatever a template does wrong, the alert must go out
                log.warning("template failed, the shipped one is used", problem=str(_problem(error, self.folder, name)))
        return _filled(self._shipped, name, lang, values)

    def problems(self, samples: Sequence[Message]) -> list[Problem]:
        """Everything that is wrong with the folder's templates, found by reading them and by rendering samples."""
        if self.folder is None:
            return []
        if not self.folder.is_dir():
            return [Problem(str(self.folder), 0, 0, "", "there is no such folder", remedy="make it, or drop the key")]
        found = []
        for file in sorted(self.folder.rglob("*")):
            name = file.relative_to(self.folder).as_posix()
            if file.is_file() and not file.name.startswith((".", "_")):
                found += list(self._faults(file, name, samples))
        return found

    def _faults(self, file: Path, name: str, samples: Sequence[Message]) -> Iterator[Problem]:
        known = sorted(one.name for one in SHIPPED.iterdir())
        if name not in known:
            key, filled = choice(name, known, "known_templates")
            remedy, what = say(f"faults.{key}", DEFAULT, **filled), say("faults.strange_template", DEFAULT)
            yield Problem(
                str(file), 0, 0, "", what, remedy=remedy, key="strange_template", remedy_key=key, params=filled
            )
            return
        try:
            tree = self._own[_suffix(name)].parse(file.read_text(encoding="utf-8"), name, str(file))
        except Exception as error:
            yield _problem(error, self.folder, name)
            return
        strange = list(_strange_blocks(tree, self._blocks(name), file))
        yield from strange
        for message in samples if not strange else ():
            if not message.items and name == OF_ONE:
                continue
            try:
                _filled(self._own, name, message.lang, _sample_values(message))
            except Exception as error:
                yield _problem(error, self.folder, name)
                return

    def _blocks(self, name: str) -> set[str]:
        from jinja2.nodes import Block

        tree = self._shipped[_suffix(name)].parse((SHIPPED / name).read_text(encoding="utf-8"))
        return {block.name for block in tree.find_all(Block)}

    @cached_property
    def _own(self) -> dict[str, Environment]:
        return _environments(self.folder)

    @cached_property
    def _shipped(self) -> dict[str, Environment]:
        return _environments(None)


def _filled(environments: Mapping[str, Environment], name: str, lang: str, values: Mapping[str, Any]) -> str:
    message = values.get("message")
    many = isinstance(message, Message) and len(message.items) > 1
    given = {"figures": {}, "brief": False, "style": plain, "many": many, **values}
    return (
        environments[_suffix(name)]
        .get_template(name)
        .render(say=partial(_say, lang), news=partial(news, lang), intro=intro, **given)
    )


def _environments(folder: Path | None) -> dict[str, Environment]:
    """An environment for each ending, by what it makes of a value."""
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, pass_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    shipped = FileSystemLoader(SHIPPED)
    own = [FileSystemLoader(folder)] if folder is not None else []
    loader = ChoiceLoader([*own, PrefixLoader({PREFIX.rstrip("/"): shipped}), shipped])

    @pass_context
    def styled(context: Any, text: str, what: str) -> Markup:
        return Markup(context["style"](clean(str(text)), what))  # noqa: S704 - made harmless for a terminal

    def final(harmless: Callable[[str], str]) -> Callable[[object], Markup]:
        # `Markup` is jinja's word for "as it is": what super(), macros and filters give is not treated twice
        return lambda value: value if isinstance(value, Markup) else Markup(harmless(str(value)))  # noqa: S704

    finals = {"html": _for_html, "mrkdwn": escape_mrkdwn, "txt": clean}
    made: dict[str, Environment] = {}
    for ending, harmless in finals.items():
        made[ending] = ImmutableSandboxedEnvironment(
            loader=loader,
            autoescape=True,
            finalize=final(harmless),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        made[ending].filters.update(facts=facts, linked=linked, styled=styled, one_line=one_line)
        made[ending].globals.update(parted=parted, marked=marked, cut=Markup(CUT), next=Markup(NEXT))  # noqa: S704
    return made


def _for_html(text: str) -> str:
    return html.escape(clean(text), quote=True)


def _sample_values(message: Message) -> dict[str, Any]:
    """What any template may ask for."""
    values: dict[str, Any] = {"message": message}
    if message.items:
        first = message.items[0]
        values["item"] = first
        values["figures"] = {0: {"src": "cid:figure", "alt": first.title}}
    return values


def _say(lang: str, key: str, **params: object) -> str:
    return say(key, lang, **params)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2]


def _strange_blocks(tree: Tree, known: set[str], file: Path) -> Iterator[Problem]:
    """Blocks that the shipped template does not have would never show."""
    from jinja2.nodes import Block, Extends

    if tree.find(Extends) is None:
        return
    for block in tree.find_all(Block):
        if block.name not in known:
            what = say("faults.strange_block", DEFAULT, name=block.name)
            key, filled = choice(block.name, sorted(known), "known_blocks")
            remedy, told = say(f"faults.{key}", DEFAULT, **filled), {**filled, "name": block.name}
            yield Problem(
                str(file), block.lineno, 1, "", what, remedy=remedy, key="strange_block", remedy_key=key, params=told
            )


def _problem(error: Exception, folder: Path | None, name: str) -> Problem:
    """Where a template failed and why, without the values that it was given."""
    file = str((folder or SHIPPED) / name)
    line = getattr(error, "lineno", 0) or 0
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith((".html", ".txt", ".mrkdwn")):
            file, line = frame.filename, frame.lineno or 0
    what = str(getattr(error, "message", None) or error) or type(error).__name__
    detail, key = one_line(what)[:200], "broken_template"
    told = {"detail": detail, "remedy": say(f"faults.{key}_remedy", DEFAULT)}
    at = (file, line, 1 if line else 0, "")
    return Problem(*at, detail, remedy=told["remedy"], key=key, remedy_key=f"{key}_remedy", params=told)
