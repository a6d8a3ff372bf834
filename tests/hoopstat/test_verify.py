"""`hoopstat verify`, and the commands it prints, really run."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from capture.books.checkpoint import Checkpoint, CheckpointFile
from capture.books.progress import CaptureProgress, State
from capture.planning.request import CaptureRequest
from capture.verification.findings import Finding, Kind
from capture.verification.report import to_json
from capture.verification.subset import Subset
from capture.verification.verify import Verification
from lake import keys
from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.endpoints import finder_document
from lake.local_store import LocalStore
from lake.raw_object import RawObject
from lake.seasons import GameId, Season
from replay.server import ReplayServer, serving
from replay.sources import ArchiveSource
from tests.conftest import Ended, Hoopstat
from tests.invented import (
    CAPTURED_AT,
    HOME,
    add_answer,
    archive_game,
    invented_finder,
    invented_game,
)
from tests.people import PLAYER_IDS, archive_people

SEASON = Season(2024)
GAME = "0022400001"
GAMES = [(GAME, "2024-10-22"), ("0022400002", "2024-11-01")]
EVENTS = Document("playbyplayv3", SEASON, GAME)
PAGE = Path(__file__).parents[2] / "docs/verify-report.md"


@pytest.fixture(scope="module")
def league(tmp_path_factory: pytest.TempPathFactory) -> RawArchive:
    """Everything about two games. To be read only: the server answers from it."""
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("league") / "lake"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES))
    for game, day in GAMES:
        archive_game(archive.store, invented_game(game, game_date=day))
    archive_people(archive, "2024-25")
    return archive


@pytest.fixture
def lake(league: RawArchive, tmp_path: Path) -> RawArchive:
    """A copy of it, to break, in a folder whose name needs quotes."""
    return RawArchive(LocalStore(shutil.copytree(league.store.location, tmp_path / "it's a lake")))


@pytest.fixture
def server(
    league: RawArchive, hoopstat: Hoopstat, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ReplayServer]:
    """Answers every capture that names no other API, as fast as asked."""
    del hoopstat  # It clears the environment, so it comes first.
    with serving(ArchiveSource(league)) as running:
        monkeypatch.setenv("HOOPSTAT_API_URL", running.url)
        monkeypatch.setenv("HOOPSTAT_RATE_LIMIT_SECONDS", "0")
        yield running


def key_of(document: Document) -> str:
    return keys.raw_key(RawVersion(document, CAPTURED_AT))


def truncate(archive: RawArchive, document: Document) -> None:
    key = key_of(document)
    archive.store.put(key, archive.store.get(key).body[:-9])


def spoil(archive: RawArchive, document: Document) -> None:
    """Turn the answer into one that the digest does not tell of."""
    key = key_of(document)
    unpacked = gzip.decompress(archive.store.get(key).body)
    archive.store.put(key, gzip.compress(unpacked[:-1] + b" }", mtime=0))


def exchange(archive: RawArchive, document: Document) -> None:
    """Put the other game's object in the place of one."""
    other = key_of(Document(document.endpoint, SEASON, GAMES[1][0]))
    archive.store.put(key_of(document), archive.store.get(other).body)


def misfile(archive: RawArchive, document: Document) -> None:
    """Archive the other game's answer as one about this game."""
    archive.store.delete(key_of(document))
    raw = archive.read_newest(Document(document.endpoint, SEASON, GAMES[1][0]))
    assert raw is not None
    capture = replace(raw.capture, params={**raw.capture.params, "GameID": document.entity})
    archive.add(RawObject(document, capture, raw.body))


def lose(archive: RawArchive, document: Document) -> None:
    archive.store.delete(key_of(document))


def stray(key: str) -> Callable[[RawArchive, Document], None]:
    def put(archive: RawArchive, _: Document) -> None:
        archive.store.put(key, b"what is this?")

    return put


def lose_after_a_checkpoint(archive: RawArchive, document: Document) -> None:
    """A capture of one game has called it complete."""
    game = GameId(document.entity)
    picture = CaptureProgress("run-1", State.FINISHED, "", CAPTURED_AT, CAPTURED_AT)
    checkpoint = Checkpoint(
        *("backfill", CAPTURED_AT, CAPTURED_AT, CaptureRequest((SEASON,), games=(game,)), picture),
        completed_games={SEASON: (game,)},
    )
    CheckpointFile(archive.store).write(checkpoint)
    lose(archive, document)


def verified(hoopstat: Hoopstat, archive: RawArchive, *options: str) -> tuple[Ended, Any]:
    ended = hoopstat("verify", "--lake", archive.store.location, "--format", "json", *options)
    return ended, json.loads(ended.out)


def run_as_printed(hoopstat: Hoopstat, command: str) -> None:
    program, *arguments = shlex.split(command)
    if program == "hoopstat":
        ended = hoopstat(*arguments)
        assert ended.code == 0, ended.err
    else:
        subprocess.run(["/bin/bash", "-c", command], check=True)


BOX = Document("boxscoretraditionalv3", SEASON, GAME)
PLAYER = Document("commonplayerinfo", None, str(PLAYER_IDS[0]))
ROSTER = Document("commonteamroster", SEASON, str(HOME.team_id))
EVERYBODY = Document("commonallplayers", SEASON, "all")
FINDER = finder_document(SEASON)


@pytest.mark.parametrize(
    ("breakage", "document", "kinds", "code"),
    [
        (truncate, EVENTS, ["damaged"], 1),
        (spoil, BOX, ["damaged"], 1),
        (spoil, PLAYER, ["damaged"], 1),
        (spoil, ROSTER, ["damaged"], 1),
        (spoil, EVERYBODY, ["damaged"], 1),
        (truncate, FINDER, ["damaged"], 1),
        (exchange, EVENTS, ["damaged"], 1),
        (misfile, BOX, ["wrong"], 1),
        (lose, EVENTS, ["unfinished"], 3),
        (lose, FINDER, ["unlisted"], 0),
        (lose_after_a_checkpoint, EVENTS, ["unfinished", "checkpoint"], 1),
        (stray(keys.CHECKPOINT), EVENTS, ["checkpoint"], 1),
        (stray("raw/it's a note.txt"), EVENTS, ["orphaned"], 1),
        (stray("raw/shotchartdetail/all/7/20250116T051502.123Z.json.gz"), EVENTS, ["orphaned"], 1),
    ],
)
def test_the_printed_commands_mend_the_lake(
    breakage: Callable[[RawArchive, Document], None],
    document: Document,
    kinds: list[str],
    code: int,
    hoopstat: Hoopstat,
    lake: RawArchive,
    server: ReplayServer,
) -> None:
    breakage(lake, document)

    ended, report = verified(hoopstat, lake)
    assert (ended.code, [finding["kind"] for finding in report["findings"]]) == (code, kinds)

    for finding in report["findings"]:
        run_as_printed(hoopstat, finding["mend"])

    ended, report = verified(hoopstat, lake)
    left = {finding["kind"] for finding in report["findings"]}
    assert (ended.code, ended.error_lines, left - {"history lost"}) == (0, [], set())


def test_everything_at_once_is_mended_by_the_lines_of_the_text(
    hoopstat: Hoopstat, lake: RawArchive, server: ReplayServer
) -> None:
    truncate(lake, FINDER)
    spoil(lake, ROSTER)
    spoil(lake, PLAYER)
    misfile(lake, BOX)
    lose(lake, EVENTS)
    stray("raw/note.txt")(lake, EVENTS)

    ended = hoopstat("verify", "--lake", lake.store.location)
    assert ended.code == 1
    assert ended.error_lines == [
        "Error: 3 damaged, 1 wrong, 1 orphaned, 1 unfinished",
        "Try: the command that mends each, as printed above",
    ]
    lines = ended.out.split("To mend it:\n")[1].split("\n\n")[0].splitlines()
    assert len(lines) == 6
    for line in lines:
        run_as_printed(hoopstat, line)

    ended, report = verified(hoopstat, lake)
    assert (ended.code, {finding["kind"] for finding in report["findings"]}) == (
        0,
        {"history lost"},
    )


def test_a_whole_lake_is_told_in_one_line(hoopstat: Hoopstat, lake: RawArchive) -> None:
    ended = hoopstat("verify", "--lake", lake.store.location, "--subset", "2/3")

    assert (ended.code, ended.error_lines) == (0, [])
    assert re.fullmatch(r"Verified \d+ raw objects, part 2/3: nothing found\.\n", ended.out)


def test_the_text_shows_some_and_says_that_there_are_more(
    hoopstat: Hoopstat, lake: RawArchive
) -> None:
    for number in range(25):
        stray(f"raw/note-{number:02d}.txt")(lake, EVENTS)

    ended = hoopstat("verify", "--lake", lake.store.location)

    assert "note-19.txt" in ended.out
    assert "note-20.txt" not in ended.out
    assert "and 5 more orphaned: --format json tells every one" in ended.out


def test_a_season_of_which_much_is_missing_is_mended_by_one_command(
    hoopstat: Hoopstat, tmp_path: Path
) -> None:
    store = LocalStore(tmp_path / "lake")
    games = [(f"00224{number:05d}", "2024-10-22") for number in range(1, 7)]
    add_answer(RawArchive(store), "leaguegamefinder", invented_finder("2024-25", games))

    ended = hoopstat("verify", "--lake", "lake")

    assert (ended.code, ended.error_lines[0]) == (3, "Error: 24 unfinished")
    assert (
        "hoopstat capture --season 2024-25 --lake lake asks for all that the games of its list owe"
    ) in ended.out


@pytest.mark.parametrize(
    ("options", "error", "hint"),
    [
        (["--subset", "8/7"], "there is no part 8 of 7", "1/7 to 7/7, for seven parts"),
        (["--subset", "x"], "'x' is no part of the archive", "--subset 1/7"),
        (
            ["--season", "2024-26"],
            "2024-26 is not a season: 2024 is followed by 2025",
            "2024-25",
        ),
    ],
)
def test_what_is_mistyped_is_told(
    hoopstat: Hoopstat, options: list[str], error: str, hint: str
) -> None:
    ended = hoopstat("verify", *options)

    assert (ended.code, ended.error_lines) == (2, [f"Error: {error}", f"Try: {hint}"])


def test_no_lake_is_no_success(hoopstat: Hoopstat, tmp_path: Path) -> None:
    assert hoopstat("verify", "--lake", "nowhere").code == 5
    (tmp_path / "empty").mkdir()
    ended = hoopstat("verify", "--lake", "empty")
    assert (ended.code, ended.error_lines[0]) == (3, "Error: there are no raw answers in empty")


def test_the_page_of_the_report_names_every_field_and_kind() -> None:
    finding = Finding(Kind.DAMAGED, key_of(EVENTS), EVENTS, "it is", "mend it")
    at = datetime(2025, 1, 1, tzinfo=UTC)
    report = json.loads(
        to_json(Verification("lake", at, (SEASON,), Subset(1, 7), 5, (finding,)), "run")
    )
    rows = re.findall(r"^\| ([a-z_, ]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    named = {name for row in rows for name in row.split(", ")} - {"field"}

    assert named == {*report, *report["findings"][0], *Kind}
    assert report["counts"] == {kind.value: int(kind is Kind.DAMAGED) for kind in Kind}
