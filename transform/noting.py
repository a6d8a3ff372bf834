"""What a transform of a season tells while it works, and remembers for its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lake.errors import RawObjectDamaged
from lake.keys import published_key
from lake.seasons import Season
from lake.telemetry import Event, Level, Observer
from transform.drift import Drift, merge
from transform.judging import OnFailure
from transform.publish import Change, PublishedPartition


class SeasonNotes:
    """Events of one season; `on_failure` is what becomes of a game that fails a check."""

    def __init__(self, season: Season, on_failure: OnFailure, observer: Observer) -> None:
        self._season = season
        self._on_failure = on_failure
        self._observer = observer
        self._set_aside: dict[str, RawObjectDamaged] = {}
        self._drift: list[Drift] = []
        self.failed_tables: dict[str, str] = {}

    @property
    def set_aside(self) -> tuple[RawObjectDamaged, ...]:
        """List the raw objects that could not be used, in the order of their keys."""
        return tuple(error for _, error in sorted(self._set_aside.items()))

    def add_set_aside(self, errors: Iterable[RawObjectDamaged]) -> None:
        """An answer may be read twice, to date its game and to build from; it is told once."""
        for error in errors:
            if error.key not in self._set_aside:
                self._set_aside[error.key] = error
                fields = {"key": error.key, "hint": error.hint}
                self._note(Event("transform", "set_aside", str(error), Level.ERROR, fields))

    def add_drift(self, drifts: Iterable[Drift]) -> None:
        """Remember what documents and staging SQL do not agree on; it is told at the end."""
        self._drift += drifts

    def tell_drift(self) -> tuple[Drift, ...]:
        """Tell all of it, each kind once, and return it."""
        drifts = merge(self._drift)
        for drift in drifts:
            self._note(Event("transform", "drift", str(drift), Level.WARNING, drift.fields()))
        return drifts

    def add_failed_tables(self, failures: Mapping[str, str]) -> None:
        for table, why in failures.items():
            self.failed_tables[table] = why
            fields = {"table": table, "reason": why}
            message = f"the {table} of {self._season} fail: {why}"
            self._note(Event("transform", "table_failed", message, Level.ERROR, fields))

    def add_failures(self, failures: Mapping[str, str]) -> None:
        for game, why in failures.items():
            fields = {"game_id": game, "reason": why, "on_failure": self._on_failure.value}
            message = f"game {game} fails: {why}"
            self._note(Event("transform", "game_failed", message, Level.ERROR, fields))

    def add_partition(self, published: PublishedPartition) -> None:
        key = published_key(published.partition)
        shrinks = f": {len(published.shrinks)} games would lose rows" if published.shrinks else ""
        refused = published.change is Change.REFUSED
        self._note(
            Event(
                "transform",
                f"partition_{published.change}",
                f"{key}: {published.change}{shrinks}",
                Level.ERROR if refused else Level.INFO,
                {
                    "key": key,
                    "row_count": published.row_count,
                    "bytes": published.size_bytes,
                    "games_that_would_shrink": ",".join(published.shrinks),
                    "games_that_fail": ",".join(published.failing),
                },
            )
        )

    def _note(self, event: Event) -> None:
        self._observer.noted(event)
