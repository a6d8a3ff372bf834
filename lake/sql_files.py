"""The SQL files and their headers.

A file holds a header of comments and one statement without a semicolon. The header's first line
is the file's name and one sentence, the others are `-- field: value`:

    -- line_scores: one row for each period a team played
    -- grain: game_id, team_id, period
    -- column: points INTEGER: scored in this period

`column` comes once for each published column, in their order; what it is may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import takewhile
from pathlib import Path

from lake.errors import UsageError

_HEADER_LINE = re.compile(r"-- (?P<field>[a-z_0-9]+): (?P<value>\S.*)")
_COLUMN = re.compile(r"(?P<name>[a-z_0-9]+) (?P<type>[A-Z][A-Z ]*)(?:: (?P<description>\S.*))?")


@dataclass(frozen=True)
class SqlFile:
    """One file; `fields` are the header's, `columns` its column lines as (name, type).

    `descriptions` say what a column is, by its name; one that is not described has none.
    """

    path: str
    name: str
    fields: Mapping[str, str]
    columns: tuple[tuple[str, str], ...]
    statement: str
    descriptions: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str) -> str:
        """Return a header field. Raises: UsageError if the header lacks it."""
        try:
            return self.fields[name]
        except KeyError as error:
            raise UsageError(
                f"{self.path}: the header has no line `-- {name}: ...`",
                hint="add it; docs/sql.md shows every field",
            ) from error

    def names(self, name: str) -> tuple[str, ...]:
        """Return a header field that lists names; () where the header lacks it."""
        return tuple(word.strip() for word in self.fields.get(name, "").split(",") if word.strip())


def load_folder(name: str) -> dict[str, SqlFile]:
    """Load one of hoopstat's own folders, with what is in folders below it.

    They are functions, staging, tables, checks.
    """
    return _load(files("sql") / name)


def load_directory(directory: Path) -> dict[str, SqlFile]:
    """Load a person's own folder. Raises: UsageError if it is none or a file is malformed."""
    if not directory.is_dir():
        raise UsageError(f"{directory} is not a folder", hint="a folder of .sql files")
    files = _load(directory)
    if not files:
        raise UsageError(f"{directory} has no .sql file", hint="a folder of .sql files")
    return files


def _load(folder: Traversable) -> dict[str, SqlFile]:
    try:
        paths = sorted(_sql_files(folder), key=lambda path: path.name)
        loaded = [parse(path.name, path.read_text("utf-8")) for path in paths]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"a file of {folder} can't be read: {error}", hint="mend it") from error
    by_name: dict[str, SqlFile] = {}
    for file in loaded:
        if by_name.setdefault(file.name, file) is not file:
            raise UsageError(f"{folder}: there are two {file.path}", hint="another name for one")
    return by_name


def _sql_files(folder: Traversable) -> Iterator[Traversable]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _sql_files(path)
        elif path.name.endswith(".sql"):
            yield path


def parse(path: str, text: str) -> SqlFile:
    """Read one file.

    Raises: UsageError with file and line if the header is malformed, its first line does not
    name the file, or there is a semicolon.
    """
    lines = text.splitlines()
    header = list(takewhile(lambda line: line.startswith("--"), lines))
    fields: dict[str, str] = {}
    columns: list[tuple[str, str]] = []
    descriptions: dict[str, str] = {}
    for number, line in enumerate(header, start=1):
        match = _HEADER_LINE.fullmatch(line)
        column = match and match["field"] == "column" and _COLUMN.fullmatch(match["value"])
        if match is None or (match["field"] == "column" and not column):
            raise UsageError(
                f"{path}:{number}: {line!r} is no header line",
                hint="-- field: value, or -- column: name TYPE: what it is",
            )
        if column:
            columns.append((column["name"], column["type"]))
            if column["description"]:
                descriptions[column["name"]] = column["description"]
        else:
            known = fields.get(match["field"])
            fields[match["field"]] = f"{known}, {match['value']}" if known else match["value"]
    name = path.removesuffix(".sql")
    if fields.get("check", next(iter(fields), "")) != name:
        raise UsageError(
            f"{path}:1: the header does not name the file",
            hint=f"-- {name}: ... or -- check: {name}",
        )
    statement = "\n".join(lines[len(header) :]).strip()
    if not statement:
        raise UsageError(f"{path}: there is no statement", hint="one SELECT below the header")
    if ";" in statement:
        raise UsageError(f"{path}: there is a semicolon", hint="one statement, without it")
    return SqlFile(path, name, fields, tuple(columns), statement, descriptions)
