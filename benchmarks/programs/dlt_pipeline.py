"""dlt as its documentation shows it: one resource an endpoint, nested lists made tables by it.

    python benchmarks/programs/dlt_pipeline.py LAKE OUT GAMES

Parquet in OUT/tables, everything else as it comes. GAMES is how many games are read, the first
ones.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.programs.raw_bodies import GAME_ENDPOINTS, bodies


def main() -> None:
    lake, out, games = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"  # It would speak to the network.
    import dlt

    def answers(endpoint: str) -> Iterator[Any]:
        for _, body in islice(bodies(lake, endpoint), games):
            yield json.loads(body)

    pipeline = dlt.pipeline(
        "season",
        pipelines_dir=str(out / "state"),
        destination=dlt.destinations.filesystem(str(out / "tables")),
        dataset_name="season",
    )
    resources = [dlt.resource(answers(name), name=name) for name in GAME_ENDPOINTS]
    pipeline.run(resources, loader_file_format="parquet")
    counts: dict[str, int] = pipeline.last_trace.last_normalize_info.row_counts
    tables = {name: rows for name, rows in counts.items() if not name.startswith("_dlt")}
    print(json.dumps({"rows": sum(tables.values()), "tables": len(tables)}))


if __name__ == "__main__":
    main()
