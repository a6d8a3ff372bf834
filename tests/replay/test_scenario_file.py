from __future__ import annotations

from pathlib import Path

import pytest

from lake.errors import UsageError
from lake.seasons import GameId, Season
from replay.conditions import Condition
from replay.latency import Latency
from replay.scenario import ALWAYS, Kind, Rule, Scenario
from replay.scenario_file import read_scenario

FULL = """
seed = 7
latency_ms = [200, 1500]

[[trouble]]
kind = "429"
endpoint = "boxscoresummaryv3"
entity = "0022400061"
times = 2
retry_after_s = 1

[[trouble]]
kind = "hang"
probability = 0.01

[[trouble]]
kind = "trickle"
season = "2024-25"
times = "always"
pause_s = 0.5

[[trouble]]
kind = "missing"
game = "0022400062"

[[trouble]]
kind = "cancelled"
game = "0022400063"

[[trouble]]
kind = "running"
game = "0022400064"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("x.toml")


def test_a_whole_file_is_read(file: Path) -> None:
    file.write_text(FULL)

    assert read_scenario(file) == Scenario(
        rules=(
            Rule(Kind.STATUS_429, "boxscoresummaryv3", "0022400061", times=2, retry_after_s=1),
            Rule(Kind.HANG, probability=0.01),
            Rule(Kind.TRICKLE, season=Season(2024), times=ALWAYS, pause_s=0.5),
            Rule(Kind.MISSING, entity="0022400062"),
        ),
        conditions={
            GameId("0022400063"): Condition.CANCELLED,
            GameId("0022400064"): Condition.RUNNING,
        },
        latency=Latency(200, 1500),
        seed=7,
    )


def test_an_empty_file_is_a_scenario_without_trouble(file: Path) -> None:
    file.write_text("")

    assert read_scenario(file) == Scenario()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_needs_nothing_but_its_name(kind: Kind, file: Path) -> None:
    file.write_text(f'[[trouble]]\nkind = "{kind}"')

    assert read_scenario(file).rules == (Rule(kind),)


KINDS = ", ".join((*Kind, *Condition))


@pytest.mark.parametrize(
    ("text", "error", "hint"),
    [
        ("speed = 1", "x.toml: there is no 'speed' here", "one of seed, latency_ms, trouble"),
        ("seed = -1", "x.toml: seed is -1", "a whole number, 0 or more"),
        ("seed = true", "x.toml: seed is True", "a whole number, 0 or more"),
        (
            'latency_ms = "slow"',
            "x.toml: latency_ms is 'slow'",
            "latency_ms = 800, or [200, 1500] to spread it between",
        ),
        (
            "latency_ms = [1, 2, 3]",
            "x.toml: latency_ms is [1, 2, 3]",
            "latency_ms = 800, or [200, 1500] to spread it between",
        ),
        (
            "latency_ms = [1500, 200]",
            "x.toml: 1500-200 is no latency in milliseconds",
            "800, or 200-1500 to spread them evenly between",
        ),
        ("trouble = 3", "x.toml: trouble is no list of tables", "[[trouble]] above each"),
        (
            '[trouble]\nkind = "hang"',
            "x.toml: trouble is no list of tables",
            "[[trouble]] above each",
        ),
        ("[[trouble]]", "x.toml: trouble 1: it has no kind", f"one of {KINDS}"),
        (
            '[[trouble]]\nkind = "hang"\n[[trouble]]\nkind = "flood"',
            "x.toml: trouble 2: there is no kind 'flood'",
            f"one of {KINDS}",
        ),
        (
            "[[trouble]]\nkind = 429",
            "x.toml: trouble 1: kind is 429, which is no text",
            'kind = "429"',
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_with_what_would_do(
    text: str, error: str, hint: str, file: Path
) -> None:
    file.write_text(text)

    with pytest.raises(UsageError) as caught:
        read_scenario(file)

    assert (caught.value.message, caught.value.hint) == (error, hint)


WHICH = "kind, endpoint, entity, game, season"


@pytest.mark.parametrize(
    ("kind", "line", "error", "hint"),
    [
        (
            "hang",
            "retry_after_s = 1",
            "there is no 'retry_after_s' here",
            f"one of {WHICH}, times, probability",
        ),
        (
            "missing",
            "times = 2",
            "there is no 'times' here",
            f"one of {WHICH}, probability",
        ),
        ("cancelled", "probability = 1", "there is no 'probability' here", "one of kind, game"),
        ("running", "", "it names no game", 'game = "0022400061"'),
        ("hang", "times = 0", "times is 0", "a whole number, 1 or more"),
        ("hang", "times = 1.5", "times is 1.5", "a whole number, 1 or more"),
        ("hang", 'times = "often"', "times is 'often'", 'a whole number, 1 or more, or "always"'),
        ("hang", "probability = 1.5", "probability is 1.5", "a number from 0 to 1"),
        ("hang", "probability = -0.1", "probability is -0.1", "a number from 0 to 1"),
        ("hang", "probability = nan", "probability is nan", "a number from 0 to 1"),
        ("hang", 'probability = "1"', "probability is '1'", "a number from 0 to 1"),
        (
            "hang",
            "probability = 1\ntimes = 1",
            "it has both times and probability",
            "one of the two",
        ),
        ("429", "retry_after_s = 1.5", "retry_after_s is 1.5", "a whole number, 0 or more"),
        ("trickle", "pause_s = inf", "pause_s is inf", "a number, 0 or more"),
        (
            "hang",
            'season = "2024-26"',
            "2024-26 is not a season: 2024 is followed by 2025",
            "2024-25",
        ),
        ("hang", 'entity = "Jokić"', "'Jokić' is no id", "digits: of a game, a team or a player"),
        (
            "hang",
            "entity = 22400061",
            "entity is 22400061, which is no text",
            'entity = "22400061"',
        ),
        (
            "hang",
            'game = "22400061"',
            "'22400061' is not a game id",
            "ten digits with the leading zeros, such as 0022400561",
        ),
        (
            "hang",
            'entity = "1610612743"\ngame = "0022400061"',
            "it has both entity and game",
            "one of the two",
        ),
        (
            "hang",
            'game = "0022400061"\nseason = "2023-24"',
            "game 0022400061 is of 2024-25, not 2023-24",
            'season = "2024-25"',
        ),
        (
            "hang",
            'endpoint = "playbyplayv3"\nentity = "all"',
            "'all' is not a game id",
            "ten digits with the leading zeros, such as 0022400561",
        ),
        (
            "hang",
            'endpoint = "leaguegamefinder"\nentity = "1"',
            "an answer for a whole season is not about '1'",
            'season = "2024-25"',
        ),
        (
            "stat-correction",
            'endpoint = "playbyplayv3"',
            "it can't strike playbyplayv3",
            "one of boxscoretraditionalv3, boxscoretraditionalv2",
        ),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_the_rule(
    kind: str, line: str, error: str, hint: str, file: Path
) -> None:
    file.write_text(f'[[trouble]]\nkind = "{kind}"\n{line}', "utf-8")

    with pytest.raises(UsageError) as caught:
        read_scenario(file)

    assert caught.value.message == f"x.toml: trouble 1 ({kind}): {error}"
    assert caught.value.hint == hint


def test_an_unknown_endpoint_is_told_with_those_there_are(file: Path) -> None:
    file.write_text('[[trouble]]\nkind = "hang"\nendpoint = "boxscore"')

    with pytest.raises(UsageError, match="'boxscore' is no endpoint") as caught:
        read_scenario(file)

    assert "boxscoresummaryv3" in caught.value.hint


def test_a_game_has_one_condition(file: Path) -> None:
    file.write_text(
        "".join(f'[[trouble]]\nkind = "{kind}"\ngame = "0022400061"\n' for kind in Condition)
    )

    with pytest.raises(UsageError, match=r"trouble 2 \(running\): game 0022400061 is cancelled"):
        read_scenario(file)


@pytest.mark.parametrize("content", [None, b"seed = ", b"\xff", "folder"])
def test_a_file_that_can_not_be_read_is_named(content: bytes | str | None, file: Path) -> None:
    if content == "folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)

    with pytest.raises(UsageError, match=r"can't read x.toml: ") as caught:
        read_scenario(file)

    assert caught.value.hint == "a scenario as docs/trouble.md shows it"
