"""A small invented game, told in the documents of stats.nba.com.

A script of possessions writes the events, and every number of the box scores is summed from them,
so the documents agree with each other. Nobody and nothing in it exists.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lake.archive import RawArchive
from lake.endpoints import V3Shape, find_endpoint
from lake.raw_object import Capture, RawObject
from lake.seasons import Season
from lake.store import Store

Json = dict[str, Any]

CAPTURED_AT = datetime(2025, 1, 16, 5, 15, 2, 123000, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    person_id: int
    first_name: str
    family_name: str
    position: str = ""
    jersey: str = ""

    @property
    def plain_name(self) -> str:
        """The family name as events tell it, in ASCII."""
        return unicodedata.normalize("NFKD", self.family_name).encode("ascii", "ignore").decode()

    def fields(self, keys: str) -> Json:
        """What a document says of a person, in the order of the keys."""
        known = {
            "personId": self.person_id,
            "name": f"{self.first_name} {self.family_name}",
            "nameI": f"{self.first_name[0]}. {self.family_name}",
            "firstName": self.first_name,
            "familyName": self.family_name,
            "position": self.position,
            "jerseyNum": self.jersey,
        }
        return {key: known[key] for key in keys.split()}


@dataclass(frozen=True)
class Team:
    """`players` are five starters, two substitutes and one who does not play."""

    team_id: int
    city: str
    name: str
    tricode: str
    players: tuple[Person, ...]
    inactives: tuple[Person, ...]

    @property
    def fields(self) -> Json:
        names = {"teamCity": self.city, "teamName": self.name, "teamTricode": self.tricode}
        return {"teamId": self.team_id, **names}


def _players(first_id: int, names: str) -> tuple[Person, ...]:
    named = [name.split() for name in names.split(", ")]
    positions = ("F", "F", "C", "G", "G", "", "", "")
    return tuple(
        Person(first_id + number, first, family, position)
        for number, ((first, family), position) in enumerate(zip(named, positions, strict=True))
    )


_HOME_PLAYERS = (
    "Ansel Fernwick, Bram Oxlade, Ciro Páleš, Dov Quillon, Eero Tamsin, "
    "Finn O'Dray, Gus Marlpine, Hal Winterbee"
)
_AWAY_PLAYERS = (
    "Ivo Stellan, Jory Pebblebrook, Kit Ambersand, Lars Nettlefold, Milo Thistlewood, "
    "Nils Arcambal, Otto Grebewell, Perrin Skylark"
)
_HOME_INACTIVES = (
    Person(9910009, "Quent", "Mossgrave", jersey="00  "),
    Person(9910010, "Rory", "Fennimoor", jersey="7   "),
)
_AWAY_INACTIVES = (Person(9920009, "Silas", "Yarrowby", jersey="    "),)
OFFICIALS = (
    Person(9930001, "Tilda", "Umberfield", jersey="61  "),
    Person(9930002, "Vera", "Wexcombe", jersey="8   "),
    Person(9930003, "Xan", "Zellwood", jersey="00  "),
)
_PLAYERS = (_players(9910001, _HOME_PLAYERS), _players(9920001, _AWAY_PLAYERS))
HOME = Team(1610619901, "Granite Bay", "Lanterns", "GBL", _PLAYERS[0], _HOME_INACTIVES)
AWAY = Team(1610619902, "Port Saffron", "Herons", "PSH", _PLAYERS[1], _AWAY_INACTIVES)
_SIDES = {"homeTeam": HOME, "awayTeam": AWAY}


def invented_game(
    game_id: str = "0022400001", *, overtimes: int = 0, game_date: str = "2024-10-22"
) -> dict[str, Json]:
    """Tell one game in its four documents, by endpoint; other ids give other numbers."""
    script = _Script(int(game_id[-5:]))
    for period in range(1, 5 + overtimes):
        script.play_period(period, is_last=period == 4 + overtimes)
    start = {"gameId": game_id, "awayTeamId": AWAY.team_id, "homeTeamId": HOME.team_id}
    events = {"gameId": game_id, "videoAvailable": 1, "actions": script.actions}
    told = {
        "boxscoresummaryv3": _summary(game_id, script, game_date),
        "boxscoretraditionalv3": start | _boxes(script, _traditional),
        "boxscoreadvancedv3": start | _boxes(script, _advanced),
        "playbyplayv3": events,
    }
    meta = {"version": 1, "request": f"http://nba.cloud/games/{game_id}", "time": "2025-01-15T21Z"}
    return {name: {"meta": meta, _root(name): content} for name, content in told.items()}


def invented_finder(
    season: str,
    games: Iterable[tuple[str, str]],
    *,
    final: bool = True,
    overtimes: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """List games, as (game_id, date), as leaguegamefinder does: two rows each, latest first.

    A cup final is at a neutral site, where both rows say "A @ B".
    """
    rows = []
    for game_id, day in sorted(games, key=lambda game: game[::-1], reverse=True):
        game = invented_game(game_id, overtimes=(overtimes or {}).get(game_id, 0))
        box = game["boxscoretraditionalv3"]["boxScoreTraditional"]
        for side, team in _SIDES.items():
            is_host = team is HOME and game_id[2] != "6"
            pair = "GBL vs. PSH" if is_host else "PSH @ GBL"
            names = [team.team_id, team.tricode, f"{team.city} {team.name}", game_id, day, pair]
            told = _listed(box[side]["statistics"]) if final else [None] * len(_LISTED)
            rows.append([f"{game_id[2]}{season[:4]}", *names, *told])
    headers = [*_NAMED.split(), *_LISTED]
    result_set = {"name": "LeagueGameFinderResults", "headers": headers, "rowSet": rows}
    return {
        "resource": "leaguegamefinder",
        "parameters": {"PlayerOrTeam": "T", "LeagueID": "00", "Season": season, "TeamID": None},
        "resultSets": [result_set],
    }


_NAMED = "SEASON_ID TEAM_ID TEAM_ABBREVIATION TEAM_NAME GAME_ID GAME_DATE MATCHUP"
_LISTED = {
    "WL": "",
    "MIN": "minutes",
    "PTS": "points",
    "FGM": "fieldGoalsMade",
    "FGA": "fieldGoalsAttempted",
    "FG_PCT": "fieldGoalsPercentage",
    "FG3M": "threePointersMade",
    "FG3A": "threePointersAttempted",
    "FG3_PCT": "threePointersPercentage",
    "FTM": "freeThrowsMade",
    "FTA": "freeThrowsAttempted",
    "FT_PCT": "freeThrowsPercentage",
    "OREB": "reboundsOffensive",
    "DREB": "reboundsDefensive",
    "REB": "reboundsTotal",
    "AST": "assists",
    "STL": "steals",
    "BLK": "blocks",
    "TOV": "turnovers",
    "PF": "foulsPersonal",
    "PLUS_MINUS": "plusMinusPoints",
}


def _listed(statistics: Json) -> list[object]:
    """A percentage without an attempt is null here, and 0 in the box score."""
    told = {column: statistics.get(name) for column, name in _LISTED.items()}
    told["WL"] = "W" if statistics["plusMinusPoints"] > 0 else "L"
    told["MIN"] = int(statistics["minutes"].partition(":")[0])
    for kind in ("FG", "FG3", "FT"):
        if not told[f"{kind}A"]:
            told[f"{kind}_PCT"] = None
    return list(told.values())


def cancelled(game_id: str) -> dict[str, Json]:
    """Tell a cancelled game: team ids outside, nobody and nothing inside, no summary."""
    told = invented_game(game_id)
    del told["boxscoresummaryv3"]
    for name, document in told.items():
        for key, value in document[_root(name)].items():
            if key in _SIDES:
                emptied = dict.fromkeys(value) | {"teamId": 0, "players": []}
                document[_root(name)][key] = emptied
    told["playbyplayv3"]["game"]["actions"] = []
    return told


def body(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def archive_game(
    store: Store, documents: Mapping[str, Json], captured_at: datetime = CAPTURED_AT
) -> None:
    for endpoint_name, document in documents.items():
        add_answer(RawArchive(store), endpoint_name, document, captured_at)


def add_answer(
    archive: RawArchive,
    endpoint_name: str,
    document: Mapping[str, Any],
    captured_at: datetime = CAPTURED_AT,
    *,
    elapsed_ms: int = 800,
    empty_reason: str | None = None,
) -> str:
    """Archive a document under the game or season it is about, unjudged; return its key."""
    endpoint = find_endpoint(endpoint_name)
    if isinstance(endpoint.shape, V3Shape):
        named = endpoint.document(document[endpoint.shape.root]["gameId"], None)
    else:
        named = endpoint.document("", Season.parse(document["parameters"]["Season"]))
    capture = Capture(
        params=endpoint.params_for(named),
        url=f"https://stats.nba.com/stats/{endpoint_name}",
        status=200,
        captured_at=captured_at,
        elapsed_ms=elapsed_ms,
        headers={"Content-Type": "application/json"},
        source="api",
        run_id="invented",
        empty_reason=empty_reason,
    )
    return archive.add(RawObject(named, capture, body(document)))


def _root(endpoint_name: str) -> str:
    shape = find_endpoint(endpoint_name).shape
    assert isinstance(shape, V3Shape)
    return shape.root


class _Kind(NamedTuple):
    """What an event of a kind is called, counts for its player, adds to the score, and says."""

    action_type: str
    sub_type: str
    counts: str
    points: int
    text: str


_TWO = "fieldGoalsAttempted"
_THREE = "fieldGoalsAttempted threePointersAttempted"
_FREE = "freeThrowsAttempted"
_OFFENSIVE = "reboundsTotal reboundsOffensive"
_DEFENSIVE = "reboundsTotal reboundsDefensive"
_REBOUND = "{name} REBOUND (Off:{reboundsOffensive} Def:{reboundsDefensive})"
_KINDS = {
    "two": _Kind("Made Shot", "Jump Shot", _TWO, 2, "{name} 16' Jump Shot ({points} PTS)"),
    "layup": _Kind("Made Shot", "Layup Shot", _TWO, 2, "{name} Layup ({points} PTS){assist}"),
    "three": _Kind("Made Shot", "Jump Shot", _THREE, 3, "{name} 24' 3PT ({points} PTS){assist}"),
    "missed two": _Kind("Missed Shot", "Jump Shot", _TWO, 0, "MISS {name} 16' Jump Shot"),
    "missed three": _Kind("Missed Shot", "Jump Shot", _THREE, 0, "MISS {name} 24' 3PT"),
    "foul": _Kind("Foul", "Shooting", "foulsPersonal", 0, "{name} S.FOUL (P{foulsPersonal}.T1)"),
    "free throw": _Kind("Free Throw", "Free Throw 1 of 2", _FREE, 1, "{name} Free Throw 1 of 2"),
    "missed free throw": _Kind(
        "Free Throw", "Free Throw 2 of 2", _FREE, 0, "MISS {name} Free Throw 2 of 2"
    ),
    "turnover": _Kind("Turnover", "Bad Pass", "turnovers", 0, "{name} Bad Pass Turnover (P1.T1)"),
    "steal": _Kind("", "", "steals", 0, "{name} STEAL ({steals} STL)"),
    "block": _Kind("", "", "blocks", 0, "{name} BLOCK ({blocks} BLK)"),
    "offensive rebound": _Kind("Rebound", "Unknown", _OFFENSIVE, 0, _REBOUND),
    "defensive rebound": _Kind("Rebound", "Unknown", _DEFENSIVE, 0, _REBOUND),
    "team rebound": _Kind("Rebound", "Unknown", "", 0, "{team} Rebound"),
    "timeout": _Kind("Timeout", "Regular", "", 0, "{team} Timeout: Regular (Full 1 Short 0)"),
}
_NO_SHOT = {"xLegacy": 0, "yLegacy": 0, "shotDistance": 0, "shotResult": "", "isFieldGoal": 0}
_NO_SCORE = {"scoreHome": "", "scoreAway": "", "pointsTotal": 0}
_NO_LABELS = {"seriesGameNumber": "", "gameLabel": "", "gameSubLabel": "", "seriesText": ""}
_PLACE = {"arenaCity": HOME.city, "arenaState": "ZZ", "arenaCountry": "US"}
_ARENA = {"arenaId": 990001, "arenaName": "Lantern House", **_PLACE}
_POSSESSIONS = (
    "us layup",
    "us missed two, them defensive rebound",
    "us three",
    "us turnover, them steal",
    "us missed three, us team rebound, us two",
    "them foul, us free throw, same missed free throw, them defensive rebound",
    "us two",
    "us missed two, them block, us offensive rebound, us layup",
    "us turnover, us timeout",
)
_TO_LEVEL = {1: "them foul, us free throw, same missed free throw", 2: "us two", 3: "us three"}


class _Script:
    """Writes the events of a game and keeps everybody's count, by person and statistic."""

    def __init__(self, seed: int) -> None:
        self.actions: list[Json] = []
        self.points: dict[Team, list[int]] = {HOME: [], AWAY: []}
        self.counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._turns = Counter({"possession": seed, HOME.name: seed, AWAY.name: seed + 3})
        self._on_court: dict[Team, list[Person]] = {}
        self._period = self._number = 0
        self._clock_s = self._counted_from_s = 0.0

    def total(self, people: Iterable[Person]) -> Counter[str]:
        total: Counter[str] = Counter()
        for person in people:
            total.update(self.counts[person.person_id])
        return total

    def play_period(self, period: int, *, is_last: bool) -> None:
        length_s, possessions = (720, 24) if period <= 4 else (300, 10)
        self._period, self._clock_s, self._counted_from_s = period, length_s, length_s
        for team, points in self.points.items():
            self._on_court[team] = list(team.players[:5])
            points.append(0)
        self._mark("start")
        for number in range(possessions):
            self._clock_s = length_s - 28.0 * number - 17
            if number == possessions // 2:
                self._substitute()
            self._turns["possession"] += 1
            possession = _POSSESSIONS[self._turns["possession"] % len(_POSSESSIONS)]
            self._play(possession, *((HOME, AWAY) if number % 2 else (AWAY, HOME)))
        self._clock_s = 8.4
        if period >= 4:
            self._settle(is_last=is_last)
        self._clock_s = 0.0
        self._mark("end")
        self._count_seconds()

    def _settle(self, *, is_last: bool) -> None:
        """End the game with a winner, or the period level where an overtime is to come."""
        while not is_last and (lead := self._lead()):
            behind, ahead = (AWAY, HOME) if lead > 0 else (HOME, AWAY)
            self._play(_TO_LEVEL[min(3, abs(lead))], behind, ahead)
        if is_last and not self._lead():
            self._play("us two", HOME, AWAY)

    def _lead(self) -> int:
        return sum(self.points[HOME]) - sum(self.points[AWAY])

    def _play(self, possession: str, us: Team, them: Team) -> None:
        team, player = us, us.players[0]
        for event in possession.split(", "):
            whose, name = event.split(" ", 1)
            if whose != "same":
                team = us if whose == "us" else them
                player = self._next(team)
            self._tell(_KINDS[name], team, player)

    def _tell(self, kind: _Kind, team: Team, player: Person) -> None:
        counts = self.counts[player.person_id]
        for statistic in kind.counts.split():
            counts[statistic] += 1
            counts[statistic.replace("Attempted", "Made")] += kind.points > 0
        fields = self._add_points(team, player, kind.points) if kind.points else {}
        if kind.action_type.endswith("Shot"):
            value = 3 if kind.counts == _THREE else 2
            fields |= {"xLegacy": -20, "yLegacy": 80 * value, "shotDistance": 8 * value}
            fields |= {"shotResult": kind.action_type.split()[0], "isFieldGoal": 1}
            fields["shotValue"] = value
        elif kind.counts == "blocks":
            fields["shotValue"] = 2
        words = {"name": player.plain_name, "team": team.name, "assist": self._assist(kind, team)}
        text = kind.text.format_map(defaultdict(int, {**counts, **words}))
        is_of_team = "{team}" in kind.text
        self._row(
            text, kind.action_type, kind.sub_type, team, None if is_of_team else player, **fields
        )

    def _assist(self, kind: _Kind, team: Team) -> str:
        if "{assist}" not in kind.text:
            return ""
        helper = self._next(team)
        self.counts[helper.person_id]["assists"] += 1
        return f" ({helper.plain_name} {self.counts[helper.person_id]['assists']} AST)"

    def _add_points(self, team: Team, scorer: Person, points: int) -> Json:
        self.points[team][-1] += points
        self.counts[scorer.person_id]["points"] += points
        for side, on_court in self._on_court.items():
            for player in on_court:
                self.counts[player.person_id]["for" if side is team else "against"] += points
        return self._score()

    def _score(self) -> Json:
        home, away = sum(self.points[HOME]), sum(self.points[AWAY])
        return {"scoreHome": str(home), "scoreAway": str(away), "pointsTotal": home + away}

    def _mark(self, kind: str) -> None:
        self._row(f"{kind.title()} of Period {self._period}", "period", kind, **self._score())

    def _substitute(self) -> None:
        """Bring a substitute for a starter, another pair each period, for the rest of it."""
        self._count_seconds()
        for team, on_court in self._on_court.items():
            place, comes = (self._period - 1) % 5, team.players[5 + self._period % 2]
            text = f"SUB: {comes.plain_name} FOR {on_court[place].plain_name}"
            self._row(text, "Substitution", "", team, on_court[place])
            on_court[place] = comes

    def _count_seconds(self) -> None:
        for player in (*self._on_court[HOME], *self._on_court[AWAY]):
            self.counts[player.person_id]["seconds"] += int(self._counted_from_s - self._clock_s)
        self._counted_from_s = self._clock_s

    def _next(self, team: Team) -> Person:
        self._turns[team.name] += 1
        return self._on_court[team][self._turns[team.name] % 5]

    def _row(
        self,
        description: str,
        action_type: str,
        sub_type: str,
        team: Team | None = None,
        player: Person | None = None,
        **fields: object,
    ) -> None:
        """Add an event: one of a team has its id in personId and 0 in teamId; a steal or a block
        has no type, and the number of its turnover or shot.
        """
        self._number += 2 if action_type else 0
        minutes, seconds = divmod(self._clock_s, 60)
        row: Json = {
            "actionNumber": self._number,
            "clock": f"PT{int(minutes):02d}M{seconds:05.2f}S",
            "period": self._period,
            "teamId": team.team_id if team and player else 0,
            "teamTricode": team.tricode if team and player else "",
            "personId": player.person_id if player else team.team_id if team else 0,
            "playerName": player.plain_name if player else "",
            "playerNameI": f"{player.first_name[0]}. {player.plain_name}" if player else "",
            **_NO_SHOT,
            **_NO_SCORE,
            "location": "" if team is None else "h" if team is HOME else "v",
            "description": description,
            "actionType": action_type,
            "subType": sub_type,
            "videoAvailable": 1,
            "shotValue": 0,
            "actionId": len(self.actions) + 1,
        }
        self.actions.append(row | fields)


def _summary(game_id: str, script: _Script, game_date: str) -> Json:
    """`gameEt` is the wall time of New York with a false Z."""
    wall_time = f"{game_date}T19:30:00"
    tip_off = datetime.fromisoformat(wall_time).replace(tzinfo=ZoneInfo("America/New_York"))
    return {
        "gameId": game_id,
        "gameCode": f"{game_date.replace('-', '')}/{AWAY.tricode}{HOME.tricode}",
        "gameStatus": 3,
        "gameStatusText": "Final",
        "period": len(script.points[HOME]),
        "gameClock": "PT00M00.00S",
        "gameTimeUTC": tip_off.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "gameEt": f"{wall_time}Z",
        "awayTeamId": AWAY.team_id,
        "homeTeamId": HOME.team_id,
        "duration": "2:07",
        "attendance": 12345,
        **_NO_LABELS,
        "isNeutral": False,
        "arena": _ARENA,
        "officials": [
            {
                **person.fields("personId name nameI firstName familyName jerseyNum"),
                "assignment": "",
            }
            for person in OFFICIALS
        ],
        **{side: _summary_team(team, script) for side, team in _SIDES.items()},
        "lastFiveMeetings": {"meetings": []},
        "gameSubtype": "",
    }


def _summary_team(team: Team, script: _Script) -> Json:
    keys = "personId firstName familyName jerseyNum"
    periods = enumerate(script.points[team], start=1)
    return {
        "teamId": team.team_id,
        "teamName": team.name,
        **team.fields,
        "score": sum(script.points[team]),
        "periods": [
            {
                "period": period,
                "periodType": "REGULAR" if period <= 4 else "OVERTIME",
                "score": points,
            }
            for period, points in periods
        ],
        "players": [person.fields(f"personId name nameI {keys[9:]}") for person in team.players],
        "inactives": [person.fields(keys) for person in team.inactives],
    }


class _Stint(NamedTuple):
    """A count, and what it is part of; `together` is 1 for a player, 5 for a whole team."""

    own: Counter[str]
    ours: Counter[str]
    theirs: Counter[str]
    together: int


def _boxes(script: _Script, statistics: Callable[[_Stint], Json]) -> Json:
    totals = {side: script.total(team.players) for side, team in _SIDES.items()}
    others = dict(zip(totals, reversed(totals.values()), strict=True))
    return {
        side: {
            **team.fields,
            "players": [
                {
                    **person.fields("personId firstName familyName nameI position"),
                    "comment": "" if counts else "DNP - Coach's Decision",
                    "jerseyNum": "",
                    "statistics": statistics(_Stint(counts, totals[side], others[side], 1)),
                }
                for person in team.players
                for counts in [script.counts[person.person_id]]
            ],
            "statistics": statistics(_Stint(totals[side], totals[side], others[side], 5)),
        }
        for side, team in _SIDES.items()
    }


def _traditional(stint: _Stint) -> Json:
    own = stint.own
    statistics: Json = {"minutes": _minutes(own)}
    for kind in ("fieldGoals", "threePointers", "freeThrows"):
        made, attempted = own[f"{kind}Made"], own[f"{kind}Attempted"]
        statistics |= {f"{kind}Made": made, f"{kind}Attempted": attempted}
        statistics |= {f"{kind}Percentage": _share(made, attempted)}
    counted = "reboundsOffensive reboundsDefensive reboundsTotal assists steals blocks turnovers"
    statistics |= {name: own[name] for name in f"{counted} foulsPersonal points".split()}
    return statistics | {"plusMinusPoints": (own["for"] - own["against"]) / stint.together}


def _advanced(stint: _Stint) -> Json:
    """A team's estimated ratings are five times too high, its estimated pace as much too low."""
    own, ours, theirs, together = stint
    time = own["seconds"] * 5 / together / ours["seconds"]
    possessions = _possessions(ours) * time
    counted = round(possessions) if together > 1 else possessions
    attack, defence = (_share(100 * own[k], counted * together, 1) for k in ("for", "against"))
    attempts = own["fieldGoalsAttempted"] + 0.44 * own["freeThrowsAttempted"]
    used = attempts + own["turnovers"]
    usage = _share(used, time * (_possessions(ours) + ours["reboundsOffensive"]))
    pace = _share(possessions * 2880 * together, own["seconds"], 2)
    offensive = ours["reboundsOffensive"] + theirs["reboundsDefensive"]
    defensive = ours["reboundsDefensive"] + theirs["reboundsOffensive"]
    turnovers = _share(100 * own["turnovers"], used + own["assists"], 1)
    effective = own["fieldGoalsMade"] + 0.5 * own["threePointersMade"]
    return {
        "minutes": _minutes(own),
        "estimatedOffensiveRating": round(attack * together, 1),
        "offensiveRating": attack,
        "estimatedDefensiveRating": round(defence * together, 1),
        "defensiveRating": defence,
        "estimatedNetRating": round((attack - defence) * together, 1),
        "netRating": round(attack - defence, 1),
        "assistPercentage": _share(own["assists"], ours["fieldGoalsMade"]),
        "assistToTurnover": _share(own["assists"], own["turnovers"], 2),
        "assistRatio": _share(100 * own["assists"], used + own["assists"], 1),
        "offensiveReboundPercentage": _share(own["reboundsOffensive"], offensive),
        "defensiveReboundPercentage": _share(own["reboundsDefensive"], defensive),
        "reboundPercentage": _share(own["reboundsTotal"], offensive + defensive),
        **({"estimatedTeamTurnoverPercentage": turnovers} if together > 1 else {}),
        "turnoverRatio": turnovers,
        "effectiveFieldGoalPercentage": _share(effective, own["fieldGoalsAttempted"]),
        "trueShootingPercentage": _share(own["points"], 2 * attempts),
        "usagePercentage": usage,
        "estimatedUsagePercentage": usage,
        "estimatedPace": round(pace / together, 2),
        "pace": pace,
        "pacePer40": round(pace * 40 / 48, 2),
        "possessions": float(round(possessions)),
        "PIE": _share(own["points"], ours["points"] + theirs["points"]),
    }


def _possessions(team: Counter[str]) -> float:
    attempts = team["fieldGoalsAttempted"] + 0.44 * team["freeThrowsAttempted"]
    return attempts - team["reboundsOffensive"] + team["turnovers"]


def _minutes(counts: Counter[str]) -> str:
    minutes, seconds = divmod(counts["seconds"], 60)
    return f"{minutes}:{seconds:02d}" if counts["seconds"] else ""


def _share(part: float, whole: float, digits: int = 3) -> float:
    return round(part / whole, digits) if whole else 0.0
