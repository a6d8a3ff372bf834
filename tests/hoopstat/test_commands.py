"""The commands on a lake with invented games."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lake import keys
from lake.archive import RawArchive
from lake.endpoints import PLAY_BY_PLAY, TRADITIONAL
from lake.local_store import LocalStore
from lake.sql_files import load_folder
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.people import archive_people

# Of a season that no list is expected to have so and so many games of, and that is still to come.
GAMES = [("0023000001", "2030-10-22"), ("0023000002", "2030-11-01")]

NOT_THERE = (
    *("coaches", "players", "rosters", "teams", "owed_biographies", "season_documents"),
    *("owed_team_answers", "listed_series"),
)
TOO_FEW = (
    "expected_games",
    *("games", "listed_games", "listed_teams"),
    "play_by_play",
    "request_log",
    "seasons_looked_at",
    "team_box_advanced",
    "team_box_traditional",
)


@pytest.fixture
def league(tmp_path: Path) -> RawArchive:
    archive = RawArchive(LocalStore(tmp_path / "league"))
    add_answer(archive, "leaguegamefinder", invented_finder("2030-31", GAMES))
    for game, date in GAMES:
        archive_game(archive.store, invented_game(game, game_date=date))
    return archive


@pytest.fixture
def server(league: RawArchive) -> Iterator[ReplayServer]:
    with serving(ArchiveSource(league)) as running:
        yield running


def online(server: ReplayServer) -> list[str]:
    return ["--api-url", server.url, "--rate-limit-seconds", "0"]


def test_run_captures_transforms_and_validates(hoopstat: Hoopstat, server: ReplayServer) -> None:
    ended = hoopstat("run", "--season", "2030-31", "--format", "json", *online(server))

    assert ended.code == 0
    assert ended.error_lines == []
    report = json.loads(ended.out)
    assert (report["verdict"], report["data_quality_score"]) == ("passed", 1.0)
    outcomes = {check["outcome"] for check in report["checks"]}
    assert outcomes == {"passed", "not run"}
    # The replay knows nothing about people, nobody how long the season will be, and two games are
    # too few for outliers.
    reasons = {check["reason"] for check in report["checks"] if check["reason"]}
    assert reasons == {
        *(f"{relation} has no rows" for relation in NOT_THERE),
        *(f"{relation} has no rows to be judged" for relation in TOO_FEW),
    }
    (kept,) = Path("hoopstat-lake/data-quality/validation-reports").rglob("*.json")
    assert json.loads(kept.read_text("utf-8")) == report


def test_a_copy_of_the_checkpoint_is_written_where_it_was_asked_for(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    copy = ("--state-file-path", "state/copy.json")

    assert hoopstat("capture", "--season", "2030-31", *copy, *online(server)).code == 0

    stored = Path("hoopstat-lake/backfill-state/checkpoint.json")
    assert Path("state/copy.json").read_bytes() == stored.read_bytes()


def test_run_does_what_it_can_and_ends_with_the_code_of_the_first_stage_that_failed(
    hoopstat: Hoopstat, league: RawArchive, server: ReplayServer
) -> None:
    version = league.newest(PLAY_BY_PLAY.document("0023000002", None))
    assert version is not None
    league.store.delete(keys.raw_key(version))

    ended = hoopstat("run", "--season", "2030-31", "--format", "json", *online(server))

    assert ended.code == 3
    assert ended.error_lines == [
        "Error: 1 document is still owed: playbyplayv3 0023000002: "
        "status 404: there is no such thing",
        "Try: the same command again, which asks for exactly what is owed",
    ]
    report = json.loads(ended.out)
    failed = [check for check in report["checks"] if check["outcome"] == "failed"]
    assert [
        (check["check"], finding["key"], finding["expected"], finding["observed"])
        for check in failed
        for finding in check["findings"]
    ] == [
        (
            "every_game_has_every_owed_document",
            {"game_id": "0023000002", "endpoint": "playbyplayv3"},
            "archived",
            "missing",
        )
    ]


def test_run_of_a_range_of_dates_owes_its_games_only(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    dates = ("--from", "2030-10-22", "--to", "2030-10-31")

    ended = hoopstat("run", *dates, "--format", "json", *online(server))

    assert (ended.code, ended.error_lines) == (0, [])
    report = json.loads(ended.out)
    assert (report["owed_from"], report["owed_to"]) == ("2030-10-22", "2030-10-31")
    assert hoopstat("validate", *dates).code == 0
    assert (
        "Owed are these games only: regular, play-in, playoffs, cup-final; 2030-10-22 to"
        in hoopstat("validate", "--season", "2030-31", *dates).out
    )
    assert hoopstat("validate").code == 1


def test_a_dry_run_of_a_range_of_dates_counts_its_games_only(
    hoopstat: Hoopstat, league: RawArchive
) -> None:
    ended = hoopstat(
        *("capture", "--season", "2030-31", "--from", "2030-10-23", "--dry-run"),
        *("--lake", league.store.location),
    )

    assert ended.code == 0
    lines = [" ".join(line.strip("│").split(" │ ")).split() for line in ended.out.splitlines()]
    assert ["games", "owed", "1"] in lines
    assert ["documents", "owed", "4"] in lines


ON_REQUEST = "boxscoretraditionalv3,commonallplayers,commonteamroster,teaminfocommon"


def test_what_is_captured_on_request_stands_in_the_plan_and_in_the_summary(
    hoopstat: Hoopstat, league: RawArchive, server: ReplayServer
) -> None:
    archive_people(league, "2030-31")
    request = ("capture", "--season", "2030-31", "--endpoints", f"{ON_REQUEST},commonplayerinfo")

    captured = hoopstat(*request, "--log-format", "console", *online(server))
    planned = hoopstat(*request, "--dry-run", "--refresh")

    assert captured.code == 0
    rows = [line.strip("│").split() for line in captured.err.splitlines() if "│" in line]
    counts = {row[0]: row[2] for row in rows if row[0].startswith("common")}
    assert counts == {"commonallplayers": "1", "commonteamroster": "2", "commonplayerinfo": "19"}
    assert "Plan for the players" in planned.out
    # Two box scores, one list of players, two documents of two teams each, 19 biographies.
    assert planned.out.splitlines()[-1].startswith("Requests: 26, ")


def test_a_dry_run_says_that_players_are_known_by_their_box_scores(
    hoopstat: Hoopstat, league: RawArchive
) -> None:
    version = league.newest(TRADITIONAL.document("0023000002", None))
    assert version is not None
    league.store.delete(keys.raw_key(version))
    request = ("capture", "--season", "2030-31", "--endpoints", "commonplayerinfo")

    ended = hoopstat(*request, "--dry-run", "--lake", league.store.location)

    assert ended.code == 0
    cells = [line.strip("│ ").split() for line in ended.out.splitlines()]
    assert ["boxscoretraditionalv3", "not", "read", "│", "1"] in cells
    assert ended.out.splitlines()[-1] == (
        "The players of a game are known once its box score is archived."
    )


def test_players_of_games_without_a_box_score_are_exit_code_3_and_how_to_go_on(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    request = ("capture", "--season", "2030-31", "--endpoints", "commonplayerinfo")

    ended = hoopstat(*request, *online(server))

    assert ended.code == 3
    assert ended.error_lines[0].startswith(
        "Error: 2 documents are still owed: boxscoretraditionalv3 0023000001: it is not archived"
    )
    assert ended.error_lines[1] == (
        "Try: the same command with boxscoretraditionalv3 among its --endpoints"
    )


def test_named_players_are_captured_by_themselves(
    hoopstat: Hoopstat, league: RawArchive, server: ReplayServer
) -> None:
    archive_people(league, "2030-31")

    assert hoopstat("capture", "--players", "9910001,9910002", *online(server)).code == 0

    raw = [path.parent.name for path in Path("hoopstat-lake/raw").rglob("*.json.gz")]
    assert sorted(raw) == ["9910001", "9910002"]


def test_a_failed_verdict_is_exit_code_1_and_shows_what_failed(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    store = LocalStore(tmp_path / "lake")
    game = invented_game("0023000001", game_date="2030-10-22")
    game["boxscoresummaryv3"]["boxScoreSummary"]["homeTeam"]["score"] += 1
    archive_game(store, game)
    hoopstat("transform", "--lake", tmp_path / "lake", "--on-failure", "keep")

    ended = hoopstat("validate", "--lake", tmp_path / "lake")

    assert ended.code == 1
    assert "final_score_is_the_same_everywhere: summary, box score and last event" in ended.out
    assert "Verdict: failed." in ended.out


def test_a_dry_run_prints_the_plan_and_sends_nothing(
    hoopstat: Hoopstat, league: RawArchive
) -> None:
    before = list(league.store.list(""))

    ended = hoopstat(
        *("capture", "--season", "2030-31", "--dry-run", "--lake", league.store.location),
        *("--endpoints", "playbyplayv3", "--api-url", "http://127.0.0.1:9"),
    )

    assert ended.code == 0
    lines = [" ".join(line.strip("│").split(" │ ")).split() for line in ended.out.splitlines()]
    assert ["games", "owed", "2"] in lines
    assert ["documents", "archived", "2"] in lines
    assert list(league.store.list("")) == before


def test_a_dry_run_of_a_new_lake_creates_nothing(hoopstat: Hoopstat) -> None:
    ended = hoopstat("capture", "--season", "2030-31", "--dry-run", "--lake", "new")

    assert ended.code == 0
    assert ended.out.splitlines()[-2:] == [
        "Requests: 1, one every 5.5 s (8.25 s from 9:00 to 18:00 in New York): 0 h 0 min 6 s",
        "The games of a season are known once leaguegamefinder is archived.",
    ]
    assert not Path("new").exists()


def test_import_then_transform_then_sql(hoopstat: Hoopstat, tmp_path: Path) -> None:
    for endpoint, document in invented_game("0023000001", game_date="2030-10-22").items():
        (tmp_path / f"{endpoint}.json").write_text(json.dumps(document), "utf-8")
        assert hoopstat("import", "--endpoint", endpoint, f"{endpoint}.json").code == 0
    assert hoopstat("transform").code == 0

    ended = hoopstat("sql", "select game_id, count(*) as n from officials group by all")

    assert ended.out.splitlines()[3].split() == ["│", "0023000001", "│", "3", "│"]


@pytest.mark.parametrize(
    ("result_format", "written"),
    [
        ("csv", "game_id,periods,label\n0023000001,4,\n"),
        ("json", '{"game_id": "0023000001", "periods": 4, "label": null}\n'),
    ],
)
def test_sql_writes_csv_and_json_for_other_programs(
    hoopstat: Hoopstat, tmp_path: Path, result_format: str, written: str
) -> None:
    archive_game(
        LocalStore(tmp_path / "hoopstat-lake"), invented_game("0023000001", game_date="2030-10-22")
    )
    hoopstat("transform")

    query = "select game_id, periods, null::varchar as label from games"

    assert hoopstat("sql", "--format", result_format, query).out == written


def test_a_query_may_come_from_stdin(
    hoopstat: Hoopstat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_game(
        LocalStore(tmp_path / "hoopstat-lake"), invented_game("0023000001", game_date="2030-10-22")
    )
    hoopstat("transform")
    monkeypatch.setattr("sys.stdin", io.StringIO("select game_id\nfrom games;\n"))

    assert hoopstat("sql", "--format", "csv", "-").out == "game_id\n0023000001\n"


def test_views_are_written_for_other_programs(hoopstat: Hoopstat, tmp_path: Path) -> None:
    archive_game(
        LocalStore(tmp_path / "hoopstat-lake"), invented_game("0023000001", game_date="2030-10-22")
    )
    hoopstat("transform")

    ended = hoopstat("sql", "--write-views", "nba.duckdb")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("nba.duckdb: ")
    assert ended.out.splitlines()[0].endswith(" views of the tables in hoopstat-lake")
    with duckdb.connect("nba.duckdb", read_only=True) as other:
        found = other.execute("select points from line_scores where period = 1").fetchall()
        names = other.execute("select count(*) from duckdb_views() where not internal").fetchone()
    assert len(found) == 2
    assert names == (len(load_folder("tables")),)


def test_off_a_terminal_stderr_is_json_lines_with_the_fields_of_every_line(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    ended = hoopstat("capture", "--season", "2030-31", *online(server))

    lines = [json.loads(line) for line in ended.err.splitlines()]
    assert all(
        {"timestamp", "level", "component", "event_type", "correlation_id"} <= line.keys()
        for line in lines
    )
    assert len({line["correlation_id"] for line in lines}) == 1
    lists, finished = (line for line in lines if line["event_type"] == "job_finished")
    assert (lists["job_name"], finished["job_name"]) == ("capture", "capture")
    assert (lists["records_processed"], finished["records_processed"]) == (1, 8)
    assert finished["duration_in_seconds"] >= 0
    (summary,) = (line for line in lines if line["event_type"] == "summary")
    assert summary["documents_archived"] == 9


def test_the_console_shows_a_summary_of_each_stage(
    hoopstat: Hoopstat, server: ReplayServer
) -> None:
    ended = hoopstat("run", "--season", "2030-31", "--log-format", "console", *online(server))

    assert ended.code == 0
    for title in ("Captured into hoopstat-lake", "Published in hoopstat-lake"):
        assert title in ended.err
    assert "Verdict: passed." in ended.out


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default(
    hoopstat: Hoopstat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lake() -> str:
        return hoopstat("transform").error_lines[0].rpartition(" ")[2]

    assert lake() == "hoopstat-lake"
    Path("hoopstat.toml").write_text('lake = "from-file"\n[capture]\nrefresh = true\n', "utf-8")
    assert lake() == "from-file"
    Path("hoopstat.toml").write_text('lake = "x"\n[transform]\nlake = "own"\n', "utf-8")
    assert lake() == "own"
    monkeypatch.setenv("HOOPSTAT_LAKE", "from-environment")
    assert lake() == "from-environment"
    ended = hoopstat("transform", "--lake", "from-flag")
    assert ended.error_lines[0] == "Error: there is no lake at from-flag"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("laek = 'x'", "Error: hoopstat.toml: no command has an option laek"),
        ("[capture]\nlaek = 'x'", "Error: hoopstat.toml: there is no hoopstat capture with"),
        ("[captur]\nlake = 'x'", "Error: hoopstat.toml: there is no hoopstat captur with"),
        ("lake = ", "Error: can't read hoopstat.toml: "),
    ],
)
def test_a_wrong_settings_file_is_a_usage_error(
    hoopstat: Hoopstat, content: str, error: str
) -> None:
    Path("hoopstat.toml").write_text(content, "utf-8")

    ended = hoopstat("transform")

    assert ended.code == 2
    assert ended.error_lines[0].startswith(error)


def test_the_version_is_told(hoopstat: Hoopstat) -> None:
    assert hoopstat("--version").out == "hoopstat 0.1.0\n"
