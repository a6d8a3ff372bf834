"""One run of a program: its time, its CPU, and the most memory it held."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """`cpu_s` is user and system; `peak_mb` is resident memory, no less than this process's own."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    stdout: str
    stderr: str


def measure(command: Sequence[str | Path]) -> Run:
    """Run a program to its end. Raises: SystemExit with what it said if it fails."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        stderr.seek(0)
        said = (stdout.read(), stderr.read())
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said[1]}")
    return Run(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, *said)


@dataclass(frozen=True)
class Spread:
    """Several runs of the same program."""

    runs: Sequence[Run]

    @property
    def wall_s(self) -> float:
        return statistics.median(run.wall_s for run in self.runs)

    @property
    def cpu_s(self) -> float:
        return statistics.median(run.cpu_s for run in self.runs)

    @property
    def peak_mb(self) -> float:
        return max(run.peak_mb for run in self.runs)

    @property
    def wall_range(self) -> str:
        walls = [run.wall_s for run in self.runs]
        return f"{min(walls):.1f}-{max(walls):.1f}"


def row(*cells: object) -> str:
    """Write a row of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def heading(*names: str) -> str:
    """Write the first two rows of a Markdown table."""
    return "\n".join((row(*names), "|" + "---|" * len(names)))
