"""The one error tree.

HoopstatError                     what was done, to which key, and a hint
├── UsageError                    2  the command or its settings make no sense
├── CriticalError                 5  going on is pointless
│   ├── LakeUnavailable              the lake is denied, missing or full
│   │   └── LakeBusy                 it does not answer, or has trouble of its own
│   ├── LeaseHeld                    another capture works on the lake
│   └── LeaseLost                    another capture has taken the lake over
├── TransientError                4  the API may answer later
│   ├── NoAnswer                     refused, reset, broken off
│   │   └── TimedOut                 no answer in time
│   ├── ApiBusy                      429, 500, 502, 503 or 504
│   └── ApiBlocks                    it answers nobody's requests, the control request neither
├── PermanentError                3  asking again gives the same
│   ├── AnswerRefused                no acceptable answer of its endpoint
│   │   ├── AccessDenied             status 403: blocked, or no such thing
│   │   ├── EmptyAnswer              nothing there for this entity, or silently blocked
│   │   │   ├── NoSuchDocument       status 404
│   │   │   └── SilentEndpoint       it had nothing for what it is known to have: not asked
│   │   └── GameNotFinal             an answer about a game that still runs or is to come
│   ├── RawObjectDamaged             an archived object is not what was archived
│   ├── NotArchived                  what is asked of the archive is not in it
│   ├── StateDamaged                 what a backfill keeps about itself can't be read
│   └── Incomplete                   the stage ended, something is still owed
├── ObjectExists                  5  the store holds that key already
├── ObjectMissing                 5  the store has no such key
└── ObjectChanged                 5  somebody replaced the object since it was read

The number is the exit code of a command that ends with this error.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class ErrorKind(StrEnum):
    """How a stage treats an error: try again, skip and report, or stop."""

    TRANSIENT = "transient"
    PERMANENT = "permanent"
    CRITICAL = "critical"


class HoopstatError(Exception):
    """An error a person can act on.

    `hint` completes "Try: ..."; `key` is the object it happened to, "" where there is none.
    """

    kind: ClassVar[ErrorKind] = ErrorKind.CRITICAL
    exit_code: ClassVar[int] = 5

    def __init__(self, message: str, *, hint: str, key: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.key = key

    def __str__(self) -> str:
        return f"{self.message} [{self.key}]" if self.key else self.message


class UsageError(HoopstatError):
    exit_code = 2


class CriticalError(HoopstatError):
    """A stage stops here."""


class LakeUnavailable(CriticalError):
    """The lake can't be read or written at all."""


class LakeBusy(LakeUnavailable):
    """The lake can't be reached now; in a while it may."""


class LeaseHeld(CriticalError):
    """Another capture works on this lake, and two would ask twice as often."""


class LeaseLost(CriticalError):
    """Another capture took this lake over, so this one must not ask any more."""


class TransientError(HoopstatError):
    kind = ErrorKind.TRANSIENT
    exit_code = 4


class NoAnswer(TransientError):
    """Nothing that could be read came back."""


class TimedOut(NoAnswer):
    """Nothing came back in time. stats.nba.com mostly blocks by hanging."""


class ApiBusy(TransientError):
    """The API said it can't answer now."""


class ApiBlocks(TransientError):
    """Block signals in a row, and a control request that told the same.

    `resume_at` is when asking again is worth a try.
    """

    def __init__(self, message: str, *, hint: str, resume_at: datetime) -> None:
        super().__init__(message, hint=hint)
        self.resume_at = resume_at


class PermanentError(HoopstatError):
    kind = ErrorKind.PERMANENT
    exit_code = 3


class AnswerRefused(PermanentError):
    """What came back is not an acceptable answer, so it is not archived."""


class AccessDenied(AnswerRefused):
    """The content network refuses this client, or this entity."""


class EmptyAnswer(AnswerRefused):
    """An answer with nothing in it. Only another one tells whether there truly is nothing."""


class NoSuchDocument(EmptyAnswer):
    """The API knows of no such thing; asking again gives the same."""


class SilentEndpoint(EmptyAnswer):
    """The endpoint answers with nothing whatever it is asked, so it was not asked."""


class GameNotFinal(AnswerRefused):
    """The game is scheduled or running; nothing is owed for it yet."""


class RawObjectDamaged(PermanentError):
    """The object fails its digest or can't be read."""


class NotArchived(PermanentError):
    """The archive has no answer to a document."""


class StateDamaged(PermanentError):
    """A checkpoint, a lease or a log is not what a capture writes."""


class Incomplete(PermanentError):
    """The stage did what it could; what is missing is named."""


class ObjectExists(HoopstatError):
    pass


class ObjectMissing(HoopstatError):
    pass


class ObjectChanged(HoopstatError):
    pass
