"""`hoopstat sql`: a query over the published tables, or views of them for other programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import Summary, print_data, print_table
from hoopstat.wording import count
from lake.errors import UsageError
from lake.open_lake import S3_SCHEME, open_lake
from lake.query import QueryResult, run_query
from lake.store import Store
from lake.views import write_views

_STDIN = "-"


class ResultFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def command(
    context: typer.Context,
    query: Annotated[
        str | None,
        typer.Argument(help="One SELECT; every table goes by its own name. - reads it from stdin."),
    ] = None,
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    result_format: Annotated[
        ResultFormat,
        typer.Option("--format", envvar="HOOPSTAT_SQL_FORMAT", help="json is one object a row."),
    ] = ResultFormat.TABLE,
    views: Annotated[
        Path | None,
        typer.Option(
            "--write-views",
            envvar="HOOPSTAT_WRITE_VIEWS",
            metavar="FILE",
            help="No query: write a DuckDB file with a view of each table, for other programs.",
        ),
    ] = None,
) -> int:
    """Run a query over the published tables.

    Exit codes: 0 done, 2 the query or FILE is wrong, 3 nothing is published or a file of it is
    damaged, 5 lake unavailable.
    """
    if (query is None) == (views is None):
        raise UsageError(
            "hoopstat sql takes either a query or --write-views FILE",
            hint="hoopstat sql 'select * from games limit 5'",
        )
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    store = open_lake(address, must_exist=True)
    if views is not None:
        _write_views(store, views)
    elif query is not None:
        _show(run_query(store, _statement(query)), result_format)
    return 0


def _statement(query: str) -> str:
    if query != _STDIN:
        return query
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"stdin is no text: {error}", hint="echo 'select * from games limit 5' | hoopstat sql -"
        ) from error


def _write_views(store: Store, file: Path) -> None:
    written = write_views(store, file)
    print_data(f"{file}: {count(len(written.names), 'view')} of the tables in {store.location}")
    if written.without_files:
        print_data(f"Nothing is published yet of {', '.join(written.without_files)}.")
    if store.location.startswith(S3_SCHEME):
        print_data("DuckDB needs a secret to read them: docs/reading-the-lake.md tells how.")


def _show(result: QueryResult, result_format: ResultFormat) -> None:
    if result_format is ResultFormat.CSV:
        print_data(_csv(result))
    elif result_format is ResultFormat.JSON:
        print_data(_json_lines(result))
    else:
        rows = [["" if value is None else str(value) for value in row] for row in result.rows]
        print_table(Summary("sql", "", result.columns, rows, {}))


def _csv(result: QueryResult) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(result.rows)
    return text.getvalue()


def _json_lines(result: QueryResult) -> str:
    lines = (dict(zip(result.columns, row, strict=True)) for row in result.rows)
    return "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
