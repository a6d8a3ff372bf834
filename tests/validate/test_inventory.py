"""What the archive holds and owes, as relations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from lake.answers import BEFORE_EVENTS, CANCELLED
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import Document
from lake.duck import DuckSettings, add_published, connect, published_partitions
from lake.endpoints import GAME_DOCUMENTS, find_endpoint
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.seasons import GameId, Season
from lake.store import Store
from lake.telemetry import Observer
from replay.invented.source import InventedSource
from tests.invented import (
    AWAY,
    CAPTURED_AT,
    HOME,
    add_answer,
    archive_game,
    body,
    cancelled,
    invented_finder,
    invented_game,
)
from tests.invented_v2 import archive_game_v2, invented_game_v2
from tests.people import archive_answer, archive_people, archive_unjudged, player_info, roster
from transform.request import TransformRequest
from transform.run import transform
from validate.checks import load_checks
from validate.completeness import completeness
from validate.inventory import add_inventory
from validate.report import Completeness
from validate.results import Outcome
from validate.run import ValidationRequest, validate
from validate.schema import add_schema
from validate.scope import EVERYTHING, Scope
from validate.scores import Verdict

FIRST, SECOND = "0022400001", "0022400002"
LISTED = [(FIRST, "2024-10-22"), (SECOND, "2024-11-03")]
V2 = {
    "summary": "boxscoresummaryv2",
    "traditional": "boxscoretraditionalv2",
    "advanced": "boxscoreadvancedv2",
    "events": "playbyplayv2",
}
KINDS = dict(zip(V2, (endpoint.name for endpoint in GAME_DOCUMENTS), strict=True))
ONE_THREAD = DuckSettings(threads=1)

Inventory = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[Inventory]:
    """Take the inventory of a lake, as it is published, each time into a database of its own."""
    with ExitStack() as databases:

        def take(
            store: Store,
            *seasons: Season,
            scope: Scope = EVERYTHING,
        ) -> duckdb.DuckDBPyConnection:
            connection = databases.enter_context(connect(ONE_THREAD))
            scratch = Path(tempfile.mkdtemp(dir=tmp_path))
            files = add_published(connection, store, published_partitions(store), scratch)
            add_schema(connection, files)
            of = seasons or (Season(2024),)
            add_inventory(connection, RawArchive(store), of, scope)
            return connection

        yield take


def publish(store: Store) -> None:
    transform(store, TransformRequest(duck=ONE_THREAD), Observer())


def add_list(store: Store, season: str = "2024-25", games: list[tuple[str, str]] = LISTED) -> None:
    add_answer(RawArchive(store), "leaguegamefinder", invented_finder(season, games))


def owed(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute(
        "select game_id, kind, endpoint, month, is_archived from owed_documents order by all"
    ).fetchall()


def archived(connection: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[object, ...]]:
    return connection.execute(f"select {columns} from archived_documents order by all").fetchall()


# Kinds of document


@pytest.fixture(scope="module")
def v2_lake(
    invented_source: InventedSource, tmp_path_factory: pytest.TempPathFactory
) -> LocalStore:
    """A game from V2 alone, published. To be read only."""
    store = LocalStore(tmp_path_factory.mktemp("v2") / "lake")
    for name in V2.values():
        endpoint = find_endpoint(name)
        document = endpoint.document(FIRST, None)
        answer = invented_source.reply(name, endpoint.params_for(document))
        archive_unjudged(RawArchive(store), document, answer.body)
    publish(store)
    return store


def test_what_v2_has_told_is_not_owed_once_more(v2_lake: LocalStore, inventory: Inventory) -> None:
    connection = inventory(v2_lake)
    assert owed(connection) == sorted((FIRST, *kind, 10, True) for kind in KINDS.items())
    assert archived(connection, "game_id, kind, endpoint, month, refusal") == sorted(
        ((FIRST, *kind, 10, None) for kind in V2.items()), key=str
    )
    assert {(row.owed, row.archived, row.published) for row in completeness(connection)} == {
        (1, 1, 1)
    }


def test_an_archive_of_v2_alone_passes_every_check(v2_lake: LocalStore) -> None:
    scope = Scope(games=(GameId(FIRST),))
    request = ValidationRequest(load_checks(), scope=scope, duck=ONE_THREAD)
    report = validate(v2_lake, request, "run-1", Observer())
    assert {row.check.name for row in report.results if row.outcome is Outcome.FAILED} == set()
    assert (report.verdict, report.score) == (Verdict.PASSED, 1.0)


def test_either_version_is_there_for_its_kind_alone(lake: LocalStore, inventory: Inventory) -> None:
    told = invented_game()
    archive_game(lake, {"boxscoresummaryv3": told["boxscoresummaryv3"]})
    archive_game_v2(lake, {"boxscoretraditionalv2": invented_game_v2()["boxscoretraditionalv2"]})
    held = {(kind, is_archived) for _, kind, _, _, is_archived in owed(inventory(lake))}
    assert held == {
        ("summary", True),
        ("traditional", True),
        ("advanced", False),
        ("events", False),
    }


def test_a_document_of_either_version_is_published_once_its_kind_has_rows(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, invented_game())
    archive_game_v2(lake, invented_game_v2())
    publish(lake)
    published = inventory(lake).execute(
        "select season, game_id, kind, endpoint from published_documents order by all"
    )
    told = sorted(("2024-25", FIRST, kind, endpoint) for kind, endpoint in KINDS.items())
    assert published.fetchall() == told


def test_a_box_score_without_players_is_not_published(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, invented_game())
    publish(lake)
    (key,) = (key for key in lake.list("historical-backfill/") if "player_box_advanced" in key)
    lake.delete(key)
    published = inventory(lake).execute("select kind from published_documents").fetchall()
    assert sorted(published) == [("events",), ("summary",), ("traditional",)]


# Months, versions, reasons


def test_a_month_is_that_of_the_list_or_else_of_the_tables_or_unknown(
    lake: LocalStore, inventory: Inventory
) -> None:
    unlisted, undated = "0022400003", "0022400004"
    archive_game(lake, invented_game(FIRST))
    archive_game(lake, invented_game(unlisted, game_date="2024-12-25"))
    archive_game(lake, {"playbyplayv3": invented_game(undated)["playbyplayv3"]})
    add_list(lake)
    publish(lake)
    connection = inventory(lake)
    months = {game: month for game, _, _, month, _ in owed(connection)}
    assert months == {FIRST: 10, SECOND: 11, unlisted: 12, undated: 0}
    assert set(archived(connection, "game_id, month")) == {
        (FIRST, 10),
        (unlisted, 12),
        (undated, 0),
    }


def test_an_archived_document_has_the_key_and_the_time_of_its_newest_version(
    lake: LocalStore, inventory: Inventory
) -> None:
    summary = invented_game()["boxscoresummaryv3"]
    later = datetime(2025, 2, 1, 6, 0, 0, 5000, tzinfo=UTC)
    for at in (CAPTURED_AT, later):
        add_answer(RawArchive(lake), "boxscoresummaryv3", summary, at)

    newest = RawArchive(lake).newest(find_endpoint("boxscoresummaryv3").document(FIRST, None))
    assert newest
    told = archived(inventory(lake), "raw_key, captured_at")
    assert told == [(raw_key(newest), later)]


def test_a_rightly_empty_document_says_why_and_is_usable(
    lake: LocalStore, inventory: Inventory
) -> None:
    for name, document in cancelled(FIRST).items():
        add_answer(RawArchive(lake), name, document, empty_reason=CANCELLED)
    before = invented_game("0029500003", game_date="1995-11-03")["playbyplayv3"]
    before["game"]["actions"] = []
    add_answer(RawArchive(lake), "playbyplayv3", before, empty_reason=BEFORE_EVENTS)
    connection = inventory(lake, Season(1995), Season(2024))
    assert set(archived(connection, "game_id, empty_reason, refusal")) == {
        (FIRST, CANCELLED, None),
        ("0029500003", BEFORE_EVENTS, None),
    }


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (
            {"game": {"gameId": FIRST, "actions": []}},
            f"it has no events for game {FIRST}, which is not known to be cancelled",
        ),
        ({}, "it is {}: a retired endpoint, or nothing there for this entity"),
        (invented_game(SECOND)["playbyplayv3"], f"it is about playbyplayv3 {SECOND}"),
    ],
    ids=["no events", "nothing", "another game"],
)
def test_a_document_that_no_capture_would_accept_says_what_is_wrong(
    lake: LocalStore, inventory: Inventory, content: dict[str, object], refusal: str
) -> None:
    named = Document("playbyplayv3", Season(2024), FIRST)
    archive_unjudged(RawArchive(lake), named, body(content))
    assert archived(inventory(lake), "empty_reason, refusal") == [(None, refusal)]


# Files


def files(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, int | None]]:
    """The tables and months whose files are missing."""
    rows = connection.execute("select table_name, month from owed_files where not is_published")
    return set(rows.fetchall())


def test_every_file_of_a_sound_lake_is_owed_and_there(
    sound_lake: LocalStore, inventory: Inventory
) -> None:
    connection = inventory(sound_lake)
    owed_files = {row[0] for row in connection.execute("select file from owed_files").fetchall()}
    assert owed_files == set(sound_lake.list("historical-backfill/"))
    assert files(connection) == set()


def test_a_file_is_owed_where_its_documents_are_archived(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, {"boxscoretraditionalv3": invented_game(FIRST)["boxscoretraditionalv3"]})
    archive_people(RawArchive(lake), "2024-25")
    for name, document in cancelled(SECOND).items():
        add_answer(RawArchive(lake), name, document, empty_reason=CANCELLED)
    add_list(lake, games=LISTED[:1])
    boxes: set[tuple[str, int | None]] = {
        ("player_box_traditional", 10),
        ("team_box_traditional", 10),
    }
    people: set[tuple[str, int | None]] = {
        (name, None) for name in ("players", "rosters", "coaches", "teams")
    }
    assert files(inventory(lake)) == boxes | people
    publish(lake)
    assert files(inventory(lake)) == set()


# Biographies


def test_a_biography_is_owed_by_everybody_of_a_season_that_has_rosters_and_any(
    lake: LocalStore, inventory: Inventory
) -> None:
    """One outlives seasons, and does not say that another season's were asked for."""
    archive_game(lake, invented_game())
    archive_game(lake, invented_game("0022300001", game_date="2023-10-24"))
    archive_answer(RawArchive(lake), roster("2024-25", HOME))
    publish(lake)
    count = "select season, count(*), count(*) filter (where is_archived) from owed_biographies"
    ordered = f"{count} group by season order by season"
    seasons = (Season(2023), Season(2024))
    assert inventory(lake, *seasons).execute(ordered).fetchall() == []
    archive_answer(RawArchive(lake), player_info(9910001))
    assert inventory(lake, *seasons).execute(ordered).fetchall() == [("2024-25", 18, 1)]


# Rosters and facts of teams


def team_answers(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    named = "season, team_id, endpoint, is_archived, is_published"
    return connection.execute(f"select {named} from owed_team_answers order by all").fetchall()


def test_every_listed_team_is_owed_what_any_team_of_its_season_has(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, invented_game())
    add_list(lake)
    assert team_answers(inventory(lake)) == []
    archive_answer(RawArchive(lake), roster("2024-25", HOME))
    publish(lake)
    of_home = ("2024-25", HOME.team_id, "commonteamroster", True, True)
    of_away = ("2024-25", AWAY.team_id, "commonteamroster", False, False)
    assert team_answers(inventory(lake)) == [of_home, of_away]


def test_where_games_are_named_teams_are_owed_only_what_is_published(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, invented_game())
    add_list(lake)
    key = archive_answer(RawArchive(lake), roster("2024-25", HOME))
    publish(lake)
    lake.delete(key)
    scope = Scope(games=(GameId(FIRST),))
    assert team_answers(inventory(lake, scope=scope)) == [
        ("2024-25", HOME.team_id, "commonteamroster", False, True)
    ]


# The matrix


def test_the_matrix_counts_what_is_owed_archived_and_published(
    lake: LocalStore, inventory: Inventory
) -> None:
    archive_game(lake, invented_game(FIRST))
    publish(lake)
    second = invented_game(SECOND, game_date="2024-11-03")
    archive_game(lake, {"boxscoresummaryv3": second["boxscoresummaryv3"]})
    add_list(lake)

    def row(month: int, endpoint: str, *counts: int) -> Completeness:
        return Completeness("2024-25", month, endpoint, *counts)

    names = sorted(KINDS.values())
    assert completeness(inventory(lake)) == (
        *(row(10, name, 1, 1, 1) for name in names),
        *(row(11, name, 1, int(name == KINDS["summary"]), 0) for name in names),
    )


def test_what_a_time_can_not_have_is_not_in_the_matrix(
    lake: LocalStore, inventory: Inventory
) -> None:
    """Neither advanced box scores nor play-by-play are owed before 1996-97."""
    game = invented_game("0029500003", game_date="1995-11-03")
    archive_game(lake, {"boxscoresummaryv3": game["boxscoresummaryv3"]})
    connection = inventory(lake, Season(1995))
    assert [(row.endpoint, row.archived, row.published) for row in completeness(connection)] == [
        ("boxscoresummaryv3", 1, 0),
        ("boxscoretraditionalv3", 0, 0),
    ]


def test_a_rightly_empty_document_counts_as_published_in_the_matrix(
    lake: LocalStore, inventory: Inventory
) -> None:
    game = invented_game(FIRST)
    events = game.pop("playbyplayv3")
    events["game"]["actions"] = []
    archive_game(lake, game)
    add_answer(RawArchive(lake), "playbyplayv3", events, empty_reason=BEFORE_EVENTS)
    publish(lake)
    assert {(row.endpoint, row.published) for row in completeness(inventory(lake))} == {
        (name, 1) for name in KINDS.values()
    }


def test_the_matrix_is_of_the_dates_that_are_owed(lake: LocalStore, inventory: Inventory) -> None:
    archive_game(lake, invented_game(FIRST))
    add_list(lake)
    november = DateRange.parse("2024-11-01", "2024-11-30")
    connection = inventory(lake, scope=Scope(dates=november))
    assert [(row.month, row.owed, row.archived) for row in completeness(connection)] == [
        (11, 1, 0)
    ] * 4


def test_several_seasons_are_told_apart(lake: LocalStore, inventory: Inventory) -> None:
    archive_game(lake, invented_game("0022300001", game_date="2023-10-24"))
    archive_game(lake, invented_game(FIRST))
    publish(lake)
    add_list(lake, "2023-24", [("0022300001", "2023-10-24"), ("0022300002", "2023-10-24")])
    add_list(lake)
    connection = inventory(lake, Season(2023), Season(2024))
    counted = [
        (row.season, row.month, row.owed, row.published)
        for row in completeness(connection)
        if row.endpoint == "playbyplayv3"
    ]
    assert counted == [("2023-24", 10, 2, 1), ("2024-25", 10, 1, 1), ("2024-25", 11, 1, 0)]


def test_a_lake_on_s3_has_the_same_inventory(
    sound_lake: LocalStore, s3_lake: str, inventory: Inventory
) -> None:
    store = open_lake(s3_lake, must_exist=False)
    for key in sound_lake.list(""):
        store.put(key, sound_lake.get(key).body)
    relations = (
        *("owed_documents", "archived_documents", "owed_files", "owed_biographies"),
        "season_documents",
        *("owed_team_answers", "box_and_events"),
        *("game_lists", "listed_games", "listed_team_games", "expected_games"),
    )

    def everything(of: Store) -> dict[str, list[tuple[object, ...]]]:
        connection = inventory(of)
        return {
            name: connection.execute(f"from {name} order by all").fetchall() for name in relations
        }

    assert everything(store) == everything(sound_lake)
