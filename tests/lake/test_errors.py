from __future__ import annotations

import re

import pytest

from lake import errors
from lake.errors import (
    AccessDenied,
    AnswerRefused,
    ApiBlocks,
    ApiBusy,
    CriticalError,
    EmptyAnswer,
    ErrorKind,
    GameNotFinal,
    HoopstatError,
    Incomplete,
    LakeBusy,
    LakeUnavailable,
    LeaseHeld,
    LeaseLost,
    NoAnswer,
    NoSuchDocument,
    NotArchived,
    ObjectChanged,
    ObjectExists,
    ObjectMissing,
    PermanentError,
    RawObjectDamaged,
    SilentEndpoint,
    StateDamaged,
    TimedOut,
    TransientError,
    UsageError,
)

BRANCH = re.compile(r"(?P<indent>[│ ]*)[├└]── (?P<name>\w+) +(?:(?P<exit_code>\d)  )?")


def drawn_tree() -> dict[str, tuple[str, int]]:
    """Read the module's drawing: each class with its parent and its exit code."""
    drawn: dict[str, tuple[str, int]] = {}
    ancestors = ["HoopstatError"]
    for branch in BRANCH.finditer(errors.__doc__ or ""):
        depth = len(branch["indent"]) // 4
        parent = ancestors[depth]
        exit_code = int(branch["exit_code"]) if branch["exit_code"] else drawn[parent][1]
        drawn[branch["name"]] = (parent, exit_code)
        ancestors[depth + 1 :] = [branch["name"]]
    return drawn


def real_tree() -> dict[str, tuple[str, int]]:
    return {
        error.__name__: (error.__base__.__name__, error.exit_code)
        for error in vars(errors).values()
        if isinstance(error, type)
        and issubclass(error, HoopstatError)
        and error is not HoopstatError
        and error.__base__
    }


def test_the_drawn_tree_is_the_real_one() -> None:
    assert drawn_tree() == real_tree()


@pytest.mark.parametrize(
    ("kind", "of_kind"),
    [
        (ErrorKind.TRANSIENT, [TransientError, NoAnswer, TimedOut, ApiBusy, ApiBlocks]),
        (
            ErrorKind.PERMANENT,
            [
                PermanentError,
                AnswerRefused,
                AccessDenied,
                EmptyAnswer,
                NoSuchDocument,
                SilentEndpoint,
                GameNotFinal,
                RawObjectDamaged,
                NotArchived,
                StateDamaged,
                Incomplete,
            ],
        ),
        (
            ErrorKind.CRITICAL,
            [
                HoopstatError,
                UsageError,
                CriticalError,
                LakeUnavailable,
                LakeBusy,
                LeaseHeld,
                LeaseLost,
                ObjectExists,
                ObjectMissing,
                ObjectChanged,
            ],
        ),
    ],
)
def test_an_error_is_of_one_kind(kind: ErrorKind, of_kind: list[type[HoopstatError]]) -> None:
    assert {error.kind for error in of_kind} == {kind}


def test_an_error_is_told_with_its_key() -> None:
    error = ObjectMissing("there is no such object", hint="look", key="raw/a")

    assert str(error) == "there is no such object [raw/a]"
    assert (error.message, error.hint, error.key) == ("there is no such object", "look", "raw/a")


def test_an_error_without_a_key_is_told_by_its_message() -> None:
    assert str(UsageError("no lake", hint="--lake DIR")) == "no lake"
    assert UsageError("no lake", hint="--lake DIR").key == ""
