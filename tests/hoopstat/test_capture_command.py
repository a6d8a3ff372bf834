"""The command that goes on asks for exactly what the capture before was about."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any

import pytest
import typer

from capture.planning.request import CaptureRequest
from hoopstat.capture_command import capture_command
from hoopstat.capture_request import Scope, make_request
from hoopstat.main import make_app
from lake.date_range import DateRange
from lake.endpoints import FINDER, PLAY_BY_PLAY, PLAYER_INFO, TRADITIONAL
from lake.seasons import GameId, Season, SeasonType

REQUESTS = {
    "--season 2024-25": CaptureRequest((Season(2024),)),
    "--start-season 2021-22 --end-season 2024-25": CaptureRequest(
        tuple(Season(year) for year in range(2021, 2025))
    ),
    "--season 2024-25,1999-00": CaptureRequest((Season(2024), Season(1999))),
    "--season 2023-24 --from 2024-01-01 --season-types playoffs,regular": CaptureRequest(
        (Season(2023),),
        season_types=(SeasonType.PLAYOFFS, SeasonType.REGULAR),
        dates=DateRange(date(2024, 1, 1)),
    ),
    "--season 2023-24 --to 2024-01-31 --refresh": CaptureRequest(
        (Season(2023),), dates=DateRange(None, date(2024, 1, 31)), refresh=True
    ),
    "--season 2024-25 --recheck-days 3": CaptureRequest((Season(2024),), recheck_days=3),
    "--games 0022400561,0062400001 --endpoints playbyplayv3": CaptureRequest(
        (Season(2024),),
        games=(GameId("0022400561"), GameId("0062400001")),
        endpoints=(PLAY_BY_PLAY,),
    ),
    "--players 203999,2544": CaptureRequest((), players=(203999, 2544), endpoints=(PLAYER_INFO,)),
    "--season 2024-25 --endpoints "
    "leaguegamefinder,boxscoretraditionalv3,commonplayerinfo": CaptureRequest(
        (Season(2024),), endpoints=(FINDER, TRADITIONAL, PLAYER_INFO)
    ),
}


def read(command: str) -> CaptureRequest:
    """What `hoopstat capture` makes of a command."""
    words = shlex.split(command)
    assert words[:2] == ["hoopstat", "capture"]
    commands: dict[str, Any] = vars(typer.main.get_command(make_app()))["commands"]
    options: dict[str, Any] = commands["capture"].make_context("capture", words[2:]).params
    scope = Scope(**{name: options[name] for name in Scope.__dataclass_fields__})
    return make_request(
        scope,
        options["season_types"],
        options["endpoints"],
        refresh=options["refresh"],
        recheck_days=options["recheck_days"],
    )


@pytest.mark.parametrize("words", REQUESTS)
def test_a_request_becomes_a_command_and_the_same_request_again(words: str) -> None:
    command = capture_command(REQUESTS[words], "my lake")

    assert command == f"hoopstat capture {words} --lake 'my lake'"
    assert read(command) == REQUESTS[words]
