from __future__ import annotations

import json
from typing import Any

import pytest

from replay.stat_correction import correct_box
from tests.invented import body, invented_game

V2, V3 = "boxscoretraditionalv2", "boxscoretraditionalv3"
BOX = invented_game("0022400001")[V3]


def statistics(content: Any) -> dict[tuple[str, int], dict[str, Any]]:
    return {
        (side, player["personId"]): player["statistics"]
        for side in ("homeTeam", "awayTeam")
        for player in content["boxScoreTraditional"][side]["players"]
    }


def changes(before: Any, after: Any) -> dict[tuple[str, int], int]:
    """How many assists each player, by side and id, has more than before."""
    then, now = statistics(before), statistics(after)
    moved = {who: now[who]["assists"] - then[who]["assists"] for who in then}
    assert {who: {**now[who], "assists": 0} for who in now} == {
        who: {**then[who], "assists": 0} for who in then
    }
    return {who: change for who, change in moved.items() if change}


def test_one_assist_moves_to_a_teammate_who_played() -> None:
    after = json.loads(correct_box(V3, body(BOX)))

    moved = changes(BOX, after)
    assert sorted(moved.values()) == [-1, 1]
    assert len({side for side, _ in moved}) == 1
    assert all(statistics(BOX)[who]["minutes"] for who in moved)


def test_both_start_or_neither_does_so_that_no_sum_changes() -> None:
    after = json.loads(correct_box(V3, body(BOX)))
    positions = {
        (side, player["personId"]): player["position"]
        for side in ("homeTeam", "awayTeam")
        for player in BOX["boxScoreTraditional"][side]["players"]
    }

    assert len({positions[who] != "" for who in changes(BOX, after)}) == 1


@pytest.mark.parametrize("is_escaped", [True, False])
def test_the_corrected_body_is_compact_and_escapes_as_the_original_did(is_escaped: bool) -> None:
    before = json.dumps(BOX, ensure_ascii=is_escaped, separators=(",", ":")).encode()

    after = correct_box(V3, before)

    assert b"P\\u00e1le\\u0161" in after if is_escaped else "Páleš".encode() in after
    content = json.loads(after)
    assert after == json.dumps(content, ensure_ascii=is_escaped, separators=(",", ":")).encode()


def box_v2(*assists: int | None) -> dict[str, Any]:
    """Two starters, two substitutes and one who did not play."""
    starts, minutes = ("G", "C", "", "", ""), ("30:00", "20:00", "9:00", "1:00", None)
    rows = [
        ["0022400001", 1, 100 + number, *told]
        for number, told in enumerate(zip(starts, minutes, assists, strict=True))
    ]
    headers = ["GAME_ID", "TEAM_ID", "PLAYER_ID", "START_POSITION", "MIN", "AST"]
    players = {"name": "PlayerStats", "headers": headers, "rowSet": rows}
    return {"resultSets": [{"name": "TeamStats", "headers": [], "rowSet": []}, players]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((5, 2, 3, 0, None), (4, 3, 3, 0, None)),
        ((0, 0, 3, 0, None), (0, 0, 2, 1, None)),
        ((4, 4, 0, 0, None), (5, 3, 0, 0, None)),
    ],
)
def test_a_v2_box_score_is_corrected_too(
    before: tuple[int | None, ...], after: tuple[int | None, ...]
) -> None:
    assert correct_box(V2, body(box_v2(*before))) == body(box_v2(*after))


@pytest.mark.parametrize(
    ("endpoint", "unfit"),
    [
        (V2, body(box_v2(0, 0, 0, 0, None))),
        (V2, b'{"resultSets": []}'),
        (V2, b'{"resultSets": null}'),
        (V3, b"<html></html>"),
        (V3, b"\xff"),
        (V3, b"{}"),
        (V3, b"[]"),
        (V3, b'{"boxScoreTraditional": {"homeTeam": {"players": [{"statistics": null}]}}}'),
    ],
)
def test_what_can_not_be_corrected_stays_as_it_is(endpoint: str, unfit: bytes) -> None:
    assert correct_box(endpoint, unfit) == unfit


def test_a_correction_is_the_same_every_time() -> None:
    assert correct_box(V3, body(BOX)) == correct_box(V3, body(BOX))
