"""Drift: what the documents have that the staging SQL does not know, and the other way round.

The staging SQL knows what it reads, and what its header says is there and left alone. Looking at
every key of a season takes a quarter of the time of building it. So a document is looked at
closely only if it does not have as many keys as one of the known form (`-- keys:`), and beside it
one of every batch: an added or a dropped key changes the number, and a form that all documents
took on is in each of them. What can escape is one unread key in one document under a new name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import duckdb

from lake.sql_files import SqlFile
from transform.staging import StagedDocument

_FORM = re.compile(r"from_json_strict\(content, '(\{.*?\})'\)", re.DOTALL)
_COLUMN = re.compile(
    r"cell\(\w+, \w+, '(\w+)'\)"  # a cell of a row
    r"|list_position\([^,]+, '(\w+)'\)"
    r'|"(\w+)": "[A-Z]+"'  # a row as an object
)
_HEADERS = '{"body": {"resultSets": [{"name": "VARCHAR", "headers": ["VARCHAR"]}]}}'
_BODY = "body"
_SETS = "resultSets"
_ANY = re.escape("*")
"""In an ignored path, whatever comes there and below."""

_SURELY_FLAT = 500
"""With fewer objects and lists than this no document is nested deeper than DuckDB can follow."""


class DriftKind(StrEnum):
    """`unknown` paths are in the documents alone, `missing` ones in the staging SQL alone."""

    UNKNOWN = "unknown"
    MISSING = "missing"


@dataclass(frozen=True)
class Drift:
    """A JSON path that documents and staging SQL do not agree on.

    A list is written `actions[]`, a column of a result set `PlayerStats.PLAYER_NAME`. `documents`
    counts those that were looked at closely and show it; `raw_key` is one of them.
    """

    endpoint: str
    kind: DriftKind
    path: str
    documents: int
    raw_key: str

    def __str__(self) -> str:
        what = "has an unknown" if self.kind is DriftKind.UNKNOWN else "lacks"
        seen = f"in {self.documents} documents looked at, such as {self.raw_key}"
        return f"{self.endpoint} {what} {self.path}, {seen}"

    def fields(self) -> dict[str, str | int]:
        return {
            "endpoint": self.endpoint,
            "kind": self.kind.value,
            "path": self.path,
            "documents": self.documents,
            "key": self.raw_key,
        }


@dataclass(frozen=True)
class KnownForm:
    """What staging reads, what its header ignores, and how many keys that makes.

    `keys` is an SQL expression over a staging row; "" where the number tells nothing.
    """

    form: Any
    read: frozenset[str]
    ignored: re.Pattern[str]
    keys: str
    has_result_sets: bool

    def knows(self, path: str) -> bool:
        return path in self.read or self.ignored.fullmatch(path) is not None


def known_form(file: SqlFile) -> KnownForm:
    """Read what a staging file knows: its SQL says what it reads, its header what it ignores."""
    match = _FORM.search(file.statement)
    form = json.loads(match[1]) if match else {}
    has_sets = _SETS in form.get(_BODY, {})
    read = _columns_read(file) if has_sets else frozenset(_paths(form))
    ignored = "|".join(re.escape(path).replace(_ANY, ".*") for path in file.names("ignores"))
    return KnownForm(form, read, re.compile(ignored), file.fields.get("keys", ""), has_sets)


def _columns_read(file: SqlFile) -> frozenset[str]:
    beyond_the_document = _FORM.sub("", file.statement)
    return frozenset(
        name for names in _COLUMN.findall(beyond_the_document) for name in names if name
    )


def suspects(
    known: KnownForm, batch: Sequence[StagedDocument], keys: Mapping[str, int | None]
) -> list[StagedDocument]:
    """Name the documents to be looked at closely.

    `keys` are the numbers that `known.keys` gave for the documents that could be read.
    """
    return [
        document
        for number, document in enumerate(batch)
        if (
            number == 0
            or not known.keys
            or document.text.count('":', document.body_start) != keys.get(document.raw_key)
        )
        and not _is_nested_too_deep(document.text)
    ]


def _is_nested_too_deep(text: str) -> bool:
    """Tell what would end the process: json_structure overran its stack (DuckDB 1.5.6) at 100,000
    lists in one another, and not at 10,000; Python gives up before that.
    """
    if text.count("[") + text.count("{") < _SURELY_FLAT:
        return False
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        pass  # What is no JSON is not looked at.
    return False


def differences(
    connection: duckdb.DuckDBPyConnection, known: KnownForm
) -> Iterator[tuple[DriftKind, str, str]]:
    """Yield (kind, raw key, path) for the documents that stand in `raw_documents`."""
    if known.has_result_sets:
        yield from _columns_that_differ(connection, known)
    else:
        for raw_key, path in _unknown_keys(connection, known):
            yield DriftKind.UNKNOWN, raw_key, path


def missing_paths(known: KnownForm, document: StagedDocument) -> Iterator[tuple[str, str]]:
    """Yield (raw key, path) for what staging reads and a document that it can't read lacks.

    What result sets lack is told by `differences`, whether they can be read or not.
    """
    try:
        content = json.loads(document.text)
    except (RecursionError, ValueError):
        return  # Its own error tells more.
    if not known.has_result_sets:
        for path in sorted(set(_missing(known.form, content, ""))):
            yield document.raw_key, path


def summarize(
    endpoint: str, kind: DriftKind, found: Iterable[tuple[str, str]]
) -> tuple[Drift, ...]:
    """Count the documents of each path."""
    by_path: dict[str, set[str]] = {}
    for raw_key, path in found:
        by_path.setdefault(path, set()).add(raw_key)
    return tuple(
        Drift(endpoint, kind, path, len(keys), min(keys)) for path, keys in sorted(by_path.items())
    )


def merge(drifts: Iterable[Drift]) -> tuple[Drift, ...]:
    """Put together what was found of the same path in several batches."""
    together: dict[tuple[str, DriftKind, str], Drift] = {}
    for drift in drifts:
        which = drift.endpoint, drift.kind, drift.path
        known = together.get(which)
        together[which] = Drift(
            *which,
            drift.documents + (known.documents if known else 0),
            min(drift.raw_key, known.raw_key) if known else drift.raw_key,
        )
    return tuple(drift for _, drift in sorted(together.items()))


def _unknown_keys(
    connection: duckdb.DuckDBPyConnection, known: KnownForm
) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        "select json_structure(content) as structure, list(raw_key) "
        "from raw_documents where json_valid(content) group by structure"
    ).fetchall()
    for structure, raw_keys in rows:
        for path in _paths({_BODY: json.loads(structure).get(_BODY)}):
            if not known.knows(path):
                for raw_key in raw_keys:
                    yield raw_key, path


def _columns_that_differ(
    connection: duckdb.DuckDBPyConnection, known: KnownForm
) -> Iterator[tuple[DriftKind, str, str]]:
    rows = connection.execute(
        "select cast(to_json(try(from_json(content, $form)).body.resultSets) as varchar) as sets, "
        "list(raw_key) from raw_documents group by sets",
        {"form": _HEADERS},
    ).fetchall()
    for sets, raw_keys in rows:
        there = list(_columns(json.loads(sets or "null")))
        names = {path.rpartition(".")[2] for path in there}
        unknown = [
            path
            for path in there
            if not known.knows(path.rpartition(".")[2]) and not known.knows(path)
        ]
        for raw_key in raw_keys:
            for path in unknown:
                yield DriftKind.UNKNOWN, raw_key, path
            for name in sorted(known.read - names):
                yield DriftKind.MISSING, raw_key, name


def _columns(sets: Any) -> Iterator[str]:
    """Yield the columns of result sets; what is none has none."""
    for told in sets if isinstance(sets, list) else ():
        headers = told.get("headers") if isinstance(told, dict) else None
        for column in headers if isinstance(headers, list) else ():
            yield f"{told.get('name')}.{column}"


def _paths(form: Any, above: str = "") -> Iterator[str]:
    """Yield the path of every key below, `[]` for the elements of a list."""
    if isinstance(form, list):
        for element in form:
            yield from _paths(element, f"{above}[]")
    elif isinstance(form, dict):
        for key, below in form.items():
            path = f"{above}.{key}" if above else key
            yield path
            yield from _paths(below, path)


def _missing(form: Any, content: Any, above: str) -> Iterator[str]:
    """Yield what an object lacks; of what is null or of another kind nothing can be missing."""
    if isinstance(form, list) and isinstance(content, list):
        for element in content:
            yield from _missing(form[0], element, f"{above}[]")
    elif isinstance(form, dict) and isinstance(content, dict):
        for key, below in form.items():
            path = f"{above}.{key}" if above else key
            if key in content:
                yield from _missing(below, content[key], path)
            else:
                yield path
