"""The games in quarantine, as a list for people or as JSON."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from hoopstat.validation_view import held_lines
from hoopstat.wording import count
from validate.report import HeldGame

SCHEMA_VERSION = 1
MOST_NAMED = 20
"""So many games are named in the command that asks for them again."""


def quarantine_json(lake: str, held: Sequence[HeldGame]) -> str:
    """Write the list as one JSON object; docs/validation.md tells its fields."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "lake": lake,
        "held_games": [asdict(game) for game in held],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def print_quarantine(console: Console, lake: str, held: Sequence[HeldGame]) -> None:
    """Write each game with the reason, and what lets them out."""
    if not held:
        console.print(Text(f"No game is held back in quarantine in {lake}."), highlight=False)
        return
    title = f"{count(len(held), 'game')} held back in quarantine in {lake}:"
    console.print(Text(title, style="bold"), highlight=False)
    for line in held_lines(held):
        console.print(line, highlight=False)
    games = ",".join(game.game_id for game in held[:MOST_NAMED])
    of_lake = f"--lake {shlex.quote(lake)}"
    console.print()
    for command in (f"capture {of_lake} --games {games} --refresh", f"transform {of_lake}"):
        console.print(Text(f"Try: hoopstat {command}"), highlight=False, soft_wrap=True)
