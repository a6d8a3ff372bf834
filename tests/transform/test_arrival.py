"""Whatever arrives when, and however many transforms there are: the same bytes in the end.

Only the shrink gate looks back. Where an older truth had more rows its file stays until less is
accepted, so the events that a newer answer has fewer of may be refused in between, and nothing
else; the last transform accepts less.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lake.archive import RawArchive
from lake.duck import DuckSettings
from lake.keys import RAW
from lake.local_store import LocalStore
from lake.store import Store
from lake.telemetry import Observer
from replay.stat_correction import correct_box
from tests.invented import AWAY, HOME, add_answer, archive_game, body, invented_finder
from tests.people import archive_answer, player_info, roster, team_info
from tests.transform.changes import (
    BOX,
    DAYS,
    SUMMARY,
    Contents,
    box_that_does_not_add_up,
    contents,
    days_later,
    differing,
    fill,
    game,
    made_of,
)
from tests.transform.published import FIRST, SECOND, THIRD, transform_one
from transform.request import TransformRequest
from transform.run import transform
from transform.season_run import SeasonTransform

EVENTS = "playbyplayv3"
GENERATE_ONLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""Shrinking an example would take an hour."""


ANSWERS, MADE = 24, 31
ORDERS = st.permutations(range(ANSWERS))
STOPS = st.dictionaries(st.integers(1, ANSWERS), st.sampled_from((1, 2)), max_size=10)
"""After so many answers there is a transform, with so many threads."""


@dataclass(frozen=True)
class Arriving:
    """Every raw object that is to arrive, and what one transform makes of all of them."""

    answers: Contents = field(repr=False)
    made: Contents = field(repr=False)


Spoil = Callable[[Store, str], object]


def lose(store: Store, key: str) -> None:
    store.delete(key)


def empty(store: Store, key: str) -> None:
    store.put(key, b"")


def overwrite(store: Store, key: str) -> None:
    store.put(key, b"PAR1 no Parquet PAR1")


def cut_off(store: Store, key: str) -> None:
    body = store.get(key).body
    store.put(key, body[: len(body) // 2])


SPOILING: tuple[Spoil, ...] = (lose, empty, overwrite, cut_off)


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Arriving:
    store = LocalStore(tmp_path_factory.mktemp("everything") / "lake")
    archive = RawArchive(store)
    for game_id in DAYS:
        archive_game(store, game(game_id))
    corrected = json.loads(correct_box(BOX, body(game(FIRST)[BOX])))
    shorter, moved = game(SECOND)[EVENTS], game(SECOND)[SUMMARY]
    shorter["game"]["actions"].pop()
    moved["boxScoreSummary"]["gameEt"] = "2024-11-02T19:30:00Z"
    add_answer(archive, BOX, box_that_does_not_add_up(FIRST), days_later(1))
    add_answer(archive, BOX, corrected, days_later(2))
    add_answer(archive, EVENTS, shorter, days_later(1))
    add_answer(archive, SUMMARY, moved, days_later(1))
    add_answer(archive, BOX, box_that_does_not_add_up(THIRD), days_later(1))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", DAYS.items()))
    for team in (HOME, AWAY):
        archive_answer(archive, roster("2024-25", team))
        archive_answer(archive, team_info("2024-25", team))
    archive_answer(archive, player_info(HOME.players[0].person_id))
    archive_answer(archive, player_info(AWAY.inactives[0].person_id))
    answers = contents(store, RAW)
    assert transform_one(store).refused == ()
    made = made_of(store)
    assert (len(answers), len(made)) == (ANSWERS, MADE)
    return Arriving(answers, made)


@contextmanager
def fresh_lake() -> Iterator[LocalStore]:
    with tempfile.TemporaryDirectory() as folder:
        yield LocalStore(Path(folder) / "lake")


def transform_what_is_there(store: Store, threads: int, *, is_last: bool) -> None:
    """Biographies alone are of no season yet."""
    if RawArchive(store).seasons():
        settings = DuckSettings(threads=threads)
        request = TransformRequest(duck=settings, accept_shrink=is_last)
        (result,) = transform(store, request, Observer())
        assert_only_lost_events_are_refused(result)


def assert_only_lost_events_are_refused(result: SeasonTransform) -> None:
    refused = {(part.partition.table, part.shrinks) for part in result.refused}
    assert refused <= {("play_by_play", (SECOND,))}


def arrive(answers: Contents, order: Sequence[int], stops: Mapping[int, int]) -> Contents:
    """Let everything arrive in some order, with transforms after some of it and at the end."""
    keys = sorted(answers)
    with fresh_lake() as store:
        for count, number in enumerate(order, start=1):
            store.put(keys[number], answers[keys[number]])
            if count in stops and count < len(order):
                transform_what_is_there(store, stops[count], is_last=False)
        transform_what_is_there(store, stops.get(len(order), 1), is_last=True)
        return made_of(store)


@settings(max_examples=2, deadline=None, phases=GENERATE_ONLY)
@given(order=ORDERS, stops=STOPS)
def test_the_order_of_arrival_does_not_change_a_byte(
    season: Arriving, order: Sequence[int], stops: Mapping[int, int]
) -> None:
    assert differing(arrive(season.answers, order, stops), season.made) == []


@pytest.mark.slow
@settings(max_examples=12, deadline=None, phases=GENERATE_ONLY)
@given(order=ORDERS, stops=STOPS)
def test_many_orders_of_arrival_do_not_change_a_byte(
    season: Arriving, order: Sequence[int], stops: Mapping[int, int]
) -> None:
    assert differing(arrive(season.answers, order, stops), season.made) == []


@settings(max_examples=3, deadline=None, phases=GENERATE_ONLY)
@given(spoilt=st.dictionaries(st.integers(0, MADE - 1), st.sampled_from(SPOILING), min_size=1))
def test_what_was_made_is_mended_whatever_becomes_of_it(
    season: Arriving, spoilt: Mapping[int, Spoil]
) -> None:
    keys = sorted(season.made)
    with fresh_lake() as store:
        fill(store, season.answers | season.made)
        for number, spoil in spoilt.items():
            spoil(store, keys[number])
        transform_one(store)
        assert differing(made_of(store), season.made) == []
