"""What the text of an event says, in ASCII, as play-by-play does in both versions of the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from replay.invented.court import TIMEOUTS
from replay.invented.events import AWAY, HOME, NOBODY, REGULAR_PERIODS, Event, Kind
from replay.invented.names import to_ascii
from replay.invented.people import Person
from replay.invented.season import InventedSeason
from replay.invented.shots import all_kinds
from replay.invented.told import Told
from replay.invented.wall_clock import WallClock, clock_words

NOBODYS_NUMBER = 34
"""The person of a look at the replay has a number that is nobody's (this one in 0022400561)."""

_SHOTS = all_kinds()
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}
_FOULS = {
    "Personal": "P.FOUL",
    "Shooting": "S.FOUL",
    "Loose Ball": "L.B.FOUL",
    "Personal Take": "Personal Take Foul",
    "Technical": "T.FOUL",
    "Offensive": "OFF.Foul",
}
_SAID_TWICE = "Out of Bounds - Bad Pass Turnover"


@dataclass(frozen=True)
class Storyteller:
    """`names` are the players' of each side as events tell them, `nicknames` the teams'; the home
    team's is in upper case: "76ERS Rebound", but "Knicks Rebound".
    """

    names: tuple[Sequence[str], Sequence[str]]
    nicknames: tuple[str, str]
    officials: Sequence[Person]
    clock: WallClock

    def describe(self, event: Event) -> str:
        return _DESCRIBE[event.kind](self, event)

    def name(self, event: Event) -> str:
        return self.names[event.side][event.player]

    def nickname(self, event: Event) -> str:
        return self.nicknames[event.side]

    def official(self, event: Event) -> str:
        person = self.officials[event.official]
        return f"({person.first_name[0]}.{person.event_name})"

    def made_shot(self, event: Event) -> str:
        points, assists = event.counts
        helper = ""
        if event.other != NOBODY:
            helper = f" ({self.names[event.side][event.other]} {assists} AST)"
        return f"{self.name(event)} {_shot(event)} ({points} PTS){helper}"

    def missed_shot(self, event: Event) -> str:
        return f"MISS {self.name(event)} {_shot(event)}"

    def free_throw(self, event: Event) -> str:
        (points,) = event.counts
        if not points:
            return f"MISS {self.name(event)} {event.detail}"
        return f"{self.name(event)} {event.detail} ({points} PTS)"

    def rebound(self, event: Event) -> str:
        if event.player == NOBODY:
            return f"{self.nickname(event)} Rebound"
        offensive, defensive = event.counts
        return f"{self.name(event)} REBOUND (Off:{offensive} Def:{defensive})"

    def steal(self, event: Event) -> str:
        return f"{self.name(event)} STEAL ({event.counts[0]} STL)"

    def block(self, event: Event) -> str:
        return f"{self.name(event)} BLOCK ({event.counts[0]} BLK)"

    def turnover(self, event: Event) -> str:
        own, total = event.counts
        if event.player == NOBODY:
            what = event.detail.removesuffix(" Turnover")
            return f"{self.nickname(event)} Turnover: {what} (T#{total})"
        what = event.detail
        if not what.endswith("Turnover") or what == _SAID_TWICE:
            what += " Turnover"
        return f"{self.name(event)} {what} (P{own}.T{total})"

    def foul(self, event: Event) -> str:
        own, of_team, is_penalty = event.counts
        told = f"P{own}"
        if event.detail != "Offensive":
            told += ".PN" if is_penalty else f".T{of_team}"
        return f"{self.name(event)} {_FOULS[event.detail]} ({told}) {self.official(event)}"

    def substitution(self, event: Event) -> str:
        names = self.names[event.side]
        return f"SUB: {names[event.other]} FOR {names[event.player]}"

    def timeout(self, event: Event) -> str:
        used = TIMEOUTS - event.counts[0]
        word = "Full " if event.side == HOME else "Reg."
        return f"{self.nickname(event)} Timeout: Regular ({word}{used} Short 0)"

    def violation(self, event: Event) -> str:
        if event.player == NOBODY:
            return f"{self.nickname(event)} Violation: Delay of game Violation"
        return f"{self.name(event)} Violation:{event.detail} {self.official(event)}"

    def jump_ball(self, event: Event) -> str:
        (winner,) = event.counts
        jumpers = f"{self.names[HOME][event.player]} vs. {self.names[AWAY][event.other]}"
        return f"Jump Ball {jumpers}: Tip to {self.names[winner][event.third]}"

    def period_start(self, event: Event) -> str:
        return f"Start of {self._period_and_time(event)}"

    def period_end(self, event: Event) -> str:
        return f"End of {self._period_and_time(event)}"

    def replay(self, event: Event) -> str:
        return f"Instant Replay{self._period_and_time(event)}"

    def _period_and_time(self, event: Event) -> str:
        # The API says EST all year round.
        now = clock_words(self.clock.at(event.period, event.tenths))
        return f"{_period_words(event.period)} ({now} EST)"


def storyteller_of(season: InventedSeason, told: Told) -> Storyteller:
    home, away = told.selections
    return Storyteller(
        names=(event_names(home.dressed), event_names(away.dressed)),
        nicknames=(told.game.home.name.upper(), told.game.away.name),
        officials=season.officials(told.game),
        clock=season.clock(told.game),
    )


def event_names(players: Sequence[Person]) -> list[str]:
    """The names of a side's players in texts: two Mossdowns are Joz. Mossdown and Fid. Mossdown."""
    families = Counter(player.event_name for player in players)
    return [
        player.event_name
        if families[player.event_name] == 1
        else f"{to_ascii(player.first_name)[:3]}. {player.event_name}"
        for player in players
    ]


_DESCRIBE = {
    Kind.MADE_SHOT: Storyteller.made_shot,
    Kind.MISSED_SHOT: Storyteller.missed_shot,
    Kind.FREE_THROW: Storyteller.free_throw,
    Kind.REBOUND: Storyteller.rebound,
    Kind.STEAL: Storyteller.steal,
    Kind.BLOCK: Storyteller.block,
    Kind.TURNOVER: Storyteller.turnover,
    Kind.FOUL: Storyteller.foul,
    Kind.SUBSTITUTION: Storyteller.substitution,
    Kind.TIMEOUT: Storyteller.timeout,
    Kind.VIOLATION: Storyteller.violation,
    Kind.JUMP_BALL: Storyteller.jump_ball,
    Kind.PERIOD_START: Storyteller.period_start,
    Kind.PERIOD_END: Storyteller.period_end,
    Kind.REPLAY: Storyteller.replay,
}


def _shot(event: Event) -> str:
    """Tips and shots without a distance don't tell it."""
    distance = f"{event.distance_ft}' " if event.distance_ft else ""
    three = "3PT " if event.value == 3 else ""
    return f"{distance}{three}{_SHOTS[event.detail].text}"


def _period_words(period: int) -> str:
    if period <= REGULAR_PERIODS:
        return f"{_ORDINALS.get(period, f'{period}th')} Period"
    overtime = period - REGULAR_PERIODS
    return f"{_ORDINALS.get(overtime, f'{overtime}th')} OT"
