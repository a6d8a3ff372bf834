"""The plan for the tables of a season as a whole: what they are made of, and what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lake.documents import RawVersion
from lake.duck import plain_path
from lake.endpoints import ENDPOINTS, Per
from lake.keys import Partition, raw_key
from lake.seasons import Season
from lake.sql_files import SqlFile
from transform.catalog import PLAYERS_IN_BOXES, Catalog, table_name
from transform.footer import fingerprint
from transform.inputs import Versions
from transform.published import PublishedSeason, readable
from validate.checks import Check
from validate.results import Waiver
from validate.waivers import written

BOXES = "player_box_traditional"
ROSTERS = "rosters"

Players = Mapping[int, str]
"""Names by id."""


@dataclass(frozen=True)
class SeasonTablesPlan:
    """What the files are to be made of.

    `of_season` are answers about the season and its teams, `biographies` all that the lake has, by
    player, and `in_boxes` who stands in the season's box scores.
    """

    season: Season
    catalog: Catalog
    checks: Sequence[Check]
    waivers: Sequence[Waiver]
    of_season: Mapping[str, Versions]
    biographies: Versions
    in_boxes: Players

    @property
    def tables(self) -> tuple[SqlFile, ...]:
        return self.catalog.season_tables

    @property
    def is_empty(self) -> bool:
        """No table has anything to be made of."""
        return not any(self.answers(table.names("source"), self.in_boxes) for table in self.tables)

    def partition(self, table: SqlFile) -> Partition:
        return Partition(table.field("dataset"), table.name, self.season, None)

    def fingerprint(
        self, table: SqlFile, raw_keys: Iterable[str], unsettled: Iterable[str] = ()
    ) -> str:
        """`unsettled` is what every transform looks at again."""
        return fingerprint(raw_keys, self.catalog.sql_digest(table), self._facts(table), unsettled)

    def is_current(self, published: PublishedSeason) -> bool:
        """A file of rosters that is current tells who is on them: nothing else must be read."""
        on_rosters: Collection[int] = ()
        for table in sorted(self.tables, key=lambda table: table.name != ROSTERS):
            partition = self.partition(table)
            players = {*self.in_boxes, *on_rosters}
            promised = bool(self.answers(table.names("source"), players))
            if promised != (partition in published.files):
                return False
            answers = self.answers(self.catalog.endpoints([table_name(table)]), players)
            expected = self.fingerprint(table, map(raw_key, answers))
            if promised and published.fingerprint(partition) != expected:
                return False
            if promised and table.name == ROSTERS:
                on_rosters = [int(player) for player in published.rows_by(partition, "player_id")]
        return True

    def answers(self, endpoints: Iterable[str], players: Iterable[int]) -> list[RawVersion]:
        """List the newest answers of some endpoints; biographies are those of these players."""
        found: list[RawVersion] = []
        for endpoint in endpoints:
            if ENDPOINTS[endpoint].per is Per.PLAYER:
                wanted = map(str, sorted(players))
                found += [self.biographies[key] for key in wanted if key in self.biographies]
            else:
                found += self.of_season.get(endpoint, {}).values()
        return found

    def _facts(self, table: SqlFile) -> list[str]:
        """List what a table is made of beside answers, and what its verdict depends on."""
        over = {check.name for check in self.checks if check.over == table.name}
        facts = [f"waived {written(waiver)}" for waiver in self.waivers if waiver.check in over]
        if PLAYERS_IN_BOXES in table.names("needs"):
            facts += [f"{player} {name}" for player, name in self.in_boxes.items()]
        return facts


def players_in_boxes(
    connection: duckdb.DuckDBPyConnection, boxes: Sequence[Path], location: str
) -> dict[int, str]:
    """List who stands in the published box scores of a lake, a name each. Raises: Incomplete."""
    if not boxes:
        return {}
    with readable(location):
        rows = connection.execute(
            "select player_id, min(player_name) from "
            "read_parquet($paths, hive_partitioning = false, union_by_name = true) "
            "group by player_id order by player_id",
            {"paths": [plain_path(path) for path in boxes]},
        ).fetchall()
    return dict(rows)
