"""How many of its slots a capture uses, and whether two starts are ever too close.

    python benchmarks/capture_slots.py [--spacing 0.05] [--requests 2400]

A slot is one spacing; the share used is (starts - 1) x spacing / (last start - first start), from
the capture's own request log. The server is another process. Answers are fast, slower than the
spacing, and five times as slow; the last with one request at a time too, for comparison. Some slots
are lost for certain at the very end, when fewer games than workers are left, so few requests tell
less than many.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path

HOOPSTAT = [sys.executable, "-m", "hoopstat"]
LATENCIES = (0.4, 2, 5)
"""How long an answer takes, in spacings."""

ONE_AT_A_TIME = 20
"""So many times fewer requests, one at a time, or it takes too long."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacing", default=0.05, type=float)
    parser.add_argument("--requests", default=2400, type=int)
    options = parser.parse_args()
    print("| answers after | under way | requests | slots used | closest starts / spacing |")
    print("|---|---|---|---|---|")
    for spacings in LATENCIES:
        with _server(spacings * options.spacing * 1000) as url:
            _measure(url, spacings, 8, options.requests, options.spacing)
            if spacings == LATENCIES[-1]:
                few = options.requests // ONE_AT_A_TIME
                _measure(url, spacings, 1, few, options.spacing)


def _measure(url: str, spacings: float, in_flight: int, requests: int, spacing_s: float) -> None:
    games = ",".join(f"00224{number:05}" for number in range(1, requests // 4 + 1))
    with tempfile.TemporaryDirectory(prefix="hoopstat-") as lake:
        command = [
            *(*HOOPSTAT, "capture", "--games", games, "--lake", lake, "--api-url", url),
            *("--rate-limit-seconds", str(spacing_s), "--in-flight", str(in_flight)),
        ]
        subprocess.run(command, check=True, capture_output=True)
        starts = sorted(_starts(Path(lake)))
    used = (len(starts) - 1) * spacing_s / (starts[-1] - starts[0])
    closest = min(second - first for first, second in pairwise(starts)) / spacing_s
    print(f"| {spacings} spacings | {in_flight} | {len(starts)} | {used:.4f} | {closest:.3f} |")


def _starts(lake: Path) -> Iterator[float]:
    """When each request started, in seconds."""
    for segment in lake.glob("backfill-state/request-log/*/*.jsonl.gz"):
        for line in gzip.decompress(segment.read_bytes()).splitlines():
            yield datetime.fromisoformat(json.loads(line)["sent_at"]).timestamp()


@contextmanager
def _server(latency_ms: float) -> Iterator[str]:
    command = [*HOOPSTAT, "replay", "--invent", "2024-25", "--latency-ms", f"{latency_ms:.0f}"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
