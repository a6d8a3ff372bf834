"""The commands, one module each.

A module is imported when its command is asked for: capture alone brings in four HTTP libraries,
and a transform with nothing to do should be over before they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import typer

NAMES = (
    "capture",
    "transform",
    "validate",
    "verify",
    "run",
    "status",
    "sql",
    "import",
    "replay",
    "demo",
)
"""In the order the help shows them."""

_MODULES = {"import": "import_"}
"""Where a command can't be called like a module."""


def register(app: typer.Typer, names: Iterable[str] = NAMES) -> None:
    """Add some commands, all if left out."""
    for name in names:
        module = import_module(f"{__name__}.{_MODULES.get(name, name)}")
        app.command(name)(module.command)


def options(app: typer.Typer) -> dict[str, frozenset[str]]:
    """List each command with the names of its options as a configuration file spells them."""
    return {
        name: frozenset(param.name for param in command.params if param.name)
        for name, command in _commands(app).items()
    }


def as_given(app: typer.Typer, defaults: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Let a single text stand in a configuration file where an option may be repeated."""
    repeated = {
        name: {param.name for param in command.params if getattr(param, "multiple", False)}
        for name, command in _commands(app).items()
    }
    return {
        command: {
            name: [value] if name in repeated[command] and isinstance(value, str) else value
            for name, value in given.items()
        }
        for command, given in defaults.items()
    }


def _commands(app: typer.Typer) -> dict[str, Any]:
    group = typer.main.get_command(app)
    commands: dict[str, Any] = getattr(group, "commands")  # noqa: B009 its base type has none
    return commands
