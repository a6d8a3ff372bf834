"""A real season has no outlier: its 2,460 team lines trip none of the checks of anomalies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lake.duck import DuckSettings, connect, empty_table
from lake.sql_files import load_folder
from lake.telemetry import Observer
from validate.checks import load_checks
from validate.results import Outcome
from validate.runner import run_checks

pytestmark = pytest.mark.real

_NUMBERS = """
    MIN FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT
    OREB DREB REB AST STL BLK TOV PF PTS PLUS_MINUS
"""
SHAPE = {"GAME_ID": "VARCHAR", "TEAM_ID": "BIGINT", "GAME_DATE": "DATE"}
SHAPE |= dict.fromkeys(_NUMBERS.split(), "DOUBLE")


def test_the_team_lines_of_a_real_season_are_possible_heard_of_and_usual(real_data: Path) -> None:
    names = (
        "team_statistics_are_possible",
        "team_statistics_are_heard_of",
        "team_points_are_usual",
        "team_fouls_are_usual",
    )
    checks = [check for check in load_checks() if check.name in names]
    log = json.loads((real_data / "leaguegamelog/2024-25_regular-season.json").read_bytes())
    (listed,) = log["resultSets"]
    rows = json.dumps([dict(zip(listed["headers"], row, strict=True)) for row in listed["rowSet"]])
    with connect(DuckSettings(threads=1)) as connection:
        empty_table(connection, load_folder("tables")["team_box_traditional"])
        connection.execute(
            """
            insert into team_box_traditional by name
            select
                game_id, team_id, '2024-25' as season, month(game_date) as month, game_date,
                min as minutes, fgm, fga, fg_pct, fg3m, fg3a, fg3_pct, ftm, fta, ft_pct, oreb, dreb,
                reb, ast, stl, blk, tov, pf, pts, plus_minus
            from (select unnest(from_json($rows, $shape), recursive := true))
            """,
            {"rows": rows, "shape": json.dumps([SHAPE])},
        )
        results = run_checks(connection, checks, Observer())
    told = {result.check.name: (result.outcome, result.units) for result in results}
    assert told == dict.fromkeys(names, (Outcome.PASSED, 2460))
