"""The catalog: what sql/staging and sql/tables hold, and what depends on what."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

from lake.sql_files import SqlFile, load_folder

GAME_DATES = "staging/game_dates"
"""Worked out for a season as a whole, and then given to the tables of each month."""

DOCUMENTED_GAMES = "staging/documented_games"
"""No file: the games that the archive has anything of, as the plan knows them."""

PLAYERS_IN_BOXES = "staging/players_in_boxes"
"""No file: who stands in the published box scores of a season."""

GIVEN = frozenset({GAME_DATES, DOCUMENTED_GAMES, PLAYERS_IN_BOXES})
"""Relations that stand in the database before a table is built."""

_STAGING = "staging/"
_TABLES = "tables/"


@dataclass(frozen=True)
class Catalog:
    """SQL files by the name they are needed under, `staging/...` or `tables/...`.

    `checks_digest` is of all checks that judge a partition before it is published.
    """

    files: Mapping[str, SqlFile]
    functions: Mapping[str, SqlFile]
    checks_digest: str = ""

    @cached_property
    def month_tables(self) -> tuple[SqlFile, ...]:
        """The published tables of games, which are partitioned by season and month."""
        return tuple(table for table in self._tables if "month" in table.names("partition"))

    @cached_property
    def season_tables(self) -> tuple[SqlFile, ...]:
        """The published tables that are partitioned by season alone."""
        return tuple(table for table in self._tables if "month" not in table.names("partition"))

    @property
    def _tables(self) -> tuple[SqlFile, ...]:
        return tuple(file for name, file in self.files.items() if name.startswith(_TABLES))

    def needed(
        self, names: Iterable[str], given: Collection[str] = GIVEN
    ) -> tuple[tuple[str, SqlFile], ...]:
        """List some files and all that they come from, each after those it needs.

        What is given is there already, and not looked into.
        """
        graph: dict[str, tuple[str, ...]] = {}
        wanted = [name for name in names if name not in given]
        while wanted:
            name = wanted.pop()
            if name not in graph:
                graph[name] = tuple(n for n in self.files[name].names("needs") if n not in given)
                wanted += graph[name]
        return tuple((name, self.files[name]) for name in TopologicalSorter(graph).static_order())

    def endpoints(self, names: Iterable[str], given: Collection[str] = GIVEN) -> tuple[str, ...]:
        """List the endpoints whose raw objects some files come from."""
        return tuple(file.name for _, file in self.needed(names, given) if "reads" in file.fields)

    def sql_digest(self, table: SqlFile) -> str:
        """Return one digest of all SQL that makes a table and judges it, and of its columns."""
        statements = [file.statement for _, file in sorted(self.needed([table_name(table)]))]
        statements += [function.statement for _, function in sorted(self.functions.items())]
        statements += [f"{name} {kind}" for name, kind in table.columns]
        statements += [table.field(name) for name in ("dataset", "grain", "partition", "source")]
        statements.append(self.checks_digest)
        return hashlib.sha256("\0".join(statements).encode()).hexdigest()


def load_catalog(checks_digest: str = "") -> Catalog:
    staging = {f"{_STAGING}{name}": file for name, file in load_folder("staging").items()}
    tables = {f"{_TABLES}{name}": file for name, file in load_folder("tables").items()}
    return Catalog({**staging, **tables}, load_folder("functions"), checks_digest)


def table_name(table: SqlFile) -> str:
    """Write the name a published table is needed under."""
    return f"{_TABLES}{table.name}"


def relation(name: str) -> str:
    """Write the name a file is needed under as the relation its rows stand in."""
    return name.removeprefix(_TABLES).replace("/", ".")
