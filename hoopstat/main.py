"""The `hoopstat` command: its commands put together, and the one place where errors end."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from hoopstat import commands, interruption
from hoopstat.config import is_configured, load_defaults
from hoopstat.console import print_data, print_error
from hoopstat.interruption import INTERRUPTED
from lake import __version__
from lake.errors import HoopstatError

PIPE_CLOSED = 141
"""What a shell says of a program whose reader has gone, as `| head` has."""

_BEGIN_ANEW = ("validate", "verify", "sql", "replay")
"""The commands that have nothing half done to go on with."""

UNEXPECTED = 5
USAGE = 2


def _print_version(wanted: bool) -> None:
    if wanted:
        print_data(f"hoopstat {__version__}")
        raise typer.Exit


def make_app(names: Iterable[str] = commands.NAMES) -> typer.Typer:
    """Put the command line together, of some commands only if they are named."""
    app = typer.Typer(
        name="hoopstat",
        help="A whole NBA season as clean, complete, provably correct tables in a data lake.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(_hoopstat)
    commands.register(app, names)
    return app


def _hoopstat(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Options that come before the command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error ends here, in two lines."""
    code = _run(list(arguments) or ["--help"])
    if code == INTERRUPTED:
        print_error("interrupted", _after_interruption(arguments))
    return code


def _after_interruption(arguments: Sequence[str]) -> str:
    begins_anew = bool(arguments) and arguments[0] in _BEGIN_ANEW
    return "the same command again" + ("" if begins_anew else ": it goes on where it stopped")


def _run(arguments: list[str]) -> int:
    try:
        app = make_app(_needed(arguments))
        defaults = commands.as_given(app, _defaults(app))
        code = app(arguments, prog_name="hoopstat", standalone_mode=False, default_map=defaults)
    except Exception as error:
        return INTERRUPTED if interruption.is_requested() else _explain(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit:
        # Typer and Rich both leave like this when the reader of stdout is gone.
        return PIPE_CLOSED
    return code if isinstance(code, int) else 0


def _defaults(app: typer.Typer) -> dict[str, dict[str, Any]]:
    return load_defaults(commands.options(app)) if is_configured() else {}


def _needed(arguments: Sequence[str]) -> tuple[str, ...]:
    """Name the commands that must be known: all for the help, and to judge a hoopstat.toml."""
    first = arguments[0]
    return (first,) if first in commands.NAMES and not is_configured() else commands.NAMES


def _explain(error: Exception) -> int:
    """Tell a person of an error and return its exit code."""
    if isinstance(error, HoopstatError):
        print_error(str(error), error.hint)
        return error.exit_code
    if isinstance(error, typer.TyperException):
        command = getattr(getattr(error, "ctx", None), "command_path", "") or "hoopstat"
        print_error(_message(error), f"{command} --help")
        return USAGE
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    traceback.print_exception(error)
    print_error(
        f"something unforeseen: {type(error).__name__}: {error}", "report it with the lines above"
    )
    return UNEXPECTED


def main() -> None:
    """Be the console script."""
    # DuckDB looks for pandas twice at every value it is given, and imports it where it is.
    sys.modules["pandas"] = None  # type: ignore[assignment]
    interruption.listen()
    code = run(sys.argv[1:])
    if code == PIPE_CLOSED:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _message(error: typer.TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    return format_message() if format_message else str(error)
