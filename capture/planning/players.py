"""The players of a capture: who they are is known once box scores and rosters are archived."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from capture.planning.owed import Failure, Renewal, missing_documents
from capture.planning.request import CaptureRequest
from lake.archive import RawArchive
from lake.commands import capture_command
from lake.documents import Document, RawVersion
from lake.endpoints import ROSTER, TRADITIONAL, Per
from lake.errors import AnswerRefused, Incomplete, RawObjectDamaged
from lake.instants import Clock, now
from lake.seasons import GameId

_READERS = 8


@dataclass(frozen=True)
class PlayerPlan:
    """What is owed about players, once each, however many games and seasons they are of.

    `unread` are the box scores and rosters that would name more of them: those that are not
    archived, or can't be read.
    """

    owed: tuple[Document, ...]
    missing: tuple[Document, ...]
    unread: tuple[Failure, ...] = ()


def plan_players(
    request: CaptureRequest,
    games: Sequence[GameId],
    archive: RawArchive,
    clock: Clock = now,
    refresh_since: datetime | None = None,
) -> PlayerPlan:
    """Work out what the players owe from what the archive holds; nothing is asked for.

    They are those of the archived box scores of the games, and of the archived rosters of the
    seasons; only those of the games if a person named games. `refresh_since` as of a season's
    plan.
    """
    at = clock()
    since = (refresh_since or at) if request.refresh else None
    unread: list[Failure] = []
    players = set(request.players)
    if not players:
        players.update(_read_all(_boxes(games, archive, unread), in_box, archive, unread))
        rosters = [] if request.games else _rosters(request, archive)
        players.update(_read_all(rosters, on_roster, archive, unread))
    owed = tuple(
        endpoint.document(str(player), None)
        for player in sorted(players)
        for endpoint in request.endpoints_per(Per.PLAYER)
    )
    missing = missing_documents(owed, request, archive, at, Renewal(since))
    return PlayerPlan(owed, missing, tuple(unread))


def in_box(body: bytes) -> list[int]:
    """Read the ids of everybody whom a traditional box score lists; nobody if it was cancelled."""
    box = json.loads(body)["boxScoreTraditional"]
    teams = (box["homeTeam"], box["awayTeam"])
    return [player["personId"] for team in teams for player in team["players"]]


def on_roster(body: bytes) -> list[int]:
    """Read the ids of the players of a team's roster; its coaches are another result set."""
    content = json.loads(body)
    sets = content.get("resultSets", content.get("resultSet"))
    found = {each["name"]: each for each in (sets if isinstance(sets, list) else [sets])}
    result_set = found["CommonTeamRoster"]
    column = result_set["headers"].index("PLAYER_ID")
    return [row[column] for row in result_set["rowSet"]]


def _boxes(
    games: Iterable[GameId], archive: RawArchive, unread: list[Failure]
) -> Iterator[RawVersion]:
    owed = [TRADITIONAL.document(str(game), None) for game in games]
    held = {
        document: version
        for season in {document.season for document in owed}
        for document, version in archive.newest_versions(TRADITIONAL.name, season).items()
    }
    for document in owed:
        if document in held:
            yield held[document]
        else:
            unread.append(Failure(document, _not_archived()))


def _rosters(request: CaptureRequest, archive: RawArchive) -> list[RawVersion]:
    return [
        version
        for season in request.seasons
        for version in archive.newest_versions(ROSTER.name, season).values()
    ]


def _read_all(
    versions: Iterable[RawVersion],
    read: Callable[[bytes], list[int]],
    archive: RawArchive,
    unread: list[Failure],
) -> Iterator[int]:
    """Several at a time: on S3 a season's box scores one after the other take a minute."""
    with ThreadPoolExecutor(_READERS) as pool:
        for found in pool.map(lambda version: _read_or_fail(version, read, archive), versions):
            if isinstance(found, Failure):
                unread.append(found)
            else:
                yield from found


def _read_or_fail(
    version: RawVersion, read: Callable[[bytes], list[int]], archive: RawArchive
) -> list[int] | Failure:
    try:
        return _read(version, read, archive)
    except (AnswerRefused, RawObjectDamaged) as error:
        return Failure(version.document, error)


def _read(
    version: RawVersion, read: Callable[[bytes], list[int]], archive: RawArchive
) -> list[int]:
    """Raises: RawObjectDamaged; AnswerRefused if a player's id is none."""
    try:
        players = read(archive.read(version).body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(version.document, repr(error)) from error
    strange = [player for player in players if type(player) is not int or player <= 0]
    if strange:
        raise _unreadable(version.document, repr(strange[0]))
    return players


def _unreadable(document: Document, found: str) -> AnswerRefused:
    return AnswerRefused(
        f"it names a player who can't be read: {found}",
        hint=capture_command(document, "--refresh"),
    )


def _not_archived() -> Incomplete:
    return Incomplete(
        "it is not archived, so the players of the game are not known",
        hint=f"the same command with {TRADITIONAL.name} among its --endpoints",
    )
