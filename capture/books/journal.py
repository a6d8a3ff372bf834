"""What a run leaves in the lake by the day: its requests, what went wrong, and how far it came."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from capture.asking.attempt import Attempt
from lake.documents import Document
from lake.errors import HoopstatError
from lake.instants import format_instant
from lake.keys import daily_progress_key, error_log_key, request_log_key
from lake.store import Store

Fields = Mapping[str, object]


class RequestLog:
    """Every request that was sent, in segments of some minutes; monitoring and checks read it."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._segments = 0
        self._waiting: dict[date, list[Fields]] = defaultdict(list)

    def add(self, attempt: Attempt) -> None:
        self._waiting[attempt.sent.sent_at.date()].append(_request_line(self._run_id, attempt))

    def flush(self) -> None:
        """Write what has waited. Raises: LakeUnavailable, and then it waits on."""
        for day in sorted(self._waiting):
            key = request_log_key(day, self._run_id, self._segments + 1)
            self._store.put(key, _json_lines(self._waiting[day]))
            self._segments += 1
            del self._waiting[day]


def _request_line(run_id: str, attempt: Attempt) -> Fields:
    return {
        "sent_at": format_instant(attempt.sent.sent_at),
        "run_id": run_id,
        "request_number": attempt.sent.request_number,
        **_named(attempt.document),
        "attempt": attempt.attempt,
        "outcome": attempt.outcome,
        "status": attempt.status,
        "elapsed_ms": attempt.elapsed_ms,
        "bytes": attempt.body_bytes,
        "delay_s": round(attempt.sent.delay_s, 6),
        "error": attempt.error,
    }


class ErrorLog:
    """What could not be captured, and what stopped the run; one object a day, written anew."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._lines: dict[date, list[Fields]] = defaultdict(list)
        self._unwritten: set[date] = set()

    def add(self, at: datetime, error: HoopstatError, document: Document | None = None) -> None:
        """`document` is None for an error that stops the run."""
        self._unwritten.add(at.date())
        self._lines[at.date()].append(
            {
                "at": format_instant(at),
                "run_id": self._run_id,
                **(_named(document) if document else {}),
                "kind": error.kind.value,
                "error": type(error).__name__,
                "message": str(error),
                "hint": error.hint,
            }
        )

    def flush(self) -> None:
        for day in sorted(self._unwritten):
            self._store.put(error_log_key(day, self._run_id), _json_lines(self._lines[day]))
        self._unwritten.clear()


class DailyProgress:
    """What a run did on each day it ran; one small object a day, written anew."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store = store
        self._run_id = run_id
        self._days: dict[date, _Day] = defaultdict(_Day)
        self._unwritten: set[date] = set()

    def attempted(self, attempt: Attempt) -> None:
        day = self._of(attempt.sent.sent_at)
        day.outcomes[attempt.outcome] += 1
        day.longest_delay_s = max(day.longest_delay_s, attempt.sent.delay_s)

    def game_completed(self, at: datetime) -> None:
        self._of(at).games_completed += 1

    def failed(self, at: datetime, document: Document) -> None:
        self._of(at).failed.add(document)

    def archived(self, at: datetime, document: Document, size_bytes: int) -> None:
        """One that failed before came after all, maybe on another day."""
        day = self._of(at)
        day.documents[document.endpoint] += 1
        day.bytes_archived += size_bytes
        for of_day, day in self._days.items():
            if document in day.failed:
                day.failed.remove(document)
                self._unwritten.add(of_day)

    def flush(self, at: datetime) -> None:
        for day in sorted(self._unwritten):
            progress = {
                "date": str(day),
                "run_id": self._run_id,
                "updated_at": format_instant(at),
                **self._days[day].fields(),
            }
            body = json.dumps(progress, ensure_ascii=False, indent=1).encode() + b"\n"
            self._store.put(daily_progress_key(day, self._run_id), body)
        self._unwritten.clear()

    def _of(self, at: datetime) -> _Day:
        self._unwritten.add(at.date())
        return self._days[at.date()]


class _Day:
    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.games_completed = 0
        self.failed: set[Document] = set()
        self.bytes_archived = 0
        self.longest_delay_s = 0.0

    def fields(self) -> Fields:
        return {
            "games_completed": self.games_completed,
            "documents_archived": dict(sorted(self.documents.items())),
            "documents_failed": len(self.failed),
            "bytes_archived": self.bytes_archived,
            "requests": dict(sorted(self.outcomes.items())),
            "longest_delay_s": round(self.longest_delay_s, 6),
        }


def _named(document: Document) -> Fields:
    return {
        "endpoint": document.endpoint,
        "season": str(document.season) if document.season else None,
        "entity": document.entity,
    }


def _json_lines(lines: Iterable[Fields]) -> bytes:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return gzip.compress(text.encode(), mtime=0)
