"""hoopstat, with a look every few milliseconds at what each of its threads is doing.

    python benchmarks/programs/sampled.py transform --lake LAKE

What is printed, in seconds of threads, is the innermost function of ours that was running, with the
function outside of ours that it was in; a thread that waits for another one is not counted.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from types import FrameType

from hoopstat.main import main as hoopstat

OURS = ("hoopstat", "transform", "validate", "lake")
WAITING = ("threading", "queue", "concurrent", "selectors")
LOOK_EVERY_S = 0.005
MOST_LINES = 25


def main() -> None:
    seen: Counter[str] = Counter()
    done = threading.Event()
    sampler = threading.Thread(target=_look, args=(seen, done), daemon=True)
    began = time.monotonic()
    sampler.start()
    try:
        hoopstat()
    finally:
        done.set()
        sampler.join()
        looks = seen.pop("")
        second = looks / (time.monotonic() - began)
        for where, count in seen.most_common(MOST_LINES):
            print(f"{count / second:7.2f} s  {where}")


def _look(seen: Counter[str], done: threading.Event) -> None:
    """Count each look under "" too."""
    me = threading.get_ident()
    while not done.wait(LOOK_EVERY_S):
        seen[""] += 1
        for thread, frame in sys._current_frames().items():
            where = _where(frame) if thread != me else None
            if where:
                seen[where] += 1


def _where(frame: FrameType) -> str | None:
    """None for a thread that waits, or that runs nothing of ours."""
    if _package(frame) in WAITING:
        return None
    inside = "" if _package(frame) in OURS else f" > {frame.f_code.co_qualname}"
    walk: FrameType | None = frame
    while walk and _package(walk) not in OURS:
        walk = walk.f_back
    if walk is None:
        return None
    return f"{walk.f_globals['__name__']}.{walk.f_code.co_qualname}{inside}"


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


if __name__ == "__main__":
    main()
