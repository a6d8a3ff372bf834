"""Documents made of result sets, as V2 of the API and its lists of people and teams have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]
Row = list[Any]


def columns(text: str) -> tuple[str, ...]:
    """Headers written down with white space between them."""
    return tuple(text.split())


def result_set(name: str, headers: Sequence[str], rows: Iterable[Row]) -> Json:
    return {"name": name, "headers": list(headers), "rowSet": list(rows)}


def document(resource: str, parameters: object, result_sets: Iterable[Json]) -> Json:
    """`parameters` are an object, for commonplayerinfo an array of objects of one key."""
    return {"resource": resource, "parameters": parameters, "resultSets": list(result_sets)}


def without_rows(content: Json) -> Json:
    """The same document with its headers alone."""
    return document(
        content["resource"],
        content["parameters"],
        (result_set(row["name"], row["headers"], ()) for row in content["resultSets"]),
    )
