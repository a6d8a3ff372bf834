"""Shots and what follows from them: baskets, blocks, rebounds, fouls, free throws."""

from __future__ import annotations

from replay.invented.court import Court
from replay.invented.events import AST, BLK, FG3A, FG3M, FGA, FGM, NOBODY, Kind
from replay.invented.fouls import an_official, free_throw, personal_foul
from replay.invented.rebounds import rebound, team_rebound
from replay.invented.shots import MIDDLE, RIM, THREE, Zone, choose_kind, choose_place, distance_ft
from replay.invented.stoppages import pause

_AT_RIM = 560
"""Of the shots for two."""
_GOALTENDING = 18
_AT_RIM_ON_BREAK = 720
_EASIER_ON_BREAK = 40
_NO_TIME = 2
"""Tenths of a second that leave nothing but a throw from far."""
_HARDER_AT_BUZZER = 290

Place = tuple[int, int, int]
"""x and y in tenths of a foot, and the distance in feet."""


def shoot(court: Court, us: int, *, is_put_back: bool) -> bool:
    """A shot, with what follows from it; True if the other side has the ball then."""
    chance = court.chance
    shooter = court.choose(us, "shots")
    skills = court.sides[us].players[shooter].skills
    zone = _choose_zone(court, skills.three_share, is_put_back=is_put_back)
    if chance.happens(zone.foul):
        personal_foul(court, 1 - us, "Shooting", fouled=shooter)
        return free_throws(court, us, shooter, zone.value)
    court.count(us, shooter, FGA)
    if zone is THREE:
        court.count(us, shooter, FG3A)
    is_made = chance.happens(zone.made + skills.touch + _ease(court, us))
    kind = choose_kind(
        zone,
        chance,
        is_made=is_made,
        is_put_back=is_put_back,
        is_fast_break=court.is_fast_break,
    )
    x, y = choose_place(zone, chance)
    place = (x, y, distance_ft(x, y))
    if not is_made:
        court.tell(Kind.MISSED_SHOT, kind.sub_type, us, shooter, value=zone.value, place=place)
        if chance.happens(zone.blocked):
            _block(court, 1 - us, zone.value)
        return rebound(court, us)
    _make(court, us, shooter, zone, kind.sub_type, place, can_be_assisted=not is_put_back)
    return _after_basket(court, us, shooter, zone)


def _ease(court: Court, us: int) -> int:
    """How much easier a shot is than such shots are, in per mille."""
    if court.tenths < _NO_TIME:
        return -_HARDER_AT_BUZZER
    return court.sides[us].level + _EASIER_ON_BREAK * court.is_fast_break


def free_throws(court: Court, us: int, shooter: int, count: int) -> bool:
    """True if the other side has the ball after the last one."""
    for number in range(1, count + 1):
        is_last = number == count
        if is_last:
            court.substitute(shooter=(us, shooter))
        is_made = free_throw(court, us, shooter, f"Free Throw {number} of {count}")
        if not is_made and not is_last:
            team_rebound(court, us, "Normal Rebound")
    if not is_made:
        return rebound(court, us)
    court.begin_possession()
    return True


def _choose_zone(court: Court, three_share: int, *, is_put_back: bool) -> Zone:
    chance = court.chance
    if is_put_back:
        return RIM
    far = THREE if court.threes else MIDDLE
    if court.is_fast_break:
        return RIM if chance.happens(_AT_RIM_ON_BREAK) else far
    if court.tenths < _NO_TIME or chance.happens(three_share * court.threes // 1000):
        return far
    return RIM if chance.happens(_AT_RIM) else MIDDLE


def _make(
    court: Court,
    us: int,
    shooter: int,
    zone: Zone,
    sub_type: str,
    place: Place,
    *,
    can_be_assisted: bool,
) -> None:
    court.count(us, shooter, FGM)
    if zone is THREE:
        court.count(us, shooter, FG3M)
    if zone is RIM and court.chance.happens(_GOALTENDING):
        guilty = court.choose(1 - us, "blocks")
        court.tell(
            Kind.VIOLATION, "Defensive Goaltending", 1 - us, guilty, official=an_official(court)
        )
    points = court.score(us, shooter, zone.value)
    helper, assists = NOBODY, 0
    if can_be_assisted and court.chance.happens(zone.assisted):
        helper = _choose_helper(court, us, shooter)
        assists = court.count(us, helper, AST)
    court.tell(
        Kind.MADE_SHOT, sub_type, us, shooter, helper,
        value=zone.value, place=place, counts=(points, assists),
    )  # fmt: skip


def _choose_helper(court: Court, us: int, shooter: int) -> int:
    while True:
        helper = court.choose(us, "assists")
        if helper != shooter:
            return helper


def _after_basket(court: Court, us: int, shooter: int, zone: Zone) -> bool:
    if court.chance.happens(zone.extra):
        personal_foul(court, 1 - us, "Shooting", fouled=shooter)
        return free_throws(court, us, shooter, 1)
    pause(court, 1 - us, is_dead=False)
    court.begin_possession()
    return True


def _block(court: Court, them: int, value: int) -> None:
    player = court.choose(them, "blocks")
    counts = (court.count(them, player, BLK),)
    court.tell(Kind.BLOCK, "", them, player, value=value, counts=counts)
