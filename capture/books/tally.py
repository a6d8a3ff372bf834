"""Counts what a capture has done and has left, game by game."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from capture.asking.attempt import Attempt
from capture.asking.pacer import Delay
from capture.books.progress import CaptureProgress, Recent, SeasonProgress, State
from capture.planning.plan import SeasonPlan
from lake.documents import Document
from lake.seasons import GameId, Season
from lake.telemetry import Level

MOST_RECENT = 5
_REQUESTS_OF_THE_RATE = 100
"""The rate is that of the last so many requests."""


@dataclass
class SeasonTally:
    """`asked` are the documents of each game that this capture still has to get, `lacking` those
    that the game owes whatever this capture is about; a game that has none is complete.
    """

    plan: SeasonPlan
    asked: dict[GameId, set[Document]]
    lacking: dict[GameId, set[Document]]
    documents_left: int
    completed: set[GameId] = field(default_factory=set)

    @property
    def progress(self) -> SeasonProgress:
        owed = len(self.plan.owed)
        return SeasonProgress(
            season=self.plan.season,
            games_owed=len(self.plan.games),
            games_complete=len(self.plan.games) - len(self.asked),
            documents_owed=owed,
            documents_archived=owed - self.documents_left,
        )

    @property
    def is_complete(self) -> bool:
        """Whether every game of the season that is final is complete, and none is to come."""
        games = set(self.plan.games)
        return self.plan.is_whole and bool(games) and games <= self.completed


class Tally:
    """What has happened in this run."""

    def __init__(self, run_id: str, started_at: datetime) -> None:
        self._run_id = run_id
        self._started_at = started_at
        self.stage = "what is owed"
        self.seasons: dict[Season, SeasonTally] = {}
        self.games_completed = 0
        self.current: tuple[Season, date | None] | None = None
        self.requests_sent = 0
        self.bytes_archived = 0
        self._requests_left = 0
        self._players_owed = self._players_left = 0
        self._outcomes: Counter[str] = Counter()
        self._documents_archived = 0
        self._failed: set[Document] = set()
        self._starts: deque[datetime] = deque(maxlen=_REQUESTS_OF_THE_RATE)
        self._recent: deque[Recent] = deque(maxlen=MOST_RECENT)

    def season_planned(self, plan: SeasonPlan, lacking: Mapping[GameId, set[Document]]) -> None:
        """`lacking` is of all games that could be complete; none of a game means that it is."""
        before = self.seasons.get(plan.season)
        self._requests_left -= before.documents_left if before else 0
        self._requests_left += len(plan.missing)
        self.seasons[plan.season] = SeasonTally(
            plan=plan,
            asked=_by_game(plan.missing),
            lacking={game: left for game, left in lacking.items() if left},
            documents_left=len(plan.missing),
            completed={game for game, left in lacking.items() if not left},
        )

    def players_planned(self, owed: int, missing: int) -> None:
        """Documents of players, who are of no season."""
        self._players_owed = owed
        self._players_left = missing
        self._requests_left += missing

    def expect(self, requests: int) -> None:
        """More is to be asked: lists of games, and what did not come at first."""
        self._requests_left += requests

    def attempted(self, attempt: Attempt) -> None:
        self.requests_sent += 1
        self._outcomes[attempt.outcome] += 1
        self._starts.append(attempt.sent.sent_at)

    def passed(self) -> None:
        """A planned document was not to be had."""
        self._requests_left -= 1

    def archived(self, document: Document, size_bytes: int) -> GameId | None:
        """Count a planned document; return its game if that is the last it was asked for."""
        self._requests_left -= 1
        self._failed.discard(document)
        self._documents_archived += 1
        self.bytes_archived += size_bytes
        if document.season is None:
            self._players_left -= 1
            return None
        season = self.seasons.get(document.season)
        if season is None:
            return None
        season.documents_left -= 1
        if not document.is_of_game:
            return None
        game = GameId(document.entity)
        if _strike(season.lacking, game, document):
            season.completed.add(game)
        if not _strike(season.asked, game, document):
            return None
        self.games_completed += 1
        self.current = (game.season, season.plan.dates.get(game))
        return game

    def failed(self, document: Document) -> None:
        self._failed.add(document)

    def note(self, at: datetime, level: Level, message: str) -> None:
        """Remember one of the last things that happened."""
        self._recent.append(Recent(at, level, message))

    def picture(
        self,
        state: State,
        at: datetime,
        delay: Delay,
        in_flight: int,
        resume_at: datetime | None = None,
    ) -> CaptureProgress:
        return CaptureProgress(
            run_id=self._run_id,
            state=state,
            stage=self.stage,
            started_at=self._started_at,
            at=at,
            seasons=tuple(tally.progress for _, tally in sorted(self.seasons.items())),
            players_owed=self._players_owed,
            players_archived=self._players_owed - self._players_left,
            requests_sent=self.requests_sent,
            requests_left=self._requests_left,
            requests_per_minute=self._rate(),
            in_flight=in_flight,
            delay_s=delay.seconds,
            delay_reason=delay.reason,
            off_peak_delay_s=delay.off_peak_s,
            not_before=delay.not_before,
            outcomes=dict(self._outcomes),
            documents_archived=self._documents_archived,
            documents_failed=len(self._failed),
            bytes_archived=self.bytes_archived,
            recent=tuple(self._recent),
            resume_at=resume_at,
        )

    def _rate(self) -> float:
        """Requests a minute; with several under way they end in another order than they start."""
        if len(self._starts) < 2:
            return 0.0
        span_s = (max(self._starts) - min(self._starts)).total_seconds()
        return 60 * (len(self._starts) - 1) / span_s if span_s else 0.0


def _by_game(documents: Iterable[Document]) -> dict[GameId, set[Document]]:
    by_game: dict[GameId, set[Document]] = defaultdict(set)
    for document in documents:
        if document.is_of_game:
            by_game[GameId(document.entity)].add(document)
    return by_game


def _strike(left: dict[GameId, set[Document]], game: GameId, document: Document) -> bool:
    """Take a document off a game's list; True once that was the last."""
    documents = left.get(game)
    if documents is None:
        return False
    documents.discard(document)
    if documents:
        return False
    del left[game]
    return True
