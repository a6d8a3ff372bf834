"""Every endpoint with every outcome. Nobody and nothing in these answers exists."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from lake.answers import BEFORE_EVENTS, CANCELLED, AcceptedAnswer, judge
from lake.documents import Document
from lake.endpoints import ENDPOINTS, Content, Per, ResultSetsShape, V3Shape
from lake.errors import AnswerRefused, GameNotFinal
from lake.seasons import GameId, Season

Json = dict[str, Any]

SEASON = Season(2024)
GAME, HOME, AWAY, PLAYER = "0022400007", 1610619901, 1610619902, 9910001


def result_set(name: str, row: Json, echoed: object) -> Json:
    return {
        "resource": name.lower(),
        "parameters": echoed,
        "resultSets": [{"name": name, "headers": list(row), "rowSet": [list(row.values())]}],
    }


def teams(home: Json, away: Json) -> Json:
    return {
        "gameId": GAME,
        "awayTeamId": AWAY,
        "homeTeamId": HOME,
        "homeTeam": {"teamId": HOME, **home},
        "awayTeam": {"teamId": AWAY, **away},
    }


BOX = teams({"players": [{"personId": PLAYER}]}, {"players": [{"personId": 9910011}]})
SUMMARY = teams(
    {"periods": [{"period": 1, "score": 20}]}, {"periods": [{"period": 1, "score": 18}]}
)
WHOLE_GAME = {"GameID": GAME, "StartPeriod": 0, "EndPeriod": 0, "StartRange": 0, "RangeType": 0}

GOOD: dict[str, Json] = {
    "leaguegamefinder": result_set(
        "LeagueGameFinderResults",
        {
            "SEASON_ID": "22024",
            "TEAM_ID": HOME,
            "GAME_ID": GAME,
            "GAME_DATE": "2024-10-22",
            "WL": "W",
        },
        {"PlayerOrTeam": "T", "LeagueID": "00", "Season": "2024-25", "TeamID": None, "Outcome": ""},
    ),
    "boxscoresummaryv3": {
        "meta": {"version": 1},
        "boxScoreSummary": {**SUMMARY, "gameStatus": 3},
    },
    "boxscoretraditionalv3": {"meta": {"version": 1}, "boxScoreTraditional": BOX},
    "boxscoreadvancedv3": {"meta": {"version": 1}, "boxScoreAdvanced": BOX},
    "playbyplayv3": {"meta": {"version": 1}, "game": {"gameId": GAME, "actions": [{"period": 1}]}},
    "commonallplayers": result_set(
        "CommonAllPlayers",
        {
            "PERSON_ID": PLAYER,
            "DISPLAY_FIRST_LAST": "Ansel Fernwick",
            "FROM_YEAR": "2020",
            "TO_YEAR": "2024",
        },
        {"LeagueID": "00", "Season": "2024-25", "IsOnlyCurrentSeason": 0},
    ),
    "commonteamroster": result_set(
        "CommonTeamRoster",
        {"TeamID": HOME, "SEASON": "2024", "PLAYER": "Ansel Fernwick", "PLAYER_ID": PLAYER},
        {"TeamID": HOME, "LeagueID": "00", "Season": "2024-25"},
    ),
    "teaminfocommon": result_set(
        "TeamInfoCommon",
        {
            "TEAM_ID": HOME,
            "SEASON_YEAR": "2024-25",
            "TEAM_CITY": "Granite Bay",
            "TEAM_NAME": "Lanterns",
            "TEAM_ABBREVIATION": "GBL",
        },
        {"LeagueID": "00", "Season": None, "SeasonType": None, "TeamID": HOME},
    ),
    "commonplayerinfo": result_set(
        "CommonPlayerInfo",
        {"PERSON_ID": PLAYER, "DISPLAY_FIRST_LAST": "Ansel Fernwick"},
        [{"PlayerID": PLAYER}, {"LeagueID": "00"}],
    ),
    "boxscoretraditionalv2": result_set(
        "PlayerStats", {"GAME_ID": GAME, "TEAM_ID": HOME, "PLAYER_ID": PLAYER, "FGM": 3}, WHOLE_GAME
    ),
    "boxscoreadvancedv2": result_set(
        "PlayerStats",
        {"GAME_ID": GAME, "TEAM_ID": HOME, "PLAYER_ID": PLAYER, "OFF_RATING": 101.5},
        WHOLE_GAME,
    ),
    "boxscoresummaryv2": result_set(
        "GameSummary",
        {"GAME_ID": GAME, "GAME_STATUS_ID": 3, "HOME_TEAM_ID": HOME, "VISITOR_TEAM_ID": AWAY},
        {"GameID": GAME},
    ),
    "playbyplayv2": result_set(
        "PlayByPlay",
        {"GAME_ID": GAME, "EVENTNUM": 2, "EVENTMSGTYPE": 12},
        {"GameID": GAME, "StartPeriod": 0, "EndPeriod": 0},
    ),
}

DOCUMENTS = {
    "leaguegamefinder": Document("leaguegamefinder", SEASON, "all"),
    "boxscoresummaryv3": Document("boxscoresummaryv3", SEASON, GAME),
    "boxscoretraditionalv3": Document("boxscoretraditionalv3", SEASON, GAME),
    "boxscoreadvancedv3": Document("boxscoreadvancedv3", SEASON, GAME),
    "playbyplayv3": Document("playbyplayv3", SEASON, GAME),
    "commonallplayers": Document("commonallplayers", SEASON, "all"),
    "commonteamroster": Document("commonteamroster", SEASON, "1610619901"),
    "teaminfocommon": Document("teaminfocommon", SEASON, "1610619901"),
    "commonplayerinfo": Document("commonplayerinfo", None, "9910001"),
    "boxscoretraditionalv2": Document("boxscoretraditionalv2", SEASON, GAME),
    "boxscoreadvancedv2": Document("boxscoreadvancedv2", SEASON, GAME),
    "boxscoresummaryv2": Document("boxscoresummaryv2", SEASON, GAME),
    "playbyplayv2": Document("playbyplayv2", SEASON, GAME),
}

NAMES = tuple(ENDPOINTS)
RESULT_SETS = {
    name: row.shape for name, row in ENDPOINTS.items() if isinstance(row.shape, ResultSetsShape)
}
V3 = {name: row.shape for name, row in ENDPOINTS.items() if isinstance(row.shape, V3Shape)}
OF_GAMES = [name for name, row in ENDPOINTS.items() if row.per is Per.GAME]
BOXES = [name for name, shape in V3.items() if shape.content is Content.BOX]
V2_BOXES = [name for name, shape in RESULT_SETS.items() if shape.name == "PlayerStats"]


def judged(
    name: str,
    answer: Json | bytes,
    *,
    season: Season | None = None,
    is_cancelled: Callable[[GameId], bool] = lambda _: False,
) -> AcceptedAnswer:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return judge(ENDPOINTS[name], body, is_cancelled=is_cancelled, season=season)


def refusal(name: str, answer: Json | bytes, *, season: Season | None = None) -> str:
    with pytest.raises(AnswerRefused) as refused:
        judged(name, answer, season=season)
    return refused.value.message


def changed(name: str, change: Callable[[Any], object]) -> Json:
    """A good answer with a change made to its root object or its result set."""
    answer = deepcopy(GOOD[name])
    change(answer[V3[name].root] if name in V3 else answer["resultSets"][0])
    return answer


def with_row(name: str, **columns: object) -> Json:
    """A good answer whose row has other values."""

    def change(result_set: Json) -> None:
        row = dict(zip(result_set["headers"], result_set["rowSet"][0], strict=True))
        result_set["rowSet"] = [list((row | columns).values())]

    return changed(name, change)


# Accepted


@pytest.mark.parametrize("told", [GOOD, DOCUMENTS])
def test_every_endpoint_is_told_of_here(told: Json) -> None:
    assert tuple(told) == NAMES


@pytest.mark.parametrize("season", [None, SEASON])
@pytest.mark.parametrize("name", NAMES)
def test_a_good_answer_is_accepted(name: str, season: Season | None) -> None:
    assert judged(name, GOOD[name], season=season) == AcceptedAnswer(DOCUMENTS[name])


@pytest.mark.parametrize("name", NAMES)
def test_white_space_around_an_answer_changes_nothing(name: str) -> None:
    body = b"\r\n " + json.dumps(GOOD[name], indent=4).encode() + b"\n"

    assert judged(name, body) == AcceptedAnswer(DOCUMENTS[name])


@pytest.mark.parametrize("name", [name for name in RESULT_SETS if name != "leaguegamefinder"])
def test_the_result_set_is_found_among_others(name: str) -> None:
    answer = deepcopy(GOOD[name])
    answer["resultSets"].insert(0, {"name": "Other", "headers": ["A"], "rowSet": []})

    assert judged(name, answer) == AcceptedAnswer(DOCUMENTS[name])


@pytest.mark.parametrize("name", [name for name in RESULT_SETS if name != "leaguegamefinder"])
@pytest.mark.parametrize("form", ["list", "one"])
def test_an_answer_may_say_result_set(name: str, form: str) -> None:
    answer = deepcopy(GOOD[name])
    sets = answer.pop("resultSets")
    answer["resultSet"] = sets if form == "list" else sets[0]

    assert judged(name, answer) == AcceptedAnswer(DOCUMENTS[name])


@pytest.mark.parametrize("name", ["leaguegamefinder", "commonallplayers"])
def test_a_season_is_needed_where_the_answer_tells_none(name: str) -> None:
    answer = without_echo(name)

    assert judged(name, answer, season=SEASON) == AcceptedAnswer(DOCUMENTS[name])
    assert refusal(name, answer) == f"{name} is asked for by season, and none is given"


@pytest.mark.parametrize("name", [name for name in RESULT_SETS if name not in OF_GAMES])
def test_a_season_of_the_columns_needs_no_echo(name: str) -> None:
    season = None if RESULT_SETS[name].season_column else SEASON

    assert judged(name, without_echo(name), season=season) == AcceptedAnswer(DOCUMENTS[name])


@pytest.mark.parametrize("name", ["commonteamroster", "teaminfocommon"])
@pytest.mark.parametrize("told", ["2024-25", "2024", 2024])
def test_a_season_column_may_be_a_label_or_a_year(name: str, told: object) -> None:
    answer = with_row(name, **{RESULT_SETS[name].season_column: told})

    assert judged(name, answer) == AcceptedAnswer(DOCUMENTS[name])


def test_a_player_is_of_any_season() -> None:
    accepted = judged("commonplayerinfo", GOOD["commonplayerinfo"], season=Season(1999))

    assert accepted == AcceptedAnswer(DOCUMENTS["commonplayerinfo"])


@pytest.mark.parametrize("end_period", [0, 10])
@pytest.mark.parametrize("name", ["boxscoretraditionalv2", "boxscoreadvancedv2", "playbyplayv2"])
def test_a_whole_game_may_be_asked_for_in_two_ways(name: str, end_period: int) -> None:
    answer = deepcopy(GOOD[name])
    answer["parameters"]["EndPeriod"] = end_period

    assert judged(name, answer) == AcceptedAnswer(DOCUMENTS[name])


# No JSON of an endpoint


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "it is empty: no byte of JSON"),
        (b" \r\n", "it is empty: no byte of JSON"),
        (b"<!DOCTYPE html><html>Moved</html>", "it is a page of HTML or XML, not JSON"),
        (b"\n<?xml version='1.0'?><Error/>", "it is a page of HTML or XML, not JSON"),
        (
            b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD></HTML>",
            "it is an Access Denied page, not JSON",
        ),
        (b"{}", "it is {}: a retired endpoint, or nothing there for this entity"),
        (b"[]", "it is JSON, but no object: b'[]'"),
        (b'[{"gameId": 1}]', "it is JSON, but no object: b'[{\"gameId\": 1}]'"),
        (b"null", "it is JSON, but no object: b'null'"),
        (
            b"[" + b"7, " * 1000 + b"7]",
            "it is JSON, but no object: b'[" + "7, " * 13 + "'",
        ),
        (
            b'{"PlayerPosition": ["Invalid parameters"]}',
            "the API did not accept the parameter PlayerPosition",
        ),
        (
            b'{"Season": ["Invalid parameters"], "TeamID": ["Invalid parameters"]}',
            "the API did not accept the parameter Season, TeamID",
        ),
    ],
    ids=[
        "no byte",
        "white space",
        "HTML",
        "XML",
        "Access Denied",
        "empty object",
        "empty array",
        "array",
        "null",
        "long array",
        "one invalid parameter",
        "two invalid parameters",
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_answer_is_refused(name: str, body: bytes, reason: str) -> None:
    assert refusal(name, body) == reason


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_cut_short_anywhere_is_refused(name: str) -> None:
    body = json.dumps(GOOD[name]).encode()
    reasons = {refusal(name, body[:length]) for length in range(1, len(body))}

    assert all(reason.startswith("it is not JSON, or only a part of it: ") for reason in reasons)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("name", NAMES)
def test_a_number_json_does_not_have_is_refused(name: str, constant: str) -> None:
    body = json.dumps({**GOOD[name], "more": float(constant)}).encode()

    assert refusal(name, body) == (
        f"it is not JSON, or only a part of it: {constant} is not a number of JSON"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_another_encoding_is_refused(name: str, encoding: str) -> None:
    body = json.dumps({**GOOD[name], "more": "Éamon Ó Dálaigh"}, ensure_ascii=False)

    assert refusal(name, body.encode(encoding)).startswith("it is not JSON, or only a part of it: ")


# The two box scores of V2 are of one shape.
@pytest.mark.parametrize("name", [name for name in NAMES if name not in V2_BOXES])
def test_an_answer_of_another_endpoint_is_refused(name: str) -> None:
    assert {other for other in NAMES if is_accepted(other, GOOD[name])} == {name}


# About games


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("1022500007", "1022500007 is not a game of the NBA: it starts with 10"),
        (22400007, "'22400007' is not a game id"),
        (None, "'None' is not a game id"),
        ("", "'' is not a game id"),
    ],
    ids=["WNBA", "integer", "null", "empty"],
)
@pytest.mark.parametrize("name", OF_GAMES)
def test_an_answer_about_no_game_of_the_nba_is_refused(
    name: str, told: object, reason: str
) -> None:
    assert refusal(name, about_game(name, told)) == reason


@pytest.mark.parametrize("name", OF_GAMES)
def test_a_game_of_another_season_is_refused(name: str) -> None:
    assert refusal(name, GOOD[name], season=Season(2023)) == "it is about 2024-25, not 2023-24"


@pytest.mark.parametrize("status", [1, 2, None])
def test_a_game_that_is_not_final_is_refused_as_such(status: int | None) -> None:
    v3 = changed("boxscoresummaryv3", lambda root: root.update(gameStatus=status))
    v2 = with_row("boxscoresummaryv2", GAME_STATUS_ID=status)

    for name, answer in (("boxscoresummaryv3", v3), ("boxscoresummaryv2", v2)):
        with pytest.raises(GameNotFinal) as refused:
            judged(name, answer)
        assert refused.value.message == (
            f"game {GAME} is not final (its status is {status}, final is 3)"
        )
        assert refused.value.hint == "ask again when it is over"


@pytest.mark.parametrize("root", [None, [], "text", 7])
@pytest.mark.parametrize("name", V3)
def test_an_answer_without_its_root_is_refused(name: str, root: object) -> None:
    answer = {**GOOD[name], V3[name].root: root}

    assert refusal(name, answer) == f"it has no {V3[name].root}, so it is no answer of {name}"


@pytest.mark.parametrize("team", ["homeTeam", "awayTeam"])
@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("boxscoresummaryv3", "periods"),
        ("boxscoretraditionalv3", "players"),
        ("boxscoreadvancedv3", "players"),
    ],
)
def test_an_answer_that_lacks_a_team_is_refused(name: str, listed: str, team: str) -> None:
    no_team = changed(name, lambda root: root.update({team: None}))
    no_list = changed(name, lambda root: root[team].update({listed: None}))

    assert refusal(name, no_team) == f"it lacks a team, or a team's {listed}"
    assert refusal(name, no_list) == f"it lacks a team, or a team's {listed}"


# Rightly empty or not


@pytest.mark.parametrize("name", BOXES)
def test_a_cancelled_box_score_is_accepted_with_its_reason(name: str) -> None:
    assert judged(name, cancelled(name)) == AcceptedAnswer(DOCUMENTS[name], CANCELLED)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: root["awayTeam"].update(players=[]),
        lambda root: root["awayTeam"].update(teamId=0, players=[]),
        lambda root: (root["homeTeam"].update(players=[]), root["awayTeam"].update(players=[])),
        lambda root: root.update(cancelled_root(), homeTeamId=0),
        lambda root: root.update(cancelled_root(), awayTeamId=None),
    ],
    ids=[
        "one team without players",
        "one team cancelled",
        "both teams there without players",
        "no home team scheduled",
        "no away team scheduled",
    ],
)
@pytest.mark.parametrize("name", BOXES)
def test_another_empty_box_score_is_refused(name: str, change: Callable[[Json], object]) -> None:
    assert refusal(name, changed(name, change)) == (
        f"it has a team without players for game {GAME}"
    )


@pytest.mark.parametrize("game_id", ["0029500007", "0027600007"])
def test_no_events_before_1996_97_are_accepted_with_their_reason(game_id: str) -> None:
    document = Document("playbyplayv3", GameId(game_id).season, game_id)

    assert judged("playbyplayv3", no_events(game_id)) == AcceptedAnswer(document, BEFORE_EVENTS)


def test_no_events_of_a_cancelled_game_are_accepted_with_their_reason() -> None:
    accepted = judged("playbyplayv3", no_events(GAME), is_cancelled=lambda game: str(game) == GAME)

    assert accepted == AcceptedAnswer(DOCUMENTS["playbyplayv3"], CANCELLED)


@pytest.mark.parametrize("game_id", [GAME, "0029600007"])
def test_no_events_without_a_reason_are_refused(game_id: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        judged("playbyplayv3", no_events(game_id), is_cancelled=lambda game: str(game) != game_id)
    assert refused.value.message == (
        f"it has no events for game {game_id}, which is not known to be cancelled"
    )
    assert refused.value.hint == (
        "the box score of the game first: an unplayed or blocked game looks the same here"
    )


@pytest.mark.parametrize("actions", [None, {}, "many"])
def test_events_that_are_no_list_are_refused(actions: object) -> None:
    answer = changed("playbyplayv3", lambda root: root.update(actions=actions))

    assert refusal("playbyplayv3", answer) == "it has no list of actions"


# Result sets


@pytest.mark.parametrize("name", RESULT_SETS)
def test_an_answer_without_rows_is_refused(name: str) -> None:
    answer = changed(name, lambda result_set: result_set.update(rowSet=[]))

    assert refusal(name, answer) == f"its result set {RESULT_SETS[name].name} has no rows"


@pytest.mark.parametrize(
    "spoil",
    [lambda row: row[:-1], lambda row: [*row, 0], lambda _: [], lambda row: {"row": row}],
    ids=["short", "long", "empty", "object"],
)
@pytest.mark.parametrize("name", RESULT_SETS)
def test_a_row_that_does_not_fit_the_headers_is_refused(
    name: str, spoil: Callable[[list[object]], object]
) -> None:
    answer = changed(name, lambda found: found["rowSet"].append(spoil(found["rowSet"][0])))

    assert refusal(name, answer) == (
        f"its result set {RESULT_SETS[name].name} has a row that does not fit its headers"
    )


@pytest.mark.parametrize("name", RESULT_SETS)
def test_an_answer_that_lacks_a_column_is_refused(name: str) -> None:
    shape = RESULT_SETS[name]

    def reasons() -> list[str]:
        return [refusal(name, renamed(name, column)) for column in shape.columns]

    assert reasons() == [f"its result set {shape.name} lacks {column}" for column in shape.columns]


@pytest.mark.parametrize("part", ["headers", "rowSet"])
@pytest.mark.parametrize("name", RESULT_SETS)
def test_a_result_set_without_its_parts_is_refused(name: str, part: str) -> None:
    answer = changed(name, lambda result_set: result_set.pop(part))

    assert refusal(name, answer) == (
        f"its result set {RESULT_SETS[name].name} has no headers or no rowSet"
    )


@pytest.mark.parametrize("sets", [None, [], {}, "text", [{"name": "Other"}], [None]])
@pytest.mark.parametrize("name", RESULT_SETS)
def test_an_answer_without_its_result_set_is_refused(name: str, sets: object) -> None:
    answer = {**GOOD[name], "resultSets": sets}

    assert refusal(name, answer) == f"it has no result set {RESULT_SETS[name].name}"


@pytest.mark.parametrize("name", [name for name in RESULT_SETS if RESULT_SETS[name].entity_column])
def test_rows_about_more_than_one_entity_are_refused(name: str) -> None:
    column = RESULT_SETS[name].entity_column
    other = "0022400008" if name in OF_GAMES else 7
    answer = changed(
        name,
        lambda found: found["rowSet"].append(
            with_row(name, **{column: other})["resultSets"][0]["rowSet"][0]
        ),
    )

    assert refusal(name, answer) == f"its rows are about more than one {column}"


@pytest.mark.parametrize("told", ["Lanterns", None, "", -1])
@pytest.mark.parametrize("name", ["commonteamroster", "teaminfocommon", "commonplayerinfo"])
def test_an_answer_about_no_team_or_player_is_refused(name: str, told: object) -> None:
    answer = with_row(name, **{RESULT_SETS[name].entity_column: told})

    assert refusal(name, answer) == f"{str(told)!r} is no id of a team or player"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("GAME_ID", "1022400007", "1022400007 is not a game of the NBA: it starts with 10"),
        ("GAME_DATE", "OCT 22, 2024", ""),
    ],
)
def test_a_list_with_an_unreadable_game_is_refused(column: str, value: object, reason: str) -> None:
    answer = with_row("leaguegamefinder", **{column: value})

    told = refusal("leaguegamefinder", answer)
    assert told.startswith(f"it lists a game that can't be read: {reason}")


# What it was asked with


@pytest.mark.parametrize(
    ("name", "param", "value", "wanted"),
    [
        ("leaguegamefinder", "LeagueID", "10", "00"),
        ("leaguegamefinder", "PlayerOrTeam", "P", "T"),
        ("leaguegamefinder", "SeasonType", "Playoffs", ""),
        ("leaguegamefinder", "GtPts", 100, ""),
        ("commonallplayers", "IsOnlyCurrentSeason", 1, "0"),
        ("commonallplayers", "LeagueID", "10", "00"),
        ("commonteamroster", "LeagueID", "10", "00"),
        ("teaminfocommon", "SeasonType", "Playoffs", ""),
    ],
)
def test_an_answer_to_another_question_is_refused(
    name: str, param: str, value: object, wanted: str
) -> None:
    answer = deepcopy(GOOD[name])
    answer["parameters"][param] = value

    assert refusal(name, answer) == (
        f"it was asked for with {param}={value}, and hoopstat needs {param}={wanted}"
    )


def test_parameters_echoed_as_a_list_are_read_too() -> None:
    answer = {**GOOD["commonplayerinfo"], "parameters": [{"PlayerID": PLAYER}, {"LeagueID": "10"}]}

    assert refusal("commonplayerinfo", answer) == (
        "it was asked for with LeagueID=10, and hoopstat needs LeagueID=00"
    )


# Of another season


@pytest.mark.parametrize("name", ["leaguegamefinder", "commonallplayers"])
def test_a_list_of_another_season_is_refused(name: str) -> None:
    assert refusal(name, GOOD[name], season=Season(1999)) == "it is about 2024-25, not 1999-00"


@pytest.mark.parametrize(
    ("name", "told"), [("teaminfocommon", "2025-26"), ("commonteamroster", "2025")]
)
def test_a_team_of_another_season_is_refused(name: str, told: str) -> None:
    answer = with_row(name, **{RESULT_SETS[name].season_column: told})

    assert refusal(name, answer, season=SEASON) == "it is about 2025-26, not 2024-25"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("2024-26", "2024-26 is not a season: 2024 is followed by 2025"),
        (None, "'None' is not a season"),
        ("now", "'now' is not a season"),
    ],
)
@pytest.mark.parametrize("name", ["commonteamroster", "teaminfocommon"])
def test_an_answer_that_tells_no_season_is_refused(name: str, told: object, reason: str) -> None:
    answer = with_row(name, **{RESULT_SETS[name].season_column: told})

    assert refusal(name, answer, season=SEASON) == reason


@pytest.mark.parametrize("name", ["leaguegamefinder", "commonallplayers"])
def test_an_echoed_season_that_is_none_is_refused(name: str) -> None:
    answer = deepcopy(GOOD[name])
    answer["parameters"]["Season"] = "All Time"

    assert refusal(name, answer, season=SEASON) == "'All Time' is not a season"


def is_accepted(name: str, answer: Json) -> bool:
    try:
        judged(name, answer)
    except AnswerRefused:
        return False
    return True


def about_game(name: str, game_id: object) -> Json:
    if name in V3:
        return changed(name, lambda root: root.update(gameId=game_id))
    return with_row(name, GAME_ID=game_id)


def cancelled_root() -> Json:
    return teams({"teamId": 0, "players": []}, {"teamId": 0, "players": []})


def cancelled(name: str) -> Json:
    return changed(name, lambda root: root.update(cancelled_root()))


def no_events(game_id: str) -> Json:
    return changed("playbyplayv3", lambda root: root.update(gameId=game_id, actions=[]))


def renamed(name: str, column: str) -> Json:
    def change(result_set: Json) -> None:
        headers = result_set["headers"]
        headers[headers.index(column)] = "RENAMED"

    return changed(name, change)


def without_echo(name: str) -> Json:
    return {key: value for key, value in GOOD[name].items() if key != "parameters"}
