"""Fouls, and single free throws."""

from __future__ import annotations

from replay.invented.court import Court
from replay.invented.events import FTA, FTM, Kind

_OFFICIALS = 3


def personal_foul(court: Court, them: int, detail: str, fouled: int) -> bool:
    """True if it gives free throws, whatever kind of foul it is."""
    player = court.choose(them, "fouls")
    counts = court.foul(them, player)
    court.tell(Kind.FOUL, detail, them, player, fouled, counts=counts, official=an_official(court))
    return counts[-1] > 0


def offensive_foul(court: Court, us: int) -> int:
    """It counts for the player, not towards the bonus; returns the player."""
    player = court.choose(us, "fouls")
    counts = court.foul(us, player, is_of_team=False)
    court.tell(
        Kind.FOUL, "Offensive", us, player,
        other=court.chance.pick(court.sides[1 - us].rotation.lineup.places),
        counts=counts, official=an_official(court),
    )  # fmt: skip
    return player


def technical_foul(court: Court, side: int) -> None:
    """It is no personal foul, and the other side's best shooter goes to the line.

    It has nothing to do with how the possession began.
    """
    flags = court.is_second_chance, court.is_fast_break, court.is_off_turnover
    court.begin_possession()
    own, other = court.sides[side], court.sides[1 - side]
    player = court.chance.pick(own.rotation.lineup.places)
    court.tell(
        Kind.FOUL, "Technical", side, player,
        counts=(own.fouls[player], own.team_fouls, 0), official=an_official(court),
    )  # fmt: skip
    places = other.rotation.lineup.places
    shooter = max(places, key=lambda place: (other.players[place].skills.at_line, place))
    free_throw(court, 1 - side, shooter, "Free Throw Technical")
    court.is_second_chance, court.is_fast_break, court.is_off_turnover = flags


def free_throw(court: Court, us: int, shooter: int, detail: str) -> bool:
    """True if it falls."""
    court.count(us, shooter, FTA)
    is_made = court.chance.happens(court.sides[us].players[shooter].skills.at_line)
    points = 0
    if is_made:
        court.count(us, shooter, FTM)
        points = court.score(us, shooter, 1)
    court.tell(Kind.FREE_THROW, detail, us, shooter, value=1, counts=(points,))
    return is_made


def an_official(court: Court) -> int:
    """The place of one of the game's three."""
    return court.chance.between(0, _OFFICIALS - 1)
