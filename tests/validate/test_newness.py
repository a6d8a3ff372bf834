"""Tables that are older than the archive are told, with what is newer; others never are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import PLAYER_INFO, ROSTER
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.seasons import GameId, Season
from lake.store import Store
from lake.telemetry import Observer
from tests.invented import CAPTURED_AT, HOME, add_answer, archive_game, body, cancelled
from tests.invented_v2 import archive_game_v2, invented_game_v2
from tests.people import archive_people, archive_unjudged, player_info, roster
from tests.transform.changes import BOX, box_that_does_not_add_up, days_later, game
from tests.transform.published import FIRST, ONE_THREAD, THIRD, transform_one
from transform.judging import OnFailure
from validate.checks import load_checks
from validate.report import ValidationReport
from validate.results import Finding, Outcome
from validate.run import ValidationRequest, validate
from validate.scope import Scope
from validate.scores import Verdict

OF_GAMES = "tables_are_as_new_as_the_archive"
OF_SEASONS = "tables_of_seasons_are_as_new_as_the_archive"
USABLE = "archived_documents_are_usable"
PUBLISHED = "every_archived_game_is_published"
EVENTS, SUMMARY = "playbyplayv3", "boxscoresummaryv3"
IN_BOX = {"game_id": FIRST, "endpoint": BOX}


@pytest.fixture
def published(lake: LocalStore) -> LocalStore:
    """A game of October and one of November with their people, as published."""
    archive_game(lake, game(FIRST))
    archive_game(lake, game(THIRD))
    archive_people(RawArchive(lake), "2024-25")
    transform_one(lake)
    return lake


def validated(store: Store) -> ValidationReport:
    scope = Scope(games=(GameId(FIRST), GameId(THIRD)))
    request = ValidationRequest(load_checks(), scope=scope, duck=ONE_THREAD)
    return validate(store, request, "run-1", Observer())


def failures(store: Store) -> dict[str, tuple[Finding, ...]]:
    return {
        result.check.name: result.findings
        for result in validated(store).results
        if result.outcome is Outcome.FAILED
    }


def found(store: Store) -> dict[str, list[Mapping[str, str]]]:
    """The keys of what failed, by check."""
    return {name: [one.key for one in findings] for name, findings in failures(store).items()}


def refresh(store: Store, endpoint: str = BOX, days: int = 1) -> str:
    """Archive the same answer about the first game once more, later."""
    return add_answer(RawArchive(store), endpoint, game(FIRST)[endpoint], days_later(days))


# Older than the archive


def test_a_newer_answer_is_told_with_both_instants_and_what_mends_it(
    published: LocalStore,
) -> None:
    key = refresh(published)
    report = validated(published)
    (result,) = (one for one in report.results if one.outcome is Outcome.FAILED)
    (finding,) = result.findings
    assert result.check.name == OF_GAMES
    assert (finding.key, finding.expected, finding.observed) == (
        IN_BOX,
        "rows of the answer of 2025-01-17 05:15:02.123+00",
        "rows of answers up to 2025-01-16 05:15:02.123+00",
    )
    assert finding.raw_keys == (key,)
    assert finding.mend.startswith(f"hoopstat transform --lake {published.location}")
    assert report.verdict is Verdict.FAILED
    assert [one.game_id for one in report.games if one.verdict is Verdict.FAILED] == [FIRST]


def test_a_summary_is_told_once_though_four_tables_are_made_of_it(published: LocalStore) -> None:
    refresh(published, SUMMARY)
    assert found(published) == {OF_GAMES: [{"game_id": FIRST, "endpoint": SUMMARY}]}


def test_tables_as_of_a_day_are_older_than_what_came_since(published: LocalStore) -> None:
    refresh(published)
    transform_one(published)
    assert found(published) == {}
    transform_one(published, as_of=CAPTURED_AT + timedelta(hours=1))
    assert found(published) == {OF_GAMES: [IN_BOX]}


def test_a_month_that_is_refused_stays_older(published: LocalStore) -> None:
    add_answer(RawArchive(published), BOX, box_that_does_not_add_up(FIRST), days_later(1))
    transform_one(published, on_failure=OnFailure.REJECT)
    assert found(published) == {OF_GAMES: [IN_BOX]}
    refresh(published, days=2)
    transform_one(published, on_failure=OnFailure.REJECT)
    assert found(published) == {}


def test_a_file_that_would_lose_rows_stays_older(published: LocalStore) -> None:
    told = game(FIRST)[BOX]
    players = told["boxScoreTraditional"]["homeTeam"]["players"]
    players.remove(next(who for who in players if not who["statistics"]["minutes"]))
    add_answer(RawArchive(published), BOX, told, days_later(1))
    assert transform_one(published).refused
    assert found(published) == {OF_GAMES: [IN_BOX]}
    transform_one(published, accept_shrink=True)
    assert found(published) == {}


def test_rows_of_a_game_that_a_newer_answer_calls_cancelled_are_told(
    published: LocalStore,
) -> None:
    told = cancelled(FIRST)[BOX]
    add_answer(RawArchive(published), BOX, told, days_later(1), empty_reason=CANCELLED)
    assert found(published)[OF_GAMES] == [IN_BOX]


def test_v3_that_came_after_v2_was_published_is_told(lake: LocalStore) -> None:
    archive_game_v2(lake, invented_game_v2(FIRST))
    transform_one(lake)
    assert OF_GAMES not in found(lake)
    archive_game(lake, game(FIRST), days_later(1))
    assert [key["endpoint"] for key in found(lake)[OF_GAMES]] == [
        "boxscoreadvancedv3",
        SUMMARY,
        BOX,
    ]
    transform_one(lake)
    assert OF_GAMES not in found(lake)


def test_a_newer_roster_is_told_with_its_team(published: LocalStore) -> None:
    document = ROSTER.document(str(HOME.team_id), Season(2024))
    content = body(roster("2024-25", HOME))
    archive_unjudged(RawArchive(published), document, content, days_later(1))
    key = {"season": "2024-25", "endpoint": ROSTER.name, "entity": str(HOME.team_id)}
    assert found(published) == {OF_SEASONS: [key]}
    transform_one(published)
    assert found(published) == {}


# As new as the archive


def test_the_same_answer_once_more_and_two_transforms_are_no_trouble(
    published: LocalStore,
) -> None:
    for endpoint in (BOX, EVENTS, SUMMARY):
        refresh(published, endpoint)
    transform_one(published)
    transform_one(published)
    assert (validated(published).verdict, validated(published).score) == (Verdict.PASSED, 1.0)


def test_a_newer_answer_of_v2_beside_v3_is_no_trouble(published: LocalStore) -> None:
    archive_v2 = RawArchive(published)
    for endpoint, told in invented_game_v2(FIRST).items():
        document = Document(endpoint, Season(2024), FIRST)
        archive_unjudged(archive_v2, document, json.dumps(told).encode(), days_later(1))
    transform_one(published)
    assert found(published) == {}


def test_a_game_that_is_held_back_is_not_told_to_be_old(published: LocalStore) -> None:
    add_answer(RawArchive(published), BOX, box_that_does_not_add_up(FIRST), days_later(1))
    transform_one(published, accept_shrink=True)
    assert set(found(published)) == {PUBLISHED}
    refresh(published, SUMMARY, days=2)
    assert set(found(published)) == {PUBLISHED}


def test_a_newer_biography_is_a_warning_until_the_next_transform(published: LocalStore) -> None:
    player = HOME.players[0].person_id
    document = PLAYER_INFO.document(str(player), None)
    archive_unjudged(RawArchive(published), document, body(player_info(player)), days_later(1))
    key = {"season": "2024-25", "player_id": str(player)}
    assert found(published) == {"biographies_are_as_new_as_the_archive": [key]}
    assert validated(published).verdict is Verdict.PASSED
    transform_one(published)
    assert found(published) == {}


# Damaged


def test_a_newest_answer_that_is_damaged_is_told_and_its_rows_are_not_called_old(
    published: LocalStore,
) -> None:
    key = refresh(published)
    (Path(published.location) / key).write_bytes(b"xx")
    (finding,) = failures(published)[USABLE]
    assert found(published) == {USABLE: [IN_BOX]}
    assert (finding.raw_keys, finding.mend) == (
        (key,),
        f"hoopstat capture --lake {published.location} --games {FIRST} --endpoints {BOX} --refresh",
    )
    transform_one(published)
    assert found(published) == {USABLE: [IN_BOX]}


def test_a_newest_roster_that_is_damaged_is_told(published: LocalStore) -> None:
    document = ROSTER.document(str(HOME.team_id), Season(2024))
    content = body(roster("2024-25", HOME))
    archive_unjudged(RawArchive(published), document, content, days_later(1))
    newest = RawArchive(published).newest(document)
    assert newest
    (Path(published.location) / raw_key(newest)).write_bytes(b"xx")
    ((name, (finding,)),) = failures(published).items()
    assert (name, finding.key["entity"]) == ("season_documents_are_usable", str(HOME.team_id))
    assert finding.mend.startswith("hoopstat capture ")
    assert finding.mend.endswith(f"--endpoints {ROSTER.name} --refresh")
