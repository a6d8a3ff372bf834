"""`hoopstat validate`: what it reads, what it writes, and how it ends."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from lake.archive import RawArchive
from lake.duck import DuckSettings
from lake.local_store import LocalStore
from lake.open_lake import open_lake
from lake.store import Store
from lake.telemetry import Observer
from tests import s3_server
from tests.conftest import Hoopstat
from tests.invented import add_answer, archive_game, invented_finder, invented_game
from tests.s3_server import S3Server
from tests.transform.changes import BOX, days_later
from transform.judging import OnFailure
from transform.request import TransformRequest
from transform.run import transform

GAME, TO_COME = "0024400001", "0023000001"
SUMS = "player_sums_equal_team_totals"
WAIVERS = f"""\
[[waiver]]
check = "{SUMS}"
key = {{game_id = "{GAME}", statistic = "ast"}}
reason = "an assist was taken back"
until = 9000-12-31
"""
NO_GAMES = """\
-- check: no_games
-- claim: there are none
-- dimension: accuracy
-- severity: error
-- over: games
-- grain: game_id
-- tolerance: none
select game_id, 'none' as expected, 'one' as observed from games order by game_id
"""
NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
        raise AssertionError(f"{event} {arguments}")

sys.addaudithook(refuse)
from hoopstat.main import run
sys.exit(run(sys.argv[1:]))
"""


def fill(store: Store, *games: str, wrong: bool = False, days: int = 0) -> None:
    """Archive and publish some games, one of them with an assist too many."""
    for number, game_id in enumerate(games):
        game = invented_game(game_id, game_date=_day(game_id))
        if wrong and number == 0:
            game[BOX]["boxScoreTraditional"]["homeTeam"]["statistics"]["assists"] += 1
        archive_game(store, game, days_later(days))
    for season in {f"20{game_id[3:5]}-{int(game_id[3:5]) + 1}" for game_id in games}:
        listed = [(game, _day(game)) for game in games if game[3:5] == season[2:4]]
        finder = invented_finder(season, listed)
        add_answer(RawArchive(store), "leaguegamefinder", finder, days_later(days))
    request = TransformRequest(on_failure=OnFailure.KEEP, duck=DuckSettings(threads=1))
    transform(store, request, Observer())


def _day(game_id: str) -> str:
    return f"20{game_id[3:5]}-10-22"


@pytest.fixture
def lake(tmp_path: Path) -> LocalStore:
    store = LocalStore(tmp_path / "lake")
    fill(store, GAME)
    return store


@pytest.fixture
def wrong(tmp_path: Path) -> LocalStore:
    store = LocalStore(tmp_path / "lake")
    fill(store, GAME, wrong=True)
    return store


def kept(store: Store) -> list[str]:
    return [key.split("/")[1] for key in store.list("data-quality/")]


def test_a_report_and_every_result_are_kept(hoopstat: Hoopstat, lake: LocalStore) -> None:
    ended = hoopstat("validate", "--lake", lake.location, "--format", "json")
    assert ended.code == 0
    assert kept(lake) == ["completeness-checks", "history", *["validation-reports"] * 2]
    run_id = json.loads(ended.out)["run_id"]
    page, key = lake.list("data-quality/validation-reports/")
    assert (page.split("/")[-1], key.split("/")[-1]) == (f"{run_id}.html", f"{run_id}.json")
    assert json.loads(lake.get(key).body) == json.loads(ended.out)


def test_nothing_is_kept_where_nothing_is_to_be(hoopstat: Hoopstat, lake: LocalStore) -> None:
    before = list(lake.list(""))
    assert hoopstat("validate", "--lake", lake.location, "--no-keep").code == 0
    assert list(lake.list("")) == before


def test_the_report_of_a_lake_that_can_not_be_written_is_shown_all_the_same(
    hoopstat: Hoopstat, lake: LocalStore
) -> None:
    (Path(lake.location) / "data-quality").write_text("in the way")
    ended = hoopstat("validate", "--lake", lake.location)
    assert "Verdict: passed. Score 1.0000" in ended.out
    error, hint = ended.error_lines
    assert error.startswith("Error: the report can't be kept in the lake: can't write")
    assert hint == (
        "Try: the same command with --no-keep, which shows the report and keeps nothing"
    )
    assert ended.code == 5


def test_so_is_that_of_a_bucket_one_may_only_read(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str
) -> None:
    fill(open_lake(s3_lake, must_exist=False), GAME)
    s3.trouble(s3_server.on("PUT"), s3_server.error(403, "AccessDenied"))
    ended = hoopstat("validate", "--lake", s3_lake)
    assert (ended.code, "Verdict: passed. Score 1.0000" in ended.out) == (5, True)
    assert hoopstat("validate", "--lake", s3_lake, "--no-keep").code == 0


def test_the_next_validation_says_what_got_worse(hoopstat: Hoopstat, lake: LocalStore) -> None:
    assert hoopstat("validate", "--lake", lake.location).code == 0
    fill(lake, GAME, wrong=True, days=1)
    ended = hoopstat("validate", "--lake", lake.location)
    assert ended.code == 1
    lines = [line.strip() for line in ended.out.splitlines()]
    at = lines.index("Worse than the last time:")
    assert lines[at + 1] == "2044-45 was passed, is failed"
    assert lines[at + 2].startswith("the score of 2044-45 fell from 1.000000 to 0.99")
    assert lines[at + 3] == f"{SUMS} failed 0 units of 2044-45 before, 1 now"
    assert lines[-2].startswith("Before: 2044-45 passed on ")


def test_a_damaged_history_is_told_and_does_not_matter(
    hoopstat: Hoopstat, lake: LocalStore
) -> None:
    lake.put("data-quality/history/broken.parquet", b"PAR1")
    ended = hoopstat("validate", "--lake", lake.location)
    assert ended.code == 0
    assert "can't be read and was left out: data-quality/history/broken.parquet: " in ended.out


def test_a_failure_shows_whence_it_comes_and_what_to_type(
    hoopstat: Hoopstat, wrong: LocalStore
) -> None:
    ended = hoopstat("validate", "--lake", wrong.location)
    mend = (
        f"hoopstat capture --lake {wrong.location} --games {GAME} "
        "--endpoints boxscoretraditionalv3 --refresh"
    )
    lines = ended.out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{SUMS}: "))
    assert lines[at + 1 : at + 5] == [
        "  error, accuracy: 1 of 2 failed",
        f"  game_id {GAME}, team_id 1610619901, statistic ast: expected 17, observed 16",
        f"    raw/{BOX}/season=2044-45/{GAME}/20250116T051502.123Z.json.gz",
        f"    Try: {mend}",
    ]
    assert ended.error_lines == [
        f"Error: checks failed: {SUMS}",
        f"Try: {mend} && hoopstat transform --lake {wrong.location} "
        f"&& hoopstat validate --lake {wrong.location}",
    ]
    assert ended.code == 1


def test_what_to_type_keeps_the_options_that_were_typed(
    hoopstat: Hoopstat, wrong: LocalStore, tmp_path: Path
) -> None:
    file, folder = tmp_path / "my waivers.toml", tmp_path / "checks"
    file.write_text("", "utf-8")
    folder.mkdir()
    (folder / "no_games.sql").write_text(NO_GAMES, "utf-8")
    limits = ["--season-types", "regular,all-star", "--from", "2044-10-01", "--to", "2044-11-30"]
    files = ["--checks", str(folder), "--waivers", str(file)]
    threads = ["--threads", "1"]
    typed = ["--season", "2044-45", *limits, *files, "--fail-on", "warn", *threads, "--no-keep"]
    ended = hoopstat("validate", "--lake", wrong.location, *typed)
    steps = [shlex.split(step) for step in ended.error_lines[1].split(" && ")]
    assert steps[1:] == [
        ["hoopstat", "transform", "--lake", wrong.location, *typed[:2], *files[2:], *threads],
        ["hoopstat", "validate", "--lake", wrong.location, *typed],
    ]


def test_what_no_command_mends_is_told_in_full_by_the_same_validation(
    hoopstat: Hoopstat, lake: LocalStore, tmp_path: Path
) -> None:
    (tmp_path / "no_games.sql").write_text(NO_GAMES, "utf-8")
    ended = hoopstat("validate", "--lake", lake.location, "--checks", tmp_path)
    assert (ended.code, ended.error_lines) == (
        1,
        [
            "Error: checks failed: no_games",
            f"Try: hoopstat validate --lake {lake.location} --checks {tmp_path} --format json",
        ],
    )


def test_what_is_missing_is_asked_for_first_and_whole(hoopstat: Hoopstat, lake: LocalStore) -> None:
    games = [GAME, "0024400002", "0024400003"]
    finder = invented_finder("2044-45", [(game, _day(game)) for game in games])
    add_answer(RawArchive(lake), "leaguegamefinder", finder, days_later(1))
    ended = hoopstat("validate", "--lake", lake.location)
    assert ended.error_lines[1] == (
        f"Try: hoopstat capture --lake {lake.location} --games {games[1]},{games[2]} "
        f"&& hoopstat transform --lake {lake.location} && hoopstat validate --lake {lake.location}"
    )


def test_what_passed_is_a_number_unless_all_is_asked_for(
    hoopstat: Hoopstat, lake: LocalStore
) -> None:
    calm = hoopstat("validate", "--lake", lake.location, "--no-keep").out
    everything = hoopstat("validate", "--lake", lake.location, "--no-keep", "--all").out
    assert "two_teams_a_game" not in calm
    assert "two_teams_a_game" in everything
    assert calm.splitlines()[-1] == everything.splitlines()[-1]


def test_a_waived_finding_is_shown_apart_and_does_not_fail(
    hoopstat: Hoopstat, wrong: LocalStore, tmp_path: Path
) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(WAIVERS, "utf-8")
    ended = hoopstat("validate", "--lake", wrong.location, "--waivers", file)
    assert ended.code == 0
    assert "1 finding waived:" in ended.out
    told = f"  {SUMS}, game_id {GAME}, statistic ast: an assist was taken back, until 9000-12-31"
    assert f"{told} (1 finding)" in ended.out.splitlines()


def test_waivers_may_be_named_by_the_environment_or_by_hoopstat_toml(
    hoopstat: Hoopstat, wrong: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(WAIVERS, "utf-8")
    (tmp_path / "hoopstat.toml").write_text(
        f'waivers = "{file}"\nlake = "{wrong.location}"\nseason = "2044-45"\n', "utf-8"
    )
    assert hoopstat("validate").code == 0
    assert hoopstat("transform", "--force").code == 0
    (tmp_path / "hoopstat.toml").unlink()
    monkeypatch.setenv("HOOPSTAT_WAIVERS", str(file))
    assert hoopstat("validate", "--lake", wrong.location).code == 0


@pytest.mark.parametrize("command", ["validate", "transform"])
def test_a_bad_file_of_waivers_is_two_lines(
    hoopstat: Hoopstat, lake: LocalStore, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(WAIVERS.replace("reason", "because"), "utf-8")
    ended = hoopstat(command, "--lake", lake.location, "--waivers", file)
    assert (ended.code, ended.error_lines) == (
        2,
        [
            f"Error: {file}: waiver 1: there is no field because",
            "Try: the fields are check, key, reason, until",
        ],
    )


def test_a_transform_tells_of_waivers_that_do_nothing(
    hoopstat: Hoopstat, lake: LocalStore, tmp_path: Path
) -> None:
    file = tmp_path / "waivers.toml"
    over = WAIVERS.replace("9000-12-31", "2020-12-31")
    file.write_text(over + WAIVERS.replace(SUMS, "mine"), "utf-8")
    ended = hoopstat("transform", "--lake", lake.location, "--waivers", file)
    assert ended.code == 0
    events = [json.loads(line) for line in ended.err.splitlines() if line.startswith("{")]
    told = [event for event in events if event["event_type"] == "waiver_without_effect"]
    assert [event["message"] for event in told] == [
        f"a waiver is over and does nothing here: {SUMS} game_id={GAME}, statistic=ast",
        "a waiver is of no check of hoopstat's own and does nothing here: "
        f"mine game_id={GAME}, statistic=ast",
    ]


def test_the_quarantine_is_listed(hoopstat: Hoopstat, wrong: LocalStore) -> None:
    assert hoopstat("transform", "--lake", wrong.location).code == 3
    listed = hoopstat("validate", "--lake", wrong.location, "--quarantine")
    as_json = hoopstat("validate", "--lake", wrong.location, "--quarantine", "--format", "json")
    reason = f"{SUMS} (team_id 1610619901, statistic ast): expected 17, observed 16"
    assert (listed.code, listed.out.splitlines()) == (
        0,
        [
            f"1 game held back in quarantine in {wrong.location}:",
            f"  {GAME} (2044-45, month 10): {reason}",
            "",
            f"Try: hoopstat capture --lake {wrong.location} --games {GAME} --refresh",
            f"Try: hoopstat transform --lake {wrong.location}",
        ],
    )
    told = json.loads(as_json.out)
    (game,) = told["held_games"]
    assert (told["schema_version"], told["lake"]) == (1, wrong.location)
    assert (game["game_id"], game["reason"], len(game["tables"])) == (GAME, reason, 9)
    assert kept(wrong) == []


def test_an_empty_quarantine_says_so(hoopstat: Hoopstat, lake: LocalStore) -> None:
    ended = hoopstat("validate", "--lake", lake.location, "--quarantine")
    assert (ended.code, ended.out) == (
        0,
        f"No game is held back in quarantine in {lake.location}.\n",
    )


def test_a_held_game_is_told_apart_and_fails_the_verdict(
    hoopstat: Hoopstat, wrong: LocalStore
) -> None:
    hoopstat("transform", "--lake", wrong.location)
    ended = hoopstat("validate", "--lake", wrong.location)
    assert ended.code == 1
    assert "1 game held back in quarantine, so not in the tables:" in ended.out
    assert "observed in quarantine: " in ended.out


# The audit: several seasons, nothing but the lake


def test_several_seasons_have_a_verdict_each_and_the_whole_is_the_worst(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    store = LocalStore(tmp_path / "lake")
    fill(store, TO_COME)
    fill(store, GAME, wrong=True)
    of_one = ("validate", "--lake", store.location, "--season", "2030-31")
    assert hoopstat(*of_one).code == 0
    for seasons in (["2030-31,2044-45"], ["2030-31", "--season", "2044-45"]):
        ended = hoopstat("validate", "--lake", store.location, "--season", *seasons)
        assert ended.code == 1
        assert ended.out.splitlines()[-3].startswith("2030-31: passed, score 1.0000")
        assert ended.out.splitlines()[-2].startswith("2044-45: failed, score 0.99")
        assert ended.out.splitlines()[-1].startswith("Verdict: failed.")


def test_a_season_the_lake_has_nothing_of_is_not_green_beside_another(
    hoopstat: Hoopstat, lake: LocalStore
) -> None:
    ended = hoopstat("validate", "--lake", lake.location, "--season", "2019-20,2044-45")
    assert (ended.code, ended.error_lines) == (
        1,
        [
            "Error: checks failed: every_season_has_a_list_of_its_games",
            f"Try: hoopstat capture --lake {lake.location} --season 2019-20 "
            f"&& hoopstat transform --lake {lake.location} --season 2019-20,2044-45 "
            f"&& hoopstat validate --lake {lake.location} --season 2019-20,2044-45",
        ],
    )
    assert "2019-20: failed, score 0.0000; 0 passed, 1 failed (1 error), " in ended.out


def test_of_a_season_the_lake_has_nothing_of_it_says_what_it_has(
    hoopstat: Hoopstat, lake: LocalStore
) -> None:
    season = ("--season", "2023-24")
    ended = hoopstat("validate", "--lake", lake.location, *season)
    capture = f"hoopstat capture --lake {lake.location} --season 2023-24"
    assert (ended.code, ended.error_lines) == (
        3,
        [
            f"Error: there are no published tables of 2023-24 in {lake.location}; "
            "the lake holds 2044-45",
            f"Try: {capture} && hoopstat transform --lake {lake.location} --season 2023-24 "
            f"&& hoopstat validate --lake {lake.location} --season 2023-24",
        ],
    )


def test_a_validation_of_a_folder_opens_no_socket(lake: LocalStore) -> None:
    options = ("--lake", lake.location, "--season", "2044-45")
    ended = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "validate", *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Verdict: passed. Score 1.0000" in ended.stdout


def test_a_validation_on_s3_asks_nobody_but_s3(
    hoopstat: Hoopstat, s3: S3Server, s3_lake: str
) -> None:
    fill(open_lake(s3_lake, must_exist=False), TO_COME)
    fill(open_lake(s3_lake, must_exist=False), GAME, wrong=True)
    endpoint = ("--s3-endpoint-url", s3.url)
    ended = hoopstat(
        *("validate", "--lake", s3_lake, "--season", "2030-31", "--season", "2044-45"), *endpoint
    )
    assert ended.code == 1
    assert ended.out.splitlines()[-3].startswith("2030-31: passed, score 1.0000")
    assert (
        f"Try: hoopstat capture --lake {s3_lake} --s3-endpoint-url {s3.url} --games {GAME} "
        "--endpoints boxscoretraditionalv3 --refresh"
    ) in ended.out
    assert kept(open_lake(s3_lake, must_exist=True)) == [
        *["completeness-checks"] * 2,
        "history",
        *["validation-reports"] * 2,
    ]
