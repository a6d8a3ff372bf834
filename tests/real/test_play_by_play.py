"""Real play-by-play: one game in both versions column by column, and names against ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.invented import invented_game
from tests.people import archive_unjudged
from tests.transform.published import Row, rows, transform_one
from transform.judging import OnFailure

pytestmark = pytest.mark.real

SAVED, FILED = "1022500234", "0022500234"
"""A game of the WNBA, whose seasons hoopstat doesn't know, filed as one of the NBA."""

Named = dict[int, str]


def add(store: LocalStore, named: Document, content: bytes) -> None:
    archive_unjudged(RawArchive(store), named, content)


def saved(real_data: Path, endpoint: str) -> bytes:
    content = (real_data / endpoint / f"{SAVED}.json").read_bytes()
    return content.replace(SAVED.encode(), FILED.encode())


@pytest.fixture
def of_v2(real_data: Path, tmp_path: Path) -> list[Row]:
    store = LocalStore(tmp_path / "v2")
    add(store, Document("playbyplayv2", Season(2025), FILED), saved(real_data, "playbyplayv2"))
    result = transform_one(store)
    assert (result.failures, result.drift) == ({}, ())
    return rows(store, "play_by_play")


@pytest.fixture
def of_v3(real_data: Path, tmp_path: Path) -> list[Row]:
    """With a box score of those whom V2 names, since none was saved; its numbers are invented."""
    store = LocalStore(tmp_path / "v3")
    add(store, Document("playbyplayv3", Season(2025), FILED), saved(real_data, "playbyplayv3"))
    box = _box(_named(json.loads(saved(real_data, "playbyplayv2"))))
    add(store, Document("boxscoretraditionalv3", Season(2025), FILED), json.dumps(box).encode())
    assert transform_one(store, on_failure=OnFailure.KEEP).set_aside == ()
    return rows(store, "play_by_play")


def _named(document: dict[str, Any]) -> dict[int, Named]:
    """The players of each team that the events name."""
    told = document["resultSets"][0]
    found: dict[int, Named] = {}
    for cells in told["rowSet"]:
        row = dict(zip(told["headers"], cells, strict=True))
        for number in (1, 2, 3):
            if row[f"PERSON{number}TYPE"] in (4, 5):
                team = found.setdefault(row[f"PLAYER{number}_TEAM_ID"], {})
                team[row[f"PLAYER{number}_ID"]] = row[f"PLAYER{number}_NAME"]
    return found


def _box(named: dict[int, Named]) -> dict[str, Any]:
    box = invented_game(FILED)["boxscoretraditionalv3"]
    content = box["boxScoreTraditional"]
    for side, (team_id, players) in zip(("homeTeam", "awayTeam"), named.items(), strict=True):
        template = content[side]["players"][0]
        content[side]["teamId"] = team_id
        content[side]["players"] = [template | who for who in _persons(players)]
    return box


def _persons(players: Named) -> Iterator[dict[str, Any]]:
    for person_id, full_name in players.items():
        first, _, family = full_name.partition(" ")
        yield {"personId": person_id, "firstName": first, "familyName": family}


def test_both_versions_of_a_real_game_tell_the_same_events(
    of_v2: list[Row], of_v3: list[Row]
) -> None:
    """But for the places of 131 shots, tenths in 35 clocks, and the second players of 33 fouls and
    of a jump ball whose text is a space.
    """
    assert (len(of_v2), len(of_v3)) == (399, 399)
    unequal = {
        column: sum(one[column] != other[column] for one, other in zip(of_v2, of_v3, strict=True))
        for column in of_v2[0]
    }
    assert {column: count for column, count in unequal.items() if count} == {
        "clock": 35,
        "seconds_remaining": 35,
        "x": 131,
        "y": 131,
        "other_player_id": 34,
    }


def test_every_name_of_a_real_game_is_resolved_to_the_player_v2_has(
    of_v2: list[Row], of_v3: list[Row]
) -> None:
    """All but the opening jump ball, whose text is a space, and who was fouled."""
    told, resolved = _second_players(of_v2), _second_players(of_v3)
    assert {kind: len(ids) for kind, ids in told.items()} == {
        "assist": 45,
        "Foul": 33,
        "Jump Ball": 1,
        "Missed Shot": 11,
        "Substitution": 47,
        "Turnover": 11,
        None: 22,
    }
    del told["Foul"], told["Jump Ball"]
    assert resolved == told


def _second_players(events: list[Row]) -> dict[str | None, dict[int, int]]:
    """Second players by event, by kind of event."""
    found: dict[str | None, dict[int, int]] = {}
    for row in events:
        for kind, column in (
            ("assist", "assist_player_id"),
            (row["action_type"], "other_player_id"),
        ):
            if row[column] is not None:
                found.setdefault(kind, {})[row["event_index"]] = row[column]
    return found


@pytest.mark.parametrize("box", ["boxscoretraditionalv3", "boxscoretraditionalv2"])
def test_every_name_of_a_real_nba_game_is_found_in_its_box_score(
    real_data: Path, tmp_path: Path, box: str
) -> None:
    """As many assists for each player as the box score counts."""
    game, store = "0022400561", LocalStore(tmp_path / "lake")
    for endpoint in ("playbyplayv3", box):
        content = (real_data / endpoint / f"{game}.json").read_bytes()
        add(store, find_endpoint(endpoint).document(game, None), content)
    transform_one(store)
    events = rows(store, "play_by_play")
    assert {kind: len(ids) for kind, ids in _second_players(events).items()} == {
        "assist": 55,
        "Jump Ball": 2,
        "Missed Shot": 5,
        "Substitution": 34,
        "Turnover": 18,
        None: 23,
    }
    assists = [row["assist_player_id"] for row in events]
    boxed = rows(store, "player_box_traditional", "did_play")
    assert [assists.count(row["player_id"]) for row in boxed] == [row["ast"] for row in boxed]


def test_a_real_nba_game_of_v2_is_told_whole(real_data: Path, tmp_path: Path) -> None:
    """122 to 130 after an overtime; every code is known."""
    game, store = "0021900001", LocalStore(tmp_path / "lake")
    content = (real_data / "playbyplayv2" / f"{game}.json").read_bytes()
    add(store, find_endpoint("playbyplayv2").document(game, None), content)
    result = transform_one(store)
    assert (result.set_aside, result.failures, result.drift) == ((), {}, ())
    events = rows(store, "play_by_play")
    assert (events[-1]["away_score"], events[-1]["home_score"]) == (122, 130)
    assert sum(row["points"] for row in events) == 252
    assert {row["action_type"] for row in events if row["sub_type"] is None} == {
        "Jump Ball",
        "Substitution",
        None,
    }
    names = {row["player_name"] for row in events}
    assert {"Alexander-Walker", "VanVleet", "Moore"} <= names
