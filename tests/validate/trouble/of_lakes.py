"""What may be wrong with a lake beyond the answers about one game, and which check tells it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from lake.archive import RawArchive
from lake.documents import Document
from lake.duck import DuckSettings
from lake.endpoints import FINDER, GAME_DOCUMENTS, ROSTER, finder_document
from lake.keys import Partition, published_key, raw_key, raw_prefix
from lake.local_store import LocalStore
from lake.telemetry import Observer
from tests.invented import body
from tests.people import archive_unjudged
from tests.request_log import RUN, log_requests, logged
from tests.validate.trouble.week import NOVEMBER, OCTOBER, SEASON
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform

Json = dict[str, Any]
Key = Mapping[str, object]

TEAM_FACTS = "teaminfocommon"
DATASETS = {
    "games": "games",
    "officials": "games",
    "line_scores": "games",
    "play_by_play": "play-by-play",
    "player_box_advanced": "box-scores",
    "player_box_traditional": "box-scores",
    "team_box_traditional": "box-scores",
    "team_box_advanced": "box-scores",
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

    def published_of_season(self, table: str) -> Path:
        key = published_key(Partition("players", table, SEASON, None))
        return Path(self.store.location) / key

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

    def change_answer(self, endpoint: str, change: Callable[[Json], None]) -> str:
        """Archive a newer answer about the game, changed; return its key."""
        archive = RawArchive(self.store)
        document = Document(endpoint, SEASON, self.game)
        newest = archive.read_newest(document)
        assert newest
        content = json.loads(newest.body)
        change(content)
        later = newest.capture.captured_at + timedelta(days=1)
        return archive_unjudged(archive, document, body(content), later)

    def transform(self, on_failure: OnFailure = OnFailure.KEEP) -> None:
        """Build the tables again; published, if nothing else is said, whatever the checks say."""
        request = TransformRequest(duck=DuckSettings(threads=1), on_failure=on_failure)
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
        return self._change_of_a_team(ROSTER.name, change)

    def change_facts(self, change: Callable[[Json], Any]) -> Any:
        return self._change_of_a_team(TEAM_FACTS, change)

    def _change_of_a_team(self, endpoint: str, change: Callable[[Json], Any]) -> Any:
        teams = RawArchive(self.store).newest_versions(endpoint, SEASON)
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


def one_team_in_the_advanced_box_scores(lake: Spoiled) -> Key:
    lake.rewrite(
        "team_box_advanced",
        "select * from $file qualify row_number() over (partition by game_id order by team_id) = 1",
    )
    return {"game_id": lake.game}


def steals_for_blocks(lake: Spoiled) -> Key:
    """In every game of October steals are taken for blocks."""
    lake.rewrite(
        "player_box_traditional",
        "select * replace (blk as stl, stl as blk) from $file",
    )
    return {"season": SEASON}


def no_names_of_officials(lake: Spoiled) -> Key:
    nothing = "cast(null as varchar) as official_name"
    lake.rewrite("officials", f"select * replace ({nothing}) from $file")
    return {"published_key": lake.published_key("officials"), "column_name": "official_name"}


def no_pace_of_the_players_of_a_game(lake: Spoiled) -> Key:
    table = "player_box_advanced"
    lake.rewrite(
        table, f"select * replace (if(game_id = '{lake.game}', null, pace) as pace) from $file"
    )
    return {
        "published_key": lake.published_key(table),
        "column_name": "pace",
        "game_id": lake.game,
    }


def no_clock_in_a_game(lake: Spoiled) -> Key:
    lake.rewrite(
        "play_by_play",
        f"select * replace (if(game_id = '{lake.game}', '', clock) as clock, "
        f"if(game_id = '{lake.game}', null, seconds_remaining) as seconds_remaining) from $file",
    )
    return {"game_id": lake.game, "event_index": 1}


def no_season_type(lake: Spoiled) -> Key:
    lake.rewrite("games", "select * replace (cast(null as varchar) as season_type) from $file")
    return {"game_id": lake.game}


def no_status(lake: Spoiled) -> Key:
    lake.rewrite("games", "select * replace (cast(null as varchar) as status) from $file")
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


def a_copy_beside_its_original(lake: Spoiled) -> Key:
    copy = lake.published("games").with_name("part-copy.parquet")
    shutil.copyfile(lake.published("games"), copy)
    return {"stored_key": copy.relative_to(lake.store.location)}


def a_file_cut_short(lake: Spoiled) -> Key:
    key = lake.published_key("player_box_traditional")
    lake.store.put(key, lake.store.get(key).body[:-9])
    return {"object_key": key}


def half_a_list_of_games(lake: Spoiled) -> Key:
    version = RawArchive(lake.store).newest(finder_document(SEASON))
    assert version
    lake.store.put(raw_key(version), lake.store.get(raw_key(version)).body[:-9])
    return {"object_key": raw_key(version)}


def a_part_of_the_request_log_cut_short(lake: Spoiled) -> Key:
    key = log_requests(lake.store, [logged(1)])
    lake.store.put(key, lake.store.get(key).body[:-9])
    return {"object_key": key}


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


def a_game_that_the_list_lacks(lake: Spoiled) -> Key:
    lake.change_list(lambda told: _without(told, GAME_ID=lake.game))
    return {"game_id": lake.game}


def no_answer_left_of_a_game(lake: Spoiled) -> Key:
    lake.change_list(lambda told: _without(told, GAME_ID=lake.game))
    for endpoint in GAME_DOCUMENTS:
        lake.raw(endpoint.name).unlink()
    return {"game_id": lake.game, "endpoint": "playbyplayv3"}


def no_list_of_games(lake: Spoiled) -> Key:
    shutil.rmtree(Path(lake.store.location) / raw_prefix(FINDER.name, SEASON))
    return {"season": SEASON}


def a_list_from_before_the_last_day(lake: Spoiled) -> Key:
    archive = RawArchive(lake.store)
    document = finder_document(SEASON)
    whole = archive.read_newest(document)
    assert whole
    content = json.loads(whole.body)
    (told,) = content["resultSets"]
    day = _column(told, "GAME_DATE")
    told["rowSet"] = [row for row in told["rowSet"] if row[day] < "2024-10-30"]
    no_list_of_games(lake)
    archive_unjudged(archive, document, body(content), datetime(2024, 10, 30, 12, tzinfo=UTC))
    return {"season": SEASON}


def a_season_of_a_game_less(lake: Spoiled) -> Key:
    lake.change_list(lambda told: _without(told, GAME_ID="0022400900"))
    return {"season": SEASON, "season_type": "regular"}


def a_series_without_its_last_game(lake: Spoiled) -> Key:
    def cut(told: Json) -> object:
        last = max(row[_column(told, "GAME_ID")] for row in _rows(told, SEASON_ID="42024"))
        teams = [row[_column(told, "TEAM_ID")] for row in _rows(told, GAME_ID=last)]
        winner = next(iter(_rows(told, GAME_ID=last, WL="W")))[_column(told, "TEAM_ID")]
        _without(told, GAME_ID=last)
        return winner, next(team for team in teams if team != winner)

    winner, _ = lake.change_list(cut)
    return {"season": SEASON, "team_id": winner}


def another_result_in_the_list(lake: Spoiled) -> Key:
    def change(told: Json) -> object:
        row = next(iter(_rows(told, GAME_ID=lake.game)))
        row[_column(told, "PTS")] += 10
        return row[_column(told, "TEAM_ID")]

    return {"game_id": lake.game, "team_id": lake.change_list(change)}


def another_day_in_the_list(lake: Spoiled) -> Key:
    def change(told: Json) -> None:
        for row in _rows(told, GAME_ID=lake.game):
            row[_column(told, "GAME_DATE")] = "2024-10-27"

    lake.change_list(change)
    return {"game_id": lake.game}


def a_month_that_the_list_lacks(lake: Spoiled) -> Key:
    def change(told: Json) -> None:
        day = _column(told, "GAME_DATE")
        told["rowSet"] = [row for row in told["rowSet"] if not row[day].startswith("2025-02")]

    lake.change_list(change)
    return {"season": SEASON, "month": 2}


def a_team_without_a_roster(lake: Spoiled) -> Key:
    def change(told: Json) -> object:
        team = told["rowSet"][0][_column(told, "TeamID")]
        told["rowSet"].clear()
        return team

    team = lake.change_roster(change)
    lake.published_of_season("rosters").unlink()
    lake.transform()
    return {"season": SEASON, "team_id": team}


def the_facts_of_a_team_lost(lake: Spoiled) -> Key:
    """Its row is still published: a transform that would lose it is refused."""
    return {"team_id": _lost(lake, TEAM_FACTS), "endpoint": TEAM_FACTS}


def the_roster_of_a_team_lost(lake: Spoiled) -> Key:
    team = _lost(lake, ROSTER.name)
    lake.published_of_season("rosters").unlink()
    lake.published_of_season("coaches").unlink()
    lake.transform()
    return {"team_id": team, "endpoint": ROSTER.name}


def _lost(lake: Spoiled, endpoint: str) -> str:
    folder = Path(lake.store.location) / "raw" / endpoint / f"season={SEASON}"
    team = min(folder.iterdir())
    shutil.rmtree(team)
    return team.name


def another_record_of_a_team(lake: Spoiled) -> Key:
    def change(told: Json) -> object:
        (row,) = told["rowSet"]
        row[_column(told, "W")] -= 2
        row[_column(told, "L")] += 2
        return row[_column(told, "TEAM_ID")]

    team = lake.change_facts(change)
    lake.transform()
    return {"season": SEASON, "team_id": team}


def a_biography_lost(lake: Spoiled) -> Key:
    folder = Path(lake.store.location) / "raw/commonplayerinfo/all"
    player = min(folder.iterdir())
    shutil.rmtree(player)
    return {"season": SEASON, "player_id": player.name}


def a_refreshed_box_score(lake: Spoiled) -> Key:
    lake.change_answer("boxscoretraditionalv3", _take_an_assist)
    return {"game_id": lake.game, "endpoint": "boxscoretraditionalv3"}


def a_refreshed_box_score_that_contradicts_itself(lake: Spoiled) -> Key:
    lake.change_answer("boxscoretraditionalv3", _take_thirty_points)
    lake.transform(OnFailure.REJECT)
    return {"game_id": lake.game, "endpoint": "boxscoretraditionalv3"}


def a_newer_answer_that_is_damaged(lake: Spoiled) -> Key:
    key = lake.change_answer("playbyplayv3", lambda told: None)
    lake.store.put(key, b"xx")
    return {"game_id": lake.game, "endpoint": "playbyplayv3"}


def a_newer_roster(lake: Spoiled) -> Key:
    team = lake.change_roster(lambda told: told["rowSet"][0][_column(told, "TeamID")])
    return {"season": SEASON, "endpoint": ROSTER.name, "entity": team}


def a_newer_roster_that_is_damaged(lake: Spoiled) -> Key:
    key = a_newer_roster(lake)
    version = RawArchive(lake.store).newest(ROSTER.document(str(key["entity"]), SEASON))
    assert version
    lake.store.put(raw_key(version), b"xx")
    return key


def _take_an_assist(told: Json) -> None:
    team = told["boxScoreTraditional"]["homeTeam"]
    player = next(who for who in team["players"] if who["statistics"]["assists"])
    player["statistics"]["assists"] -= 1
    team["statistics"]["assists"] -= 1


def _take_thirty_points(told: Json) -> None:
    told["boxScoreTraditional"]["homeTeam"]["players"][0]["statistics"]["points"] -= 30


def somebody_in_two_games_on_a_day(lake: Spoiled) -> Key:
    """A player of the game is also told to have played in another one of that day."""
    path = lake.published("player_box_traditional")
    with duckdb.connect() as connection:
        found = connection.execute(
            "with day as (select * from read_parquet($path, hive_partitioning = false)) "
            "select player_id, (select min(game_id) from day as other "
            "where other.game_date = day.game_date and other.game_id <> day.game_id) "
            "from day where game_id = $game and did_play order by player_id limit 1",
            {"path": str(path), "game": lake.game},
        ).fetchone()
    assert found
    player, other = found
    lake.rewrite(
        "player_box_traditional",
        f"select * from $file union all select * replace ('{other}' as game_id) from $file "
        f"where game_id = '{lake.game}' and player_id = {player}",
    )
    return {"season": SEASON, "player_id": player}


def _column(told: Json, name: str) -> int:
    return int(told["headers"].index(name))


def _rows(told: Json, **wanted: object) -> list[list[Any]]:
    columns = {_column(told, name): value for name, value in wanted.items()}
    return [
        row
        for row in told["rowSet"]
        if all(row[column] == value for column, value in columns.items())
    ]


def _without(told: Json, **unwanted: object) -> None:
    gone = _rows(told, **unwanted)
    assert gone
    told["rowSet"] = [row for row in told["rowSet"] if row not in gone]


TROUBLES: Mapping[Plant, str] = {
    a_partition_lost: "every_archived_game_is_published",
    rows_lost: "event_index_has_no_holes",
    a_game_in_two_months: "games_grain_is_unique",
    a_statistic_lost: "team_statistics_are_there",
    one_team_in_the_advanced_box_scores: "two_teams_in_the_advanced_box_score",
    steals_for_blocks: "most_box_scores_match_play_by_play",
    no_names_of_officials: "values_that_are_owed_are_there",
    no_pace_of_the_players_of_a_game: "values_that_are_owed_are_there",
    no_clock_in_a_game: "clocks_are_readable",
    no_season_type: "games_are_of_the_type_of_their_id",
    no_status: "games_with_a_score_are_final",
    a_wrong_month: "every_table_tells_the_same_date",
    a_wrong_season: "rows_stand_in_the_file_of_their_month",
    a_file_of_another_month: "footers_tell_the_place_of_their_file",
    a_copy_beside_its_original: "only_published_files_are_there",
    a_file_cut_short: "files_of_tables_are_readable",
    half_a_list_of_games: "lists_of_games_are_readable",
    a_part_of_the_request_log_cut_short: "request_log_is_readable",
    a_column_lost: "files_have_the_promised_columns",
    a_column_as_text: "files_have_the_promised_columns",
    half_a_raw_object_before_a_rerun: "every_archived_game_is_published",
    somebody_twice_on_a_roster: "rosters_grain_is_unique",
    requests_too_close: "request_starts_are_spaced",
    a_game_that_the_list_lacks: "every_game_is_listed",
    no_answer_left_of_a_game: "every_published_document_is_archived",
    no_list_of_games: "every_season_has_a_list_of_its_games",
    a_list_from_before_the_last_day: "lists_of_games_reach_the_last_day",
    a_season_of_a_game_less: "every_season_has_its_number_of_games",
    a_series_without_its_last_game: "playoff_series_are_complete",
    another_result_in_the_list: "final_scores_match_the_list_of_games",
    another_day_in_the_list: "games_have_the_date_of_the_list",
    a_month_that_the_list_lacks: "no_month_of_the_list_is_empty",
    a_team_without_a_roster: "every_team_has_a_roster",
    the_facts_of_a_team_lost: "every_team_has_every_owed_answer",
    the_roster_of_a_team_lost: "every_team_has_every_owed_answer",
    another_record_of_a_team: "records_of_teams_match_the_list_of_games",
    a_biography_lost: "every_player_has_a_biography",
    somebody_in_two_games_on_a_day: "players_play_one_game_a_day",
    a_refreshed_box_score: "tables_are_as_new_as_the_archive",
    a_refreshed_box_score_that_contradicts_itself: "tables_are_as_new_as_the_archive",
    a_newer_answer_that_is_damaged: "archived_documents_are_usable",
    a_newer_roster: "tables_of_seasons_are_as_new_as_the_archive",
    a_newer_roster_that_is_damaged: "season_documents_are_usable",
}
"""The check that tells each of them; others may tell it too."""
