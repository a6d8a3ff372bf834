"""A stat correction of a real box score changes two players and no sum."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from replay.stat_correction import correct_box

pytestmark = pytest.mark.real

V2, V3 = "boxscoretraditionalv2", "boxscoretraditionalv3"


@pytest.mark.parametrize("endpoint", [V2, V3])
def test_the_bytes_differ_in_two_numbers(real_data: Path, endpoint: str) -> None:
    before = (real_data / endpoint / "0022400561.json").read_bytes()
    after = correct_box(endpoint, before)

    pairs = list(zip(numbers(json.loads(before)), numbers(json.loads(after)), strict=True))
    assert sorted(now - then for then, now in pairs if then != now) == [-1, 1]
    assert len(after) in range(len(before) - 1, len(before) + 2)


def test_the_assists_of_starters_bench_and_team_still_agree(real_data: Path) -> None:
    before = (real_data / V3 / "0022400561.json").read_bytes()
    box = json.loads(correct_box(V3, before))["boxScoreTraditional"]

    for team in (box["homeTeam"], box["awayTeam"]):
        starters, bench = (
            sum(
                p["statistics"]["assists"] for p in team["players"] if bool(p["position"]) is starts
            )
            for starts in (True, False)
        )
        assert (starters, bench) == (team["starters"]["assists"], team["bench"]["assists"])
        assert starters + bench == team["statistics"]["assists"]


def numbers(content: Any) -> list[float]:
    """Every number of a document, in its order."""
    if isinstance(content, dict):
        return [number for value in content.values() for number in numbers(value)]
    if isinstance(content, list):
        return [number for value in content for number in numbers(value)]
    return [content] if isinstance(content, int | float) else []
