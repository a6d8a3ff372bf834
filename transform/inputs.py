"""The inputs of a season: the newest raw answer of each document, known from their keys alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lake.archive import RawArchive
from lake.documents import RawVersion
from lake.endpoints import ENDPOINTS, Per, is_askable
from lake.seasons import Season
from validate.results import Waiver
from validate.waivers import written

Versions = Mapping[str, RawVersion]
"""Newest answers by game, team or player."""


@dataclass(frozen=True)
class SeasonInputs:
    """By endpoint; `of_games` are asked for by game, `of_season` by season or team.

    Nothing here was read yet: an answer may turn out to be damaged. `waivers` are those in effect
    of the checks over the tables of games.
    """

    season: Season
    of_games: Mapping[str, Versions]
    of_season: Mapping[str, Versions]
    waivers: Sequence[Waiver] = ()

    def waivers_of(self, games: Collection[str]) -> list[str]:
        """Write the waivers that may be about some games: what is held back depends on them."""
        return [
            f"waived {written(waiver)}"
            for waiver in self.waivers
            if waiver.key.get("game_id") is None or waiver.key["game_id"] in games
        ]

    @property
    def games(self) -> frozenset[str]:
        """Every game the archive has anything of."""
        return frozenset().union(*self.of_games.values())

    @property
    def count(self) -> int:
        return sum(map(len, self.of_games.values())) + sum(map(len, self.of_season.values()))

    def select(self, endpoints: Iterable[str], games: Iterable[str]) -> dict[str, list[RawVersion]]:
        """List the answers of some endpoints about some games."""
        wanted = sorted(games)
        return {
            endpoint: [answers[game] for game in wanted if game in answers]
            for endpoint in endpoints
            if (answers := self.of_games.get(endpoint, {}))
        }


def read_inputs(
    archive: RawArchive,
    season: Season,
    endpoints: Sequence[str],
    as_of: datetime | None,
    waivers: Sequence[Waiver] = (),
) -> SeasonInputs:
    """List what a season can be built from, or could be at an instant.

    Keys that no request stands for, such as a game filed under another season, are left out;
    `hoopstat verify` names them.
    Raises: LakeUnavailable.
    """
    of_games: dict[str, Versions] = {}
    of_season: dict[str, Versions] = {}
    for endpoint in endpoints:
        per = ENDPOINTS[endpoint].per
        if per is Per.PLAYER:
            continue
        answers = newest_answers(archive, endpoint, season, as_of)
        (of_games if per is Per.GAME else of_season)[endpoint] = answers
    return SeasonInputs(season, of_games, of_season, waivers)


def newest_answers(
    archive: RawArchive, endpoint: str, season: Season | None, as_of: datetime | None
) -> dict[str, RawVersion]:
    """Find the newest answers of an endpoint by what they are about."""
    found = archive.newest_versions(endpoint, season, as_of)
    return {document.entity: version for document, version in found.items() if is_askable(document)}
