"""The endpoints of stats.nba.com that hoopstat knows, as a table.

capture asks only for what stands here, replay serves it, staging reads it.
Source: saved requests and answers of 2024-2026; parameter names as the API spells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from lake.documents import WHOLE_SEASON, Document
from lake.errors import UsageError
from lake.seasons import FIRST_SEASON, GameId, Season


class Per(StrEnum):
    """What one request of an endpoint is for."""

    SEASON = "season"
    GAME = "game"
    TEAM = "team and season"
    PLAYER = "player"


class Content(StrEnum):
    """What a V3 document holds under its root."""

    SUMMARY = "summary"
    BOX = "box score"
    EVENTS = "events"


@dataclass(frozen=True)
class V3Shape:
    """`{"meta": ..., root: {"gameId": ..., ...}}`."""

    root: str
    content: Content


@dataclass(frozen=True)
class ResultSetsShape:
    """`{"parameters": ..., "resultSets": [{"name", "headers", "rowSet"}, ...]}`.

    `columns` are those that hoopstat can't do without in the result set `name`, which must have
    rows; `entity_column` and `season_column` tell what the rows are about.
    """

    name: str
    columns: tuple[str, ...]
    entity_column: str = ""
    season_column: str = ""


@dataclass(frozen=True)
class Endpoint:
    """One row of the table.

    `params` are all parameters but the entity's and the season's, at the only values hoopstat
    asks for; those in `may_omit` change nothing when a client leaves them out.
    `fresh_for` is None where an answer stays good for ever.
    `is_owed` tells whether a capture asks for it unless told otherwise.
    """

    name: str
    per: Per
    shape: V3Shape | ResultSetsShape
    params: Mapping[str, str] = field(default_factory=dict)
    may_omit: frozenset[str] = frozenset()
    first_season: Season = FIRST_SEASON
    fresh_for: timedelta | None = None
    is_owed: bool = False

    @property
    def entity_param(self) -> str:
        return {Per.GAME: "GameID", Per.TEAM: "TeamID", Per.PLAYER: "PlayerID", Per.SEASON: ""}[
            self.per
        ]

    @property
    def season_param(self) -> str:
        return "Season" if self.per in (Per.SEASON, Per.TEAM) else ""

    def document(self, entity: str, season: Season | None) -> Document:
        """Name the document about an entity.

        A game tells its season itself; a player has none.
        Raises: UsageError if the entity is none of its kind or a needed season is missing.
        """
        if self.per is Per.GAME:
            return Document(self.name, GameId(entity).season, entity)
        if self.per is Per.PLAYER:
            return Document(self.name, None, _number(entity))
        if season is None:
            raise UsageError(
                f"{self.name} is asked for by season, and none is given",
                hint="--season 2024-25",
            )
        return Document(
            self.name, season, WHOLE_SEASON if self.per is Per.SEASON else _number(entity)
        )

    def params_for(self, document: Document) -> dict[str, str]:
        """All parameters of the request for a document, in the order of their names."""
        params = dict(self.params)
        if self.entity_param:
            params[self.entity_param] = document.entity
        if self.season_param:
            params[self.season_param] = str(document.season)
        return dict(sorted(params.items()))


_WHOLE_GAME = {
    "EndPeriod": "0",
    "EndRange": "0",
    "RangeType": "0",
    "StartPeriod": "0",
    "StartRange": "0",
}
_WHOLE_GAME_EVENTS = {"EndPeriod": "0", "StartPeriod": "0"}
_NBA = {"LeagueID": "00"}

_FIRST_WITH_EVENTS = Season(1996)
"""Play-by-play and what is computed from it begin with 1996-97."""

# Every filter of leaguegamefinder, sent empty as the site itself does.
_FINDER_FILTERS = (
    "ActivePlayersOnly",
    "Conference",
    "DateFrom",
    "DateTo",
    "Division",
    "DraftNumber",
    "DraftRound",
    "DraftTeam",
    "DraftYear",
    "GameID",
    "Location",
    "Outcome",
    "PORound",
    "PlayerID",
    "RookieYear",
    "SeasonSegment",
    "SeasonType",
    "StarterBench",
    "TeamID",
    "VsConference",
    "VsDivision",
    "VsTeamID",
    "YearsExperience",
)

FINDER = Endpoint(
    name="leaguegamefinder",
    per=Per.SEASON,
    params={**_NBA, "PlayerOrTeam": "T", **dict.fromkeys(_FINDER_FILTERS, "")},
    shape=ResultSetsShape(
        "LeagueGameFinderResults",
        ("SEASON_ID", "TEAM_ID", "GAME_ID", "GAME_DATE", "WL"),
    ),
    fresh_for=timedelta(hours=12),
    is_owed=True,
)
SUMMARY = Endpoint(
    name="boxscoresummaryv3",
    per=Per.GAME,
    params=_NBA,
    may_omit=frozenset(_NBA),
    shape=V3Shape("boxScoreSummary", Content.SUMMARY),
    is_owed=True,
)
TRADITIONAL = Endpoint(
    name="boxscoretraditionalv3",
    per=Per.GAME,
    params=_WHOLE_GAME,
    may_omit=frozenset(_WHOLE_GAME),
    shape=V3Shape("boxScoreTraditional", Content.BOX),
    is_owed=True,
)
ADVANCED = Endpoint(
    name="boxscoreadvancedv3",
    per=Per.GAME,
    params=_WHOLE_GAME,
    may_omit=frozenset(_WHOLE_GAME),
    shape=V3Shape("boxScoreAdvanced", Content.BOX),
    first_season=_FIRST_WITH_EVENTS,
    is_owed=True,
)
PLAY_BY_PLAY = Endpoint(
    name="playbyplayv3",
    per=Per.GAME,
    params=_WHOLE_GAME_EVENTS,
    may_omit=frozenset(_WHOLE_GAME_EVENTS),
    shape=V3Shape("game", Content.EVENTS),
    first_season=_FIRST_WITH_EVENTS,
    is_owed=True,
)

ROSTER = Endpoint(
    name="commonteamroster",
    per=Per.TEAM,
    params=_NBA,
    shape=ResultSetsShape(
        "CommonTeamRoster",
        ("TeamID", "SEASON", "PLAYER", "PLAYER_ID"),
        entity_column="TeamID",
        season_column="SEASON",
    ),
    fresh_for=timedelta(days=1),
)
PLAYER_INFO = Endpoint(
    name="commonplayerinfo",
    per=Per.PLAYER,
    params=_NBA,
    may_omit=frozenset(_NBA),
    shape=ResultSetsShape(
        "CommonPlayerInfo", ("PERSON_ID", "DISPLAY_FIRST_LAST"), entity_column="PERSON_ID"
    ),
    fresh_for=timedelta(days=30),
)

_TABLE = (
    FINDER,
    SUMMARY,
    TRADITIONAL,
    ADVANCED,
    PLAY_BY_PLAY,
    Endpoint(
        name="commonallplayers",
        per=Per.SEASON,
        params={**_NBA, "IsOnlyCurrentSeason": "0"},
        shape=ResultSetsShape(
            "CommonAllPlayers", ("PERSON_ID", "DISPLAY_FIRST_LAST", "FROM_YEAR", "TO_YEAR")
        ),
        fresh_for=timedelta(days=1),
    ),
    ROSTER,
    Endpoint(
        name="teaminfocommon",
        per=Per.TEAM,
        params={**_NBA, "SeasonType": ""},
        shape=ResultSetsShape(
            "TeamInfoCommon",
            ("TEAM_ID", "SEASON_YEAR", "TEAM_CITY", "TEAM_NAME", "TEAM_ABBREVIATION"),
            entity_column="TEAM_ID",
            season_column="SEASON_YEAR",
        ),
        fresh_for=timedelta(days=1),
    ),
    PLAYER_INFO,
    Endpoint(
        name="boxscoretraditionalv2",
        per=Per.GAME,
        params=_WHOLE_GAME,
        may_omit=frozenset(_WHOLE_GAME),
        shape=ResultSetsShape(
            "PlayerStats", ("GAME_ID", "TEAM_ID", "PLAYER_ID", "FGM"), entity_column="GAME_ID"
        ),
    ),
    Endpoint(
        name="boxscoreadvancedv2",
        per=Per.GAME,
        params=_WHOLE_GAME,
        may_omit=frozenset(_WHOLE_GAME),
        shape=ResultSetsShape(
            "PlayerStats",
            ("GAME_ID", "TEAM_ID", "PLAYER_ID", "OFF_RATING"),
            entity_column="GAME_ID",
        ),
        first_season=_FIRST_WITH_EVENTS,
    ),
    Endpoint(
        name="boxscoresummaryv2",
        per=Per.GAME,
        shape=ResultSetsShape(
            "GameSummary",
            ("GAME_ID", "GAME_STATUS_ID", "HOME_TEAM_ID", "VISITOR_TEAM_ID"),
            entity_column="GAME_ID",
        ),
    ),
    Endpoint(
        name="playbyplayv2",
        per=Per.GAME,
        params=_WHOLE_GAME_EVENTS,
        may_omit=frozenset(_WHOLE_GAME_EVENTS),
        shape=ResultSetsShape(
            "PlayByPlay", ("GAME_ID", "EVENTNUM", "EVENTMSGTYPE"), entity_column="GAME_ID"
        ),
        first_season=_FIRST_WITH_EVENTS,
    ),
)

ENDPOINTS: Mapping[str, Endpoint] = {endpoint.name: endpoint for endpoint in _TABLE}

GAME_DOCUMENTS = tuple(row for row in _TABLE if row.per is Per.GAME and row.is_owed)
"""What is owed for a final game, in the order it is asked for: the summary tells whether the
game is final, the box score whether it was cancelled."""


def find_endpoint(name: str) -> Endpoint:
    """Look an endpoint up. Raises: UsageError if it is not in the table."""
    try:
        return ENDPOINTS[name]
    except KeyError as error:
        raise UsageError(
            f"{name!r} is no endpoint hoopstat knows", hint="one of " + ", ".join(ENDPOINTS)
        ) from error


def is_askable(document: Document) -> bool:
    """Tell whether some request is for a document: one of the table, about an entity of its kind.

    A game filed under another season than its own is not.
    """
    endpoint = ENDPOINTS.get(document.endpoint)
    try:
        return endpoint is not None and document == endpoint.document(
            document.entity, document.season
        )
    except UsageError:
        return False


def document_of_request(name: str, params: Mapping[str, str]) -> Document | None:
    """Tell which document a request is for.

    Empty parameters are as good as none. None if hoopstat knows no such endpoint, or the request
    asks for something else: one period only, another league, a filtered list.
    """
    endpoint = ENDPOINTS.get(name)
    if endpoint is None:
        return None
    given = {key: value for key, value in params.items() if value != ""}
    entity = given.pop(endpoint.entity_param, "")
    label = given.pop(endpoint.season_param, "") if endpoint.season_param else ""
    must = {key: value for key, value in endpoint.params.items() if value != ""}
    missing = must.keys() - given.keys() - endpoint.may_omit
    if missing or any(must.get(key) != value for key, value in given.items()):
        return None
    try:
        return endpoint.document(entity, Season.parse(label) if label else None)
    except UsageError:
        return None


def owed_documents(
    games: Iterable[GameId], endpoints: Sequence[Endpoint] = GAME_DOCUMENTS
) -> tuple[Document, ...]:
    """List what final games owe, game by game, each in the order of the table."""
    return tuple(
        endpoint.document(str(game), None)
        for game in games
        for endpoint in endpoints
        if game.season >= endpoint.first_season
    )


def finder_document(season: Season) -> Document:
    """Name the document that lists a season's games."""
    return Document(FINDER.name, season, WHOLE_SEASON)


_MOST_DIGITS = 10
"""Of the number of a team or a player."""


def _number(entity: str) -> str:
    if not entity.isascii() or not entity.isdigit() or len(entity) > _MOST_DIGITS:
        raise UsageError(
            f"{entity[:40]!r} is no id of a team or player", hint=f"at most {_MOST_DIGITS} digits"
        )
    return entity
