"""The commands, one module each."""

from __future__ import annotations

import typer

from hoopstat.commands import (
    capture,
    demo,
    import_,
    replay,
    run,
    sql,
    status,
    transform,
    validate,
    verify,
)


def register(app: typer.Typer) -> None:
    """Add every command, in the order the help shows them."""
    app.command("capture")(capture.command)
    app.command("transform")(transform.command)
    app.command("validate")(validate.command)
    app.command("verify")(verify.command)
    app.command("run")(run.command)
    app.command("status")(status.command)
    app.command("sql")(sql.command)
    app.command("import")(import_.command)
    app.command("replay")(replay.command)
    app.command("demo")(demo.command)


def options(app: typer.Typer) -> dict[str, frozenset[str]]:
    """List each command with the names of its options as a configuration file spells them."""
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 the base type of get_command has none
    return {
        name: frozenset(param.name for param in command.params if param.name)
        for name, command in commands.items()
    }
