"""Games event by event: every count is what the events say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest

from replay.chance import Chance
from replay.invented.box import boxes_of
from replay.invented.events import HOME, NOBODY, Event, Kind, Stat
from replay.invented.outcome import PlayedGame, SideScore, minutes_in_seconds
from replay.invented.play import Contest, play_game
from replay.invented.season import InventedSeason
from replay.invented.told import Told

EVERY_30TH = slice(0, None, 30)


@pytest.fixture(scope="module")
def games(invented: InventedSeason) -> list[Told]:
    """Games from all over the season, and all that needed an overtime."""
    ids = [*list(invented.results)[EVERY_30TH], *_overtimes(invented)]
    return [invented.told(game_id) for game_id in dict.fromkeys(ids)]


def _overtimes(invented: InventedSeason) -> Iterator[str]:
    return (key for key, result in invented.results.items() if result.periods > 4)


class Count(NamedTuple):
    """A statistic of one player, by his place among his side's."""

    side: int
    player: int
    name: str


def counted(events: Sequence[Event]) -> Counter[Count]:
    """Sum the events up, without anything the court has counted."""
    counts: Counter[Count] = Counter()
    for event in events:
        for name, player, by in _statistics(event):
            counts[Count(event.side, player, name)] += by
    return counts


def _statistics(event: Event) -> Iterator[tuple[str, int, int]]:
    who = event.player
    if event.kind in (Kind.MADE_SHOT, Kind.MISSED_SHOT):
        yield from _shot(event)
    elif event.kind is Kind.FREE_THROW:
        made = int(event.counts[0] > 0)
        yield from (("fta", who, 1), ("ftm", who, made), ("pts", who, made))
    elif event.kind is Kind.STEAL:
        yield "stl", who, 1
    elif event.kind is Kind.BLOCK:
        yield "blk", who, 1
    elif event.kind is Kind.TURNOVER and who != NOBODY:
        yield "tov", who, 1
    elif event.kind is Kind.FOUL and event.detail != "Technical":
        yield "pf", who, 1


def _shot(event: Event) -> Iterator[tuple[str, int, int]]:
    made = int(event.kind is Kind.MADE_SHOT)
    yield from (("fga", event.player, 1), ("fgm", event.player, made))
    if event.value == 3:
        yield from (("fg3a", event.player, 1), ("fg3m", event.player, made))
    if made:
        yield "pts", event.player, event.value
        if event.other != NOBODY:
            yield "ast", event.other, 1


def test_a_players_line_is_the_sum_of_his_events(games: list[Told]) -> None:
    names = ("fgm", "fga", "fg3m", "fg3a", "ftm", "fta", "ast", "stl", "blk", "tov", "pf", "pts")
    for told in games:
        counts = counted(told.played.events)
        for number, side in enumerate(told.played.sides):
            for place, line in enumerate(side.lines):
                expected = {name: counts[Count(number, place, name)] for name in names}
                assert {name: getattr(line, name) for name in names} == expected


def test_rebounds_are_told_as_running_counts(games: list[Told]) -> None:
    for told in games:
        last: dict[tuple[int, int], tuple[int, ...]] = {}
        for event in told.played.events:
            if event.kind is Kind.REBOUND and event.player != NOBODY:
                before = last.get((event.side, event.player), (0, 0))
                assert sum(event.counts) == sum(before) + 1
                last[event.side, event.player] = event.counts
        for (side, player), counts in last.items():
            line = told.played.sides[side].lines[player]
            assert (line.oreb, line.dreb) == counts


def test_a_team_is_the_sum_of_its_players(games: list[Told]) -> None:
    for told in games:
        for side in told.played.sides:
            for name in Stat._fields:
                if name != "possessions":
                    assert sum(getattr(line, name) for line in side.lines) == getattr(
                        side.total, name
                    )


def test_the_score_runs_with_the_events_and_ends_with_a_winner(games: list[Told]) -> None:
    for told in games:
        points = [0, 0]
        for event in told.played.events:
            if event.kind is Kind.MADE_SHOT:
                points[event.side] += event.value
            elif event.kind is Kind.FREE_THROW and event.counts[0]:
                points[event.side] += 1
            assert [event.home, event.away] == points
        assert points == [side.total.pts for side in told.played.sides]
        assert points == [sum(side.periods) for side in told.played.sides]
        assert told.played.margin != 0


def test_an_overtime_is_played_only_when_the_teams_are_level(games: list[Told]) -> None:
    assert any(told.played.periods > 4 for told in games)
    for told in games:
        home, away = (side.periods for side in told.played.sides)
        for period in range(4, told.played.periods):
            assert sum(home[:period]) == sum(away[:period])


def test_players_play_all_the_time_there_is(games: list[Told]) -> None:
    for told in games:
        seconds = 5 * (48 + 5 * (told.played.periods - 4)) * 60
        for side in told.played.sides:
            assert sum(side.tenths) == 10 * seconds
            assert sum(minutes_in_seconds(side)) == seconds


def test_plus_minus_adds_up_to_five_times_the_margin(games: list[Told]) -> None:
    for told in games:
        for side, sign in zip(told.played.sides, (1, -1), strict=True):
            total = sum(side.plus_minus(place) for place in range(len(side.players)))
            assert total == 5 * sign * told.played.margin


def test_while_five_are_on_the_floor_the_team_does_all_it_does(games: list[Told]) -> None:
    for told in games:
        for side in told.played.sides:
            for name in Stat._fields:
                on_floor = sum(getattr(own, name) for own, _ in side.floor)
                assert on_floor == 5 * getattr(side.total, name)


def test_minutes_and_plus_minus_follow_from_the_substitutions(invented: InventedSeason) -> None:
    """Half of the first period is enough to replay: between periods no event tells of changes."""
    told = invented.told("0022400500")
    contest = Contest((told.selections[0].dressed, told.selections[1].dressed), (0, 0))
    changed = 0
    for number in range(30):
        played = play_game(contest, Chance("half a period", number), stop_in_period=1)
        assert not played.is_over
        changed += sum(event.kind is Kind.SUBSTITUTION for event in played.events)
        tenths, plus_minus = _replayed(played)
        for side, score in enumerate(played.sides):
            places = range(len(score.players))
            assert [tenths[side, place] for place in places] == list(score.tenths)
            assert [plus_minus[side, place] for place in places] == [
                score.plus_minus(place) for place in places
            ]
    assert changed > 30


def _replayed(played: PlayedGame) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]]:
    """Each player's tenths of a second and plus-minus, from the events alone."""
    on_floor = {0: set(range(5)), 1: set(range(5))}
    tenths: Counter[tuple[int, int]] = Counter()
    plus_minus: Counter[tuple[int, int]] = Counter()
    left, lead = 7200, 0
    for event in (*played.events, None):
        now = event.tenths if event else played.tenths_left
        margin = event.home - event.away if event else lead
        for side, places in on_floor.items():
            for place in places:
                tenths[side, place] += left - now
                plus_minus[side, place] += (margin - lead) * (1 if side == HOME else -1)
        left, lead = now, margin
        if event and event.kind is Kind.SUBSTITUTION:
            on_floor[event.side].remove(event.player)
            on_floor[event.side].add(event.other)
    return tenths, plus_minus


def test_who_was_taken_out_does_nothing_before_he_comes_back(games: list[Told]) -> None:
    """Within a period: between periods no event tells of changes."""
    for told in games:
        out: set[tuple[int, int]] = set()
        for event in told.played.events:
            who = {(event.side, event.player)}
            if event.kind is Kind.PERIOD_START:
                out.clear()
            elif event.kind is Kind.SUBSTITUTION:
                assert (event.side, event.player) not in out
                out.discard((event.side, event.other))
                out.add((event.side, event.player))
            elif event.kind is Kind.MADE_SHOT and event.other != NOBODY:
                who.add((event.side, event.other))
            if event.kind is not Kind.SUBSTITUTION:
                assert not who & out


def test_nobody_plays_on_with_six_fouls(games: list[Told]) -> None:
    for told in games:
        fouled_out: set[tuple[int, int]] = set()
        for event in told.played.events:
            who = (event.side, event.player)
            if event.kind in (Kind.MADE_SHOT, Kind.MISSED_SHOT, Kind.REBOUND, Kind.STEAL):
                assert who not in fouled_out
            if event.kind is Kind.FOUL and event.detail != "Technical" and event.counts[0] >= 6:
                fouled_out.add(who)


def test_the_clock_runs_down_in_every_period(games: list[Told]) -> None:
    for told in games:
        clocks: defaultdict[int, list[int]] = defaultdict(list)
        for event in told.played.events:
            clocks[event.period].append(event.tenths)
        assert list(clocks) == list(range(1, told.played.periods + 1))
        for period, tenths in clocks.items():
            assert tenths == sorted(tenths, reverse=True)
            assert (tenths[0], tenths[-1]) == (7200 if period <= 4 else 3000, 0)


def test_a_steal_and_a_block_share_the_number_of_what_they_end(games: list[Told]) -> None:
    for told in games:
        events = told.played.events
        for before, event in pairwise(events):
            if event.kind in (Kind.STEAL, Kind.BLOCK):
                cause = Kind.TURNOVER if event.kind is Kind.STEAL else Kind.MISSED_SHOT
                assert (before.kind, before.number) == (cause, event.number)
                assert before.side == 1 - event.side


def test_the_two_teams_have_about_as_many_possessions(games: list[Told]) -> None:
    """And about as many as Oliver's formula makes of the box score."""
    for told in games:
        home, away = (side.total for side in told.played.sides)
        assert abs(home.possessions - away.possessions) <= 2 + told.played.periods
        for side in told.played.sides:
            assert abs(side.total.possessions - _estimated_possessions(side)) <= 9


def _estimated_possessions(side: SideScore) -> float:
    total = side.total
    shots = total.fga + 0.44 * total.fta
    return shots - total.oreb + total.tov + side.team_turnovers


def test_everything_that_can_happen_happens(games: list[Told]) -> None:
    kinds = {event.kind for told in games for event in told.played.events}
    fouls = {
        event.detail for told in games for event in told.played.events if event.kind is Kind.FOUL
    }
    assert kinds == set(Kind)
    assert fouls == {
        "Personal", "Shooting", "Loose Ball", "Personal Take", "Technical", "Offensive"
    }  # fmt: skip


def test_starters_come_first_and_in_the_order_of_positions(games: list[Told]) -> None:
    for told in games:
        for box in boxes_of(told):
            assert [row.position for row in box.rows[:5]] == ["F", "F", "C", "G", "G"]
            assert {row.position for row in box.rows[5:]} == {""}
            tallest = max(row.player.height_inches for row in box.rows[:5])
            assert box.rows[2].player.height_inches == tallest
