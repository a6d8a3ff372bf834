"""nba_api as an analyst uses it: its data frames, put together and written by month.

    python benchmarks/programs/nba_api_frames.py LAKE OUT

Its own parsers read the bytes that an answer over HTTP would bring. Only the frames that hoopstat
publishes tables of are made; they are written in OUT/tables.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas
from nba_api.stats.endpoints import (
    BoxScoreAdvancedV3,
    BoxScoreSummaryV3,
    BoxScoreTraditionalV3,
    PlayByPlayV3,
)
from nba_api.stats.library.http import NBAStatsResponse

from benchmarks.programs.raw_bodies import bodies

FRAMES = (
    (
        BoxScoreSummaryV3,
        ("game_summary", "game_info", "arena_info", "officials", "line_score", "inactive_players"),
    ),
    (BoxScoreTraditionalV3, ("player_stats", "team_stats")),
    (BoxScoreAdvancedV3, ("player_stats", "team_stats")),
    (PlayByPlayV3, ("play_by_play",)),
)


def main() -> None:
    lake, out = map(Path, sys.argv[1:])
    frames: dict[str, list[Any]] = defaultdict(list)
    months: dict[str, str] = {}
    for endpoint, names in FRAMES:
        for game_id, body in bodies(lake, endpoint.endpoint):
            answer = endpoint(game_id, get_request=False)
            answer.nba_response = NBAStatsResponse(body.decode(), 200, "")
            answer.load_response()
            if endpoint is BoxScoreSummaryV3:
                months[game_id] = answer.game_info.get_data_frame()["gameDate"][0][:7]
            for name in names:
                frame = getattr(answer, name).get_data_frame()
                frames[f"{endpoint.endpoint}_{name}"].append(frame)
    rows = sum(_write(table, out / "tables" / name, months) for name, table in frames.items())
    print(json.dumps({"rows": rows}))


def _write(frames: list[Any], folder: Path, months: dict[str, str]) -> int:
    """Write one Parquet file a month; return the number of rows."""
    table = pandas.concat([frame for frame in frames if len(frame)], ignore_index=True)
    table["month"] = table["gameId"].map(months)
    table.to_parquet(folder, partition_cols=["month"], compression="snappy")
    return len(table)


if __name__ == "__main__":
    main()
