"""The parser's own words in the language of this run: usage lines, help and complaints about what was typed.

The parser words some of them itself, in English. What is said here is built from the public attributes of its
commands, parameters and errors; an error that it has none for, or one of a later release, keeps the parser's words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from checker.cli.speech import hint, language, t
from checker.texts import in_language, instead, texts

if TYPE_CHECKING:
    from typer._click.core import Command as Parsed
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter
else:
    Parsed = object  # only for the checker of types: what both kinds of command have in common

Body = TypeVar("Body", bound=Callable[..., Any])
_PLACEHOLDER = re.compile(r"[A-Z]{2,}")


class App(typer.Typer):
    """A group of commands: what the texts `cli.NOUN.help` (`cli.help` without a noun) describe."""

    def __init__(self, noun: str = "") -> None:
        super().__init__(
            name=noun or None,
            help=t(f"{noun}.help" if noun else "help"),
            cls=_Group,
            no_args_is_help=True,
            rich_markup_mode=None,  # rich's help costs 0.4 s at every start
            pretty_exceptions_enable=False,
            add_completion=False,
        )

    def command(
        self, name: str | None = None, *, cls: type[TyperCommand] | None = None, **settings: Any
    ) -> Callable[[Body], Body]:
        """`typer.Typer.command`, for commands that speak the language of this run."""
        return super().command(name, cls=cls or _Command, **settings)


class _Worded(Parsed):
    """Usage lines and help in the language of this run."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        given = (_placeholder(one) for one in self.get_params(ctx) if isinstance(one, TyperArgument) and not one.hidden)
        return [_worded("[OPTIONS]"), *given]

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), f"{t('parser.usage')} ")

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = t("parser.help")
        return option

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        shown = [one for one in self.get_params(ctx) if isinstance(one, TyperArgument | TyperOption) and not one.hidden]
        for kind, heading in ((TyperArgument, t("parser.arguments")), (TyperOption, t("parser.options"))):
            rows = [_row(one) for one in shown if isinstance(one, kind)]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:  # the parser forgets to say where an option lacks its value
                cast(Any, error).ctx = ctx
            raise


class _Command(_Worded, TyperCommand):
    allow_extra_args = True  # they are refused here, in our words

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        more = super().parse_args(ctx, args)
        if more and not ctx.resilient_parsing:
            ctx.fail(t("parser.extra", given=" ".join(map(repr, more))))
        return more


class _Group(_Worded, TyperGroup):
    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), _worded("COMMAND [ARGS]...")]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        named = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        width = formatter.width - 6 - max(len(name) for name, _ in named)
        with formatter.section(t("parser.commands")):
            formatter.write_dl([(name, one.get_short_help_str(width)) for name, one in named if not one.hidden])

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if not any(one != "--" for one in args) and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Parsed | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            ctx.fail(t("parser.no_command", name=repr(name), hint=hint(name, self.commands)))
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, and end the process with the exit code; what was typed wrong is told on stderr."""
        try:
            sys.exit(super().main(*args, **{**settings, "standalone_mode": False}))
        except typer.TyperException as error:
            typer.echo("\n".join(_complaint(error)), err=True)
            sys.exit(error.exit_code)
        except typer.Abort as error:
            if isinstance(error.__cause__, KeyboardInterrupt):
                sys.exit(130)
            typer.echo(t("parser.aborted"), err=True)
            sys.exit(1)


def _complaint(error: typer.TyperException) -> Iterator[str]:
    """What was typed wrong, line by line: how the command is used, where to read more, and what is the matter."""
    ctx: Context | None = getattr(error, "ctx", None)
    if ctx is not None:
        yield ctx.get_usage()
        yield t("parser.try", command=f"{ctx.command_path} {ctx.help_option_names[0]}")
        yield ""
    yield t("parser.error", error=_matter(error, ctx))


def _matter(error: typer.TyperException, ctx: Context | None) -> str:
    option: str | None = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        known = [name for one in ctx.command.get_params(ctx) for name in one.opts if name[:1] == "-"] if ctx else []
        return t("parser.no_option", name=repr(option), hint=hint(option, known))
    if option is not None and ctx is not None:
        of = next((one for one in ctx.command.get_params(ctx) if option in (*one.opts, *one.secondary_opts)), None)
        key = "no_value" if isinstance(of, TyperOption) and of.is_flag else "lacks_value"
        return t(f"parser.{key}", name=repr(option))
    if not isinstance(error, typer.BadParameter) or not isinstance(error.param, TyperArgument | TyperOption):
        return error.format_message()
    if hasattr(error, "param_type"):
        return t(f"parser.missing_{error.param.param_type_name}", name=_named(error.param))
    return t("parser.value", name=_named(error.param), why=_refused(error, error.param))


def _refused(error: typer.BadParameter, param: TyperArgument | TyperOption) -> str:
    """Why a value does not do, from what pydantic found."""
    found: dict[str, Any] = next(iter(cast(Any, error.__cause__).errors()), {}) if error.__cause__ else {}
    if found and (known := _choices(param)):
        return f"{found['input']!r}; {in_language(instead(str(found['input']), known), language())}"
    key = f"parser.refused.{found.get('type')}"
    if f"cli.{key}" not in texts(language()):
        return error.message
    limits = {name: f"{limit:g}" for name, limit in found.get("ctx", {}).items()}
    return t(key, value=repr(found["input"]), **limits)


def _row(param: TyperArgument | TyperOption) -> tuple[str, str]:
    """A parameter as help shows it: how it is written, and what it does."""
    if isinstance(param, TyperArgument):
        name = _placeholder(param)
    else:
        name = " / ".join(", ".join(names) for names in (param.opts, param.secondary_opts) if names)
        if not param.is_flag:
            name += f" {_placeholder(param)}"
    default = getattr(param.default, "value", param.default)
    marks = []
    if param.show_default and default not in (None, "", False, [], ()):
        marks.append(t("parser.default", value=default))
    if param.min is not None:
        marks.append(t("parser.least", value=param.min))
    if param.required:
        marks.append(t("parser.required"))
    return name, "  ".join(filter(None, (param.help, f"[{'; '.join(marks)}]" if marks else "")))


def _named(param: TyperArgument | TyperOption) -> str:
    return repr(_placeholder(param).strip("[]") if isinstance(param, TyperArgument) else " / ".join(param.opts))


def _placeholder(param: Parameter) -> str:
    """What stands for a value: `FILE`, `low|high`, `[NAME...]` for an argument that may be left out."""
    known = _choices(param)
    if isinstance(param, TyperOption):
        return _worded(param.metavar or "|".join(known) or "TEXT")
    name = _worded((param.metavar or param.name.upper()).removeprefix("[").removesuffix("]"))
    return name if param.required else f"[{name}]"


def _choices(param: Parameter) -> list[str]:
    """The words of which a value must be one; none where any will do."""
    kinds = getattr(param, "type_descriptor", None)
    return [str(getattr(one, "value", one)) for one in getattr(kinds, "choices", None) or ()]


def _worded(text: str) -> str:
    """A usage line's placeholders in the language of this run; what the texts do not know stays."""
    known = texts(language())
    return _PLACEHOLDER.sub(lambda found: known.get(f"cli.parser.words.{found[0]}", found[0]), text)
