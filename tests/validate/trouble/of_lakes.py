"""What may be wrong with a lake beyond the answers about one game, and which check tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from lake.archive import RawArchive
from lake.documents import Document
from lake.duck import DuckSettings
from lake.endpoints import ROSTER, finder_document
from lake.keys import Partition, published_key, raw_key
from lake.local_store import LocalStore
from lake.telemetry import Observer
from tests.invented import body
from tests.people import archive_unjudged
from tests.request_log import RUN, log_requests, logged
from tests.validate.trouble.week import NOVEMBER, OCTOBER, SEASON
from transform.judging import OnFailure
from transform.run import TransformRequest, transform

Json = dict[str, Any]
Key = Mapping[str, object]

DATASETS = {
    "games": "games",
    "officials": "games",
    "line_scores": "games",
    "play_by_play": "play-by-play",
    "player_box_traditional": "box-scores",
    "team_box_traditional": "box-scores",
}


@dataclass(frozen=True)
class Spoiled:
    """A lake to be spoiled; `game` was played in October."""

    store: LocalStore
    game: str

    def published(self, table: str, month: int = OCTOBER) -> Path:
        return Path(self.store.location) / self.published_key(table, month)

    def published_key(self, table: str, month: int = OCTOBER) -> str:
        return published_key(Partition(DATASETS[table], table, SEASON, month))

    def rewrite(self, table: str, query: str, month: int = OCTOBER) -> None:
        """Replace a published file by what a query over it, `$file`, gives; no footer is kept."""
        path = self.published(table, month)
        spoiled = path.with_suffix(".spoiled")
        source = f"read_parquet('{path}', hive_partitioning = false)"
        with duckdb.connect() as connection:
            connection.execute(
                f"copy ({query.replace('$file', source)}) to '{spoiled}' (format parquet)"
            )
        spoiled.rename(path)

    def raw(self, endpoint: str) -> Path:
        """The newest answer about the game."""
        version = RawArchive(self.store).newest(Document(endpoint, SEASON, self.game))
        assert version
        return Path(self.store.location) / raw_key(version)

    def change_list(self, change: Callable[[Json], Any]) -> Any:
        """Archive a newer list of games, changed."""
        return self._change(finder_document(SEASON), change)

    def transform(self) -> None:
        """Build the tables again, and publish them whatever the checks say."""
        request = TransformRequest(duck=DuckSettings(threads=1), on_failure=OnFailure.KEEP)
        transform(self.store, request, Observer())

    def _change(self, document: Document, change: Callable[[Json], Any]) -> Any:
        archive = RawArchive(self.store)
        newest = archive.read_newest(document)
        assert newest
        content = json.loads(newest.body)
        told = change(content["resultSets"][0])
        later = newest.capture.captured_at + timedelta(days=1)
        archive_unjudged(archive, document, body(content), later)
        return told

    def change_roster(self, change: Callable[[Json], Any]) -> Any:
        teams = RawArchive(self.store).newest_versions(ROSTER.name, SEASON)
        return self._change(min(teams, key=str), change)


Plant = Callable[[Spoiled], Key]
"""Spoils a lake, and returns what is in the finding's key."""


def a_partition_lost(lake: Spoiled) -> Key:
    lake.published("play_by_play").unlink()
    return {"game_id": lake.game, "endpoint": "playbyplayv3"}


def rows_lost(lake: Spoiled) -> Key:
    lake.rewrite(
        "play_by_play",
        f"select * from $file where game_id <> '{lake.game}' or event_index <> 40",
    )
    return {"game_id": lake.game}


def a_game_in_two_months(lake: Spoiled) -> Key:
    october = lake.published("games")
    lake.rewrite(
        "games",
        "select * from $file union all "
        f"select * from read_parquet('{october}', hive_partitioning = false) "
        f"where game_id = '{lake.game}'",
        NOVEMBER,
    )
    return {"game_id": lake.game}


def a_statistic_lost(lake: Spoiled) -> Key:
    lake.rewrite(
        "team_box_traditional",
        f"select * replace (if(game_id = '{lake.game}', null, stl) as stl) from $file",
    )
    return {"game_id": lake.game}


def a_wrong_month(lake: Spoiled) -> Key:
    lake.rewrite(
        "officials",
        f"select * replace (if(game_id = '{lake.game}', 11, month) as month) from $file",
    )
    return {"game_id": lake.game, "told_by": "officials"}


def a_wrong_season(lake: Spoiled) -> Key:
    lake.rewrite("line_scores", "select * replace ('2023-24' as season) from $file")
    return {"published_key": lake.published_key("line_scores")}


def a_file_of_another_month(lake: Spoiled) -> Key:
    october = lake.published("games").read_bytes()
    lake.published("games", NOVEMBER).unlink(missing_ok=True)
    lake.published("games", NOVEMBER).parent.mkdir(exist_ok=True)
    lake.published("games", NOVEMBER).write_bytes(october)
    return {"published_key": lake.published_key("games", NOVEMBER)}


def a_column_lost(lake: Spoiled) -> Key:
    lake.rewrite("player_box_traditional", "select * exclude (stl) from $file")
    return {"published_key": lake.published_key("player_box_traditional"), "column_name": "stl"}


def a_column_as_text(lake: Spoiled) -> Key:
    lake.rewrite("games", "select * replace (cast(periods as varchar) as periods) from $file")
    return {"published_key": lake.published_key("games"), "column_name": "periods"}


def half_a_raw_object_before_a_rerun(lake: Spoiled) -> Key:
    path = lake.raw("playbyplayv3")
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()
    path.write_bytes(half)
    lake.published("play_by_play").unlink()
    lake.transform()
    return {"game_id": lake.game, "endpoint": "playbyplayv3"}


def somebody_twice_on_a_roster(lake: Spoiled) -> Key:
    def twice(players: Json) -> object:
        players["rowSet"].append(players["rowSet"][0])
        return players["rowSet"][0][players["headers"].index("PLAYER_ID")]

    player = lake.change_roster(twice)
    lake.transform()
    return {"player_id": player}


def requests_too_close(lake: Spoiled) -> Key:
    log_requests(lake.store, [logged(1), logged(2, after_s=2)])
    return {"run_id": RUN, "request_number": 2}


TROUBLES: Mapping[Plant, str] = {
    a_partition_lost: "every_archived_game_is_published",
    rows_lost: "event_index_has_no_holes",
    a_game_in_two_months: "games_grain_is_unique",
    a_statistic_lost: "team_statistics_are_there",
    a_wrong_month: "every_table_tells_the_same_date",
    a_wrong_season: "rows_stand_in_the_file_of_their_month",
    a_file_of_another_month: "footers_tell_the_place_of_their_file",
    a_column_lost: "files_have_the_promised_columns",
    a_column_as_text: "files_have_the_promised_columns",
    half_a_raw_object_before_a_rerun: "every_archived_game_is_published",
    somebody_twice_on_a_roster: "rosters_grain_is_unique",
    requests_too_close: "request_starts_are_spaced",
}
"""The check that tells each of them; others may tell it too."""
