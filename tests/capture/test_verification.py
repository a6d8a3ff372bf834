"""A verification finds what is damaged, wrong, orphaned or missing, and nothing else."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.verification.findings import Finding, Kind
from capture.verification.subset import Subset
from capture.verification.verify import VerificationRequest, verify
from lake import raw_object
from lake.answers import CANCELLED
from lake.archive import RawArchive
from lake.documents import Document, RawVersion
from lake.endpoints import finder_document
from lake.errors import Incomplete, UsageError
from lake.keys import raw_key
from lake.local_store import LocalStore
from lake.raw_object import RawObject
from lake.seasons import Season, SeasonType
from lake.telemetry import Observer
from tests.invented import (
    CAPTURED_AT,
    add_answer,
    archive_game,
    body,
    cancelled,
    invented_finder,
    invented_game,
)
from tests.people import archive_people

SEASON = Season(2024)
GAME, OTHER = "0022400001", "0022400002"
GAMES = [(GAME, "2024-10-22"), (OTHER, "2024-11-01")]
EVENTS = Document("playbyplayv3", SEASON, GAME)
LATER = CAPTURED_AT + timedelta(days=1)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with everything about two games. To be read only."""
    archive = RawArchive(LocalStore(tmp_path_factory.mktemp("whole") / "lake"))
    add_answer(archive, "leaguegamefinder", invented_finder("2024-25", GAMES))
    for game, day in GAMES:
        archive_game(archive.store, invented_game(game, game_date=day))
    archive_people(archive, "2024-25")
    return Path(archive.store.location)


@pytest.fixture
def lake(whole: Path, tmp_path: Path) -> RawArchive:
    """A copy of it, to break."""
    return RawArchive(LocalStore(shutil.copytree(whole, tmp_path / "lake")))


def findings(
    archive: RawArchive, request: VerificationRequest | None = None
) -> tuple[Finding, ...]:
    return verify(request or VerificationRequest(), archive, Observer()).findings


def told(archive: RawArchive, request: VerificationRequest | None = None) -> list[tuple[str, str]]:
    """Each finding as its kind and what it is about."""
    return [(finding.kind.value, finding.name) for finding in findings(archive, request)]


def version_of(document: Document, captured_at: datetime = CAPTURED_AT) -> RawVersion:
    return RawVersion(document, captured_at)


def rewrite(archive: RawArchive, document: Document, old: bytes, new: bytes) -> str:
    """Change the archived bytes below the gzip; return the key."""
    key = raw_key(version_of(document))
    unpacked = gzip.decompress(archive.store.get(key).body)
    assert old in unpacked
    archive.store.put(key, gzip.compress(unpacked.replace(old, new), mtime=0))
    return key


def archive_body(
    archive: RawArchive, document: Document, content: bytes, captured_at: datetime = CAPTURED_AT
) -> str:
    """Archive any body as an answer to a document, with a right digest; return its key."""
    like = raw_object.decode(
        archive.store.get(raw_key(version_of(document))).body, version_of(document)
    )
    raw = RawObject(document, replace(like.capture, captured_at=captured_at), content)
    key = raw_key(raw.version)
    archive.store.put(key, raw_object.encode(raw))
    return key


def test_nothing_is_found_in_a_lake_as_it_was_captured(lake: RawArchive) -> None:
    at = datetime(2025, 2, 1, tzinfo=UTC)

    found = verify(VerificationRequest(), lake, Observer(), lambda: at)

    assert (found.findings, found.seasons, found.verified_at) == ((), (SEASON,), at)
    assert found.objects == len(list(lake.store.list("raw/")))


def test_nothing_is_written(lake: RawArchive) -> None:
    def contents() -> dict[Path, bytes]:
        folder = Path(lake.store.location)
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    rewrite(lake, EVENTS, b'"actionId":1}', b'"actionId":7}')
    before = contents()

    findings(lake)

    assert contents() == before


def test_a_broken_gzip_is_damaged(lake: RawArchive) -> None:
    key = raw_key(version_of(EVENTS))
    lake.store.put(key, lake.store.get(key).body[:-9])

    (finding,) = findings(lake)

    assert finding == Finding(
        Kind.DAMAGED,
        key,
        EVENTS,
        "the gzip is broken: Compressed file ended before the end-of-stream marker was reached",
        "hoopstat capture --games 0022400001 --endpoints playbyplayv3 --refresh "
        f"--lake {lake.store.location}",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            b'"actionId":1}',
            b'"actionId":7}',
            "the body does not have the digest it was archived with",
        ),
        (
            b'"GameID":"0022400001"',
            b'"GameID":"0022400009"',
            "the object is not the one its key names",
        ),
        (b'"run_id":', b'"walk_id":', "the provenance is not whole: 'run_id'"),
        (b'{"capture":', b'{"Capture":', "the object is not of the form of a raw object"),
    ],
)
def test_what_is_not_what_was_archived_is_damaged(
    lake: RawArchive, old: bytes, new: bytes, problem: str
) -> None:
    key = rewrite(lake, EVENTS, old, new)

    (finding,) = findings(lake)

    assert (finding.kind, finding.key, finding.problem) == (Kind.DAMAGED, key, problem)


def test_a_broken_link_in_the_folder_is_damaged(lake: RawArchive) -> None:
    path = Path(lake.store.location, raw_key(version_of(EVENTS)))
    path.unlink()
    path.symlink_to("nowhere")

    assert told(lake) == [("damaged", raw_key(version_of(EVENTS)))]


def test_an_answer_about_another_game_is_wrong(lake: RawArchive) -> None:
    key = archive_body(lake, EVENTS, body(invented_game(OTHER)["playbyplayv3"]))

    (finding,) = findings(lake)

    assert (finding.kind, finding.key) == (Kind.WRONG, key)
    assert finding.problem == "it is about playbyplayv3 0022400002"


def test_an_answer_that_capture_would_refuse_is_wrong(lake: RawArchive) -> None:
    key = archive_body(lake, EVENTS, b"{}")

    (finding,) = findings(lake)

    assert (finding.kind, finding.key) == (Kind.WRONG, key)
    assert finding.problem == "it is {}: a retired endpoint, or nothing there for this entity"


def test_a_bad_answer_with_a_good_newer_one_is_history_lost(lake: RawArchive) -> None:
    archive_body(lake, EVENTS, body(invented_game(GAME)["playbyplayv3"]), LATER)
    key = rewrite(lake, EVENTS, b'"actionId":1}', b'"actionId":7}')

    (finding,) = findings(lake)

    assert (finding.kind, finding.key, finding.mend) == (Kind.HISTORY_LOST, key, "")


def test_a_bad_answer_with_a_good_older_one_is_not_history(lake: RawArchive) -> None:
    key = archive_body(lake, EVENTS, b"{}", LATER)

    assert told(lake) == [("wrong", key)]


def test_a_stray_file_between_two_answers_does_not_part_them(lake: RawArchive) -> None:
    archive_body(lake, EVENTS, body(invented_game(GAME)["playbyplayv3"]), LATER)
    key = rewrite(lake, EVENTS, b'"actionId":1}', b'"actionId":7}')
    stray = f"{key.removesuffix('.json.gz')}/note.txt"
    lake.store.put(stray, b"a note")

    assert told(lake) == [("orphaned", stray), ("history lost", key)]


def test_a_file_whose_name_is_no_text_can_be_told_and_removed(lake: RawArchive) -> None:
    path = os.fsencode(lake.store.location) + b"/raw/it's\n\xff"
    with open(path, "wb"):  # noqa: PTH123 a Path holds no bytes
        pass

    (finding,) = findings(lake)

    assert finding.key == r"raw/it's\x0a\xff"
    subprocess.run(["/bin/bash", "-c", finding.mend], check=True)
    assert findings(lake) == ()


@pytest.mark.parametrize(
    "key",
    [
        "raw/notes.txt",
        "raw/.DS_Store",
        "raw/playbyplayv3/season=2024-25/0022400001/20250116T051502.123Z.json",
        "raw/playbyplayv3/season=2024-25/0022400001/yesterday.json.gz",
        "raw/playbyplayv3/season=2023-24/0022400001/20250116T051502.123Z.json.gz",
        "raw/playbyplayv3/season=2024-25/all/20250116T051502.123Z.json.gz",
        "raw/commonplayerinfo/season=2024-25/203999/20250116T051502.123Z.json.gz",
        "raw/shotchartdetail/season=2019-20/0021900001/20250116T051502.123Z.json.gz",
    ],
)
def test_what_no_request_leads_to_is_orphaned(lake: RawArchive, key: str) -> None:
    lake.store.put(key, b"whatever")

    (finding,) = findings(lake)

    assert (finding.kind, finding.key, finding.document) == (Kind.ORPHANED, key, None)
    assert finding.mend == f"rm {lake.store.location}/{key}"


def test_a_listed_game_without_a_document_is_unfinished(lake: RawArchive) -> None:
    lake.store.delete(raw_key(version_of(EVENTS)))

    assert findings(lake) == (
        Finding(
            Kind.UNFINISHED,
            "",
            EVENTS,
            "it is owed and not archived",
            "hoopstat capture --games 0022400001 --endpoints playbyplayv3 "
            f"--lake {lake.store.location}",
        ),
    )


def test_a_game_that_no_list_has_is_unfinished_if_anything_of_it_is_archived(
    lake: RawArchive,
) -> None:
    unlisted = invented_game("0022400003")
    archive_game(lake.store, {"playbyplayv3": unlisted["playbyplayv3"]})

    assert told(lake) == [
        ("unfinished", f"{name} 0022400003")
        for name in ("boxscoresummaryv3", "boxscoretraditionalv3", "boxscoreadvancedv3")
    ]


def archive_cancelled(archive: RawArchive) -> None:
    for name, document in cancelled("0022400003").items():
        add_answer(archive, name, document, empty_reason=CANCELLED)


def test_a_cancelled_game_owes_no_summary(lake: RawArchive) -> None:
    archive_cancelled(lake)

    assert findings(lake) == ()


def test_an_empty_answer_is_mended_by_the_box_score_that_could_explain_it(
    lake: RawArchive,
) -> None:
    archive_cancelled(lake)
    box = Document("boxscoretraditionalv3", SEASON, "0022400003")
    key = rewrite(lake, box, b'"teamId":0', b'"teamId":1')

    found = {finding.name: finding for finding in findings(lake)}

    assert [(name, finding.kind.value) for name, finding in found.items()] == [
        (key, "damaged"),
        (raw_key(version_of(replace(box, endpoint="playbyplayv3"))), "wrong"),
        ("boxscoresummaryv3 0022400003", "unfinished"),
    ]
    damaged, empty, _ = found.values()
    assert empty.mend == damaged.mend


def test_a_game_of_another_type_is_not_owed_unless_asked_for(tmp_path: Path) -> None:
    archive = RawArchive(LocalStore(tmp_path / "lake"))
    finder = invented_finder("2024-25", [("0012400001", "2024-10-04")])
    add_answer(archive, "leaguegamefinder", finder)
    preseason = VerificationRequest(season_types=tuple(SeasonType))

    assert findings(archive) == ()
    assert len(findings(archive, preseason)) == 4


def test_a_season_without_a_list_of_games_is_told(lake: RawArchive) -> None:
    lake.store.delete(raw_key(version_of(finder_document(SEASON))))

    assert told(lake) == [("unlisted", "leaguegamefinder 2024-25 all")]


def test_a_damaged_list_of_games_is_one_finding_and_the_first(lake: RawArchive) -> None:
    key = rewrite(lake, finder_document(SEASON), b'"GAME_ID"', b'"GAME_IT"')
    other = rewrite(lake, EVENTS, b'"actionId":1}', b'"actionId":7}')
    archive_body(lake, Document("boxscoretraditionalv3", SEASON, GAME), b"{}")

    assert [finding.name for finding in findings(lake)][::2] == [key, other]


def test_a_season_alone_leaves_out_the_others(lake: RawArchive) -> None:
    archive_game(lake.store, invented_game("0022300001", game_date="2023-10-24"))
    request = VerificationRequest(seasons=(SEASON,))
    rewrite(lake, EVENTS, b'"actionId":1}', b'"actionId":7}')

    assert told(lake, request) == [("damaged", raw_key(version_of(EVENTS)))]
    assert told(lake)[:1] == [("unlisted", "leaguegamefinder 2023-24 all")]


def test_a_lake_or_a_season_without_raw_answers_is_incomplete(
    lake: RawArchive, tmp_path: Path
) -> None:
    empty = RawArchive(LocalStore(tmp_path / "empty"))
    with pytest.raises(Incomplete, match="there are no raw answers in "):
        findings(empty)
    with pytest.raises(Incomplete, match=r"there are no raw answers of 2019-20 in "):
        findings(lake, VerificationRequest(seasons=(Season(2019),)))


def test_the_parts_are_disjoint_and_together_everything(lake: RawArchive) -> None:
    for name in ("playbyplayv3", "boxscoreadvancedv3", "boxscoresummaryv3"):
        rewrite(lake, Document(name, SEASON, GAME), b'"gameId"', b'"gameid"')
        lake.store.delete(raw_key(version_of(Document(name, SEASON, OTHER))))
        lake.store.put(f"raw/{name}.txt", b"a note")
    lake.store.delete(raw_key(version_of(finder_document(SEASON))))
    whole = verify(VerificationRequest(), lake, Observer())

    parts = [
        verify(VerificationRequest(subset=Subset(part, 7)), lake, Observer())
        for part in range(1, 8)
    ]

    assert Counter(finding for part in parts for finding in part.findings) == Counter(
        whole.findings
    )
    assert sum(part.objects for part in parts) == whole.objects
    assert len(whole.findings) == 10
    assert max(part.objects for part in parts) < whole.objects


@given(st.text(), st.integers(1, 50))
def test_every_name_is_in_exactly_one_part(name: str, parts: int) -> None:
    assert sum(Subset(part, parts).has(name) for part in range(1, parts + 1)) == 1


@pytest.mark.parametrize("text", ["", "7", "0/7", "8/7", "1/0", "-1/7", "1/7/2", "one/seven"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Subset.parse(text)


@pytest.mark.parametrize("threads", [1, 2, 16])
def test_the_findings_do_not_depend_on_the_threads(lake: RawArchive, threads: int) -> None:
    for name in ("playbyplayv3", "boxscoreadvancedv3"):
        rewrite(lake, Document(name, SEASON, GAME), b'"gameId"', b'"gameid"')

    found = findings(lake, VerificationRequest(threads=threads))

    assert [finding.document for finding in found] == [
        Document("boxscoreadvancedv3", SEASON, GAME),
        EVENTS,
    ]
