"""The rows of a V2 play-by-play add up to the box score, with the persons where V2 has them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from replay.invented import v2_boxes, v2_play_by_play, v3_play_by_play
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import GAME, GAMES, Rows, rows

MADE, MISSED, FREE_THROW, REBOUND, TURNOVER, FOUL, VIOLATION, SUBSTITUTION = range(1, 9)
TIMEOUT, JUMP_BALL, START, END, REPLAY = 9, 10, 12, 13, 18
TECHNICAL = 11


def events(season: InventedSeason, game_id: str) -> Rows:
    return rows(v2_play_by_play.play_by_play(season, season.told(game_id)), "PlayByPlay")


def text(row: dict[str, Any]) -> str:
    parts = (row[f"{side}DESCRIPTION"] for side in ("HOME", "NEUTRAL", "VISITOR"))
    return " / ".join(part for part in parts if part)


def counted(found: Rows) -> Counter[tuple[int, str]]:
    """What the rows count for each player."""
    sums: Counter[tuple[int, str]] = Counter()
    for row in found:
        first, second, third = (row[f"PLAYER{number}_ID"] for number in (1, 2, 3))
        kind, action = row["EVENTMSGTYPE"], row["EVENTMSGACTIONTYPE"]
        if kind in (MADE, MISSED):
            value = 3 if "3PT" in text(row) else 2
            sums[first, "FGA"] += 1
            sums[first, "FG3A"] += value == 3
            sums[third, "BLK"] += 1
            if kind == MADE:
                sums[first, "FGM"] += 1
                sums[first, "FG3M"] += value == 3
                sums[first, "PTS"] += value
                sums[second, "AST"] += 1
        elif kind == FREE_THROW:
            is_made = "MISS" not in text(row)
            sums[first, "FTA"] += 1
            sums[first, "FTM"] += is_made
            sums[first, "PTS"] += is_made
        elif kind == TURNOVER:
            sums[first, "TO"] += 1
            sums[second, "STL"] += 1
        elif kind == REBOUND:
            sums[first, "REB"] += 1
        elif kind == FOUL and action != TECHNICAL:
            sums[first, "PF"] += 1
    return sums


@pytest.mark.parametrize("game_id", GAMES)
def test_the_rows_of_a_player_add_up_to_his_box_score(
    invented: InventedSeason, game_id: str
) -> None:
    sums = counted(events(invented, game_id))
    box = rows(v2_boxes.traditional(invented, invented.told(game_id)), "PlayerStats")
    columns = ("PTS", "FGM", "FGA", "FG3M", "FG3A", "FTM", "FTA", "AST", "STL", "BLK", "TO")
    for player in box:
        for column in (*columns, "PF", "REB"):
            assert sums[player["PLAYER_ID"], column] == (player[column] or 0), column


@pytest.mark.parametrize("game_id", GAMES)
def test_every_row_is_the_event_that_v3_tells(invented: InventedSeason, game_id: str) -> None:
    told: dict[int, list[str]] = {}
    for action in v3_play_by_play.play_by_play(invented, invented.told(game_id))["game"]["actions"]:
        told.setdefault(action["actionNumber"], []).append(action["description"])
    found = events(invented, game_id)
    assert [row["EVENTNUM"] for row in found] == list(told)
    for row in found:
        parts = text(row).split(" / ") if text(row) else []
        # Of a delay of game V2 says nothing.
        if row["EVENTMSGTYPE"] != VIOLATION or row["PERSON1TYPE"]:
            assert sorted(parts) == sorted(told[row["EVENTNUM"]])


def test_numbers_are_unique_and_not_in_the_order_of_time(invented: InventedSeason) -> None:
    late = 0
    for game_id in GAMES:
        found = events(invented, game_id)
        numbers = [row["EVENTNUM"] for row in found]
        assert len(set(numbers)) == len(numbers)
        assert [(row["PERIOD"], -clock(row)) for row in found] == sorted(
            (row["PERIOD"], -clock(row)) for row in found
        )
        late += sum(after < before for before, after in pairwise(numbers))
    assert late in range(len(GAMES), 10 * len(GAMES))


def clock(row: dict[str, Any]) -> int:
    minutes, seconds = row["PCTIMESTRING"].split(":")
    return int(minutes) * 60 + int(seconds)


def test_the_persons_are_of_their_sides(invented: InventedSeason) -> None:
    game = invented.told(GAME).game
    team_of = {
        row["PLAYER_ID"]: row["TEAM_ID"]
        for row in rows(v2_boxes.traditional(invented, invented.told(GAME)), "PlayerStats")
    }
    types = {4: game.home.team_id, 5: game.away.team_id}
    for row in events(invented, GAME):
        for number in (1, 2, 3):
            kind, player = row[f"PERSON{number}TYPE"], row[f"PLAYER{number}_ID"]
            team = row[f"PLAYER{number}_TEAM_ID"]
            if kind in types:
                assert (types[kind], team) == (team_of[player], team_of[player])
            else:
                assert (team, row[f"PLAYER{number}_NAME"]) == (None, None)


@pytest.mark.parametrize(("word", "kind", "number"), [("STEAL", TURNOVER, 2), ("BLOCK", MISSED, 3)])
def test_a_steal_is_told_in_the_row_of_its_turnover_and_a_block_in_that_of_its_shot(
    invented: InventedSeason, word: str, kind: int, number: int
) -> None:
    found = [row for row in events(invented, GAME) if f" {word} (" in text(row)]
    assert found
    for row in found:
        side = "HOME" if word in (row["HOMEDESCRIPTION"] or "") else "VISITOR"
        other = "VISITOR" if side == "HOME" else "HOME"
        name, _, _ = row[f"{side}DESCRIPTION"].partition(f" {word} (")
        assert row["EVENTMSGTYPE"] == kind
        assert row[f"PLAYER{number}_NAME"].endswith(name.split(". ")[-1])
        assert ("Turnover" if kind == TURNOVER else "MISS") in row[f"{other}DESCRIPTION"]
        types = [row[f"PERSON{place}TYPE"] for place in (1, 2, 3)]
        assert (types[0], types[number - 1]) == ((5, 4) if side == "HOME" else (4, 5))
        assert types[4 - number] == 0


def test_persons_stand_where_v2_has_them(invented: InventedSeason) -> None:
    """By type of event, the types of the three persons, seen from the side of the first."""
    seen: dict[int, set[tuple[str, ...]]] = {}
    for game_id in GAMES:
        for row in events(invented, game_id):
            seen.setdefault(row["EVENTMSGTYPE"], set()).add(sides(row))
    assert seen == {
        MADE: {("own", "own", "-"), ("own", "-", "-")},
        MISSED: {("own", "-", "-"), ("own", "-", "other")},
        FREE_THROW: {("own", "-", "-")},
        REBOUND: {("own", "-", "-"), ("team", "-", "-")},
        TURNOVER: {("own", "other", "-"), ("own", "-", "1"), ("team", "-", "1")},
        FOUL: {("own", "other", "1"), ("own", "-", "1")},
        VIOLATION: {("own", "-", "1"), ("null", "-", "1")},
        SUBSTITUTION: {("own", "own", "-")},
        TIMEOUT: {("team", "-", "-")},
        JUMP_BALL: {("own", "other", "own"), ("own", "other", "other")},
        START: {("-", "-", "-")},
        END: {("-", "-", "-")},
        REPLAY: {("-", "-", "1")},
    }


def sides(row: dict[str, Any]) -> tuple[str, ...]:
    """The types of the three persons; players are of the first one's side or of the other."""
    words = {None: "null", 0: "-", 1: "1", 2: "team", 3: "team"}
    types = [row[f"PERSON{number}TYPE"] for number in (1, 2, 3)]
    return tuple(words.get(kind, "own" if kind == types[0] else "other") for kind in types)


def test_the_score_is_told_where_it_changes_and_where_periods_meet(
    invented: InventedSeason,
) -> None:
    told: Counter[int] = Counter()
    final = (0, 0)
    for row in events(invented, GAME):
        is_first = row["EVENTMSGTYPE"] == START and row["PERIOD"] == 1
        is_miss = "MISS" in text(row)
        tells = row["EVENTMSGTYPE"] in (MADE, FREE_THROW, START, END, REPLAY)
        assert (row["SCORE"] is not None) == (tells and not is_miss and not is_first)
        if row["SCORE"]:
            away, home = map(int, row["SCORE"].split(" - "))
            assert row["SCOREMARGIN"] == ("TIE" if home == away else str(home - away))
            final = (home, away)
            told[row["EVENTMSGTYPE"]] += 1
    home_box, away_box = rows(v2_boxes.traditional(invented, invented.told(GAME)), "TeamStats")
    assert final == (home_box["PTS"], away_box["PTS"])
    assert (told[START], told[END]) == (3, 4)


def test_the_home_team_is_told_in_upper_case(invented: InventedSeason) -> None:
    team_texts = {
        (side, row[f"{side}DESCRIPTION"].partition(" Timeout:")[0])
        for row in events(invented, GAME)
        for side in ("HOME", "VISITOR")
        if row["EVENTMSGTYPE"] == TIMEOUT and row[f"{side}DESCRIPTION"]
    }
    assert team_texts == {("HOME", "KNICKS"), ("VISITOR", "Cavaliers")}


def test_all_of_it_is_ascii(invented: InventedSeason) -> None:
    assert any(not name.isascii() for name in box_names(invented))
    for row in events(invented, GAME):
        assert all(value.isascii() for value in row.values() if isinstance(value, str))


def box_names(invented: InventedSeason) -> list[str]:
    content = v2_boxes.traditional(invented, invented.told(GAME))
    return [row["PLAYER_NAME"] for row in rows(content, "PlayerStats")]


def test_a_cancelled_game_has_headers_and_no_rows(invented: InventedSeason) -> None:
    played = v2_play_by_play.play_by_play(invented, invented.told(GAME))
    assert v2_play_by_play.cancelled_play_by_play(invented.games[GAME]) == {
        **played,
        "resultSets": [{**row, "rowSet": []} for row in played["resultSets"]],
    }
