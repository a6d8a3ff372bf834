"""The shape of a whole invented season, and whether it looks like basketball."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import mean

import pytest

from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season, SeasonType
from replay.chance import Chance
from replay.conditions import Condition
from replay.invented.finder import finder
from replay.invented.formats import format_of
from replay.invented.franchises import franchises_of
from replay.invented.play import Contest, play_game
from replay.invented.season import InventedSeason
from replay.invented.told import Result


def of_type(season: InventedSeason, kind: SeasonType) -> list[Result]:
    return [row for row in season.results.values() if row.game.game_id.season_type is kind]


@pytest.fixture(scope="module")
def regular(invented: InventedSeason) -> list[Result]:
    return of_type(invented, SeasonType.REGULAR)


def test_the_season_has_its_types_of_games(invented: InventedSeason) -> None:
    counts = Counter(row.game.game_id.season_type for row in invented.results.values())
    playoffs = counts.pop(SeasonType.PLAYOFFS)
    assert 60 <= playoffs <= 105
    assert counts == {
        SeasonType.PRESEASON: 77,
        SeasonType.REGULAR: 1230,
        SeasonType.ALL_STAR: 1,
        SeasonType.PLAY_IN: 6,
        SeasonType.CUP_FINAL: 1,
    }
    assert len(DEFAULT_SEASON_TYPES) == 4


def test_nobody_plays_twice_on_a_day_in_any_kind_of_game(invented: InventedSeason) -> None:
    """All-stars are on two teams by nature; their week has no other games."""
    days = Counter(
        (player.person_id, told.game.game_date)
        for key in invented.results
        for told in [invented.told(key)]
        for selection in told.selections
        for player in selection.dressed
    )
    assert set(days.values()) == {1}


def test_series_are_played_to_their_end_and_no_further(invented: InventedSeason) -> None:
    series: dict[str, list[Result]] = defaultdict(list)
    for result in of_type(invented, SeasonType.PLAYOFFS):
        series[str(result.game.game_id)[:-1]].append(result)
    assert Counter(key[7] for key in series) == {"1": 8, "2": 4, "3": 2, "4": 1}
    for games in series.values():
        wins = Counter(
            (row.game.home if row.margin > 0 else row.game.away).team_id for row in games
        )
        assert 4 <= len(games) <= 7
        assert max(wins.values()) == 4
        assert sorted(games[-1].records) == sorted([(4, len(games) - 4), (len(games) - 4, 4)])
        numbers = [str(row.game.game_id)[-1] for row in games]
        assert numbers == [str(number) for number in range(1, len(games) + 1)]


def test_the_better_team_has_home_court(invented: InventedSeason) -> None:
    series: dict[str, list[Result]] = defaultdict(list)
    for result in of_type(invented, SeasonType.PLAYOFFS):
        series[str(result.game.game_id)[:-1]].append(result)
    for games in series.values():
        first = games[0].game
        better, worse = first.home, first.away
        wins = [invented.record(team.team_id)[0] for team in (better, worse)]
        if first.game_id.text[7] > "1":
            assert wins[0] >= wins[1]
        hosts = [row.game.home.team_id for row in games]
        order = (better, better, worse, worse, better, worse, better)
        assert hosts == [team.team_id for team in order[: len(hosts)]]


def test_the_first_round_meets_best_with_worst(invented: InventedSeason) -> None:
    """Seventh and eighth come from the play-in."""
    for number, teams in enumerate(invented.standings().values()):
        for place, (better, worse) in enumerate(((1, None), (2, None), (3, 6), (4, 5))):
            game = invented.games[f"00424001{4 * number + place}1"]
            assert game.home == teams[better - 1]
            if worse:
                assert game.away == teams[worse - 1]


def test_the_cup_is_won_by_those_who_won_to_be_there(invented: InventedSeason) -> None:
    semifinals = [row for row in invented.results.values() if row.game.sub_label == "Semifinal"]
    (final,) = of_type(invented, SeasonType.CUP_FINAL)
    winners = {(row.game.home if row.margin > 0 else row.game.away) for row in semifinals}
    assert len(semifinals) == 2
    assert set(final.game.franchises) == winners
    assert all(row.game.game_date < final.game.game_date for row in semifinals)


def test_the_best_of_the_regular_season_play_on(invented: InventedSeason) -> None:
    playing = {
        team.team_id
        for result in of_type(invented, SeasonType.PLAYOFFS)
        for team in result.game.franchises
    }
    assert len(playing) == 16
    for teams in invented.standings().values():
        assert {team.team_id for team in teams[:6]} <= playing
        assert not {team.team_id for team in teams[10:]} & playing


def test_records_add_up(invented: InventedSeason) -> None:
    records = [invented.record(team_id) for team_id in invented.teams]
    assert {sum(record) for record in records} == {82}
    assert sum(wins for wins, _ in records) == 1230


def test_five_regular_games_and_the_cup_final_are_at_neutral_sites(
    invented: InventedSeason, regular: list[Result]
) -> None:
    neutral = [row for row in regular if row.game.is_neutral]
    (final,) = of_type(invented, SeasonType.CUP_FINAL)
    assert len(neutral) == 5
    assert final.game.is_neutral
    assert final.game.game_date.month == 12
    rows = _matchups(invented)
    for result in (*neutral, final):
        assert len(set(rows[str(result.game.game_id)])) == 1
        assert "@" in rows[str(result.game.game_id)][0]


def test_matchup_tells_home_and_away_everywhere_else(invented: InventedSeason) -> None:
    for key, matchups in _matchups(invented).items():
        if not invented.games[key].is_neutral:
            assert sorted("@" in text for text in matchups) == [False, True]


def test_the_two_rows_of_a_game_are_often_apart(invented: InventedSeason) -> None:
    """568 of 1,401 games had them together in a real answer."""
    (result_set,) = finder(invented)["resultSets"]
    games = [row[result_set["headers"].index("GAME_ID")] for row in result_set["rowSet"]]
    together = sum(one == other for one, other in pairwise(games))
    assert together < 0.6 * len(invented.results)
    days = [row[result_set["headers"].index("GAME_DATE")] for row in result_set["rowSet"]]
    assert days == sorted(days, reverse=True)


def test_plus_minus_adds_up_but_in_all_star_games(invented: InventedSeason) -> None:
    (result_set,) = finder(invented)["resultSets"]
    totals: dict[str, float] = defaultdict(float)
    for row in result_set["rowSet"]:
        named = dict(zip(result_set["headers"], row, strict=True))
        totals[named["GAME_ID"]] += named["PLUS_MINUS"]
    assert {key[2] for key, total in totals.items() if total} == {"3"}


def _matchups(invented: InventedSeason) -> dict[str, list[str]]:
    (result_set,) = finder(invented)["resultSets"]
    rows: dict[str, list[str]] = defaultdict(list)
    for row in result_set["rowSet"]:
        named = dict(zip(result_set["headers"], row, strict=True))
        rows[named["GAME_ID"]].append(named["MATCHUP"])
    return rows


# How the league played in 2024-25: 113.8 points, 0.467, 37.6 threes, 54 % of home games won.


def test_points_are_those_of_basketball(regular: list[Result]) -> None:
    points = [stat.pts for row in regular for stat in row.totals]
    assert 110 <= mean(points) <= 116
    assert mean(85 <= value <= 150 for value in points) >= 0.97
    assert min(points) >= 60
    assert max(points) <= 180


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("fga", 85, 92),
        ("fg3a", 35, 40),
        ("fta", 19, 24),
        ("oreb", 9.5, 12.5),
        ("dreb", 31, 35),
        ("ast", 24, 28),
        ("stl", 7, 9.5),
        ("blk", 4, 6),
        ("tov", 12.5, 15.5),
        ("pf", 17, 21),
        ("possessions", 97, 104),
    ],
)
def test_a_team_averages_what_teams_do(
    regular: list[Result], name: str, lowest: float, highest: float
) -> None:
    assert lowest <= mean(getattr(stat, name) for row in regular for stat in row.totals) <= highest


@pytest.mark.parametrize(
    ("made", "attempted", "share"),
    [("fgm", "fga", 0.47), ("fg3m", "fg3a", 0.36), ("ftm", "fta", 0.78)],
)
def test_shots_fall_as_often_as_they_do(
    regular: list[Result], made: str, attempted: str, share: float
) -> None:
    totals = [stat for row in regular for stat in row.totals]
    observed = sum(getattr(row, made) for row in totals) / sum(
        getattr(row, attempted) for row in totals
    )
    assert observed == pytest.approx(share, abs=0.01)


def test_home_teams_win_a_little_more_than_half(regular: list[Result]) -> None:
    assert 0.51 <= mean(row.margin > 0 for row in regular) <= 0.58


def test_overtimes_are_rare_and_long_ones_rarer(regular: list[Result]) -> None:
    assert 0.01 <= mean(row.periods > 4 for row in regular) <= 0.08
    assert mean(row.periods > 6 for row in regular) <= 0.02


def test_teams_differ_and_none_wins_everything(invented: InventedSeason) -> None:
    wins = sorted(invented.record(team_id)[0] for team_id in invented.teams)
    assert 8 <= wins[0] <= 32
    assert 50 <= wins[-1] <= 74


# Other seasons, and games that are not over.


@pytest.fixture(scope="module")
def short_season() -> InventedSeason:
    """1998-99, in which one game was cancelled and one is still running."""
    conditions = {
        GameId("0029800100"): Condition.CANCELLED,
        GameId("0029800725"): Condition.RUNNING,
    }
    return InventedSeason(Season(1998), 7, conditions)


def test_a_short_season_has_its_own_shape(short_season: InventedSeason) -> None:
    counts = Counter(row.game.game_id.season_type for row in short_season.results.values())
    assert counts[SeasonType.REGULAR] == 724
    assert SeasonType.PLAY_IN not in counts
    assert SeasonType.CUP_FINAL not in counts
    assert SeasonType.ALL_STAR not in counts
    days = [row.game.game_date for row in of_type(short_season, SeasonType.REGULAR)]
    assert (str(min(days)), str(max(days))) == ("1999-02-05", "1999-05-05")


def test_first_rounds_were_best_of_five(short_season: InventedSeason) -> None:
    first_round = Counter(
        str(row.game.game_id)[:-1]
        for row in of_type(short_season, SeasonType.PLAYOFFS)
        if str(row.game.game_id)[7] == "1"
    )
    assert len(first_round) == 8
    assert set(first_round.values()) <= {3, 4, 5}


def test_a_cancelled_game_is_on_no_list(short_season: InventedSeason) -> None:
    assert "0029800100" in short_season.games
    assert "0029800100" not in short_season.results
    assert "0029800100" not in _matchups(short_season)


def test_a_running_game_has_no_result_yet(short_season: InventedSeason) -> None:
    result = short_season.results["0029800725"]
    assert not result.is_over
    (result_set,) = finder(short_season)["resultSets"]
    rows = [dict(zip(result_set["headers"], row, strict=True)) for row in result_set["rowSet"]]
    assert [row["WL"] for row in rows if row["GAME_ID"] == "0029800725"] == [None, None]
    wins = sum(short_season.record(team_id)[0] for team_id in short_season.teams)
    assert wins == 723


@pytest.mark.parametrize(
    ("label", "lowest", "highest"), [("1977-78", 0, 0), ("1985-86", 1, 6), ("2007-08", 13, 22)]
)
def test_threes_are_tried_as_often_as_in_their_time(
    short_season: InventedSeason, label: str, lowest: float, highest: float
) -> None:
    season = Season.parse(label)
    threes = format_of(season, len(franchises_of(season))).threes
    told = short_season.told("0029800001")
    contest = Contest((told.selections[0].dressed, told.selections[1].dressed), (0, 0), threes)
    games = [play_game(contest, Chance("threes", number)) for number in range(20)]
    assert lowest <= mean(side.total.fg3a for game in games for side in game.sides) <= highest
