"""What a capture of a whole season takes: requests, time, and memory from its begin to its end.

    python benchmarks/capture_season.py [--season 2024-25] [--spacing 0.02] [--lake DIR|s3://...]

An invented season with its league, teams and players, over HTTP from another process. Resident
memory is read from /proc, so this is for Linux.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOOPSTAT = [sys.executable, "-m", "hoopstat"]
ENDPOINTS = (
    "leaguegamefinder,boxscoresummaryv3,boxscoretraditionalv3,boxscoreadvancedv3,playbyplayv3,"
    "commonallplayers,commonteamroster,teaminfocommon,commonplayerinfo"
)
LOOK_EVERY_S = 0.5
_PAGE_BYTES = 4096


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--season", default="2024-25")
    parser.add_argument("--spacing", default=0.02, type=float)
    parser.add_argument("--lake")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="hoopstat-") as scratch,
        subprocess.Popen(
            [*HOOPSTAT, "replay", "--invent", options.season],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as server,
    ):
        try:
            assert server.stdout
            url = server.stdout.readline().split()[-1]
            _measure(url, options.lake or str(Path(scratch) / "lake"), options)
        finally:
            server.terminate()


def _measure(url: str, lake: str, options: argparse.Namespace) -> None:
    command = [
        *(*HOOPSTAT, "capture", "--season", options.season, "--endpoints", ENDPOINTS),
        *("--lake", lake, "--api-url", url, "--rate-limit-seconds", str(options.spacing)),
        *("--log-format", "json"),
    ]
    began = time.monotonic()
    resident: list[float] = []
    with tempfile.TemporaryFile("w+") as log:
        with subprocess.Popen(command, stderr=log) as capture:
            while capture.poll() is None:
                resident.append(_resident_mb(capture.pid))
                time.sleep(LOOK_EVERY_S)
        log.seek(0)
        (summary,) = [line for line in map(json.loads, log) if line["event_type"] == "summary"]
    spent_s = time.monotonic() - began
    quarters = [
        resident[len(resident) * part // 4 : len(resident) * (part + 1) // 4] for part in range(4)
    ]
    medians = " ".join(f"{statistics.median(quarter):.0f}" for quarter in quarters)
    print(f"state {summary['state']}, exit code {capture.returncode}")
    print(f"requests {summary['requests_sent']:,}, bytes {summary['bytes_archived']:,}")
    print(f"{spent_s:.0f} s, {summary['requests_sent'] * options.spacing:.0f} s of slots")
    print(f"resident MB: median of each quarter {medians}; peak {max(resident):.0f}")


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * _PAGE_BYTES / 1e6


if __name__ == "__main__":
    main()
