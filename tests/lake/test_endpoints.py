from __future__ import annotations

from datetime import timedelta

import pytest

from lake.documents import Document
from lake.endpoints import (
    ENDPOINTS,
    GAME_DOCUMENTS,
    Endpoint,
    Per,
    document_of_request,
    find_endpoint,
    finder_document,
    is_askable,
    owed_documents,
)
from lake.errors import UsageError
from lake.seasons import GameId, Season

SEASON = Season(2024)
GAME, TEAM, PLAYER = "0022400007", "1610619901", "9910001"

NAMES = tuple(ENDPOINTS)

DOCUMENTS = {
    "leaguegamefinder": Document("leaguegamefinder", SEASON, "all"),
    "boxscoresummaryv3": Document("boxscoresummaryv3", SEASON, GAME),
    "boxscoretraditionalv3": Document("boxscoretraditionalv3", SEASON, GAME),
    "boxscoreadvancedv3": Document("boxscoreadvancedv3", SEASON, GAME),
    "playbyplayv3": Document("playbyplayv3", SEASON, GAME),
    "commonallplayers": Document("commonallplayers", SEASON, "all"),
    "commonteamroster": Document("commonteamroster", SEASON, TEAM),
    "teaminfocommon": Document("teaminfocommon", SEASON, TEAM),
    "commonplayerinfo": Document("commonplayerinfo", None, PLAYER),
    "boxscoretraditionalv2": Document("boxscoretraditionalv2", SEASON, GAME),
    "boxscoreadvancedv2": Document("boxscoreadvancedv2", SEASON, GAME),
    "boxscoresummaryv2": Document("boxscoresummaryv2", SEASON, GAME),
    "playbyplayv2": Document("playbyplayv2", SEASON, GAME),
}

WHOLE_GAME = {
    "EndPeriod": "0",
    "EndRange": "0",
    "GameID": GAME,
    "RangeType": "0",
    "StartPeriod": "0",
    "StartRange": "0",
}
WHOLE_GAME_EVENTS = {"EndPeriod": "0", "GameID": GAME, "StartPeriod": "0"}

PARAMS = {
    "leaguegamefinder": {
        "ActivePlayersOnly": "",
        "Conference": "",
        "DateFrom": "",
        "DateTo": "",
        "Division": "",
        "DraftNumber": "",
        "DraftRound": "",
        "DraftTeam": "",
        "DraftYear": "",
        "GameID": "",
        "LeagueID": "00",
        "Location": "",
        "Outcome": "",
        "PORound": "",
        "PlayerID": "",
        "PlayerOrTeam": "T",
        "RookieYear": "",
        "Season": "2024-25",
        "SeasonSegment": "",
        "SeasonType": "",
        "StarterBench": "",
        "TeamID": "",
        "VsConference": "",
        "VsDivision": "",
        "VsTeamID": "",
        "YearsExperience": "",
    },
    "boxscoresummaryv3": {"GameID": GAME, "LeagueID": "00"},
    "boxscoretraditionalv3": WHOLE_GAME,
    "boxscoreadvancedv3": WHOLE_GAME,
    "playbyplayv3": WHOLE_GAME_EVENTS,
    "commonallplayers": {"IsOnlyCurrentSeason": "0", "LeagueID": "00", "Season": "2024-25"},
    "commonteamroster": {"LeagueID": "00", "Season": "2024-25", "TeamID": TEAM},
    "teaminfocommon": {"LeagueID": "00", "Season": "2024-25", "SeasonType": "", "TeamID": TEAM},
    "commonplayerinfo": {"LeagueID": "00", "PlayerID": PLAYER},
    "boxscoretraditionalv2": WHOLE_GAME,
    "boxscoreadvancedv2": WHOLE_GAME,
    "boxscoresummaryv2": {"GameID": GAME},
    "playbyplayv2": WHOLE_GAME_EVENTS,
}

# What makes a request of an endpoint one for something else.
FILTERS = {
    "leaguegamefinder": {
        "LeagueID": "10",
        "PlayerOrTeam": "P",
        "SeasonType": "Playoffs",
        "TeamID": TEAM,
        "GameID": GAME,
        "DateFrom": "01/16/2025",
        "Outcome": "W",
        "GtPts": "100",
    },
    "boxscoresummaryv3": {"LeagueID": "10"},
    "boxscoretraditionalv3": {"EndPeriod": "1", "RangeType": "2", "StartRange": "600"},
    "boxscoreadvancedv3": {"StartPeriod": "2", "EndRange": "7200"},
    "playbyplayv3": {"EndPeriod": "10", "StartPeriod": "4"},
    "commonallplayers": {"IsOnlyCurrentSeason": "1", "LeagueID": "10"},
    "commonteamroster": {"LeagueID": "10"},
    "teaminfocommon": {"LeagueID": "10", "SeasonType": "Playoffs"},
    "commonplayerinfo": {"LeagueID": "10"},
    "boxscoretraditionalv2": {"EndPeriod": "1", "RangeType": "2"},
    "boxscoreadvancedv2": {"StartPeriod": "2", "EndRange": "7200"},
    "boxscoresummaryv2": {"StartPeriod": "1"},
    "playbyplayv2": {"EndPeriod": "10", "StartPeriod": "4"},
}

MAY_OMIT = {
    "leaguegamefinder": set(),
    "boxscoresummaryv3": {"LeagueID"},
    "boxscoretraditionalv3": set(WHOLE_GAME) - {"GameID"},
    "boxscoreadvancedv3": set(WHOLE_GAME) - {"GameID"},
    "playbyplayv3": set(WHOLE_GAME_EVENTS) - {"GameID"},
    "commonallplayers": set(),
    "commonteamroster": set(),
    "teaminfocommon": set(),
    "commonplayerinfo": {"LeagueID"},
    "boxscoretraditionalv2": set(WHOLE_GAME) - {"GameID"},
    "boxscoreadvancedv2": set(WHOLE_GAME) - {"GameID"},
    "boxscoresummaryv2": set(),
    "playbyplayv2": set(WHOLE_GAME_EVENTS) - {"GameID"},
}

FIRST_SEASONS = dict.fromkeys(NAMES, Season(1976)) | dict.fromkeys(
    ("boxscoreadvancedv3", "playbyplayv3", "boxscoreadvancedv2", "playbyplayv2"), Season(1996)
)

FRESH_FOR: dict[str, timedelta | None] = dict.fromkeys(NAMES) | {
    "leaguegamefinder": timedelta(hours=12),
    "commonallplayers": timedelta(days=1),
    "commonteamroster": timedelta(days=1),
    "teaminfocommon": timedelta(days=1),
    "commonplayerinfo": timedelta(days=30),
}


# The table


@pytest.mark.parametrize("told", [DOCUMENTS, PARAMS, FILTERS, MAY_OMIT])
def test_every_endpoint_is_told_of_here(told: dict[str, object]) -> None:
    assert tuple(told) == NAMES


def test_an_endpoint_stands_under_its_name() -> None:
    assert tuple(endpoint.name for endpoint in ENDPOINTS.values()) == NAMES


def test_first_seasons_are_known() -> None:
    assert {name: row.first_season for name, row in ENDPOINTS.items()} == FIRST_SEASONS


def test_answers_about_final_games_stay_good_for_ever() -> None:
    assert {name: row.fresh_for for name, row in ENDPOINTS.items()} == FRESH_FOR


def test_what_may_be_omitted_is_known() -> None:
    assert {name: set(row.may_omit) for name, row in ENDPOINTS.items()} == MAY_OMIT


@pytest.mark.parametrize("name", NAMES)
def test_an_endpoint_is_found(name: str) -> None:
    assert find_endpoint(name) is ENDPOINTS[name]


def test_an_unknown_endpoint_is_refused_with_every_known_one() -> None:
    with pytest.raises(UsageError) as refused:
        find_endpoint("boxscore")
    assert refused.value.message == "'boxscore' is no endpoint hoopstat knows"
    assert refused.value.hint == "one of " + ", ".join(NAMES)


# From a document to its request and back


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_named(name: str) -> None:
    wanted = DOCUMENTS[name]

    assert ENDPOINTS[name].document(wanted.entity, SEASON) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_request_has_all_its_parameters_in_order(name: str) -> None:
    params = ENDPOINTS[name].params_for(DOCUMENTS[name])

    assert list(params.items()) == list(PARAMS[name].items())


@pytest.mark.parametrize("name", NAMES)
def test_a_request_makes_the_round_trip(name: str) -> None:
    assert document_of_request(name, PARAMS[name]) == DOCUMENTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_empty_parameters_are_as_good_as_none(name: str) -> None:
    without_empty = {key: value for key, value in PARAMS[name].items() if value}
    with_more = {**PARAMS[name], "Historical": "", "GtPts": "", "TwoWay": ""}

    assert document_of_request(name, without_empty) == DOCUMENTS[name]
    assert document_of_request(name, with_more) == DOCUMENTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_may_be_omitted_changes_nothing(name: str) -> None:
    kept = {key: value for key, value in PARAMS[name].items() if key not in MAY_OMIT[name]}

    assert document_of_request(name, kept) == DOCUMENTS[name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["left out", "empty"])
def test_nothing_else_may_be_omitted(name: str, how: str) -> None:
    needed = {key for key, value in PARAMS[name].items() if value} - MAY_OMIT[name]
    lacking = {
        key: ({**PARAMS[name], key: ""} if how == "empty" else without(PARAMS[name], key))
        for key in needed
    }

    answered = {key: document_of_request(name, params) for key, params in lacking.items()}
    assert answered == dict.fromkeys(needed)


@pytest.mark.parametrize(
    ("name", "param", "value"),
    [(name, param, value) for name in NAMES for param, value in FILTERS[name].items()],
)
def test_a_filtered_request_is_for_something_else(name: str, param: str, value: str) -> None:
    assert document_of_request(name, {**PARAMS[name], param: value}) is None


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_parameter_makes_it_something_else(name: str) -> None:
    assert document_of_request(name, {**PARAMS[name], "Color": "red"}) is None


def test_an_unknown_endpoint_has_no_document() -> None:
    assert document_of_request("leaguegamelog", PARAMS["leaguegamefinder"]) is None


@pytest.mark.parametrize("label", ["2024", "2024-26", "1975-76", "22024", "all"])
@pytest.mark.parametrize("name", [n for n in NAMES if "Season" in PARAMS[n]])
def test_a_request_for_no_season_has_no_document(name: str, label: str) -> None:
    assert document_of_request(name, {**PARAMS[name], "Season": label}) is None


@pytest.mark.parametrize("entity", ["all", "22400007", "1022400007", "0022400007 "])
@pytest.mark.parametrize("name", [n for n in NAMES if ENDPOINTS[n].per is Per.GAME])
def test_a_request_for_no_game_has_no_document(name: str, entity: str) -> None:
    assert document_of_request(name, {**PARAMS[name], "GameID": entity}) is None


@pytest.mark.parametrize("entity", ["Lanterns", "-1", "1.5", "²", "٣"])
@pytest.mark.parametrize("name", ["commonteamroster", "teaminfocommon", "commonplayerinfo"])
def test_a_request_for_no_team_or_player_has_no_document(name: str, entity: str) -> None:
    param = ENDPOINTS[name].entity_param

    assert document_of_request(name, {**PARAMS[name], param: entity}) is None


def test_the_games_of_every_league_are_not_the_games_of_the_nba() -> None:
    params = {"PlayerOrTeam": "T", "Season": "2024-25", "LeagueID": ""}

    assert document_of_request("leaguegamefinder", params) is None


@pytest.mark.parametrize(
    ("name", "params"),
    [
        (
            "leaguegamefinder",
            {
                "PlayerOrTeam": "T",
                "LeagueID": "00",
                "Season": "2024-25",
                **dict.fromkeys(
                    ["SeasonType", "Conference", "DateFrom", "EqAST", "EqPTS", "GtAST", "LtTOV"], ""
                ),
            },
        ),
        ("boxscoresummaryv3", {"GameID": GAME}),
        ("commonplayerinfo", {"PlayerID": PLAYER, "LeagueID": ""}),
        (
            "teaminfocommon",
            {"TeamID": TEAM, "LeagueID": "00", "Season": "2024-25", "SeasonType": ""},
        ),
    ],
)
def test_a_request_as_nba_api_sends_it_is_known(name: str, params: dict[str, str]) -> None:
    assert document_of_request(name, params) == DOCUMENTS[name]


# Naming documents


@pytest.mark.parametrize("name", [n for n in NAMES if "Season" in PARAMS[n]])
def test_a_document_of_a_season_needs_one(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        ENDPOINTS[name].document(TEAM, None)
    assert refused.value.message == f"{name} is asked for by season, and none is given"
    assert refused.value.hint == "--season 2024-25"


def test_a_game_tells_its_season_itself() -> None:
    assert find_endpoint("playbyplayv3").document("0029900007", None) == Document(
        "playbyplayv3", Season(1999), "0029900007"
    )


@pytest.mark.parametrize("name", ["commonteamroster", "teaminfocommon", "commonplayerinfo"])
@pytest.mark.parametrize("entity", ["", "Lanterns", "-1", "²"])
def test_what_is_no_number_is_no_team_and_no_player(name: str, entity: str) -> None:
    with pytest.raises(UsageError) as refused:
        ENDPOINTS[name].document(entity, SEASON)
    assert refused.value.message == f"{entity!r} is no id of a team or player"


@pytest.mark.parametrize("name", ENDPOINTS)
def test_what_a_request_is_for_can_be_asked_for(name: str) -> None:
    assert is_askable(DOCUMENTS[name])


@pytest.mark.parametrize(
    "document",
    [
        Document("shotchartdetail", SEASON, GAME),
        Document("playbyplayv3", Season(2023), GAME),
        Document("playbyplayv3", None, GAME),
        Document("playbyplayv3", SEASON, "all"),
        Document("leaguegamefinder", None, "all"),
        Document("leaguegamefinder", SEASON, GAME),
        Document("commonteamroster", SEASON, "all"),
        Document("commonplayerinfo", SEASON, PLAYER),
    ],
)
def test_nothing_else_can_be_asked_for(document: Document) -> None:
    assert not is_askable(document)


def test_the_finder_document_is_that_of_the_whole_season() -> None:
    assert finder_document(SEASON) == DOCUMENTS["leaguegamefinder"]


# What is owed


def test_the_documents_of_a_game_are_asked_for_in_this_order() -> None:
    assert [endpoint.name for endpoint in GAME_DOCUMENTS] == [
        "boxscoresummaryv3",
        "boxscoretraditionalv3",
        "boxscoreadvancedv3",
        "playbyplayv3",
    ]


def test_nothing_of_v2_is_asked_for_by_itself() -> None:
    assert [row.name for row in ENDPOINTS.values() if row.is_owed] == [
        "leaguegamefinder",
        *(endpoint.name for endpoint in GAME_DOCUMENTS),
    ]


def test_games_owe_their_documents_one_game_after_the_other() -> None:
    games = [GameId("0022400008"), GameId("0022400007")]

    assert owed_documents(games) == tuple(
        Document(name, SEASON, str(game))
        for game in games
        for name in (
            "boxscoresummaryv3",
            "boxscoretraditionalv3",
            "boxscoreadvancedv3",
            "playbyplayv3",
        )
    )


@pytest.mark.parametrize(
    ("game_id", "owed"),
    [
        ("0029500007", ["boxscoresummaryv3", "boxscoretraditionalv3"]),
        ("0029600007", [endpoint.name for endpoint in GAME_DOCUMENTS]),
    ],
)
def test_a_game_owes_nothing_from_before_the_first_season(game_id: str, owed: list[str]) -> None:
    season = GameId(game_id).season

    assert owed_documents([GameId(game_id)]) == tuple(
        Document(name, season, game_id) for name in owed
    )


def test_only_the_endpoints_asked_for_are_owed() -> None:
    endpoints: tuple[Endpoint, ...] = (find_endpoint("playbyplayv2"), find_endpoint("playbyplayv3"))

    assert owed_documents([GameId(GAME)], endpoints) == (
        DOCUMENTS["playbyplayv2"],
        DOCUMENTS["playbyplayv3"],
    )


def test_no_games_owe_nothing() -> None:
    assert owed_documents([]) == ()


def without(params: dict[str, str], key: str) -> dict[str, str]:
    return {name: value for name, value in params.items() if name != key}
