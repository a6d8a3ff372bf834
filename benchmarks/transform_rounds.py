"""Rounds of a season's transform: every program once a round, in turn, each in its own process."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lakes import (
    OF_GAMES,
    OF_PEOPLE,
    Archives,
    bytes_in,
    correct_one_game,
    games_in,
)
from benchmarks.measuring import Run, Spread, measure

PROGRAMS = Path(__file__).with_name("programs")

FLOOR = "the floor: gunzip and orjson"
OURS = "hoopstat transform"
FRAMES = "nba_api, pandas, pyarrow"
DLT = "dlt"
PART_OF_DLT = "a quarter of dlt"
UNCHANGED = "nothing changed"
CORRECTED = "one game changed"
WITH_PEOPLE = "with teams and players"
CHECKED = "every check, by hoopstat validate"
WITHOUT_DRIFT = "without looking for drift"


@dataclass(frozen=True)
class Written:
    """What a program left behind."""

    size_bytes: int
    rows: int


@dataclass
class Rounds:
    """`dlt_games` is how many games dlt is given; the others get the season as it is archived.

    `python` runs hoopstat, and `other_pythons` do so with another DuckDB.
    """

    archives: Archives
    archive: Path
    season: str
    dlt_games: int
    python: str
    other_pythons: Sequence[str]
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    written: dict[str, Written] = field(default_factory=dict)

    @property
    def hoopstat(self) -> Sequence[str]:
        return (self.python, "-m", "hoopstat")

    def spread(self, name: str) -> Spread:
        return Spread(self.runs[name])

    def run_once(self) -> None:
        with self.archives.lake([self.archive]) as lake:
            self.runs[FLOOR].append(measure([sys.executable, PROGRAMS / "floor.py", lake]))
            self._other(FRAMES, "nba_api_frames.py", lake)
            self._other(PART_OF_DLT, "dlt_pipeline.py", lake, self.dlt_games // 4)
            self._other(DLT, "dlt_pipeline.py", lake, self.dlt_games)
            self._ours(lake)
        with self.archives.lake([self.archive]) as lake:
            without = (self.python, PROGRAMS / "transform_without_drift.py")
            self.runs[WITHOUT_DRIFT].append(transform(without, lake))
        for python in self.other_pythons:
            with self.archives.lake([self.archive]) as lake:
                self.runs[python].append(transform((python, "-m", "hoopstat"), lake))
        with self.archives.lake([self.archive], [*OF_GAMES, *OF_PEOPLE]) as lake:
            self.runs[WITH_PEOPLE].append(transform(self.hoopstat, lake))
            self.runs[CHECKED].append(measure([*self.hoopstat, "validate", "--lake", lake]))

    def _ours(self, lake: Path) -> None:
        self.runs[OURS].append(transform(self.hoopstat, lake))
        self.written[OURS] = Written(bytes_in(lake), rows_published(self.runs[OURS][-1]))
        self.runs[UNCHANGED].append(transform(self.hoopstat, lake))
        correct_one_game(lake, self.season)
        self.runs[CORRECTED].append(transform(self.hoopstat, lake))

    def _other(self, name: str, program: str, lake: Path, *arguments: object) -> None:
        with TemporaryDirectory(prefix="out-", dir=self.archives.work) as out:
            run = measure([sys.executable, PROGRAMS / program, lake, out, *map(str, arguments)])
            self.runs[name].append(run)
            size = bytes_in(Path(out) / "tables")
            self.written[name] = Written(size, json.loads(run.stdout)["rows"])

    def dlt_scale(self) -> float:
        """How many times the games beyond the quarter there are in the whole season."""
        quarter = self.dlt_games // 4
        return (games_in(self.archive) - quarter) / (self.dlt_games - quarter)


def transform(hoopstat: Sequence[str | Path], lake: Path) -> Run:
    """Run the command as a person does, with all that it chooses by itself."""
    return measure([*hoopstat, "transform", "--lake", lake, "--log-format", "json"])


def files_written(run: Run) -> int:
    return len(_written(run))


def rows_published(run: Run) -> int:
    """Count the rows of all files that a run wrote."""
    return sum(_written(run))


def _written(run: Run) -> list[int]:
    """List how many rows each file has that a run wrote."""
    events = map(json.loads, run.stderr.splitlines())
    return [each["row_count"] for each in events if each["event_type"] == "partition_written"]
