"""The list of a season that is over, with the fewest games that are a whole season."""

from __future__ import annotations

import duckdb

from tests.invented import AWAY, HOME

_RESULT = "season month game_id season_type team_id tricode game_date result"
_FINAL = ("2024-11-05", "2024-11-07", "2024-11-09", "2024-11-11")


def end_season(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the list of the sound lake's games be of a season that is over.

    Its teams have the record that the list gives them. The home team wins the final in four games,
    which nothing but the list has. It tells the statistics of the second game only: an error in a
    box score of the first is then found by the checks that it is for, and by no comparison with the
    list.
    """
    described = connection.execute("describe listed_team_games").fetchall()
    statistics = [name for name, *_ in described if name not in _RESULT.split()]
    untold = ", ".join(f"{name} = null" for name in statistics)
    connection.execute(f"update listed_team_games set {untold} where game_id = '0022400001'")
    connection.execute("update game_lists set is_over = true")
    for wanted, column in (("W", "wins"), ("L", "losses")):
        connection.execute(
            f"update teams set {column} = (select count(*) from listed_team_games as listed "
            f"where listed.team_id = teams.team_id and result = '{wanted}')"
        )
    for number, day in enumerate(_FINAL, start=1):
        for team, result in ((HOME, "W"), (AWAY, "L")):
            connection.execute(
                "insert into listed_team_games by name select '2024-25' as season, 11 as month, "
                "$game as game_id, 'playoffs' as season_type, $team as team_id, "
                "cast($day as date) as game_date, $result as result",
                {
                    "game": f"004240040{number}",
                    "team": team.team_id,
                    "day": day,
                    "result": result,
                },
            )
    connection.execute(
        "insert into listed_games by name select distinct season, month, game_id, season_type, "
        "game_date, true as is_final from listed_team_games where season_type = 'playoffs'"
    )
    connection.execute(
        "update expected_games set least_games = 2, most_games = 2, teams = 2, "
        "least_games_a_team = 2, most_games_a_team = 2 where season_type = 'regular'"
    )
    connection.execute(
        "update expected_games set least_games = 4, most_games = 7, series = 1, "
        "first_round_wins = 4 where season_type = 'playoffs'"
    )
    connection.execute(
        "delete from expected_games where season_type not in ('regular', 'playoffs')"
    )
