"""`hoopstat sql`: a query over the published tables."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import Annotated

import typer

from hoopstat import options
from hoopstat.console import Summary, print_data, print_table
from lake.open_lake import open_lake
from lake.query import QueryResult, run_query


class ResultFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def command(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="One SELECT; every table goes by its own name.")],
    lake: options.Lake = options.DEFAULT_LAKE,
    s3_bucket: options.S3Bucket = None,
    s3_endpoint_url: options.S3EndpointUrl = None,
    result_format: Annotated[
        ResultFormat,
        typer.Option("--format", envvar="HOOPSTAT_SQL_FORMAT", help="json is one object a row."),
    ] = ResultFormat.TABLE,
) -> int:
    """Run a query over the published tables.

    Exit codes: 0 done, 2 the query is wrong, 3 nothing is published, 5 lake unavailable.
    """
    address = options.lake_address(context, lake, s3_bucket, s3_endpoint_url)
    result = run_query(open_lake(address, must_exist=True), query)
    if result_format is ResultFormat.CSV:
        print_data(_csv(result))
    elif result_format is ResultFormat.JSON:
        print_data(_json_lines(result))
    else:
        rows = [["" if value is None else str(value) for value in row] for row in result.rows]
        print_table(Summary("sql", "", result.columns, rows, {}))
    return 0


def _csv(result: QueryResult) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(result.rows)
    return text.getvalue()


def _json_lines(result: QueryResult) -> str:
    lines = (dict(zip(result.columns, row, strict=True)) for row in result.rows)
    return "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
