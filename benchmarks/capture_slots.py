"""How many of its slots a capture uses, and whether two starts are ever too close.

    python benchmarks/capture_slots.py [--spacing 0.25] [--requests 400]

A slot is one spacing; the share used is (starts - 1) x spacing / (last start - first start), from
the capture's own request log. The server is another process. Answers are fast, slower than the
spacing, and much slower than it; the last with one request at a time for comparison.
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
LATENCIES_MS = ("20", "300-900", "1500")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacing", default=0.25, type=float)
    parser.add_argument("--requests", default=400, type=int)
    options = parser.parse_args()
    print("| answers after ms | under way | requests | slots used | closest starts / spacing |")
    print("|---|---|---|---|---|")
    for latency_ms in LATENCIES_MS:
        with _server(latency_ms) as url:
            _measure(url, latency_ms, 8, options)
            if latency_ms == LATENCIES_MS[-1]:
                _measure(url, latency_ms, 1, options)


def _measure(url: str, latency_ms: str, in_flight: int, options: argparse.Namespace) -> None:
    games = ",".join(f"00224{number:05}" for number in range(1, options.requests // 4 + 1))
    with tempfile.TemporaryDirectory(prefix="hoopstat-") as lake:
        command = [
            *(*HOOPSTAT, "capture", "--games", games, "--lake", lake, "--api-url", url),
            *("--rate-limit-seconds", str(options.spacing), "--in-flight", str(in_flight)),
        ]
        subprocess.run(command, check=True, capture_output=True)
        starts = sorted(_starts(Path(lake)))
    used = (len(starts) - 1) * options.spacing / (starts[-1] - starts[0])
    closest = min(second - first for first, second in pairwise(starts)) / options.spacing
    print(f"| {latency_ms} | {in_flight} | {len(starts)} | {used:.4f} | {closest:.3f} |")


def _starts(lake: Path) -> Iterator[float]:
    """When each request started, in seconds."""
    for segment in lake.glob("backfill-state/request-log/*/*.jsonl.gz"):
        for line in gzip.decompress(segment.read_bytes()).splitlines():
            yield datetime.fromisoformat(json.loads(line)["sent_at"]).timestamp()


@contextmanager
def _server(latency_ms: str) -> Iterator[str]:
    command = [*HOOPSTAT, "replay", "--invent", "2024-25", "--latency-ms", latency_ms]
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
