"""The catalog: what sql/staging and sql/tables hold, and what depends on what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from lake.sql_files import SqlFile, load_folder

_STAGING = "staging/"
_TABLES = "tables/"


@dataclass(frozen=True)
class Catalog:
    """SQL files by the name they are needed under, `staging/...` or `tables/...`."""

    files: Mapping[str, SqlFile]
    functions: Mapping[str, SqlFile]

    @property
    def staged_endpoints(self) -> tuple[str, ...]:
        """The endpoints that a staging file reads raw objects of."""
        return tuple(
            file.name
            for name, file in self.files.items()
            if name.startswith(_STAGING) and "reads" in file.fields
        )

    @property
    def tables(self) -> tuple[SqlFile, ...]:
        """The published tables."""
        return tuple(file for name, file in self.files.items() if name.startswith(_TABLES))

    def in_order(self) -> tuple[tuple[str, SqlFile], ...]:
        """Every file after those it needs."""
        graph = {name: file.names("needs") for name, file in self.files.items()}
        return tuple((name, self.files[name]) for name in TopologicalSorter(graph).static_order())

    def sql_digest(self, table: SqlFile) -> str:
        """Return one digest of all SQL that a table comes from."""
        needed = {f"{_TABLES}{table.name}"}
        for name, file in reversed(self.in_order()):
            if name in needed:
                needed.update(file.names("needs"))
        statements = [self.files[name].statement for name in sorted(needed)]
        statements += [function.statement for _, function in sorted(self.functions.items())]
        return hashlib.sha256("\0".join(statements).encode()).hexdigest()


def load_catalog() -> Catalog:
    staging = {f"{_STAGING}{name}": file for name, file in load_folder("staging").items()}
    tables = {f"{_TABLES}{name}": file for name, file in load_folder("tables").items()}
    return Catalog({**staging, **tables}, load_folder("functions"))


def relation(name: str) -> str:
    """Write the name a file is needed under as the relation its rows stand in."""
    return name.removeprefix(_TABLES).replace("/", ".")
