"""A game played possession by possession; what is likely is set here, in per mille."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from replay.invented.chance import Chance, weights
from replay.invented.court import LAST_MINUTE, REGULAR_PERIODS, Court, Side
from replay.invented.events import (
    AST,
    AWAY,
    BLK,
    DREB,
    FG3A,
    FG3M,
    FGA,
    FGM,
    FTA,
    FTM,
    HOME,
    NO_STATS,
    NOBODY,
    OREB,
    POSSESSIONS,
    STL,
    TOV,
    Event,
    Kind,
    Stat,
)
from replay.invented.people import Player
from replay.invented.shots import MIDDLE, RIM, THREE, Zone, choose_kind, choose_place, distance_ft

_LOSES_BALL = 131
_COMMON_FOUL = 74
_INTERRUPTION = 9
_OFFENSIVE_REBOUND = 252
_OUT_OF_BOUNDS = 105
_TECHNICAL = 5
_REPLAY = 6
_TIMEOUT = 42
_TIMEOUT_LATE = 150
_AT_RIM = 560
"""Of the shots for two."""
_HOME_EDGE = 5
_STOLEN = 585
_BREAKS_AFTER_STEAL = 520
_BREAKS_AFTER_REBOUND = 110
_PUTS_BACK = 330
_TRIES_LAST_SHOT = 600
_OFFICIALS = 3
_STATS = len(NO_STATS)

_LIVE_TURNOVERS = ("Bad Pass", "Lost Ball")
_DEAD_TURNOVERS = (
    "Out of Bounds - Bad Pass Turnover",
    "Offensive Foul Turnover",
    "Traveling",
    "Shot Clock Turnover",
    "Out of Bounds Lost Ball Turnover",
    "Step Out of Bounds Turnover",
    "3 Second Violation",
    "Backcourt Turnover",
    "8 Second Violation",
)
_DEAD_WEIGHTS = weights((30, 26, 18, 9, 12, 8, 4, 3, 2))
TEAM_TURNOVERS = frozenset({"Shot Clock Turnover", "8 Second Violation"})
_OFFENSIVE_FOUL = "Offensive Foul Turnover"
_REPLAYS = ("Support Ruling", "Overturn Ruling", "Coach Challenge Support Ruling")


@dataclass(frozen=True)
class Contest:
    """Who meets: the players of both sides, the starters first, and what sets the sides apart.

    `levels` are added to the per mille of each side's shots that fall.
    """

    players: tuple[tuple[Player, ...], tuple[Player, ...]]
    levels: tuple[int, int]


@dataclass(frozen=True)
class SideScore:
    """What a side did. `lines` by player; `floor` what both sides did while he was on.

    A player can have appeared for no time at all: for a free throw, or the last tenth of a second.
    """

    players: tuple[Player, ...]
    lines: tuple[Stat, ...]
    floor: tuple[tuple[Stat, Stat], ...]
    tenths: tuple[int, ...]
    appeared: tuple[bool, ...]
    total: Stat
    periods: tuple[int, ...]
    team_rebounds: int
    team_turnovers: int
    timeouts: int

    def plus_minus(self, place: int) -> int:
        own, other = self.floor[place]
        return own.pts - other.pts


@dataclass(frozen=True)
class PlayedGame:
    """`is_over` is False for a game that was left while it was running."""

    events: tuple[Event, ...]
    sides: tuple[SideScore, SideScore]
    tenths_left: int
    is_over: bool

    @property
    def periods(self) -> int:
        return len(self.sides[HOME].periods)

    @property
    def margin(self) -> int:
        return self.sides[HOME].total.pts - self.sides[AWAY].total.pts


def play_game(contest: Contest, chance: Chance, stop_in_period: int | None = None) -> PlayedGame:
    """Play a game to its end, with as many overtimes as it takes.

    With `stop_in_period` it is left half-way through that period.
    """
    return _Play(contest, chance).play(stop_in_period)


class _Play:
    def __init__(self, contest: Contest, chance: Chance) -> None:
        self.court = Court(*contest.players, chance)
        self.chance = chance
        self.levels = (contest.levels[HOME] + _HOME_EDGE, contest.levels[AWAY] - _HOME_EDGE)
        self.attacking = HOME
        self.first_attack = HOME

    def play(self, stop_in_period: int | None) -> PlayedGame:
        period = 0
        while period < REGULAR_PERIODS or self.court.margin == 0:
            period += 1
            self.play_period(period, until=None if period != stop_in_period else 3000)
            if period == stop_in_period:
                break
        self.court.close()
        return PlayedGame(
            tuple(self.court.events),
            (_score(self.court.sides[HOME]), _score(self.court.sides[AWAY])),
            self.court.tenths,
            is_over=period != stop_in_period,
        )

    def play_period(self, period: int, until: int | None) -> None:
        court = self.court
        if period > 1:
            court.substitute(is_told=False)
        court.open_period(period)
        if period == 1 or period > REGULAR_PERIODS:
            self.attacking = self.first_attack = self.jump_ball()
        else:
            # The side that lost the tip begins the second and third period, the other the last.
            self.attacking = self.first_attack ^ (period != REGULAR_PERIODS)
        self.forget()
        while court.tenths > (until or 0):
            self.attack()
        if until is None:
            court.tell(Kind.PERIOD_END)

    # A possession.

    def attack(self) -> None:
        """One possession, until the other side has the ball or time is up."""
        us = self.attacking
        tenths = self.time_to_act()
        put_back = False
        self.court.sides[us].totals[POSSESSIONS] += 1
        while self.court.tenths:
            if not self.court.advance(min(tenths, max(0, self.court.tenths - 1))):
                break
            if self.court.tenths <= 1 and not self.chance.happens(_TRIES_LAST_SHOT):
                self.court.advance(self.court.tenths)
                break
            again = self.act(us, is_put_back=put_back)
            if again is None:
                break
            tenths, put_back = again
        self.attacking = 1 - us

    def act(self, us: int, *, is_put_back: bool) -> tuple[int, bool] | None:
        """What the attack does; None if it ends with it, else the time to the next try, in tenths,
        and whether that puts a rebound back.
        """
        luck = self.chance.random() * 1000
        if is_put_back or self.court.is_fast_break:
            luck = luck / 8 if luck < _LOSES_BALL / 2 else 1000
        if luck < _LOSES_BALL:
            self.lose_ball(us)
            return None
        luck -= _LOSES_BALL
        if luck < _COMMON_FOUL:
            return None if self.common_foul(us) else (self.seconds(4, 12), False)
        luck -= _COMMON_FOUL
        if luck < _INTERRUPTION:
            return None if self.interrupt(us) else (self.seconds(3, 12), False)
        if self.shoot(us, is_put_back=is_put_back):
            return None
        put_back = self.chance.happens(_PUTS_BACK)
        return (self.seconds(0, 2) if put_back else self.seconds(4, 13)), put_back

    def time_to_act(self) -> int:
        if self.court.is_fast_break:
            return self.seconds(2, 6)
        return self.seconds(6, 20)

    def seconds(self, low: int, high: int) -> int:
        """A time in tenths: whole seconds, but in the last minute of a period."""
        if self.court.tenths > LAST_MINUTE:
            return 10 * self.chance.around(low, high)
        return self.chance.around(10 * low, 10 * high)

    def forget(self) -> None:
        """A possession starts anew."""
        court = self.court
        court.is_second_chance = court.is_fast_break = court.is_off_turnover = False

    # Shots.

    def shoot(self, us: int, *, is_put_back: bool) -> bool:
        """A shot, with what follows from it; True if the other side has the ball then."""
        court, chance = self.court, self.chance
        side = court.sides[us]
        lineup = side.rotation.lineup
        shooter = lineup.places[chance.weighted(lineup.shots)]
        skills = side.players[shooter].skills
        zone = self.choose_zone(skills.three_share, is_put_back=is_put_back)
        if chance.happens(zone.foul):
            return self.shooting_foul(us, shooter, zone.value)
        kind = choose_kind(zone, chance, is_put_back=is_put_back, is_fast_break=court.is_fast_break)
        x, y = choose_place(zone, chance)
        place = (x, y, distance_ft(x, y))
        court.count(us, shooter, FGA)
        if zone is THREE:
            court.count(us, shooter, FG3A)
        likely = zone.made + skills.touch + self.levels[us] + 40 * court.is_fast_break
        if not chance.happens(likely):
            court.tell(Kind.MISSED_SHOT, kind.sub_type, us, shooter, value=zone.value, place=place)
            if chance.happens(zone.blocked):
                self.block(1 - us, zone.value)
            return self.rebound(us)
        self.make(us, shooter, zone, kind.sub_type, place, can_be_assisted=not is_put_back)
        if chance.happens(zone.extra):
            self.personal_foul(1 - us, "Shooting", fouled=shooter)
            return self.free_throws(us, shooter, 1)
        self.pause(1 - us, is_dead=False)
        self.forget()
        return True

    def choose_zone(self, three_share: int, *, is_put_back: bool) -> Zone:
        if is_put_back:
            return RIM
        if self.court.is_fast_break:
            return RIM if self.chance.happens(720) else THREE
        if self.court.tenths < 2:
            return THREE
        if self.chance.happens(three_share):
            return THREE
        return RIM if self.chance.happens(_AT_RIM) else MIDDLE

    def make(
        self,
        us: int,
        shooter: int,
        zone: Zone,
        sub_type: str,
        place: tuple[int, int, int],
        *,
        can_be_assisted: bool,
    ) -> None:
        court = self.court
        court.count(us, shooter, FGM)
        if zone is THREE:
            court.count(us, shooter, FG3M)
        points = court.score(us, shooter, zone.value)
        helper, assists = NOBODY, 0
        if can_be_assisted and self.chance.happens(zone.assisted):
            helper = self.choose_helper(us, shooter)
            assists = court.count(us, helper, AST)
        court.tell(
            Kind.MADE_SHOT, sub_type, us, shooter, helper,
            value=zone.value, place=place, counts=(points, assists),
        )  # fmt: skip

    def choose_helper(self, us: int, shooter: int) -> int:
        lineup = self.court.sides[us].rotation.lineup
        while True:
            helper = lineup.places[self.chance.weighted(lineup.assists)]
            if helper != shooter:
                return helper

    def block(self, them: int, value: int) -> None:
        lineup = self.court.sides[them].rotation.lineup
        blocker = lineup.places[self.chance.weighted(lineup.blocks)]
        blocks = self.court.count(them, blocker, BLK)
        self.court.tell(Kind.BLOCK, "", them, blocker, value=value, counts=(blocks,))

    def rebound(self, us: int) -> bool:
        """After a miss of ours; True if the other side has the ball then."""
        court, chance = self.court, self.chance
        court.advance(min(self.seconds(0, 4), court.tenths))
        is_ours = chance.happens(_OFFENSIVE_REBOUND)
        who = us if is_ours else 1 - us
        if court.tenths == 0:
            self.team_rebound(us)
            return True
        if chance.happens(_OUT_OF_BOUNDS):
            self.team_rebound(who)
            self.pause(who, is_dead=True)
        else:
            self.player_rebound(who, is_ours=is_ours)
        if is_ours:
            court.is_second_chance, court.is_fast_break = True, False
        else:
            self.forget()
            court.is_fast_break = chance.happens(_BREAKS_AFTER_REBOUND)
        return not is_ours

    def player_rebound(self, who: int, *, is_ours: bool) -> None:
        side = self.court.sides[who]
        lineup = side.rotation.lineup
        chances = lineup.offensive_rebounds if is_ours else lineup.defensive_rebounds
        player = lineup.places[self.chance.weighted(chances)]
        self.court.count(who, player, OREB if is_ours else DREB)
        line = side.lines[player]
        self.court.tell(Kind.REBOUND, "Unknown", who, player, counts=(line[OREB], line[DREB]))

    def team_rebound(self, who: int, detail: str = "Unknown") -> None:
        self.court.sides[who].team_rebounds += 1
        self.court.tell(Kind.REBOUND, detail, who)

    # Fouls and free throws.

    def shooting_foul(self, us: int, shooter: int, value: int) -> bool:
        self.personal_foul(1 - us, "Shooting", fouled=shooter)
        return self.free_throws(us, shooter, value)

    def common_foul(self, us: int) -> bool:
        """A foul away from a shot; True if the other side has the ball after it."""
        lineup = self.court.sides[us].rotation.lineup
        fouled = lineup.places[self.chance.weighted(lineup.shots)]
        is_loose = self.court.is_second_chance and self.chance.happens(500)
        detail = "Loose Ball" if is_loose else "Personal"
        if self.court.is_fast_break or self.chance.happens(20):
            detail = "Personal Take"
        self.personal_foul(1 - us, detail, fouled=fouled)
        if self.court.is_in_bonus(1 - us):
            return self.free_throws(us, fouled, 2)
        self.pause(us, is_dead=True)
        self.court.is_fast_break = False
        return False

    def personal_foul(self, them: int, detail: str, fouled: int) -> None:
        lineup = self.court.sides[them].rotation.lineup
        player = lineup.places[self.chance.weighted(lineup.fouls)]
        counts = self.court.foul(them, player)
        self.court.tell(
            Kind.FOUL, detail, them, player, fouled,
            counts=counts, official=self.chance.between(0, _OFFICIALS - 1),
        )  # fmt: skip

    def free_throws(self, us: int, shooter: int, count: int) -> bool:
        """True if the other side has the ball after the last one."""
        court = self.court
        for number in range(1, count + 1):
            is_last = number == count
            if is_last:
                court.substitute()
            is_made = self.free_throw(us, shooter, f"Free Throw {number} of {count}")
            if not is_made and not is_last:
                self.team_rebound(us, "Normal Rebound")
        if is_made:
            self.forget()
            return True
        return self.rebound(us)

    def free_throw(self, us: int, shooter: int, detail: str) -> bool:
        court = self.court
        court.count(us, shooter, FTA)
        is_made = self.chance.happens(court.sides[us].players[shooter].skills.at_line)
        points = 0
        if is_made:
            court.count(us, shooter, FTM)
            points = court.score(us, shooter, 1)
        court.tell(Kind.FREE_THROW, detail, us, shooter, value=1, counts=(points,))
        return is_made

    def technical_foul(self, side: int) -> None:
        """It is no personal foul, and the other side's best shooter goes to the line."""
        lineup = self.court.sides[side].rotation.lineup
        player = self.chance.pick(lineup.places)
        own = self.court.sides[side]
        self.court.tell(
            Kind.FOUL, "Technical", side, player,
            counts=(own.fouls[player], own.team_fouls),
            official=self.chance.between(0, _OFFICIALS - 1),
        )  # fmt: skip
        other = self.court.sides[1 - side]
        places = other.rotation.lineup.places
        shooter = max(places, key=lambda place: (other.players[place].skills.at_line, place))
        self.free_throw(1 - side, shooter, "Free Throw Technical")

    # Lost balls and interruptions.

    def lose_ball(self, us: int) -> None:
        court = self.court
        if self.chance.happens(_STOLEN):
            self.turnover(us, self.chance.pick(_LIVE_TURNOVERS))
            self.steal(1 - us)
            self.forget()
            court.is_fast_break = self.chance.happens(_BREAKS_AFTER_STEAL)
        else:
            detail = _DEAD_TURNOVERS[self.chance.weighted(_DEAD_WEIGHTS)]
            if detail == _OFFENSIVE_FOUL:
                self.offensive_foul(us)
            else:
                self.turnover(us, detail)
            self.pause(1 - us, is_dead=True)
            self.forget()
        court.is_off_turnover = True

    def turnover(self, us: int, detail: str, player: int = NOBODY) -> None:
        side = self.court.sides[us]
        if detail in TEAM_TURNOVERS:
            side.team_turnovers += 1
            own = 0
        else:
            if player == NOBODY:
                lineup = side.rotation.lineup
                player = lineup.places[self.chance.weighted(lineup.turnovers)]
            own = self.court.count(us, player, TOV)
        total = side.totals[TOV] + side.team_turnovers
        self.court.tell(Kind.TURNOVER, detail, us, player, counts=(own, total))

    def steal(self, them: int) -> None:
        lineup = self.court.sides[them].rotation.lineup
        player = lineup.places[self.chance.weighted(lineup.steals)]
        steals = self.court.count(them, player, STL)
        self.court.tell(Kind.STEAL, "", them, player, counts=(steals,))

    def offensive_foul(self, us: int) -> None:
        """It counts for the player, not towards the bonus."""
        side = self.court.sides[us]
        player = side.rotation.lineup.places[self.chance.weighted(side.rotation.lineup.fouls)]
        counts = self.court.foul(us, player)
        side.team_fouls -= 1
        self.court.tell(
            Kind.FOUL, "Offensive", us, player,
            other=self.chance.pick(self.court.sides[1 - us].rotation.lineup.places),
            counts=counts, official=self.chance.between(0, _OFFICIALS - 1),
        )  # fmt: skip
        self.turnover(us, _OFFENSIVE_FOUL, player)

    def interrupt(self, us: int) -> bool:
        """A held ball, a violation or a technical foul; True if the other side gets the ball."""
        what = self.chance.between(0, 8)
        if what <= 2:
            return self.jump_ball() != us
        if what <= 4:
            self.technical_foul(self.chance.between(HOME, AWAY))
        elif what == 5:
            self.court.tell(Kind.VIOLATION, "Delay Of Game", 1 - us)
        else:
            player = self.chance.pick(self.court.sides[1 - us].rotation.lineup.places)
            official = self.chance.between(0, _OFFICIALS - 1)
            self.court.tell(Kind.VIOLATION, "Kicked Ball", 1 - us, player, official=official)
        return False

    def jump_ball(self) -> int:
        """Returns the side that gets the ball."""
        sides = self.court.sides
        jumpers = [self.tallest(side) for side in sides]
        winner = self.chance.between(HOME, AWAY)
        catcher = self.chance.pick(sides[winner].rotation.lineup.places)
        self.court.tell(
            Kind.JUMP_BALL, "", HOME, jumpers[HOME], jumpers[AWAY], catcher, counts=(winner,)
        )
        return winner

    def tallest(self, side: Side) -> int:
        return max(
            side.rotation.lineup.places,
            key=lambda place: (side.players[place].height_inches, -place),
        )

    def pause(self, whose_ball: int, *, is_dead: bool) -> None:
        """Where play stops: perhaps a time-out, a look at the replay, substitutions.

        After a basket the ball is dead only if somebody takes a time-out.
        """
        court = self.court
        side = court.sides[whose_ball]
        is_late = court.period >= REGULAR_PERIODS and court.tenths < 2 * LAST_MINUTE
        if (
            side.timeouts
            and court.tenths
            and self.chance.happens(_TIMEOUT_LATE if is_late else _TIMEOUT)
        ):
            side.timeouts -= 1
            court.tell(Kind.TIMEOUT, "Regular", whose_ball, counts=(side.timeouts,))
            is_dead = True
        if not is_dead:
            return
        if self.chance.happens(_REPLAY):
            court.tell(Kind.REPLAY, self.chance.pick(_REPLAYS))
        if self.chance.happens(_TECHNICAL):
            self.technical_foul(1 - whose_ball)
        court.substitute()


def _score(side: Side) -> SideScore:
    return SideScore(
        players=tuple(side.players),
        lines=tuple(Stat(*line) for line in side.lines),
        floor=tuple((Stat(*both[:_STATS]), Stat(*both[_STATS:])) for both in side.floor),
        tenths=tuple(side.rotation.tenths),
        appeared=tuple(place in side.since for place in range(len(side.players))),
        total=Stat(*side.totals),
        periods=tuple(side.periods),
        team_rebounds=side.team_rebounds,
        team_turnovers=side.team_turnovers,
        timeouts=side.timeouts,
    )


def minutes_in_seconds(score: SideScore) -> Sequence[int]:
    """Whole seconds of each player; they add up to five times the game.

    A change in the last minute of a period leaves tenths, which go to those who lack most.
    """
    whole = [tenths // 10 for tenths in score.tenths]
    lost = (sum(score.tenths) + 5) // 10 - sum(whole)
    by_rest = sorted(range(len(whole)), key=lambda place: (-(score.tenths[place] % 10), place))
    for place in by_rest[:lost]:
        whole[place] += 1
    return whole
