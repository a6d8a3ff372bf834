"""README, help and docs say what is so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from hoopstat.commands.validate import ReportFormat
from hoopstat.main import make_app
from lake.errors import HoopstatError
from lake.sql_files import load_folder
from tests.conftest import Hoopstat
from tests.validate.reports import whole_report
from validate.report_json import to_json

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, Any]:
    found: dict[str, Any] = vars(typer.main.get_command(make_app()))["commands"]
    return found


def flags(command: str) -> set[str]:
    return {flag for param in commands()[command].params for flag in param.opts} | {"--help"}


def command_lines() -> list[str]:
    """Every command that README shows, in a block or in a sentence."""
    blocks = re.findall(r"^```\n(.+?)^```$", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    quoted = re.findall(r"`(hoopstat [^`]+)`", README)
    return sorted({line for line in (*lines, *quoted) if line.startswith("hoopstat ")})


def test_readme_shows_every_command() -> None:
    assert set(commands()) == {shlex.split(line)[1] for line in command_lines()}


@pytest.mark.parametrize("line", command_lines())
def test_every_command_in_readme_exists_with_its_options(line: str) -> None:
    _, command, *words = shlex.split(line)

    assert {word for word in words if word.startswith("--")} <= flags(command)


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_option_has_an_environment_variable(command: str) -> None:
    unset = {"help", "files", "query"}

    assert {
        param.name
        for param in commands()[command].params
        if not (param.envvar or "").startswith("HOOPSTAT_")
    } <= unset


@pytest.mark.parametrize("command", sorted(commands()))
def test_help_is_shown(hoopstat: Hoopstat, command: str) -> None:
    ended = hoopstat(command, "--help")

    assert (ended.code, ended.err) == (0, "")
    assert f"hoopstat {command}" in ended.out


def test_readme_lists_every_table_and_no_other() -> None:
    section = README.split("## What is in the lake")[1].split("## Exit codes")[0]
    _, *rows = re.findall(r"^\| ([a-z_, ]+) \|", section, re.MULTILINE)

    assert {name.strip() for row in rows for name in row.split(",")} == set(load_folder("tables"))


def test_readme_tells_every_exit_code_an_error_can_end_with() -> None:
    def below(error: type[HoopstatError]) -> set[int]:
        return {error.exit_code}.union(*map(below, error.__subclasses__()))

    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}

    assert below(HoopstatError) <= told


def test_the_page_of_the_report_names_every_field() -> None:
    page = (ROOT / "docs/validation-report.md").read_text("utf-8")

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            inner = [one for name, one in value.items() if name != "key"]
            return set(value).union(*map(names, inner))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    told = names(json.loads(to_json(whole_report())))
    assert {name for name in told if name not in page} == set()


def test_the_page_of_the_report_names_every_form() -> None:
    page = (ROOT / "docs/validation-report.md").read_text("utf-8")

    assert re.findall(r"^\| (\w+) \| (?:a person|programs|CI|people)", page, re.MULTILINE) == [
        form.value for form in ReportFormat
    ]


def test_the_decisions_are_numbered_without_holes() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/adr").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))
