"""The list of the quarantine."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from hoopstat.quarantine_view import print_quarantine
from lake.commands import Commands
from validate.report import HeldGame

AT = "--lake s3://nba --s3-endpoint-url http://minio:9000"


def test_every_game_is_in_a_command_to_paste() -> None:
    games = [f"00224{number:05d}" for number in range(45)]
    held = [HeldGame("2024-25", 10, game, "no clock", ("games",)) for game in games]
    stream = StringIO()

    print_quarantine(
        Console(file=stream, width=60), Commands("s3://nba", "http://minio:9000"), held
    )

    tried = [line for line in stream.getvalue().splitlines() if line.startswith("Try: ")]
    assert tried == [
        *(
            f"Try: hoopstat capture {AT} --games {','.join(games[at : at + 20])} --refresh"
            for at in (0, 20, 40)
        ),
        f"Try: hoopstat transform {AT}",
    ]
