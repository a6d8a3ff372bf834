"""What may happen to an archive between two transforms, one change after the other.

Three games of two months. The second one has no summary at first, so it is published under
month 00 until that comes; then a check fails on it, and then it is mended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lake.archive import RawArchive
from lake.keys import PUBLISHED, QUARANTINE
from lake.store import Store
from tests.invented import AWAY, CAPTURED_AT, HOME, Json, add_answer, archive_game, invented_game
from tests.people import archive_answer, roster, team_info
from tests.transform.published import FIRST, SECOND, THIRD, transform_one

DAYS = {FIRST: "2024-10-22", SECOND: "2024-10-30", THIRD: "2024-11-03"}
BOX, SUMMARY = "boxscoretraditionalv3", "boxscoresummaryv3"

Contents = dict[str, bytes]
"""Every object of a lake, or of a part of it, by key."""


def days_later(days: int) -> datetime:
    return CAPTURED_AT + timedelta(days=days)


def game(game_id: str) -> dict[str, Json]:
    return invented_game(game_id, game_date=DAYS[game_id])


def box_that_does_not_add_up(game_id: str) -> Json:
    """Tell a home team of one assist more than its players have."""
    box = game(game_id)[BOX]
    box["boxScoreTraditional"]["homeTeam"]["statistics"]["assists"] += 1
    return box


def _first(store: Store) -> None:
    archive = RawArchive(store)
    for game_id in (FIRST, THIRD):
        archive_game(store, game(game_id))
    unsummarized = game(SECOND)
    del unsummarized[SUMMARY]
    archive_game(store, unsummarized)
    for team in (HOME, AWAY):
        archive_answer(archive, roster("2024-25", team))
        archive_answer(archive, team_info("2024-25", team))


def _newer(store: Store) -> None:
    box = game(FIRST)[BOX]
    box["boxScoreTraditional"]["homeTeam"]["players"][0]["statistics"]["plusMinusPoints"] = 9
    add_answer(RawArchive(store), BOX, box, days_later(1))


def _moved(store: Store) -> None:
    add_answer(RawArchive(store), SUMMARY, game(SECOND)[SUMMARY], days_later(2))


def _held(store: Store) -> None:
    add_answer(RawArchive(store), BOX, box_that_does_not_add_up(SECOND), days_later(3))


def _released(store: Store) -> None:
    add_answer(RawArchive(store), BOX, game(SECOND)[BOX], days_later(4))


ARRIVALS: dict[str, Callable[[Store], None]] = {
    "first": _first,
    "newer": _newer,
    "moved": _moved,
    "held": _held,
    "released": _released,
}


@dataclass(frozen=True)
class Change:
    """A whole lake to be transformed, and what it is once that is done, undisturbed."""

    old: Contents
    new: Contents


def make_changes(store: Store) -> dict[str, Change]:
    """Let everything arrive in an empty lake, with a transform after each arrival."""
    made = {}
    for name, arrive in ARRIVALS.items():
        arrive(store)
        old = contents(store)
        transform_one(store)
        made[name] = Change(old, contents(store))
    return made


def contents(store: Store, *prefixes: str) -> Contents:
    """Read every object, or those under some prefixes."""
    return {key: store.get(key).body for prefix in prefixes or ("",) for key in store.list(prefix)}


def made_of(store: Store) -> Contents:
    """Read all that transforms made."""
    return contents(store, PUBLISHED, QUARANTINE)


def fill(store: Store, objects: Contents) -> None:
    for key, body in objects.items():
        store.put(key, body)


def differing(found: Contents, expected: Contents) -> list[str]:
    """Name what is missing, too much or not the same."""
    return sorted(
        key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)
    )
