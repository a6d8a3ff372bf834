"""Games in quarantine: listed, told in the report, and never under a green verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings
from lake.errors import Incomplete
from lake.keys import QUARANTINE
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.telemetry import Observer
from tests.invented import add_answer, archive_game
from tests.transform.changes import BOX, box_that_does_not_add_up, days_later, game
from tests.transform.published import FIRST, SECOND
from transform.catalog import load_catalog
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.quarantine import held_games
from validate.report import HeldGame, ValidationReport
from validate.results import Finding, Outcome, Waiver
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

ONE_THREAD = DuckSettings(threads=1)
REASON = (
    "player_sums_equal_team_totals (team_id 1610619901, statistic ast): expected 16, observed 15"
)
TABLES = tuple(sorted(table.name for table in load_catalog().month_tables))
HELD = HeldGame("2024-25", 10, SECOND, REASON, TABLES)
PUBLISHED = "every_archived_game_is_published"
UNREADABLE = "files_of_tables_are_readable"
DOCUMENTS = "boxscoresummaryv3,boxscoretraditionalv3,boxscoreadvancedv3,playbyplayv3"


@pytest.fixture
def holding(lake: LocalStore) -> LocalStore:
    """A sound game, and one in quarantine."""
    archive_game(lake, game(FIRST))
    archive_game(lake, game(SECOND) | {BOX: box_that_does_not_add_up(SECOND)})
    transform(lake, TransformRequest(duck=ONE_THREAD), Observer())
    return lake


def run_validation(store: LocalStore, *waivers: Waiver) -> ValidationReport:
    scope = Scope(games=(GameId(FIRST), GameId(SECOND)))
    request = ValidationRequest(load_checks(), scope=scope, waivers=waivers, duck=ONE_THREAD)
    return validate(store, request, "run-1", Observer())


def failures(report: ValidationReport) -> dict[str, tuple[Finding, ...]]:
    return {
        result.check.name: result.findings
        for result in report.results
        if result.outcome is Outcome.FAILED
    }


def test_held_games_are_listed_with_why_and_what(holding: LocalStore, tmp_path: Path) -> None:
    assert held_games(holding, (), tmp_path) == (HELD,)
    assert held_games(holding, (Season(2024),), tmp_path) == (HELD,)
    assert held_games(holding, (Season(2023),), tmp_path) == ()


def test_a_season_with_a_held_game_is_never_green(holding: LocalStore) -> None:
    report = run_validation(holding)
    assert report.held_games == (HELD,)
    assert (report.verdict, report.season_scores[0].verdict) == (Verdict.FAILED, Verdict.FAILED)
    found = failures(report)
    assert list(found) == [PUBLISHED]
    assert [(finding.key["endpoint"], finding.observed) for finding in found[PUBLISHED]] == [
        (endpoint, f"in quarantine: {REASON}") for endpoint in sorted(DOCUMENTS.split(","))
    ]
    assert {finding.mend for finding in found[PUBLISHED]} == {
        f"hoopstat capture --lake {holding.location} --games {SECOND} "
        f"--endpoints {DOCUMENTS} --refresh"
    }
    (judged,) = report.games
    assert (judged.game_id, judged.verdict) == (SECOND, Verdict.FAILED)


def test_a_mend_lets_it_out_at_the_next_transform_and_the_verdict_is_green(
    holding: LocalStore,
) -> None:
    add_answer(RawArchive(holding), BOX, game(SECOND)[BOX], days_later(1))
    transform(holding, TransformRequest(duck=ONE_THREAD), Observer())
    report = run_validation(holding)
    assert (report.verdict, report.score, report.held_games) == (Verdict.PASSED, 1.0, ())


def test_only_a_waiver_that_says_so_makes_it_green(holding: LocalStore) -> None:
    of_game = Waiver(PUBLISHED, {"game_id": SECOND}, "we do without it", date(9000, 1, 1))
    report = run_validation(holding, of_game)
    assert (report.verdict, report.held_games) == (Verdict.PASSED, (HELD,))


def test_a_damaged_file_in_quarantine_is_a_finding_and_a_transform_mends_it(
    holding: LocalStore, tmp_path: Path
) -> None:
    key = next(iter(holding.list(QUARANTINE)))
    path = Path(holding.location) / key
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Incomplete, match="a quarantined file can't be read") as refused:
        held_games(holding, (), tmp_path)
    assert refused.value.key == key
    report = run_validation(holding)
    assert failures(report).keys() == {PUBLISHED, UNREADABLE}
    (finding,) = failures(report)[UNREADABLE]
    command = f"hoopstat transform --lake {holding.location} --season 2024-25 --force"
    assert (finding.key, finding.mend) == ({"object_key": key}, command)
    transform(holding, TransformRequest(duck=ONE_THREAD, force=True), Observer())
    assert failures(run_validation(holding)).keys() == {PUBLISHED}
    assert held_games(holding, (), tmp_path) == (HELD,)
