"""What a transform of whole seasons takes, beside other programs; prints Markdown.

    .venv/bin/pip install --constraint constraints.txt --editable '.[dev,bench]'
    .venv/bin/python benchmarks/transform_season.py [--work DIR] [--python P ...] [--quick]
    .venv/bin/python benchmarks/transform_season.py [--work DIR] [--python P] --profile

Every program is a process of its own and starts from the raw archive of an invented season, which
is kept in --work for the next time. --python is an interpreter that has hoopstat and nothing else,
as people have it: duckdb imports pandas where it finds it, and keeps looking where it does not. A
second one may have another DuckDB. --profile says where the time of a transform goes instead.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.lakes import Archives, games_in
from benchmarks.measuring import Spread, heading, measure, row
from benchmarks.transform_rounds import (
    CHECKED,
    CORRECTED,
    DLT,
    FLOOR,
    FRAMES,
    OURS,
    PART_OF_DLT,
    PROGRAMS,
    UNCHANGED,
    WITH_PEOPLE,
    WITHOUT_DRIFT,
    Rounds,
    files_written,
    transform,
)

GROWTH = (1, 3, 10)
"""So many seasons in one command."""

QUICK = {"games": 120, "rounds": 1, "dlt_games": 40, "growth_games": 40}
_COSTS = ("wall s", "min-max", "CPU s", "peak MB")
_BESIDE = ("wall / ours", "CPU / ours", "wall / floor", "CPU / floor")


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="hoopstat-") as scratch:
        archives = Archives(options.work or Path(scratch), options.seed)
        archives.work.mkdir(parents=True, exist_ok=True)
        (archive,) = archives.write([options.season], options.games)
        if options.profile:
            _profile(options.python[0], archives, archive)
            return
        games = games_in(archive)
        dlt_games = min(options.dlt_games or games, games)
        python, *others = options.python
        rounds = Rounds(archives, archive, options.season, dlt_games, python, others)
        for _ in range(options.rounds):
            rounds.run_once()
        print(_facts(options, games), end="\n\n")
        _print(_programs(rounds))
        _print(_again(rounds))
        if others:
            _print(_duckdb_versions(rounds))
        _print(_growth(archives, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--season", default="2024-25")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--games", type=int, default=0, help="of the season; 0 is all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dlt-games", type=int, default=200, help="the rest is scaled; 0 is all")
    parser.add_argument("--growth-games", type=int, default=330, help="of each season; 0 is all")
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--quick", action="store_true", help="few games, one round")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    vars(options).update(QUICK if options.quick else {})
    options.python = options.python or [sys.executable]
    return options


def version_in(python: str, package: str) -> str:
    """Return the version of a package that an interpreter has."""
    told = f"import importlib.metadata as m; print(m.version('{package}'))"
    return subprocess.run(
        [python, "-c", told], check=True, capture_output=True, text=True
    ).stdout.strip()


def _print(lines: Iterator[str]) -> None:
    print(*lines, sep="\n", end="\n\n", flush=True)


def _facts(options: argparse.Namespace, games: int) -> str:
    others = ("nba_api", "pandas", "pyarrow", "dlt", "orjson")
    duckdb = version_in(options.python[0], "duckdb")
    programs = ", ".join((f"duckdb {duckdb}", *(f"{name} {version(name)}" for name in others)))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}), load of the "
        f"last quarter of an hour {os.getloadavg()[2]:.0f}, "
        f"Python {platform.python_version()}, {programs}; the invented {options.season}, "
        f"seed {options.seed}, {games:,} games; rounds: {options.rounds}."
    )


def _programs(rounds: Rounds) -> Iterator[str]:
    """Each program from the same bytes, with its time beside ours and the floor's."""
    yield heading("program", *_COSTS, "MB written", "rows", *_BESIDE)
    dlt = f"{DLT}, {rounds.dlt_games:,} games"
    for name, label in ((FLOOR, FLOOR), (OURS, OURS), (FRAMES, FRAMES), (DLT, dlt)):
        spread, written = rounds.spread(name), rounds.written.get(name)
        left = (f"{written.size_bytes / 1e6:.1f}", f"{written.rows:,}") if written else ("", "")
        yield row(label, *_costs(spread), *left, *_beside(rounds, spread.wall_s, spread.cpu_s))
    if rounds.dlt_scale() > 1:
        wall_s, cpu_s = (_of_season(rounds, cost) for cost in ("wall_s", "cpu_s"))
        costs = (f"{wall_s:.1f}", "", f"{cpu_s:.1f}", "", "", "")
        yield row(f"{DLT}, scaled to the season", *costs, *_beside(rounds, wall_s, cpu_s))


def _beside(rounds: Rounds, wall_s: float, cpu_s: float) -> tuple[str, ...]:
    return tuple(
        f"{ratio:.2f}"
        for base in (rounds.spread(OURS), rounds.spread(FLOOR))
        for ratio in (wall_s / base.wall_s, cpu_s / base.cpu_s)
    )


def _of_season(rounds: Rounds, cost: str) -> float:
    """Scale what dlt takes for more games, its start left out, to all games."""
    quarter, given = (getattr(rounds.spread(name), cost) for name in (PART_OF_DLT, DLT))
    return float(quarter + rounds.dlt_scale() * (given - quarter))


def _again(rounds: Rounds) -> Iterator[str]:
    """A transform of what was transformed before, beside the full one."""
    yield heading("hoopstat transform", *_COSTS, "files written", "wall / full", "CPU / full")
    full = rounds.spread(OURS)
    for name in (OURS, WITHOUT_DRIFT, UNCHANGED, CORRECTED, WITH_PEOPLE, CHECKED):
        spread = rounds.spread(name)
        yield row(
            {OURS: "full"}.get(name, name),
            *_costs(spread),
            files_written(spread.runs[-1]),
            f"{spread.wall_s / full.wall_s:.2f}",
            f"{spread.cpu_s / full.cpu_s:.2f}",
        )


def _duckdb_versions(rounds: Rounds) -> Iterator[str]:
    yield heading("DuckDB", *_COSTS, "wall / first", "CPU / first")
    first = rounds.spread(OURS)
    for python, name in ((rounds.python, OURS), *((other,) * 2 for other in rounds.other_pythons)):
        spread = rounds.spread(name)
        yield row(
            version_in(python, "duckdb"),
            *_costs(spread),
            f"{spread.wall_s / first.wall_s:.2f}",
            f"{spread.cpu_s / first.cpu_s:.2f}",
        )


def _growth(archives: Archives, options: argparse.Namespace) -> Iterator[str]:
    """Several seasons by one command, as many games of each."""
    last = int(options.season[:4])
    labels = [f"{year}-{(year + 1) % 100:02d}" for year in range(last + 1 - max(GROWTH), last + 1)]
    seasons = archives.write(labels, options.growth_games)
    yield heading("seasons", "games", *_COSTS, "CPU s a game")
    for count in GROWTH:
        runs = []
        for _ in range(options.rounds):
            with archives.lake(seasons[-count:]) as lake:
                runs.append(transform((options.python[0], "-m", "hoopstat"), lake))
        spread, games = Spread(runs), sum(map(games_in, seasons[-count:]))
        yield row(count, f"{games:,}", *_costs(spread), f"{spread.cpu_s / games:.4f}")


def _costs(spread: Spread) -> tuple[str, ...]:
    return (
        f"{spread.wall_s:.1f}",
        spread.wall_range,
        f"{spread.cpu_s:.1f}",
        f"{spread.peak_mb:.0f}",
    )


def _profile(python: str, archives: Archives, archive: Path) -> None:
    """Print where the threads of a full transform and of one without changes are."""
    with archives.lake([archive]) as lake:
        for name in (OURS, UNCHANGED):
            run = measure([python, PROGRAMS / "sampled.py", "transform", "--lake", lake])
            print(f"{name}: {run.wall_s:.1f} s, {run.cpu_s:.1f} s of CPU\n{run.stdout}")


if __name__ == "__main__":
    main()
