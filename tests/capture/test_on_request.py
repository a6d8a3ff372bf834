"""Captures of the league, its teams and its players, over real HTTP from an invented league."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from capture.planning.plan import plan_season
from capture.planning.players import plan_players
from capture.planning.request import CaptureRequest
from capture.run import MORE_ROUNDS
from lake import keys
from lake.archive import RawArchive
from lake.date_range import DateRange
from lake.documents import Document
from lake.endpoints import GAME_DOCUMENTS, TRADITIONAL, Endpoint, find_endpoint
from lake.errors import ApiBlocks, Incomplete, RawObjectDamaged, UsageError
from lake.instants import now
from lake.local_store import LocalStore
from lake.seasons import GameId, Season, SeasonType
from replay.server import ReplayServer
from tests.capture.asked import Requests
from tests.capture.runs import run_capture
from tests.invented import (
    AWAY,
    CAPTURED_AT,
    HOME,
    add_answer,
    archive_game,
    body,
    invented_finder,
    invented_game,
)
from tests.people import PLAYER_IDS, archive_answer, archive_people, player_info, roster, team_info
from tests.scripted_server import answer, scripted

SEASON = Season(2024)
FIRST, SECOND = GameId("0022400001"), GameId("0022400002")
GAMES = [("0012400001", "2024-10-04"), (str(FIRST), "2024-10-22"), (str(SECOND), "2024-11-01")]
TEAMS = (str(HOME.team_id), str(AWAY.team_id))
IN_BOXES = [("commonplayerinfo", str(player)) for player in PLAYER_IDS]
INACTIVES = [
    ("commonplayerinfo", str(person.person_id))
    for team in (HOME, AWAY)
    for person in team.inactives
]


def endpoints(*names: str) -> tuple[Endpoint, ...]:
    return tuple(find_endpoint(name) for name in names)


EVERYTHING = CaptureRequest(
    (SEASON,),
    endpoints=(
        *GAME_DOCUMENTS,
        *endpoints("commonallplayers", "commonteamroster", "teaminfocommon", "commonplayerinfo"),
    ),
)
BOXES_AND_PLAYERS = CaptureRequest(
    (SEASON,), endpoints=endpoints("boxscoretraditionalv3", "commonplayerinfo")
)


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    """The archive that the server answers from."""
    archive = RawArchive(LocalStore(tmp_path / "league"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES))
    for game, date in GAMES:
        archive_game(archive.store, invented_game(game, game_date=date))
    archive_people(archive, "2024-25")
    return archive


def lose(archive: RawArchive, document: Document) -> None:
    version = archive.newest(document)
    assert version is not None
    archive.store.delete(keys.raw_key(version))


def test_games_come_first_then_the_league_and_its_teams_and_players_last(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    summary = run_capture(archive, server.url, EVERYTHING)

    assert requests.take() == [
        ("leaguegamefinder", "all"),
        *[(row.name, str(game)) for game in (FIRST, SECOND) for row in GAME_DOCUMENTS],
        ("commonallplayers", "all"),
        *[(name, team) for team in TEAMS for name in ("commonteamroster", "teaminfocommon")],
        *sorted(IN_BOXES + INACTIVES),
    ]
    assert (summary.failures, summary.stopped_by) == ([], None)


def test_a_second_capture_asks_for_nothing(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    archived = run_capture(archive, server.url, EVERYTHING).archived.total()
    requests.take()

    summary = run_capture(archive, server.url, EVERYTHING)

    assert requests.take() == []
    assert summary.held == archived - 1  # The list of games is not counted.


@pytest.mark.parametrize(
    "lost",
    [
        Document("commonallplayers", SEASON, "all"),
        Document("commonteamroster", SEASON, TEAMS[1]),
        Document("teaminfocommon", SEASON, TEAMS[0]),
        Document("commonplayerinfo", None, str(PLAYER_IDS[3])),
    ],
)
def test_after_losing_one_of_them_exactly_that_one_is_asked_for(
    lost: Document, archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run_capture(archive, server.url, EVERYTHING)
    requests.take()
    lose(archive, lost)

    run_capture(archive, server.url, EVERYTHING)

    assert requests.take() == [(lost.endpoint, lost.entity)]


@pytest.mark.parametrize(
    "missing",
    [
        Document("commonallplayers", SEASON, "all"),
        Document("commonteamroster", SEASON, TEAMS[0]),
        Document("commonplayerinfo", None, str(PLAYER_IDS[0])),
    ],
)
def test_what_the_api_does_not_have_is_still_owed_and_the_rest_is_archived(
    missing: Document, archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    lose(league, missing)

    summary = run_capture(archive, server.url, EVERYTHING)

    assert [failure.document for failure in summary.failures] == [missing]
    assert summary.archived["commonplayerinfo"] >= len(PLAYER_IDS) - 1


def test_players_are_asked_for_once_and_not_once_a_season(
    archive: RawArchive, league: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    add_answer(
        league, "leaguegamefinder", invented_finder("2023-24", [("0022300001", "2023-10-24")])
    )
    archive_game(league.store, invented_game("0022300001", game_date="2023-10-24"))
    request = CaptureRequest((Season(2023), SEASON), endpoints=BOXES_AND_PLAYERS.endpoints)

    run_capture(archive, server.url, request)

    asked = [each for each in requests.take() if each[0] == "commonplayerinfo"]
    assert asked == sorted(IN_BOXES)


def test_the_league_alone_needs_no_list_of_games(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run_capture(
        archive, server.url, CaptureRequest((SEASON,), endpoints=endpoints("commonallplayers"))
    )

    assert requests.take() == [("commonallplayers", "all")]


def test_neither_dates_nor_season_types_narrow_the_teams(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    request = CaptureRequest(
        (SEASON,),
        season_types=(SeasonType.PRESEASON,),
        dates=DateRange.parse("2024-12-01", None),
        endpoints=endpoints("teaminfocommon"),
    )

    run_capture(archive, server.url, request)

    assert requests.take() == [
        ("leaguegamefinder", "all"),
        *[("teaminfocommon", team) for team in TEAMS],
    ]


def test_the_players_of_named_games_are_those_of_their_box_scores_alone(
    archive: RawArchive, league: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    archive_answer(archive, roster("2024-25", HOME))
    request = CaptureRequest((SEASON,), games=(FIRST,), endpoints=BOXES_AND_PLAYERS.endpoints)

    run_capture(archive, server.url, request)

    assert requests.take() == [
        ("boxscoresummaryv3", str(FIRST)),
        ("boxscoretraditionalv3", str(FIRST)),
        *sorted(IN_BOXES),
    ]


def test_a_named_game_that_is_not_final_has_no_players_yet(
    archive: RawArchive, league: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    game = invented_game("0022400009")
    game["boxscoresummaryv3"]["boxScoreSummary"]["gameStatus"] = 2
    archive_game(league.store, game)
    request = CaptureRequest(
        (SEASON,), games=(GameId("0022400009"),), endpoints=BOXES_AND_PLAYERS.endpoints
    )

    summary = run_capture(archive, server.url, request)

    assert requests.take() == [("boxscoresummaryv3", "0022400009")]
    assert (summary.failures, len(summary.waiting)) == ([], 1)


def test_named_players_need_no_season(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    request = CaptureRequest(
        (), players=(PLAYER_IDS[2],), endpoints=endpoints("commonplayerinfo"), refresh=True
    )

    run_capture(archive, server.url, request)
    run_capture(archive, server.url, request)

    assert requests.take() == [("commonplayerinfo", str(PLAYER_IDS[2]))] * 2


def test_players_of_games_without_a_box_score_are_not_passed_over_in_silence(
    archive: RawArchive, server: ReplayServer
) -> None:
    request = CaptureRequest((SEASON,), endpoints=endpoints("commonplayerinfo"))

    summary = run_capture(archive, server.url, request)

    assert [(str(failure.document), type(failure.error)) for failure in summary.failures] == [
        ("boxscoretraditionalv3 0022400001", Incomplete),
        ("boxscoretraditionalv3 0022400002", Incomplete),
    ]


def test_a_box_score_that_did_not_come_is_one_failure_and_not_two(
    archive: RawArchive, league: RawArchive, server: ReplayServer
) -> None:
    box = TRADITIONAL.document(str(SECOND), None)
    lose(league, box)

    summary = run_capture(archive, server.url, BOXES_AND_PLAYERS)

    assert [failure.document for failure in summary.failures] == [box]
    assert summary.archived["commonplayerinfo"] == len(PLAYER_IDS)


@pytest.mark.parametrize("endpoint", ["boxscoretraditionalv3", "commonteamroster"])
def test_a_damaged_answer_that_names_players_is_told_and_the_others_are_read(
    archive: RawArchive, server: ReplayServer, endpoint: str
) -> None:
    run_capture(archive, server.url, EVERYTHING)
    damaged = list(archive.newest_versions(endpoint, SEASON).values())[1]
    archive.store.put(keys.raw_key(damaged), b"junk")

    summary = run_capture(archive, server.url, EVERYTHING)

    assert [(failure.document, type(failure.error)) for failure in summary.failures] == [
        (damaged.document, RawObjectDamaged)
    ]


@pytest.mark.parametrize("strange", [None, "9910001", True, 0, -1, 1.5, {}])
def test_a_box_score_with_a_player_who_is_none_is_told(
    archive: RawArchive, strange: object
) -> None:
    game = invented_game(str(FIRST))
    game["boxscoretraditionalv3"]["boxScoreTraditional"]["homeTeam"]["players"][0]["personId"] = (
        strange
    )
    archive_game(archive.store, game)

    plan = plan_players(BOXES_AND_PLAYERS, [FIRST], archive)

    assert [failure.error.message for failure in plan.unread] == [
        f"it names a player who can't be read: {strange!r}"
    ]


def test_a_box_score_without_the_players_numbers_is_told(archive: RawArchive) -> None:
    game = invented_game(str(FIRST))
    del game["boxscoretraditionalv3"]["boxScoreTraditional"]["awayTeam"]["players"][5]["personId"]
    archive_game(archive.store, game)

    (failure,) = plan_players(BOXES_AND_PLAYERS, [FIRST], archive).unread

    assert failure.error.hint == (
        "hoopstat capture --games 0022400001 --endpoints boxscoretraditionalv3 --refresh"
    )


def test_a_refresh_asks_for_what_is_archived_too(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run_capture(archive, server.url, EVERYTHING)
    requests.take()
    request = CaptureRequest((SEASON,), endpoints=endpoints("commonteamroster"), refresh=True)

    run_capture(archive, server.url, request)

    assert requests.take() == [("commonteamroster", team) for team in TEAMS]


def test_a_biography_is_asked_for_again_after_a_month(
    archive: RawArchive, server: ReplayServer, requests: Requests
) -> None:
    run_capture(archive, server.url, BOXES_AND_PLAYERS)
    requests.take()

    run_capture(archive, server.url, BOXES_AND_PLAYERS, at=now() + timedelta(days=29))
    assert requests.take() == []
    run_capture(archive, server.url, BOXES_AND_PLAYERS, at=now() + timedelta(days=31))
    assert requests.take() == sorted(IN_BOXES)


@pytest.mark.parametrize(
    ("asked_at", "missing"),
    [
        pytest.param(CAPTURED_AT + timedelta(hours=11), 0, id="the same day"),
        pytest.param(CAPTURED_AT + timedelta(hours=25), 4, id="a day later"),
    ],
)
def test_the_teams_of_a_running_season_grow_stale(
    league: RawArchive, asked_at: datetime, missing: int
) -> None:
    request = CaptureRequest((SEASON,), endpoints=endpoints("commonteamroster", "teaminfocommon"))

    plan = plan_season(SEASON, request, league, lambda: asked_at)

    assert (len(plan.owed), len(plan.missing)) == (4, missing)


def test_a_roster_of_another_season_is_refused(archive: RawArchive, league: RawArchive) -> None:
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES), now())
    request = CaptureRequest((SEASON,), endpoints=endpoints("teaminfocommon"))
    info = team_info("2025-26", HOME)
    info["parameters"]["Season"] = None

    with scripted(answer(body(info))) as server:
        summary = run_capture(archive, server.url, request)

    assert [failure.error.message for failure in summary.failures] == [
        "it is about 2025-26, not 2024-25",
        "it is about 2025-26, not 2024-25",
    ]


def test_another_players_biography_is_refused(archive: RawArchive) -> None:
    request = CaptureRequest((), players=(9910001,), endpoints=endpoints("commonplayerinfo"))

    with scripted(answer(body(player_info(9910002)))) as server:
        summary = run_capture(archive, server.url, request)

    assert [failure.error.message for failure in summary.failures] == [
        "it is about 9910002, not 9910001"
    ]


def test_the_request_of_a_biography_has_its_parameters_and_no_season(archive: RawArchive) -> None:
    request = CaptureRequest((), players=(9910001,), endpoints=endpoints("commonplayerinfo"))

    with scripted(answer(body(player_info(9910001)))) as server:
        run_capture(archive, server.url, request)

        assert server.paths == ["/stats/commonplayerinfo?LeagueID=00&PlayerID=9910001"]


def test_players_who_are_denied_stop_the_capture_after_five_and_a_control_request(
    archive: RawArchive,
) -> None:
    archive_game(archive.store, invented_game(str(FIRST)))
    request = CaptureRequest((SEASON,), games=(FIRST,), endpoints=endpoints("commonplayerinfo"))

    with scripted(answer(b"<HTML>Access Denied</HTML>", status=403)) as server:
        summary = run_capture(archive, server.url, request)

        assert len(server.paths) == 6
    assert isinstance(summary.stopped_by, ApiBlocks)


def test_documents_of_v2_are_asked_for_after_the_summary_of_v3(archive: RawArchive) -> None:
    request = CaptureRequest(
        (SEASON,), games=(FIRST,), endpoints=endpoints("playbyplayv2", "boxscoretraditionalv2")
    )
    summary_of_v3: dict[str, Any] = invented_game(str(FIRST))["boxscoresummaryv3"]

    with scripted(answer(body(summary_of_v3)), answer(b"{}")) as server:
        summary = run_capture(archive, server.url, request)

        assert [path.partition("?")[0].removeprefix("/stats/") for path in server.paths] == [
            "boxscoresummaryv3",
            *["boxscoretraditionalv2", "playbyplayv2"] * (1 + MORE_ROUNDS),
        ]
    assert [failure.error.message for failure in summary.failures] == [
        "it is {}: a retired endpoint, or nothing there for this entity"
    ] * 2


def test_only_teams_of_the_regular_season_are_of_the_league(archive: RawArchive) -> None:
    finder = invented_finder("2024-25", GAMES)
    result_set = finder["resultSets"][0]
    team_id = result_set["headers"].index("TEAM_ID")
    for row in result_set["rowSet"]:
        if row[result_set["headers"].index("GAME_ID")] == "0012400001":
            row[team_id] = 15020
    add_answer(archive, "leaguegamefinder", finder)
    request = CaptureRequest((SEASON,), endpoints=endpoints("commonteamroster"))

    plan = plan_season(SEASON, request, archive, lambda: datetime(2025, 1, 16, 6, tzinfo=UTC))

    assert tuple(document.entity for document in plan.owed) == TEAMS


@pytest.mark.parametrize("name", ["commonallplayers", "commonteamroster", "teaminfocommon"])
def test_what_is_asked_for_by_season_can_not_be_asked_for_by_game(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureRequest((SEASON,), games=(FIRST,), endpoints=endpoints(name))

    assert refused.value.message == f"{name} is asked for by season, not by game"
    assert refused.value.hint == f"hoopstat capture --season 2024-25 --endpoints {name}"


def test_named_players_and_seasons_exclude_each_other() -> None:
    with pytest.raises(UsageError, match="--players names the players"):
        CaptureRequest((SEASON,), players=(9910001,), endpoints=endpoints("commonplayerinfo"))


def test_a_game_document_can_not_be_asked_for_by_player() -> None:
    with pytest.raises(UsageError, match="playbyplayv3 is not asked for by player"):
        CaptureRequest((), players=(9910001,), endpoints=endpoints("playbyplayv3"))
