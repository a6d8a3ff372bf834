"""docs/trouble.md says what is so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from replay.conditions import Condition
from replay.scenario import Kind
from replay.scenario_file import read_scenario
from tests.replay.test_trouble_in_capture import OUTCOMES

PAGE = (Path(__file__).parents[2] / "docs/trouble.md").read_text("utf-8")


def rows(heading: str) -> Mapping[str, str]:
    """The rows of the table below a heading, by the name in their first cell."""
    section = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([a-z0-9_-]+)` (\|.+\|)$", section, re.MULTILINE))


def test_it_tells_every_kind_and_no_other() -> None:
    told = rows("What goes wrong, and what capture makes of it")

    assert list(told) == [*Kind, *Condition]


@pytest.mark.parametrize("kind", Kind)
def test_it_tells_what_capture_makes_of_a_kind(kind: Kind) -> None:
    outcome = OUTCOMES[kind]
    told = rows("What goes wrong, and what capture makes of it")[kind].split("|")[2].strip()

    assert told.startswith(outcome.error.__name__ if outcome.error else "archived")
    assert ("asked again" in told) == (outcome.attempts > 1)


def test_its_example_is_read(tmp_path: Path) -> None:
    file = tmp_path / "trouble.toml"
    file.write_text(PAGE.split("```toml\n")[1].split("```")[0], "utf-8")

    scenario = read_scenario(file)

    assert (len(scenario.rules), len(scenario.conditions)) == (3, 1)


def test_it_tells_every_key_that_says_which_requests() -> None:
    assert list(rows("Which requests")) == [
        *("endpoint", "entity", "game", "season", "times", "probability")
    ]
