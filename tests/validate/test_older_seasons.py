"""Games of before 1996-97 are judged by what their time can have, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lake.date_range import DateRange
from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.seasons import Season
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.validate.trouble.of_games import Answers, Json
from tests.validate.trouble.week import answers, archive_week
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import CheckResult
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
SEASONS = (Season(1976), Season(1983), Season(1995))
SUMMARY, BOX = "boxscoresummaryv3", "boxscoretraditionalv3"
COUNTED_BY_HAND = (
    *("fieldGoalsAttempted", "freeThrowsAttempted", "reboundsOffensive", "reboundsDefensive"),
    *("reboundsTotal", "assists", "steals", "blocks", "turnovers", "foulsPersonal"),
)

Change = Callable[[Answers], None]


def teams(told_of: Answers) -> Iterator[Json]:
    told = told_of[BOX]["boxScoreTraditional"]
    yield from (told["homeTeam"], told["awayTeam"])


def players(told_of: Answers) -> list[Json]:
    """Who played, of both teams."""
    listed = [player for team in teams(told_of) for player in team["players"]]
    return [player["statistics"] for player in listed if player["statistics"]["minutes"]]


def lines(told_of: Answers) -> Iterator[Json]:
    told = told_of[SUMMARY]["boxScoreSummary"]
    yield from (told["homeTeam"], told["awayTeam"])


def nothing(told_of: Answers) -> None:
    """As the time tells it."""


def no_turnovers_of_players(told_of: Answers) -> None:
    for told in players(told_of):
        told["turnovers"] = None


def half_of_what_was_counted_by_hand(told_of: Answers) -> None:
    for told in players(told_of)[::2]:
        told.update(dict.fromkeys(COUNTED_BY_HAND))


def shots_of_nobody(told_of: Answers) -> None:
    told = [*players(told_of), *(team["statistics"] for team in teams(told_of))]
    for statistics in told:
        statistics.update(dict.fromkeys(["fieldGoalsMade", "fieldGoalsAttempted"]))


def no_rebounds_apart(told_of: Answers) -> None:
    for told in (*players(told_of), *(team["statistics"] for team in teams(told_of))):
        told.update(dict.fromkeys(["reboundsOffensive", "reboundsDefensive"]))


def no_threes(told_of: Answers) -> None:
    for told in (*players(told_of), *(team["statistics"] for team in teams(told_of))):
        if told["threePointersMade"] == 0:
            names = ("threePointersMade", "threePointersAttempted", "threePointersPercentage")
            told.update(dict.fromkeys(names))


def no_minutes_of_players(told_of: Answers) -> None:
    for told in players(told_of):
        told["minutes"] = ""


def no_minutes_of_teams(told_of: Answers) -> None:
    for team in teams(told_of):
        team["statistics"]["minutes"] = ""


def no_line_score(told_of: Answers) -> None:
    for line in lines(told_of):
        line["periods"] = []


def a_line_score_of_zeros(told_of: Answers) -> None:
    for line in lines(told_of):
        for period in line["periods"]:
            period["score"] = 0


def no_number_of_periods(told_of: Answers) -> None:
    told_of[SUMMARY]["boxScoreSummary"]["period"] = 0


def no_attendance_and_duration(told_of: Answers) -> None:
    told_of[SUMMARY]["boxScoreSummary"].update({"attendance": 0, "duration": ""})


def a_point_of_a_player(told_of: Answers) -> None:
    players(told_of)[0]["points"] += 1


def an_assist_of_a_team(told_of: Answers) -> None:
    next(teams(told_of))["statistics"]["assists"] += 1


def points_of_a_period(told_of: Answers) -> None:
    next(lines(told_of))["periods"][0]["score"] += 2


def a_period_less(told_of: Answers) -> None:
    told_of[SUMMARY]["boxScoreSummary"]["period"] -= 1


def minutes_of_one_player(told_of: Answers) -> None:
    players(told_of)[0]["minutes"] = "3x"


def ten_minutes_of_a_team(told_of: Answers) -> None:
    next(teams(told_of))["statistics"]["minutes"] = "250:00"


def another_final_score(told_of: Answers) -> None:
    next(lines(told_of))["score"] += 1


LACKING: tuple[Change, ...] = (
    nothing,
    no_turnovers_of_players,
    half_of_what_was_counted_by_hand,
    shots_of_nobody,
    no_rebounds_apart,
    no_threes,
    no_minutes_of_players,
    no_minutes_of_teams,
    no_line_score,
    a_line_score_of_zeros,
    no_number_of_periods,
    no_attendance_and_duration,
)


@dataclass(frozen=True)
class Older:
    """All games of a week, some of them changed, each in another way, and what is said of them."""

    count: int
    changed: Mapping[Change, str]
    held_back: Mapping[str, str]
    report: ValidationReport

    def result(self, name: str) -> CheckResult:
        (found,) = (result for result in self.report.results if result.check.name == name)
        return found


@pytest.fixture(scope="module", params=SEASONS, ids=str)
def source(request: pytest.FixtureRequest) -> InventedSource:
    return InventedSource([request.param], seed=7)


def judge(store: LocalStore, source: InventedSource, changes: Sequence[Change]) -> Older:
    (season,) = source.seasons
    week = DateRange(date(season.start_year, 11, 5), date(season.start_year, 11, 11))
    games = [(game, answers(source, game)) for game in source.games_on(week)]
    changed = {}
    for change, (game, told) in zip(changes, games, strict=False):
        change(told)
        changed[change] = str(game)
    assert changed.keys() == set(changes)
    archive_week(store, source, games)
    (built,) = transform(store, TransformRequest(duck=ONE_THREAD), Observer())
    asked = ValidationRequest(load_checks(), scope=Scope(dates=week), duck=ONE_THREAD)
    return Older(len(games), changed, built.failures, validate(store, asked, "run-1", Observer()))


@pytest.fixture(scope="module")
def lacking(source: InventedSource, tmp_path_factory: pytest.TempPathFactory) -> Older:
    return judge(LocalStore(tmp_path_factory.mktemp("lacking") / "lake"), source, LACKING)


def test_no_check_contradicts_what_the_time_can_have(lacking: Older) -> None:
    assert lacking.held_back == {}
    found = {result.check.name: result.findings for result in lacking.report.results}
    assert {name: findings for name, findings in found.items() if findings} == {}
    assert (lacking.report.verdict, lacking.report.score) == (Verdict.PASSED, 1.0)


def test_what_a_game_does_not_tell_is_not_judged(lacking: Older) -> None:
    teams_of = {
        "player_sums_equal_team_totals": (),
        "player_minutes_sum_to_team_minutes": (no_minutes_of_players, no_minutes_of_teams),
        "team_minutes_fit_the_periods": (no_minutes_of_teams, no_number_of_periods),
        "team_points_add_up": (shots_of_nobody,),
        "line_scores_sum_to_the_final_score": (no_line_score, a_line_score_of_zeros),
    }
    assert {name: lacking.result(name).units for name in teams_of} == {
        name: 2 * (lacking.count - len(untold)) for name, untold in teams_of.items()
    }
    periods = lacking.result("periods_are_the_same_everywhere")
    assert periods.units == lacking.count - len([no_line_score, no_number_of_periods])


CONTRADICTING: Mapping[Change, str] = {
    a_point_of_a_player: "player_points_add_up",
    an_assist_of_a_team: "player_sums_equal_team_totals",
    points_of_a_period: "line_scores_sum_to_the_final_score",
    a_period_less: "periods_are_the_same_everywhere",
    minutes_of_one_player: "playing_time_is_readable",
    ten_minutes_of_a_team: "team_minutes_fit_the_periods",
    another_final_score: "final_score_is_the_same_everywhere",
}


def test_what_contradicts_itself_is_held_back(source: InventedSource, tmp_path: Path) -> None:
    older = judge(LocalStore(tmp_path / "lake"), source, list(CONTRADICTING))
    named = {older.changed[change]: name for change, name in CONTRADICTING.items()}
    assert older.held_back.keys() == named.keys()
    for game, name in named.items():
        assert name in older.held_back[game]
    assert older.report.verdict is Verdict.FAILED
