"""The games in quarantine, as a list for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from hoopstat.validation_view import held_lines
from hoopstat.wording import count
from lake.commands import Commands
from validate.report import HeldGame

SCHEMA_VERSION = 1
MOST_NAMED = 20
"""So many games are named in a command that asks for them again."""


def quarantine_json(lake: str, held: Sequence[HeldGame]) -> str:
    """Write the list as one JSON object; docs/validation.md tells its fields."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "lake": lake,
        "held_games": [asdict(game) for game in held],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def print_quarantine(console: Console, commands: Commands, held: Sequence[HeldGame]) -> None:
    """Write each game with the reason, and what lets them out."""
    lake = commands.lake
    if not held:
        console.print(Text(f"No game is held back in quarantine in {lake}."), highlight=False)
        return
    title = f"{count(len(held), 'game')} held back in quarantine in {lake}:"
    console.print(Text(title, style="bold"), highlight=False)
    for line in held_lines(held):
        console.print(line, highlight=False)
    console.print()
    games = [game.game_id for game in held]
    for at in range(0, len(games), MOST_NAMED):
        named = ",".join(games[at : at + MOST_NAMED])
        _print_try(console, commands.typed("capture", "--games", named, "--refresh"))
    _print_try(console, commands.typed("transform"))


def _print_try(console: Console, command: str) -> None:
    console.print(Text(f"Try: {command}"), highlight=False, soft_wrap=True)
