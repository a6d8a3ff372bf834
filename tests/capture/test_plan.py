from __future__ import annotations

from datetime import UTC, datetime

import pytest

from capture.planning.owed import is_stale
from capture.planning.plan import plan_season
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import Document, RawVersion
from lake.endpoints import FINDER, PLAY_BY_PLAY, finder_document
from lake.errors import UsageError
from lake.seasons import GameId, Season, SeasonType
from tests.invented import add_answer, archive_game, invented_finder, invented_game

SEASON = Season(2024)
GAMES = [
    ("0012400001", "2024-10-04"),
    ("0022400001", "2024-10-22"),
    ("0022400002", "2024-10-23"),
    ("0042400101", "2025-04-19"),
    ("0062400001", "2024-12-17"),
]
CAPTURED_AT = datetime(2025, 1, 16, 6, tzinfo=UTC)


def just_after() -> datetime:
    return datetime(2025, 1, 16, 7, tzinfo=UTC)


@pytest.fixture
def discovered(archive: RawArchive) -> RawArchive:
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES), CAPTURED_AT)
    return archive


def test_an_empty_archive_owes_the_list_of_games_first(archive: RawArchive) -> None:
    plan = plan_season(SEASON, CaptureRequest((SEASON,)), archive, just_after)

    assert (plan.discovery, plan.is_discovered) == (finder_document(SEASON), False)
    assert (plan.games, plan.requests) == ((), 1)


def test_what_is_owed_is_every_document_of_every_final_game_by_default_types(
    discovered: RawArchive,
) -> None:
    plan = plan_season(SEASON, CaptureRequest((SEASON,)), discovered, just_after)

    assert plan.discovery is None
    assert plan.games_by_type() == {
        SeasonType.REGULAR: 2,
        SeasonType.PLAYOFFS: 1,
        SeasonType.CUP_FINAL: 1,
    }
    assert plan.requests == 16
    assert [str(document) for document in plan.missing[:4]] == [
        "boxscoresummaryv3 0022400001",
        "boxscoretraditionalv3 0022400001",
        "boxscoreadvancedv3 0022400001",
        "playbyplayv3 0022400001",
    ]


def test_other_season_types_are_owed_when_asked_for(discovered: RawArchive) -> None:
    request = CaptureRequest((SEASON,), season_types=(SeasonType.PRESEASON,))

    plan = plan_season(SEASON, request, discovered, just_after)

    assert plan.games == (GameId("0012400001"),)


@pytest.mark.parametrize(
    ("first", "last", "games"),
    [
        ("2024-10-23", "2024-12-17", ["0022400002", "0062400001"]),
        ("2024-10-24", None, ["0062400001", "0042400101"]),
        (None, "2024-10-22", ["0022400001"]),
        ("2025-07-01", "2025-07-14", []),
    ],
)
def test_only_games_of_the_dates_are_owed(
    discovered: RawArchive, first: str | None, last: str | None, games: list[str]
) -> None:
    request = CaptureRequest((SEASON,), dates=DateRange.parse(first, last))

    plan = plan_season(SEASON, request, discovered, just_after)

    assert [str(game) for game in plan.games] == games
    assert (plan.is_discovered, plan.requests) == (True, 4 * len(games))


def test_games_of_the_dates_that_are_not_final_are_waited_for(archive: RawArchive) -> None:
    finder = invented_finder("2024-25", GAMES[1:3], final=False)
    add_answer(archive, "leaguegamefinder", finder, CAPTURED_AT)
    request = CaptureRequest((SEASON,), dates=DateRange.parse(None, "2024-10-22"))

    plan = plan_season(SEASON, request, archive, just_after)

    assert plan.waiting == (GameId("0022400001"),)


def test_named_games_and_dates_exclude_each_other() -> None:
    with pytest.raises(UsageError, match="--games names the games"):
        CaptureRequest(
            (SEASON,), games=(GameId("0022400001"),), dates=DateRange.parse("2025-01-01", None)
        )


def test_what_is_archived_is_not_missing(discovered: RawArchive) -> None:
    archive_game(discovered.store, invented_game("0022400002"))

    plan = plan_season(SEASON, CaptureRequest((SEASON,)), discovered, just_after)

    assert len(plan.owed) == 16
    assert len(plan.missing) == 12
    assert not any(document.entity == "0022400002" for document in plan.missing)


def test_a_refresh_asks_for_what_is_archived_too(discovered: RawArchive) -> None:
    archive_game(discovered.store, invented_game("0022400002"))
    request = CaptureRequest((SEASON,), endpoints=(PLAY_BY_PLAY,), refresh=True)

    plan = plan_season(SEASON, request, discovered, just_after)

    assert plan.requests == 4


def test_a_game_that_is_not_final_owes_nothing(archive: RawArchive) -> None:
    finder = invented_finder("2024-25", GAMES[1:2], final=False)
    add_answer(archive, "leaguegamefinder", finder, CAPTURED_AT)

    plan = plan_season(SEASON, CaptureRequest((SEASON,)), archive, just_after)

    assert (plan.games, plan.waiting, plan.owed) == ((), (GameId("0022400001"),), ())


def test_play_by_play_and_advanced_box_scores_are_not_owed_before_1996_97(
    archive: RawArchive,
) -> None:
    request = CaptureRequest((Season(1995),), games=(GameId("0029500003"),))

    plan = plan_season(Season(1995), request, archive)

    assert [document.endpoint for document in plan.owed] == [
        "boxscoresummaryv3",
        "boxscoretraditionalv3",
    ]


def test_named_games_need_no_discovery(archive: RawArchive) -> None:
    request = CaptureRequest((SEASON,), games=(GameId("0022400001"),))

    plan = plan_season(SEASON, request, archive)

    assert (plan.discovery, plan.requests) == (None, 4)


@pytest.mark.parametrize(
    ("captured_at", "asked_at", "stale"),
    [
        pytest.param(
            datetime(2025, 1, 1, 0, tzinfo=UTC),
            datetime(2025, 1, 1, 11, tzinfo=UTC),
            False,
            id="same morning",
        ),
        pytest.param(
            datetime(2025, 1, 1, 0, tzinfo=UTC),
            datetime(2025, 1, 1, 13, tzinfo=UTC),
            True,
            id="half a day later",
        ),
        pytest.param(
            datetime(2025, 8, 1, tzinfo=UTC),
            datetime(2026, 8, 1, tzinfo=UTC),
            True,
            id="before the season is surely over",
        ),
        pytest.param(
            datetime(2025, 11, 1, tzinfo=UTC),
            datetime(2030, 1, 1, tzinfo=UTC),
            False,
            id="once the season was over",
        ),
    ],
)
def test_the_list_of_games_grows_stale_only_while_the_season_may_go_on(
    captured_at: datetime, asked_at: datetime, stale: bool
) -> None:
    version = RawVersion(finder_document(SEASON), captured_at)

    assert is_stale(version, FINDER, asked_at) is stale


def test_a_game_document_never_grows_stale() -> None:
    version = RawVersion(Document("playbyplayv3", SEASON, "0022400001"), CAPTURED_AT)

    assert not is_stale(version, PLAY_BY_PLAY, datetime(2099, 1, 1, tzinfo=UTC))


def test_a_stale_list_is_planned_with_and_asked_for_again(discovered: RawArchive) -> None:
    plan = plan_season(
        SEASON, CaptureRequest((SEASON,)), discovered, lambda: datetime(2025, 2, 1, tzinfo=UTC)
    )

    assert (plan.discovery, plan.requests) == (finder_document(SEASON), 17)
