"""How the values of a season lie, counted in SQL."""

from __future__ import annotations

import duckdb
import pytest

from lake.duck import DuckSettings, connect, empty_table
from lake.sql_files import load_folder
from validate.distributions import MOST_BINS, distributions
from validate.report import Bin, Distribution
from validate.request_log import add_empty_request_log


def named(connection: duckdb.DuckDBPyConnection) -> dict[str, Distribution]:
    return {distribution.name: distribution for distribution in distributions(connection)}


def test_the_points_of_the_teams_of_a_sound_lake(database: duckdb.DuckDBPyConnection) -> None:
    points = database.execute("select pts from team_box_traditional order by pts").fetchall()
    assert points == [(63,), (67,), (69,), (73,)]
    assert named(database)["points of a team"] == Distribution(
        "2024-25",
        "points of a team",
        "points",
        tuple(Bin(lower, lower + 1, int((lower,) in points)) for lower in range(63, 74)),
    )


def test_everything_that_reports_draw_is_measured(database: duckdb.DuckDBPyConnection) -> None:
    assert {(told.name, told.unit) for told in distributions(database)} == {
        ("points of a team", "points"),
        ("pace of a game", "possessions in 48 minutes"),
        ("events of a game", "events"),
        ("minutes of a game", "minutes"),
        ("response time of playbyplayv3", "ms"),
        ("size of playbyplayv3", "bytes"),
    }


def test_bins_are_of_one_width_that_can_be_read_and_leave_nothing_out(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute("delete from team_box_traditional")
    database.execute(
        "insert into team_box_traditional by name select '0022400001' as game_id, n as team_id, "
        "'2024-25' as season, pts from (values (1, 83), (2, 90), (3, 99), (4, 176)) as told(n, pts)"
    )
    told = named(database)["points of a team"]
    # 93 points in 29 widths or fewer: 3.2, so 5.
    assert told.bins[0] == Bin(80, 85, 1)
    assert told.bins[2:4] == (Bin(90, 95, 1), Bin(95, 100, 1))
    assert told.bins[-1] == Bin(175, 180, 1)
    assert [after.lower for after in told.bins[1:]] == [bin_.upper for bin_ in told.bins[:-1]]
    assert sum(bin_.count for bin_ in told.bins) == 4


@pytest.mark.parametrize("highest", [1, 29, 30, 31, 58, 59, 290, 1449, 1e6, 123456789])
def test_there_are_never_more_bins_than_most(
    database: duckdb.DuckDBPyConnection, highest: float
) -> None:
    database.execute(
        "update request_log set elapsed_ms = if(request_number = 1, 0, $highest)",
        {"highest": highest},
    )
    told = named(database)["response time of playbyplayv3"]
    assert 1 < len(told.bins) <= MOST_BINS
    assert (told.bins[0].count, told.bins[-1].count) == (1, 2)
    assert told.bins[-1].lower <= highest < told.bins[-1].upper


def test_seasons_and_endpoints_are_told_apart_and_an_all_star_game_is_left_out(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute(
        "update games set season = '2023-24', duration_minutes = 130 where game_id = '0022400002'; "
        "update games set duration_minutes = 120 where game_id = '0022400001'; "
        "insert into games select * replace ('0032400001' as game_id) from games; "
        "update request_log set endpoint = 'commonplayerinfo', season = null "
        "where request_number = 3"
    )
    told = {
        (distribution.season, distribution.name): distribution.bins
        for distribution in distributions(database)
    }
    assert told["2023-24", "minutes of a game"] == (Bin(130, 131, 1),)
    assert told["2024-25", "minutes of a game"] == (Bin(120, 121, 1),)
    assert told["", "size of commonplayerinfo"] == (Bin(70213, 70214, 1),)
    assert told["2024-25", "size of playbyplayv3"] == (Bin(70213, 70214, 2),)


def test_a_request_that_was_not_accepted_has_no_size(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("update request_log set outcome = 'timed_out'")
    assert [name for name in named(database) if "playbyplayv3" in name] == []


def test_without_rows_there_is_no_distribution() -> None:
    with connect(DuckSettings(threads=1)) as connection:
        for table in load_folder("tables").values():
            empty_table(connection, table)
        add_empty_request_log(connection)
        assert distributions(connection) == ()


def test_what_can_not_be_read_because_a_column_is_missing_has_no_distribution(
    database: duckdb.DuckDBPyConnection,
) -> None:
    database.execute("alter table team_box_advanced drop column pace")
    with pytest.raises(duckdb.BinderException):
        distributions(database)
    database.execute("delete from published_columns where column_name = 'pace'")
    assert "pace of a game" not in named(database)
    assert "points of a team" in named(database)
