"""The request log as it is judged: every line of it, and how far apart requests started."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pytest

from lake.duck import DuckSettings, connect
from lake.errors import Incomplete
from lake.keys import request_log_key
from lake.local_store import LocalStore
from lake.seasons import Season
from tests.request_log import (
    OTHER_RUN,
    RUN,
    STARTED_AT,
    Line,
    check_request_log,
    log_requests,
    logged,
)
from validate.request_log import add_empty_request_log, add_request_log
from validate.results import Finding, Outcome

KEY = request_log_key(STARTED_AT.date(), RUN, 1)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(DuckSettings(threads=1)) as opened:
        yield opened


def numbers(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    return connection.execute(
        "select run_id, request_number from request_log order by run_id, request_number"
    ).fetchall()


def line_bytes(*lines: Line) -> bytes:
    return gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode())


def without(field: str) -> Line:
    return {name: value for name, value in logged(1).items() if name != field}


def too_close(number: int, expected: str, observed: str, run_id: str = RUN) -> Finding:
    key = {"run_id": run_id, "request_number": str(number)}
    return Finding("2024-25", key, expected, observed)


# Reading


def test_a_line_becomes_a_typed_row(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    biography: Line = {"season": None, "endpoint": "commonplayerinfo", "entity": "203999"}
    failed: Line = {
        "outcome": "timed_out",
        "status": None,
        "bytes": None,
        "error": "no byte in 30 s",
    }
    log_requests(lake, [logged(17), logged(18, after_s=5.5, attempt=2, **biography, **failed)])

    add_request_log(connection, lake)

    described = connection.execute("describe request_log").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("season", "VARCHAR"),
        ("run_id", "VARCHAR"),
        ("request_number", "INTEGER"),
        ("sent_at", "TIMESTAMP WITH TIME ZONE"),
        ("endpoint", "VARCHAR"),
        ("entity", "VARCHAR"),
        ("attempt", "INTEGER"),
        ("outcome", "VARCHAR"),
        ("status", "INTEGER"),
        ("elapsed_ms", "INTEGER"),
        ("bytes", "BIGINT"),
        ("delay_s", "DOUBLE"),
        ("error", "VARCHAR"),
    ]
    sent_at = [datetime(2025, 1, 16, 5, 15, *end, tzinfo=UTC) for end in ((2, 123000), (7, 623000))]
    game, player = ("playbyplayv3", "0022400561"), ("commonplayerinfo", "203999")
    assert connection.execute("from request_log order by request_number").fetchall() == [
        ("2024-25", RUN, 17, sent_at[0], *game, 1, "accepted", 200, 812, 70213, 5.5, None),
        (None, RUN, 18, sent_at[1], *player, 2, "timed_out", None, 812, None, 5.5, failed["error"]),
    ]


def test_every_line_of_every_segment_of_every_run_becomes_a_row(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    log_requests(lake, [logged(1), logged(2)], segment=1)
    log_requests(lake, [logged(3)], segment=2)
    log_requests(lake, [], segment=3)
    log_requests(lake, [logged(1, run_id=OTHER_RUN)], run_id=OTHER_RUN)

    add_request_log(connection, lake)

    assert numbers(connection) == [(OTHER_RUN, 1), (RUN, 1), (RUN, 2), (RUN, 3)]


def test_requests_for_other_seasons_are_left_out_and_those_for_none_are_not(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    seasons = ("2022-23", "2023-24", None, "2024-25")
    log_requests(lake, [logged(number, season=label) for number, label in enumerate(seasons)])

    add_request_log(connection, lake, [Season(2022), Season(2024)])

    assert numbers(connection) == [(RUN, 0), (RUN, 2), (RUN, 3)]


def test_without_a_log_there_is_an_empty_relation(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    add_request_log(connection, lake, [Season(2024)])

    assert numbers(connection) == []


def test_the_relation_without_a_log_has_the_columns_of_the_one_with_it(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    log_requests(lake, [logged(1)])
    add_request_log(connection, lake)
    with_log = connection.execute("describe request_log").fetchall()

    add_empty_request_log(connection)

    assert connection.execute("describe request_log").fetchall() == with_log
    assert numbers(connection) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(b"", "it is empty", id="no byte"),
        pytest.param(json.dumps(logged(1)).encode(), "Not a gzipped file", id="not gzip"),
        pytest.param(line_bytes(logged(1))[:-9], "end-of-stream", id="half a gzip"),
        pytest.param(
            line_bytes(logged(1))[:-8] + b"\0" * 8, "CRC check failed", id="not what was zipped"
        ),
        pytest.param(
            line_bytes(logged(1))[:10] + b"\xff" * 20,
            "invalid block type",
            id="a gzip of other bytes",
        ),
        pytest.param(
            gzip.compress(json.dumps(logged(1)).encode()[:-3]),
            "Expecting value",
            id="half a line",
        ),
        pytest.param(
            gzip.compress(json.dumps(logged(1)).encode() + b"\n\n"),
            "Expecting value",
            id="a line of nothing",
        ),
        pytest.param(gzip.compress(b"\xff\n"), "codec can't decode", id="not text"),
        pytest.param(gzip.compress(b"[17]\n"), "a line is no JSON object: b'[17]'", id="a list"),
        *(
            pytest.param(line_bytes(without(name)), f"a line has no {name}", id=f"no {name}")
            for name in logged(1)
        ),
        pytest.param(line_bytes(logged(1, status="200")), "the status '200'", id="text for status"),
        pytest.param(line_bytes(logged(1, elapsed_ms=8.5)), "the elapsed_ms 8.5", id="half an ms"),
        pytest.param(
            line_bytes(logged(1) | {"delay_s": None}), "the delay_s None", id="null delay"
        ),
        pytest.param(
            line_bytes(logged(1, sent_at="2025-01-16T05:15:02.123")),
            "the sent_at '2025-01-16T05:15:02.123'",
            id="an instant of no zone",
        ),
        pytest.param(
            line_bytes(logged(1, sent_at="yesterday")), "Invalid isoformat", id="no instant"
        ),
        pytest.param(
            line_bytes(logged(2**31)), "Conversion Error", id="a number that is too large"
        ),
        pytest.param(line_bytes(logged(1), logged(1)), "Constraint Error", id="a request twice"),
    ],
)
def test_of_a_run_with_a_damaged_segment_nothing_is_there(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection, body: bytes, message: str
) -> None:
    other = log_requests(lake, [logged(7, run_id=OTHER_RUN)], run_id=OTHER_RUN)
    log_requests(lake, [logged(9)], segment=2)
    lake.put_new(KEY, body)

    parts = {part.key: part.reason for part in add_request_log(connection, lake)}

    assert message in (parts.pop(KEY) or "")
    assert set(parts.values()) == {None}
    assert other in parts
    assert numbers(connection) == [(OTHER_RUN, 7)]


def test_a_request_that_two_segments_have_is_the_fault_of_the_second(
    lake: LocalStore, connection: duckdb.DuckDBPyConnection
) -> None:
    first = log_requests(lake, [logged(1)], segment=1)
    second = log_requests(lake, [logged(1)], segment=2)

    add_request_log(connection, lake)

    told = connection.execute(
        "select object_key, reason is null from read_objects order by object_key"
    ).fetchall()
    assert told == [(first, True), (second, False)]
    assert numbers(connection) == []


# Judging


@pytest.mark.parametrize(
    ("delay_s", "after_s"),
    [
        pytest.param(5.5, 5.5, id="exactly the delay"),
        pytest.param(5.5, 5.495, id="5 ms less"),
        pytest.param(5.5, 3600, id="an hour"),
        pytest.param(0.02, 0.02, id="a demo's delay"),
        pytest.param(0, 0, id="no delay"),
        pytest.param(5.225, 5.22, id="a delay of three decimals"),
    ],
)
def test_requests_that_are_the_delay_apart_pass(
    lake: LocalStore, delay_s: float, after_s: float
) -> None:
    log_requests(lake, [logged(1), logged(2, after_s=after_s, delay_s=delay_s)])

    result = check_request_log(lake)

    assert (result.check.name, result.check.dimension) == ("request_starts_are_spaced", "courtesy")
    assert (result.outcome, result.units, result.failed_units) == (Outcome.PASSED, 2, 0)
    assert result.findings == ()


@pytest.mark.parametrize(
    ("delay_s", "after_s", "expected", "observed"),
    [
        pytest.param(5.5, 5.494, "5.5 s after", "5.494 s after", id="6 ms less"),
        pytest.param(5.5, 0, "5.5 s after", "0.0 s after", id="at once"),
        pytest.param(11, 5.5, "11.0 s after", "5.5 s after", id="a delay that was doubled before"),
        pytest.param(0.02, 0.014, "0.02 s after", "0.014 s after", id="a demo's delay"),
    ],
)
def test_requests_that_are_closer_than_the_delay_of_the_second_fail(
    lake: LocalStore, delay_s: float, after_s: float, expected: str, observed: str
) -> None:
    log_requests(lake, [logged(1), logged(2, after_s=after_s, delay_s=delay_s)])

    result = check_request_log(lake)

    assert (result.outcome, result.units, result.failed_units) == (Outcome.FAILED, 2, 1)
    assert result.findings == (
        too_close(2, f"{expected} the request before", f"{observed} request 1 of run {RUN}"),
    )


def test_a_delay_that_shrinks_counts_from_the_request_it_is_in_force_for(lake: LocalStore) -> None:
    log_requests(lake, [logged(1, delay_s=11), logged(2, after_s=5.5)])

    assert check_request_log(lake).outcome is Outcome.PASSED


def test_the_first_request_of_a_run_keeps_its_distance_from_the_run_before(
    lake: LocalStore,
) -> None:
    log_requests(lake, [logged(1), logged(2, after_s=5.5)])
    restarted = [
        logged(1, after_s=8.7, run_id=OTHER_RUN),
        logged(2, after_s=14.2, run_id=OTHER_RUN),
    ]
    log_requests(lake, restarted, run_id=OTHER_RUN)

    assert check_request_log(lake).findings == (
        too_close(
            1, "5.5 s after the request before", f"3.2 s after request 2 of run {RUN}", OTHER_RUN
        ),
    )


def test_two_runs_that_take_turns_are_too_fast_though_each_is_slow_enough(lake: LocalStore) -> None:
    log_requests(lake, [logged(number, after_s=5.5 * number) for number in (1, 2)])
    others = [logged(number, after_s=5.5 * number + 2, run_id=OTHER_RUN) for number in (1, 2)]
    log_requests(lake, others, run_id=OTHER_RUN)

    expected = "5.5 s after the request before"
    assert check_request_log(lake).findings == (
        too_close(1, expected, f"2.0 s after request 1 of run {RUN}", OTHER_RUN),
        too_close(2, expected, f"2.0 s after request 2 of run {RUN}", OTHER_RUN),
        too_close(2, expected, f"3.5 s after request 1 of run {OTHER_RUN}"),
    )


def test_lines_in_the_order_of_the_answers_are_judged_in_that_of_the_starts(
    lake: LocalStore,
) -> None:
    log_requests(lake, [logged(3, after_s=11), logged(1, elapsed_ms=29000)], segment=1)
    log_requests(lake, [logged(4, after_s=16), logged(2, after_s=5.5, elapsed_ms=20000)], segment=2)

    assert check_request_log(lake).findings == (
        too_close(4, "5.5 s after the request before", f"5.0 s after request 3 of run {RUN}"),
    )


def test_requests_for_different_seasons_and_for_none_keep_their_distance_too(
    lake: LocalStore,
) -> None:
    seasons = ("2023-24", None, "2024-25")
    lines = [logged(number, after_s=number, season=label) for number, label in enumerate(seasons)]
    log_requests(lake, lines)

    findings = check_request_log(lake).findings

    assert [(finding.season, finding.key["request_number"]) for finding in findings] == [
        ("", "1"),
        ("2024-25", "2"),
    ]


def test_a_lake_without_a_log_is_not_judged(lake: LocalStore) -> None:
    result = check_request_log(lake)

    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, "request_log has no rows")


def test_a_damaged_log_is_not_judged_by_what_is_left_of_it(lake: LocalStore) -> None:
    log_requests(lake, [logged(1)], segment=2)
    lake.put_new(KEY, b"")

    with pytest.raises(Incomplete, match="it is empty") as refused:
        check_request_log(lake)
    assert refused.value.key == KEY
