"""What a backfill remembers from run to run: the next checkpoint, out of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from capture.books.checkpoint import Checkpoint, FailedEntity, Statistics, new_backfill_id
from capture.books.progress import CaptureProgress, State
from capture.books.tally import Tally
from capture.planning.request import CaptureRequest
from lake.documents import Document
from lake.errors import HoopstatError
from lake.seasons import GameId, Season

ASKED_AGAIN_AFTER = timedelta(hours=12)

_SECONDS_PER_HOUR = 3600


class BackfillRecord:
    """`before` is the last checkpoint of the lake, None at the beginning of a backfill."""

    def __init__(
        self, before: Checkpoint | None, request: CaptureRequest, started_at: datetime
    ) -> None:
        self.before = before
        self._request = request
        self._started_at = started_at
        self._failures: dict[str, dict[Document, str]] = {}
        self._failed_at: dict[str, datetime] = {}
        self._mended: set[str] = set()
        self._refresh_since = self._begin_of_refresh()

    @property
    def refresh_since(self) -> datetime | None:
        """When the refresh began: one that was interrupted goes on. None without a refresh."""
        return self._refresh_since

    def claimed(self, season: Season) -> tuple[GameId, ...]:
        """The games that the last checkpoint calls complete."""
        return self.before.completed_games.get(season, ()) if self.before else ()

    def failed(self, at: datetime, document: Document, error: HoopstatError) -> None:
        """A document is still owed. A game, team or player counts once a run."""
        failures = self._failures.setdefault(_name(document), {})
        failures[document] = f"{document.endpoint}: {error.message}"
        self._failed_at[_name(document)] = at

    def archived(self, document: Document, *, is_last: bool) -> None:
        """A document came after all; the last one of those that its game lacked."""
        name = _name(document)
        failures = self._failures.get(name, {})
        failures.pop(document, None)
        if not failures:
            self._failures.pop(name, None)
        if is_last:
            self._mended.add(name)

    def checkpoint(self, at: datetime, progress: CaptureProgress, tally: Tally) -> Checkpoint:
        before = self.before
        completed = self._completed_games(tally)
        failed = self._failed_entities({str(game) for ids in completed.values() for game in ids})
        season, day = tally.current or (
            (before.current_season, before.current_date) if before else (None, None)
        )
        return Checkpoint(
            backfill_id=before.backfill_id if before else new_backfill_id(),
            start_time=before.start_time if before else self._started_at,
            last_checkpoint=at,
            request=self._request,
            progress=progress,
            current_season=season,
            current_date=day,
            completed_seasons=self._completed_seasons(tally),
            completed_games=completed,
            failed_games={name: failed[name] for name in sorted(failed) if _is_game(name)},
            failed_documents={name: failed[name] for name in sorted(failed) if not _is_game(name)},
            statistics=self._statistics(at, tally),
            refresh_since=self._refresh_since,
        )

    def _begin_of_refresh(self) -> datetime | None:
        if not self._request.refresh:
            return None
        before = self.before
        since = before.refresh_since if before and self._goes_on(before) else None
        return since or self._started_at

    def _goes_on(self, before: Checkpoint) -> bool:
        """Tell whether this is the refresh of before, which did not come to its end.

        One that lacked something at its end goes on for half a day, and then begins anew: what the
        API will never have must not keep it from that for ever.
        """
        if before.request != self._request or before.progress.state is State.FINISHED:
            return False
        is_recent = self._started_at - before.last_checkpoint <= ASKED_AGAIN_AFTER
        return is_recent or before.progress.state is not State.INCOMPLETE

    def _failed_entities(self, completed: set[str]) -> dict[str, FailedEntity]:
        """Those of this run, and those of before that nothing has mended since."""
        before = self.before
        known = {**before.failed_games, **before.failed_documents} if before else {}
        gone = self._mended | completed
        left = {name: entity for name, entity in known.items() if name not in gone}
        for name, failures in self._failures.items():
            times = known[name].retry_count if name in known else 0
            reasons = "; ".join(failures.values())
            left[name] = FailedEntity(reasons, times + 1, self._failed_at[name])
        return left

    def _completed_games(self, tally: Tally) -> Mapping[Season, tuple[GameId, ...]]:
        """What this run has looked up in the archive counts, for the rest the last checkpoint."""
        games = dict(self.before.completed_games) if self.before else {}
        games |= {season: tuple(sorted(of.completed)) for season, of in tally.seasons.items()}
        return {season: games[season] for season in sorted(games) if games[season]}

    def _completed_seasons(self, tally: Tally) -> tuple[Season, ...]:
        known = set(self.before.completed_seasons) if self.before else set()
        for season, of in tally.seasons.items():
            if of.is_complete:
                known.add(season)
            elif of.lacking:
                known.discard(season)
        return tuple(sorted(known))

    def _statistics(self, at: datetime, tally: Tally) -> Statistics:
        before = self.before.statistics if self.before else Statistics()
        games = before.total_games_processed + tally.games_completed
        running_s = before.running_seconds + (at - self._started_at).total_seconds()
        return Statistics(
            total_games_processed=games,
            total_api_calls=before.total_api_calls + tally.requests_sent,
            total_bytes_stored=before.total_bytes_stored + tally.bytes_archived,
            average_processing_rate=(
                round(games / running_s * _SECONDS_PER_HOUR, 3) if running_s else 0.0
            ),
            running_seconds=round(running_s, 3),
        )


def _name(document: Document) -> str:
    """A game's documents count as the game; others by what they are about."""
    return document.entity if document.is_of_game else str(document)


def _is_game(name: str) -> bool:
    return " " not in name
