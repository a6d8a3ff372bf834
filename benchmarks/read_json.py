"""How fast DuckDB reads a season of one endpoint, by method and by DuckDB version.

    python benchmarks/read_json.py --python .venv/bin/python --python /other/venv/bin/python

Each interpreter needs nothing but its duckdb. The documents are made up in a temporary folder, as
many and as large as those of a real season. Every round runs each method once under each
interpreter, in processes of their own and in turn, so that a noisy machine is noisy for all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

GAMES = 1320
EVENTS = 460
METHODS = ("read_json gz", "read_json", "read_text", "read_text try", "read_text try materialized")

EVENT = {
    "actionNumber": "INTEGER",
    "clock": "VARCHAR",
    "period": "INTEGER",
    "teamId": "BIGINT",
    "teamTricode": "VARCHAR",
    "personId": "BIGINT",
    "playerName": "VARCHAR",
    "playerNameI": "VARCHAR",
    "xLegacy": "INTEGER",
    "yLegacy": "INTEGER",
    "shotDistance": "INTEGER",
    "shotResult": "VARCHAR",
    "isFieldGoal": "INTEGER",
    "scoreHome": "VARCHAR",
    "scoreAway": "VARCHAR",
    "pointsTotal": "INTEGER",
    "location": "VARCHAR",
    "description": "VARCHAR",
    "actionType": "VARCHAR",
    "subType": "VARCHAR",
    "videoAvailable": "INTEGER",
    "shotValue": "INTEGER",
    "actionId": "INTEGER",
}
STATISTICS = {"minutes": "VARCHAR", **{f"statistic{number}": "DOUBLE" for number in range(22)}}
PLAYER = {"personId": "BIGINT", "familyName": "VARCHAR", "statistics": STATISTICS}
TEAM = {"teamId": "BIGINT", "players": [PLAYER], "statistics": STATISTICS}
CAPTURE = {"captured_at": "VARCHAR", "elapsed_ms": "INTEGER"}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "events": {
        "capture": CAPTURE,
        "body": {"game": {"gameId": "VARCHAR", "actions": [EVENT]}},
    },
    "box": {
        "capture": CAPTURE,
        "body": {"game": {"gameId": "VARCHAR", "homeTeam": TEAM, "awayTeam": TEAM}},
    },
}
COUNTED = {
    "events": ("sum(len(actions))", GAMES * EVENTS),
    "box": ("sum(len(homeTeam.players) + len(awayTeam.players))", GAMES * 26),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", choices=DOCUMENTS, default="events")
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "FOLDER"))
    arguments = parser.parse_args()
    if arguments.one:
        measure(arguments.documents, arguments.one[0], Path(arguments.one[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_documents(arguments.documents, Path(folder))
        compare(arguments.python or [sys.executable], arguments.rounds, arguments.documents, folder)


def write_documents(documents: str, folder: Path) -> None:
    """Make up one raw object a game, unpacked and gzipped."""
    for number in range(GAMES):
        content = game_of_events(number) if documents == "events" else game_of_boxes()
        game = {"gameId": f"00224{number:05d}", **content}
        capture = {"captured_at": "2025-01-16T05:15:02.123Z", "elapsed_ms": 800}
        document = {"capture": capture, "body": {"game": game}}
        text = json.dumps(document, separators=(",", ":")).encode()
        (folder / f"{number:05d}.json").write_bytes(text)
        (folder / f"{number:05d}.json.gz").write_bytes(gzip.compress(text, mtime=0))


def game_of_boxes() -> dict[str, object]:
    statistics = dict.fromkeys(STATISTICS, 12.5) | {"minutes": "31:07"}
    players = [
        {"personId": 9_900_000 + index, "familyName": f"Player{index}", "statistics": statistics}
        for index in range(13)
    ]
    team = {"teamId": 1610612700, "players": players, "statistics": statistics}
    return {"homeTeam": team, "awayTeam": team}


def game_of_events(number: int) -> dict[str, object]:
    return {
        "actions": [
            {
                **dict.fromkeys(EVENT, 0),
                "actionNumber": index * 7 % 640,
                "clock": f"PT{index % 12:02d}M{index % 60:02d}.00S",
                "period": 1 + index * 4 // EVENTS,
                "teamId": 1610612700 + index % 2,
                "teamTricode": "AAA",
                "personId": 9_900_000 + index % 25,
                "playerName": f"Player{index % 25}",
                "playerNameI": f"P. Player{index % 25}",
                "shotResult": "Missed",
                "scoreHome": "",
                "scoreAway": "",
                "location": "h",
                "description": f"MISS Player{index % 25} {index % 30}' 3PT Jump Shot {number}",
                "actionType": "Missed Shot",
                "subType": "Jump Shot",
                "actionId": index + 1,
            }
            for index in range(EVENTS)
        ]
    }


def measure(documents: str, method: str, folder: Path) -> None:
    """Read every document into a table by one method; print version, seconds and peak MB."""
    import duckdb

    suffix = "json.gz" if method.endswith("gz") else "json"
    files = sorted(str(path) for path in folder.glob(f"*.{suffix}"))
    connection = duckdb.connect(config={"threads": 2})
    started = time.perf_counter()
    connection.execute(f"create table read as {statement(documents, method)}", {"files": files})
    elapsed = time.perf_counter() - started
    expression, expected = COUNTED[documents]
    counted = connection.execute(f"select count(*), {expression} from read").fetchone()
    assert counted == (GAMES, expected), counted
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([duckdb.__version__, elapsed, peak_mb]))


def statement(documents: str, method: str) -> str:
    document = DOCUMENTS[documents]
    fields = ", ".join(f"document.body.game.{name}" for name in document["body"]["game"])
    wanted = f"document.capture.captured_at, document.capture.elapsed_ms, {fields}"
    if method.startswith("read_json"):
        columns = ", ".join(f"{name}: '{struct(kind)}'" for name, kind in document.items())
        return (
            f"select {wanted} from (select {{'capture': capture, 'body': body}} as document "
            f"from read_json($files, columns = {{{columns}}}, maximum_object_size = 50000000))"
        )
    parsed = f"from_json_strict(content, '{json.dumps(document)}')"
    parsed = f"try({parsed})" if "try" in method else parsed
    materialized = "materialized" if "materialized" in method else ""
    return (
        f"with documents as {materialized} (select {parsed} as document from read_text($files)) "
        f"select {wanted} from documents where document is not null"
    )


def struct(kind: object) -> str:
    """Write a JSON structure as a DuckDB type."""
    if isinstance(kind, dict):
        return "STRUCT(" + ", ".join(f'"{name}" {struct(of)}' for name, of in kind.items()) + ")"
    if isinstance(kind, list):
        return struct(kind[0]) + "[]"
    return str(kind)


def compare(pythons: list[str], rounds: int, documents: str, folder: str) -> None:
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    peaks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for _ in range(rounds):
        for method in METHODS:
            for python in pythons:
                command = [python, __file__, "--documents", documents, "--one", method, folder]
                printed = subprocess.run(command, check=True, capture_output=True).stdout
                version, elapsed, peak_mb = json.loads(printed)
                seconds[method, version].append(elapsed)
                peaks[method, version].append(peak_mb)
    base = statistics.median(next(iter(seconds.values())))
    print("method                      duckdb   median s  min s  max s  ratio  peak MB")
    for (method, version), times in sorted(seconds.items()):
        median = statistics.median(times)
        print(
            f"{method:27} {version:8} {median:8.2f} {min(times):6.2f} {max(times):6.2f} "
            f"{median / base:6.2f} {max(peaks[method, version]):8}"
        )


if __name__ == "__main__":
    main()
