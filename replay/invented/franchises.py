"""The franchises: facts, with today's names whatever the season.

Ids stay with a franchise through moves (Seattle and Oklahoma City share one), and so do the names
here. Arena ids are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from lake.seasons import Season


@dataclass(frozen=True)
class Arena:
    """`time_zone` is the API's word for it; hours_behind is counted from New York."""

    arena_id: int
    name: str
    city: str
    state: str
    country: str
    time_zone: str
    hours_behind: int = 0


@dataclass(frozen=True)
class Franchise:
    team_id: int
    tricode: str
    city: str
    name: str
    slug: str
    conference: str
    division: str
    first_year: int
    arena: Arena

    @property
    def full_name(self) -> str:
        return f"{self.city} {self.name}"


_HOURS_BEHIND = {"Eastern": 0, "Central": 1, "Mountain": 2, "Pacific": 3}
_DIVISIONS = {
    "Atlantic": ("East", "BOS BKN NYK PHI TOR"),
    "Central": ("East", "CHI CLE DET IND MIL"),
    "Southeast": ("East", "ATL CHA MIA ORL WAS"),
    "Northwest": ("West", "DEN MIN OKC POR UTA"),
    "Pacific": ("West", "GSW LAC LAL PHX SAC"),
    "Southwest": ("West", "DAL HOU MEM NOP SAS"),
}
_FIRST_TEAM_ID = 1610612737

# In the order of their ids: tricode, city, name, first season's year, arena, its city, state, zone.
_TABLE = """
ATL|Atlanta|Hawks|1949|State Farm Arena|Atlanta|GA|Eastern
BOS|Boston|Celtics|1946|TD Garden|Boston|MA|Eastern
CLE|Cleveland|Cavaliers|1970|Rocket Arena|Cleveland|OH|Eastern
NOP|New Orleans|Pelicans|2002|Smoothie King Center|New Orleans|LA|Central
CHI|Chicago|Bulls|1966|United Center|Chicago|IL|Central
DAL|Dallas|Mavericks|1980|American Airlines Center|Dallas|TX|Central
DEN|Denver|Nuggets|1976|Ball Arena|Denver|CO|Mountain
GSW|Golden State|Warriors|1946|Chase Center|San Francisco|CA|Pacific
HOU|Houston|Rockets|1967|Toyota Center|Houston|TX|Central
LAC|LA|Clippers|1970|Intuit Dome|Inglewood|CA|Pacific
LAL|Los Angeles|Lakers|1948|Crypto.com Arena|Los Angeles|CA|Pacific
MIA|Miami|Heat|1988|Kaseya Center|Miami|FL|Eastern
MIL|Milwaukee|Bucks|1968|Fiserv Forum|Milwaukee|WI|Central
MIN|Minnesota|Timberwolves|1989|Target Center|Minneapolis|MN|Central
BKN|Brooklyn|Nets|1976|Barclays Center|Brooklyn|NY|Eastern
NYK|New York|Knicks|1946|Madison Square Garden|New York|NY|Eastern
ORL|Orlando|Magic|1989|Kia Center|Orlando|FL|Eastern
IND|Indiana|Pacers|1976|Gainbridge Fieldhouse|Indianapolis|IN|Eastern
PHI|Philadelphia|76ers|1949|Wells Fargo Center|Philadelphia|PA|Eastern
PHX|Phoenix|Suns|1968|Footprint Center|Phoenix|AZ|Mountain
POR|Portland|Trail Blazers|1970|Moda Center|Portland|OR|Pacific
SAC|Sacramento|Kings|1948|Golden 1 Center|Sacramento|CA|Pacific
SAS|San Antonio|Spurs|1976|Frost Bank Center|San Antonio|TX|Central
OKC|Oklahoma City|Thunder|1967|Paycom Center|Oklahoma City|OK|Central
TOR|Toronto|Raptors|1995|Scotiabank Arena|Toronto|ON|Eastern
UTA|Utah|Jazz|1974|Delta Center|Salt Lake City|UT|Mountain
MEM|Memphis|Grizzlies|1995|FedExForum|Memphis|TN|Central
WAS|Washington|Wizards|1961|Capital One Arena|Washington|DC|Eastern
DET|Detroit|Pistons|1948|Little Caesars Arena|Detroit|MI|Eastern
CHA|Charlotte|Hornets|1988|Spectrum Center|Charlotte|NC|Eastern
"""
_SLUGS = {"76ers": "sixers", "Trail Blazers": "blazers"}
_CHARLOTTE = "CHA"
_WITHOUT_CHARLOTTE = (2002, 2003)


def _read(number: int, row: str) -> Franchise:
    tricode, city, name, first_year, arena, arena_city, state, zone = row.split("|")
    division = next(key for key, (_, tricodes) in _DIVISIONS.items() if tricode in tricodes)
    country = "CA" if state == "ON" else "US"
    return Franchise(
        team_id=_FIRST_TEAM_ID + number,
        tricode=tricode,
        city=city,
        name=name,
        slug=_SLUGS.get(name, name.lower()),
        conference=_DIVISIONS[division][0],
        division=division,
        first_year=int(first_year),
        arena=Arena(900001 + number, arena, arena_city, state, country, zone, _HOURS_BEHIND[zone]),
    )


FRANCHISES = tuple(_read(number, row) for number, row in enumerate(_TABLE.split("\n")[1:-1]))

NEUTRAL_ARENAS = (
    Arena(900101, "Accor Arena", "Paris", "FR", "FR", "", -6),
    Arena(900102, "Arena CDMX", "Mexico City", "MX", "MX", "", 1),
    Arena(900103, "T-Mobile Arena", "Las Vegas", "NV", "US", "Pacific", 3),
)
"""Where games at neutral sites are played; the last one has the cup's games."""


def franchises_of(season: Season) -> tuple[Franchise, ...]:
    """The franchises that played in a season: 22 in 1976-77, 30 today.

    Charlotte had no team in 2002-03 and 2003-04.
    """
    return tuple(
        row
        for row in FRANCHISES
        if row.first_year <= season.start_year
        and not (row.tricode == _CHARLOTTE and season.start_year in _WITHOUT_CHARLOTTE)
    )
