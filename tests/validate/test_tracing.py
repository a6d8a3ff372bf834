"""Whence a finding comes, and what to type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.commands import Commands
from lake.endpoints import GAME_DOCUMENTS, PLAYER_INFO, finder_document
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.invented import CAPTURED_AT, add_answer, archive_game, invented_finder, invented_game
from tests.invented_v2 import archive_game_v2, invented_game_v2
from tests.people import archive_people
from tests.transform.changes import days_later
from validate.checks import Check, Mend, load_checks
from validate.results import CheckResult, Finding, Outcome, WaivedFinding, Waiver
from validate.tracing import Tracer

GAME, OTHER = "0022400001", "0022400002"
CHECKS = {check.name: check for check in load_checks()}
OF_GAME = "raw/{}/season=2024-25/{}/20250116T051502.123Z.json.gz"


@pytest.fixture
def archive(tmp_path: Path) -> RawArchive:
    archive = RawArchive(LocalStore(tmp_path / "a lake"))
    archive_game(archive.store, invented_game(GAME))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", [(GAME, "2024-10-22")]))
    archive_people(archive, "2024-25")
    return archive


def trace(
    archive: RawArchive, check: Check, key: dict[str, str], held: tuple[str, ...] = ()
) -> Finding:
    found = Finding("2024-25", key, "1", "2")
    tracer = Tracer(archive, Commands(archive.store.location), held)
    (traced,) = tracer.trace(CheckResult(check, Outcome.FAILED, (), (found,), 1)).findings
    assert replace(traced, raw_keys=(), mend="") == found
    return traced


def typed(archive: RawArchive, command: str, *words: str) -> str:
    return " ".join(["hoopstat", command, "--lake", f"'{archive.store.location}'", *words])


def test_a_finding_in_a_game_names_the_documents_of_its_tables_and_how_to_ask_again(
    archive: RawArchive,
) -> None:
    found = trace(archive, CHECKS["player_box_matches_play_by_play"], {"game_id": GAME})
    endpoints = ("boxscoretraditionalv3", "playbyplayv3")
    assert found.raw_keys == tuple(OF_GAME.format(name, GAME) for name in endpoints)
    assert found.mend == typed(
        archive,
        "capture",
        *("--games", GAME, "--endpoints", "boxscoretraditionalv3,playbyplayv3", "--refresh"),
    )


def test_the_newest_answer_is_named(archive: RawArchive) -> None:
    newer = days_later(3)
    key = add_answer(archive, "playbyplayv3", invented_game(GAME)["playbyplayv3"], newer)
    assert newer > CAPTURED_AT
    found = trace(archive, CHECKS["clocks_are_readable"], {"game_id": GAME, "event_index": "7"})
    assert found.raw_keys == (key,)


def test_a_game_of_the_retired_version_is_asked_for_in_the_present_one(tmp_path: Path) -> None:
    archive = RawArchive(LocalStore(tmp_path / "a lake"))
    archive_game_v2(archive.store, invented_game_v2(GAME))
    found = trace(archive, CHECKS["team_points_add_up"], {"game_id": GAME, "team_id": "1"})
    assert found.raw_keys == (OF_GAME.format("boxscoretraditionalv2", GAME),)
    assert found.mend == typed(
        archive, "capture", "--games", GAME, "--endpoints", "boxscoretraditionalv3", "--refresh"
    )


def test_a_missing_document_has_no_object_and_is_to_be_captured(archive: RawArchive) -> None:
    key = {"game_id": OTHER, "endpoint": "playbyplayv3"}
    found = trace(archive, CHECKS["every_game_has_every_owed_document"], key)
    assert found.raw_keys == ()
    assert found.mend == typed(archive, "capture", "--games", OTHER)


@pytest.mark.parametrize("games", [2, 20, 21])
def test_all_that_is_missing_is_asked_for_at_once(archive: RawArchive, games: int) -> None:
    ids = tuple(f"00224{number:05d}" for number in range(101, 101 + games))
    found = tuple(
        Finding("2024-25", {"game_id": game, "endpoint": endpoint.name}, "archived", "missing")
        for game in ids[:2]
        for endpoint in GAME_DOCUMENTS
    )
    check = CHECKS["every_game_has_every_owed_document"]
    result = CheckResult(check, Outcome.FAILED, (), found, games * 4, games=(*ids, "0022300001"))
    limits = ("--from", "2024-10-22")
    tracer = Tracer(archive, Commands(archive.store.location), limits=limits)
    scope = ("--games", ",".join(ids)) if games <= 20 else ("--season", "2024-25", *limits)
    traced = tracer.trace(result).findings
    assert {one.mend for one in traced} == {typed(archive, "capture", *scope)}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("every_game_is_listed", {"game_id": GAME}),
        ("final_scores_match_the_list_of_games", {"game_id": GAME, "team_id": "1610619901"}),
        ("team_results_match_the_list_of_games", {"game_id": GAME, "team_id": "1610619901"}),
        ("games_have_the_date_of_the_list", {"game_id": GAME}),
    ],
)
def test_what_differs_from_the_list_of_games_is_mended_by_a_newer_list(
    archive: RawArchive, name: str, key: dict[str, str]
) -> None:
    found = trace(archive, CHECKS[name], key)
    assert found.mend == typed(
        archive,
        *("capture", "--season", "2024-25", "--endpoints", "leaguegamefinder", "--refresh"),
    )
    assert {raw.split("/")[1] for raw in found.raw_keys} > {"leaguegamefinder"}


def test_the_date_of_a_game_stands_in_its_summary(archive: RawArchive) -> None:
    found = trace(archive, CHECKS["every_game_has_a_date"], {"game_id": GAME})
    assert found.mend == typed(
        archive, "capture", "--games", GAME, "--endpoints", "boxscoresummaryv3", "--refresh"
    )
    assert OF_GAME.format("boxscoresummaryv3", GAME) in found.raw_keys


def test_what_is_sound_and_not_published_is_to_be_transformed(archive: RawArchive) -> None:
    key = {"game_id": GAME, "endpoint": "playbyplayv3"}
    found = trace(archive, CHECKS["every_archived_game_is_published"], key)
    assert found.raw_keys == (OF_GAME.format("playbyplayv3", GAME),)
    assert found.mend == typed(archive, "transform", "--season", "2024-25", "--force")


def test_what_is_damaged_and_not_published_is_to_be_asked_for_again(archive: RawArchive) -> None:
    path = Path(archive.store.location) / OF_GAME.format("playbyplayv3", GAME)
    path.write_bytes(path.read_bytes()[:-100])
    key = {"game_id": GAME, "endpoint": "playbyplayv3"}
    found = trace(archive, CHECKS["every_archived_game_is_published"], key)
    assert found.mend == typed(
        archive, "capture", "--games", GAME, "--endpoints", "playbyplayv3", "--refresh"
    )


def test_of_a_game_in_quarantine_every_document_is_to_be_asked_for_again(
    archive: RawArchive,
) -> None:
    key = {"game_id": GAME, "endpoint": "playbyplayv3"}
    found = trace(archive, CHECKS["every_archived_game_is_published"], key, held=(GAME,))
    everything = ",".join(endpoint.name for endpoint in GAME_DOCUMENTS)
    assert found.mend == typed(
        archive, "capture", "--games", GAME, "--endpoints", everything, "--refresh"
    )


def test_a_finding_about_a_player_names_the_biography_and_asks_for_it_alone(
    archive: RawArchive,
) -> None:
    key = {"season": "2024-25", "player_id": "9910001"}
    found = trace(archive, CHECKS["players_grain_is_unique"], key)
    season, player = Season(2024), PLAYER_INFO.document("9910001", None)
    assert [key.split("/")[1:4] for key in found.raw_keys] == [
        [player.endpoint, "all", player.entity],
        ["commonallplayers", f"season={season}", "all"],
    ]
    assert found.mend == typed(
        archive, "capture", "--players", "9910001", "--endpoints", "commonplayerinfo", "--refresh"
    )


def test_a_finding_about_a_team_asks_for_the_teams_of_its_season(archive: RawArchive) -> None:
    key = {"season": "2024-25", "team_id": "1610619901", "coach_id": "5"}
    found = trace(archive, CHECKS["coaches_grain_is_unique"], key)
    assert [key.split("/")[1:4] for key in found.raw_keys] == [
        ["commonteamroster", "season=2024-25", "1610619901"]
    ]
    assert found.mend == typed(
        archive,
        *("capture", "--season", "2024-25", "--endpoints", "commonteamroster", "--refresh"),
    )


def test_a_finding_about_a_season_comes_from_its_list_of_games(archive: RawArchive) -> None:
    check = CHECKS["every_season_has_its_number_of_games"]
    found = trace(archive, check, {"season": "2024-25"})
    newest = archive.newest(finder_document(Season(2024)))
    assert newest is not None
    assert found.raw_keys == (raw_key(newest),)
    assert found.mend == typed(
        archive,
        *("capture", "--season", "2024-25", "--endpoints", "leaguegamefinder", "--refresh"),
    )


def test_a_season_without_its_list_of_games_is_to_be_asked_for_it(archive: RawArchive) -> None:
    check = CHECKS["every_season_has_its_number_of_games"]
    found = trace(archive, check, {"season": "2023-24"})
    assert (found.raw_keys, found.mend) == (
        (),
        typed(archive, "capture", "--season", "2023-24", "--endpoints", "leaguegamefinder"),
    )


def test_a_biography_that_is_missing_is_asked_for_alone(archive: RawArchive) -> None:
    key = {"season": "2024-25", "player_id": "77"}
    found = trace(archive, CHECKS["every_player_has_a_biography"], key)
    assert (found.raw_keys, found.mend) == (
        (),
        typed(archive, "capture", "--players", "77", "--endpoints", "commonplayerinfo"),
    )


def test_what_a_table_of_teams_lacks_is_asked_for_by_season(archive: RawArchive) -> None:
    key = {"game_id": GAME, "team_id": "1610619903"}
    found = trace(archive, CHECKS["teams_of_games_are_in_teams"], key)
    assert found.mend == typed(
        archive, "capture", "--season", "2024-25", "--endpoints", "teaminfocommon"
    )


def test_a_month_without_games_is_captured_by_its_season(archive: RawArchive) -> None:
    key = {"season": "2024-25", "month": "10"}
    found = trace(archive, CHECKS["no_month_of_the_tables_is_empty"], key)
    assert found.mend == typed(archive, "capture", "--season", "2024-25")


def test_games_that_are_observed_together_are_asked_for_together(archive: RawArchive) -> None:
    archive_game(archive.store, invented_game(OTHER))
    check = replace(CHECKS["players_play_one_game_a_day"], mend=Mend.REFRESH)
    key = {"season": "2024-25", "player_id": "9910001", "game_date": "2024-10-22"}
    found = Finding("2024-25", key, "one game", f"{GAME}, {OTHER}")
    tracer = Tracer(archive, Commands(archive.store.location))
    (traced,) = tracer.trace(CheckResult(check, Outcome.FAILED, (), (found,), 1)).findings
    assert traced.raw_keys == tuple(
        OF_GAME.format("boxscoretraditionalv3", game) for game in (GAME, OTHER)
    )
    assert traced.mend == typed(
        archive,
        *("capture", "--games", f"{GAME},{OTHER}", "--endpoints", "boxscoretraditionalv3"),
        "--refresh",
    )


def test_a_document_that_is_unlike_others_is_named(archive: RawArchive) -> None:
    key = {"run_id": "a", "request_number": "1", "endpoint": "playbyplayv3", "entity": GAME}
    found = trace(archive, CHECKS["document_sizes_are_usual"], key)
    assert (found.raw_keys, found.mend) == (
        (OF_GAME.format("playbyplayv3", GAME),),
        typed(archive, "capture", "--games", GAME, "--endpoints", "playbyplayv3", "--refresh"),
    )


def test_a_file_is_made_of_too_much_to_be_named(archive: RawArchive) -> None:
    found = trace(archive, CHECKS["footers_tell_the_place_of_their_file"], {"published_key": "x"})
    assert (found.raw_keys, found.mend) == (
        (),
        typed(archive, "transform", "--season", "2024-25", "--force"),
    )


def test_nothing_mends_what_was_asked_for_too_soon(archive: RawArchive) -> None:
    key = {"run_id": "a1b2", "request_number": "4"}
    found = trace(archive, CHECKS["request_starts_are_spaced"], key)
    assert (found.raw_keys, found.mend) == ((), "")


def test_a_key_without_its_game_is_traced_as_far_as_it_goes(archive: RawArchive) -> None:
    found = trace(archive, CHECKS["team_points_add_up"], {"game_id": "", "team_id": "1"})
    assert (found.raw_keys, found.mend) == ((), "")


def test_waived_findings_are_traced_too(archive: RawArchive) -> None:
    check = CHECKS["clocks_are_readable"]
    waived = WaivedFinding(
        Finding("2024-25", {"game_id": GAME}, "1", "2"),
        Waiver(check.name, {"game_id": GAME}, "known", date(2026, 6, 30)),
    )
    result = CheckResult(check, Outcome.PASSED, waived=(waived,), waived_count=1)
    (traced,) = Tracer(archive, Commands("x")).trace(result).waived
    assert traced.finding.raw_keys == (OF_GAME.format("playbyplayv3", GAME),)
    assert traced.waiver == waived.waiver


def test_only_a_failed_check_asks_the_archive_for_anything(tmp_path: Path) -> None:
    class Unasked(LocalStore):
        def list(self, prefix: str):  # type: ignore[no-untyped-def]
            raise AssertionError(prefix)

    tracer = Tracer(RawArchive(Unasked(tmp_path)), Commands("x"))
    passed = [CheckResult(check, Outcome.PASSED) for check in CHECKS.values()]
    assert [tracer.trace(result) for result in passed] == passed
