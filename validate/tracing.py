"""Tracing: the raw objects that a finding comes from, and the command that mends it.

The tables that a check reads name the endpoints they are made of; the key of a finding names the
game, the team or the player. Only what is kept of failing checks is traced, so that a validation
without findings asks the lake for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lake.archive import RawArchive
from lake.commands import Commands
from lake.documents import WHOLE_SEASON, Document, RawVersion
from lake.endpoints import (
    ENDPOINTS,
    FINDER,
    GAME_DOCUMENTS,
    PLAY_BY_PLAY,
    PLAYER_INFO,
    TRADITIONAL,
    Endpoint,
    Per,
)
from lake.errors import ObjectMissing, RawObjectDamaged, UsageError
from lake.keys import raw_key
from lake.seasons import GameId, Season
from lake.sql_files import SqlFile, load_folder
from validate.checks import Check, Mend
from validate.results import CheckResult, Finding

_ENDPOINT = "endpoint"
_OWED = "owed_documents"
_MOST_NAMED = 20
"""Of more games than these, a command names the season."""
_ENTITY_OF = {Per.GAME: "game_id", Per.TEAM: "team_id", Per.PLAYER: "player_id"}
_SUCCESSORS = {
    endpoint.name.removesuffix("v3") + "v2": endpoint.name for endpoint in GAME_DOCUMENTS
}
"""What is asked for now instead of what was retired."""
_MADE_OF: Mapping[str, tuple[str, ...]] = {
    "owed_biographies": (PLAYER_INFO.name,),
    "owed_team_answers": (),
    "box_and_events": (TRADITIONAL.name, PLAY_BY_PLAY.name),
    **dict.fromkeys(("request_log", "held_games", "read_objects"), ()),
    **dict.fromkeys(("owed_documents", "archived_documents", "published_documents"), ()),
    **dict.fromkeys(("owed_files", "published_files", "published_columns"), ()),
    **dict.fromkeys(("expected_columns", "stored_files", "null_values", "season_documents"), ()),
}
"""The endpoints that relations are made of which are no tables, and not of the list of games."""
_GAME_IDS = re.compile(r"\b00[1-6][0-9]{7}\b")
_NARROWEST = (Per.GAME, Per.PLAYER, Per.TEAM, Per.SEASON)


@dataclass
class Tracer:
    """`held` are the games in quarantine: what mends these is a newer answer.

    `limits` are the options that limit what is owed, of dates and types of games.
    Raises, in every operation: LakeUnavailable.
    """

    archive: RawArchive
    commands: Commands
    held: Collection[str] = ()
    limits: Sequence[str] = ()
    _newest: dict[tuple[str, Season | None], Mapping[Document, RawVersion]] = field(
        default_factory=dict
    )
    _tables: Mapping[str, SqlFile] = field(default_factory=lambda: load_folder("tables"))

    def trace(self, result: CheckResult) -> CheckResult:
        """Give each finding that is kept its raw objects and its command."""
        check = result.check
        findings = tuple(self._traced(check, finding) for finding in result.findings)
        if check.over == _OWED and check.mend is Mend.CAPTURE:
            commands = self._of_all_games(result)
            findings = tuple(
                replace(finding, mend=commands.get(finding.season, finding.mend))
                if finding.mend and finding.game_id not in self.held
                else finding
                for finding in findings
            )
        return replace(
            result,
            findings=findings,
            waived=tuple(
                replace(waived, finding=self._traced(check, waived.finding))
                for waived in result.waived
            ),
        )

    def _traced(self, check: Check, finding: Finding) -> Finding:
        looked_at = self._documents(self._endpoints(check, finding), finding)
        asked = self._documents(check.asks, finding)
        documents = asked or looked_at
        everything = dict.fromkeys((*looked_at, *asked))
        keys = [raw_key(version) for doc in everything if (version := self._version(doc))]
        if finding.game_id and finding.game_id in self.held:
            command = self._command(Mend.REFRESH, self._of_game(finding.game_id), finding)
        elif check.mend is Mend.TRANSFORM and any(map(self._is_damaged, documents)):
            # However often it is tried, nothing is built from what is damaged.
            command = self._command(Mend.REFRESH, documents, finding)
        else:
            command = self._command(check.mend, documents, finding)
        return replace(finding, raw_keys=tuple(keys), mend=command)

    def _of_all_games(self, result: CheckResult) -> dict[str, str]:
        """Ask for all that the games of a season are owed by one command, not for each document."""
        named = {*result.games, *(one.game_id for one in result.findings if one.game_id)}
        by_season: dict[str, list[str]] = {}
        for game in sorted(named):
            by_season.setdefault(str(GameId(game).season), []).append(game)
        return {season: self._captured(season, games) for season, games in by_season.items()}

    def _captured(self, season: str, games: Sequence[str]) -> str:
        scope = ["--games", ",".join(games)]
        if len(games) > _MOST_NAMED:
            scope = ["--season", season, *self.limits]
        return self.commands.typed("capture", *scope)

    def _of_game(self, game_id: str) -> list[Document]:
        return [endpoint.document(game_id, None) for endpoint in GAME_DOCUMENTS]

    def _is_damaged(self, document: Document) -> bool:
        version = self._version(document)
        if version is None:
            return False
        try:
            self.archive.read(version)
        except (ObjectMissing, RawObjectDamaged):
            return True
        return False

    def _documents(self, names: Iterable[str], finding: Finding) -> list[Document]:
        """List what a finding is about, of each of some endpoints."""
        found = (doc for name in names for doc in self._about(ENDPOINTS[name], finding))
        return list(dict.fromkeys(found))

    def _endpoints(self, check: Check, finding: Finding) -> list[str]:
        """Name the endpoints; a key that has one means that alone, a game's its own documents.

        What lacks something may lack it anywhere that its check looks.
        """
        if finding.key.get(_ENDPOINT) in ENDPOINTS:
            return [finding.key[_ENDPOINT]]
        relations = (check.over, *check.needs, *check.uses)
        named = list(dict.fromkeys(name for each in relations for name in self._sources(each)))
        of_game = [name for name in named if ENDPOINTS[name].per is Per.GAME]
        of_none = [name for name in named if name not in of_game]
        if not _games(finding):
            return of_none
        if check.mend is not Mend.CAPTURE:
            of_none = [name for name in of_none if name == FINDER.name]
        return [*(of_game or [endpoint.name for endpoint in GAME_DOCUMENTS]), *of_none]

    def _sources(self, relation: str) -> tuple[str, ...]:
        """What is neither a table nor named here is made of the list of games."""
        if relation in self._tables:
            return self._tables[relation].names("source")
        return _MADE_OF.get(relation, (FINDER.name,))

    def _about(self, endpoint: Endpoint, finding: Finding) -> Iterator[Document]:
        """What a key does not name, or names as none, is about nothing: a null, another kind."""
        entities: Sequence[str | None] = [
            finding.key.get(_ENTITY_OF.get(endpoint.per, "")) or finding.key.get("entity")
        ]
        if endpoint.per is Per.SEASON:
            entities = [WHOLE_SEASON]
        elif endpoint.per is Per.GAME and _games(finding):
            entities = _games(finding)
        for entity in entities:
            with suppress(UsageError):
                yield endpoint.document(entity or "", _season(finding))

    def _version(self, document: Document) -> RawVersion | None:
        where = (document.endpoint, document.season)
        if where not in self._newest:
            self._newest[where] = self.archive.newest_versions(*where)
        return self._newest[where].get(document)

    def _command(self, kind: Mend, documents: Sequence[Document], finding: Finding) -> str:
        if kind is Mend.NONE:
            return ""
        if kind is Mend.TRANSFORM:
            # A file that was damaged under a sound footer looks current, and is built by force.
            scope = ("--season", finding.season) if finding.season else ()
            return self.commands.typed("transform", *scope, "--force")
        archived = [doc for doc in documents if self._version(doc)]
        missing = [doc for doc in documents if doc not in archived and not _is_retired(doc)]
        if kind is Mend.CAPTURE and {doc.endpoint for doc in documents} == {FINDER.name}:
            named = ("--season", str(documents[0].season), *self.limits)
            return self.commands.typed("capture", *named)
        if kind is Mend.CAPTURE and missing:
            return self._capture(missing, [])
        asked = archived or missing
        return self._capture(asked, ["--refresh"] if archived else []) if asked else ""

    def _capture(self, documents: Sequence[Document], flags: Sequence[str]) -> str:
        """Ask for the narrowest of the documents: a player's, else a team's, else a season's."""
        per = min((ENDPOINTS[doc.endpoint].per for doc in documents), key=_NARROWEST.index)
        asked = [doc for doc in documents if ENDPOINTS[doc.endpoint].per is per]
        names = {_SUCCESSORS.get(doc.endpoint, doc.endpoint) for doc in asked}
        entities = ",".join(dict.fromkeys(doc.entity for doc in asked))
        scope = {Per.GAME: ("--games", entities), Per.PLAYER: ("--players", entities)}.get(
            per, ("--season", str(asked[0].season))
        )
        endpoints = ",".join(name for name in ENDPOINTS if name in names)
        return self.commands.typed("capture", *scope, "--endpoints", endpoints, *flags)


def _is_retired(document: Document) -> bool:
    return document.endpoint in _SUCCESSORS


def _games(finding: Finding) -> list[str]:
    """Name the games of a finding; where the key has none, they may stand in what was observed."""
    if "game_id" in finding.key:
        return [finding.key["game_id"]] if finding.key["game_id"] else []
    return _GAME_IDS.findall(finding.observed or "")


def _season(finding: Finding) -> Season | None:
    """Tell the season of a finding; a game says it itself."""
    try:
        if finding.game_id:
            return GameId(finding.game_id).season
        return Season.parse(finding.key.get("season") or finding.season)
    except UsageError:
        return None
