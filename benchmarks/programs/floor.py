"""The floor: decompress and parse every raw body, and do nothing with it.

python benchmarks/programs/floor.py LAKE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import orjson

from benchmarks.programs.raw_bodies import GAME_ENDPOINTS, bodies


def main() -> None:
    (lake,) = map(Path, sys.argv[1:])
    parsed = 0
    for endpoint in (*GAME_ENDPOINTS, "leaguegamefinder"):
        for _, body in bodies(lake, endpoint):
            orjson.loads(body)
            parsed += 1
    print(json.dumps({"documents": parsed}))


if __name__ == "__main__":
    main()
