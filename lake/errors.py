"""The one error tree.

HoopstatError                     what was done, to which key, and a hint
├── UsageError                    2  the command or its settings make no sense
├── CriticalError                 5  going on is pointless
│   └── LakeUnavailable              the lake is denied, missing or full
├── TransientError                4  the API may answer later
│   ├── NoAnswer                     timed out, refused, broken off
│   └── ApiBusy                      429, 500, 502, 503 or 504
├── PermanentError                3  asking again gives the same
│   ├── AnswerRefused                no acceptable answer of its endpoint
│   │   ├── AccessDenied             status 403: blocked, or no such thing
│   │   └── GameNotFinal             an answer about a game that still runs or is to come
│   ├── RawObjectDamaged             an archived object is not what was archived
│   └── Incomplete                   the stage ended, something is still owed
├── ObjectExists                  5  the store holds that key already
├── ObjectMissing                 5  the store has no such key
└── ObjectChanged                 5  somebody replaced the object since it was read

The number is the exit code of a command that ends with this error.
"""

from __future__ import annotations

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


class TransientError(HoopstatError):
    kind = ErrorKind.TRANSIENT
    exit_code = 4


class NoAnswer(TransientError):
    """Nothing that could be read came back. stats.nba.com mostly blocks by hanging."""


class ApiBusy(TransientError):
    """The API said it can't answer now."""


class PermanentError(HoopstatError):
    kind = ErrorKind.PERMANENT
    exit_code = 3


class AnswerRefused(PermanentError):
    """What came back is not an acceptable answer, so it is not archived."""


class AccessDenied(AnswerRefused):
    """The content network refuses this client, or this entity."""


class GameNotFinal(AnswerRefused):
    """The game is scheduled or running; nothing is owed for it yet."""


class RawObjectDamaged(PermanentError):
    """The object fails its digest or can't be read."""


class Incomplete(PermanentError):
    """The stage did what it could; what is missing is named."""


class ObjectExists(HoopstatError):
    pass


class ObjectMissing(HoopstatError):
    pass


class ObjectChanged(HoopstatError):
    pass
