"""The invented people of a season: players, officials, coaches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from lake.seasons import FIRST_SEASON, Season
from replay.chance import Chance
from replay.invented.names import invent_name, to_ascii


@dataclass(frozen=True)
class Person:
    """Somebody with a number; `jersey` is text, since "00" is worn too."""

    person_id: int
    first_name: str
    family_name: str
    jersey: str

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        return f"{self.first_name[0]}. {self.family_name}"

    @property
    def event_name(self) -> str:
        """The family name as the text of events tells it."""
        return to_ascii(self.family_name)

    @property
    def event_short_name(self) -> str:
        return to_ascii(self.short_name)


class Skills(NamedTuple):
    """How often a player does things, as shares among the five on the floor, and how well.

    `minutes` are those of a usual game, `three_share` and `at_line` are per mille, `touch` is added
    to the per mille of his shots that fall.
    """

    minutes: int
    shots: int
    three_share: int
    touch: int
    at_line: int
    offensive_rebounds: int
    defensive_rebounds: int
    assists: int
    steals: int
    blocks: int
    turnovers: int
    fouls: int


class Draft(NamedTuple):
    year: int
    round: int
    number: int


@dataclass(frozen=True)
class Taken:
    """What nobody else of a season can have any more."""

    names: set[str] = field(default_factory=set)
    drafts: set[Draft] = field(default_factory=set)


@dataclass(frozen=True)
class Player(Person):
    """`draft` is None for players who were not drafted."""

    position: str
    height_inches: int
    weight_lbs: int
    birth_date: date
    school: str
    country: str
    draft: Draft | None
    first_year: int
    skills: Skills


@dataclass(frozen=True)
class Coach(Person):
    is_assistant: bool


# Position, inches from and to, pounds an inch above 60, then skills of that position: share of
# threes, offensive and defensive rebounds, assists, steals, blocks, fouls.
_MOLDS = {
    "G": ((73, 78), 12, (480, 9, 34, 60, 36, 6, 30)),
    "G-F": ((76, 80), 11, (460, 12, 44, 36, 32, 10, 32)),
    "F": ((78, 82), 11, (416, 22, 56, 28, 28, 18, 36)),
    "F-C": ((80, 84), 10, (270, 44, 74, 22, 24, 40, 44)),
    "C": ((82, 87), 9, (120, 62, 92, 18, 20, 58, 50)),
}
_DEPTH = ("G", "F", "C", "G", "F", "G-F", "F-C", "G", "F", "C", "G", "G-F", "F", "F-C", "G", "F",
          "C", "G-F")  # fmt: skip
_MINUTES = (35, 34, 32, 33, 31, 24, 20, 17, 9, 5)
_SHOTS = (66, 58, 40, 62, 48, 48, 40, 44, 38, 34)
_BENCH = 5
_SCHOOLS = (
    "Invented State",
    "Lantern College",
    "University of Nowhere",
    "Northmoor Tech",
    "Saint Quillon's",
    "Make-Believe A&M",
    "Fable Valley",
    "No College",
)
_COUNTRIES = ("USA", "USA", "USA", "USA", "France", "Canada", "Serbia", "Australia", "Nigeria")


def person_id(season: Season, number: int) -> int:
    """Ids tell the season: each invented season has its own people, with biographies of their own.

    They lie above those of real players, which have seven digits.
    """
    return (season.start_year - 1900) * 100_000 + 10_000_000 + number


def season_of_person(identity: int) -> Season | None:
    """The season that an invented person's id tells, None for a real one's."""
    season = Season((identity - 10_000_000) // 100_000 + 1900)
    return season if season >= FIRST_SEASON else None


def invent_player(
    season: Season,
    number: int,
    depth: int,
    jersey: str,
    chance: Chance,
    taken: Taken,
) -> Player:
    """A player who is the `depth`-th of his team, counted from 0, the starters first.

    What is `taken` is not given again.
    """
    first, family = invent_name(chance, taken.names)
    position = _DEPTH[depth % len(_DEPTH)]
    heights, pounds, mold = _MOLDS[position]
    height = chance.around(*heights)
    age = chance.around(19, 36) if depth < _BENCH * 2 else chance.around(19, 30)
    born = date(season.start_year - age, 1, 1) + timedelta(days=chance.between(0, 364))
    first_year = season.start_year - max(0, age - chance.between(19, 23))
    draft = _draft(first_year, chance, taken)
    return Player(
        person_id=person_id(season, number),
        first_name=first,
        family_name=family,
        jersey=jersey,
        position=position,
        height_inches=height,
        weight_lbs=pounds * (height - 60) + chance.between(4, 24) + (12 if depth % 5 == 2 else 0),
        birth_date=born,
        school=chance.pick(_SCHOOLS),
        country=chance.pick(_COUNTRIES),
        draft=draft,
        first_year=first_year,
        skills=_invent_skills(depth, mold, chance),
    )


def _draft(year: int, chance: Chance, taken: Taken) -> Draft | None:
    number = chance.between(1, 80)
    draft = Draft(year, 1 if number <= 30 else 2, number)
    if number > 60 or draft in taken.drafts:
        return None
    taken.drafts.add(draft)
    return draft


def _invent_skills(depth: int, mold: tuple[int, ...], chance: Chance) -> Skills:
    three_share, offensive, defensive, assists, steals, blocks, fouls = mold
    rank = min(depth, len(_MINUTES) - 1)

    def varied(share: int) -> int:
        return max(1, share * chance.around(60, 140) // 100)

    return Skills(
        minutes=max(3, _MINUTES[rank] + chance.between(-2, 2)) if depth < len(_MINUTES) else 3,
        shots=varied(_SHOTS[rank]),
        three_share=varied(three_share),
        touch=chance.around(-40, 40) + (14 if depth < _BENCH else -8),
        at_line=chance.around(655, 935) - (60 if three_share < 200 else 0),
        offensive_rebounds=varied(offensive),
        defensive_rebounds=varied(defensive),
        assists=varied(assists),
        steals=varied(steals),
        blocks=varied(blocks),
        turnovers=varied(20 + assists // 2),
        fouls=varied(fouls),
    )


def with_jersey(player: Player, jersey: str) -> Player:
    return replace(player, jersey=jersey)
