"""The commands that mend what a validation found, as few as will do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from validate.results import CheckResult

_NAMED = re.compile(r"(?<= --games )[0-9,]+|(?<= --players )[0-9,]+")
_ENDPOINTS = re.compile(r"(?<= --endpoints )[a-z0-9,]+")
_HERE = "\0"
_THERE = "\1"


@dataclass
class Mending:
    """A command, how many findings it mends, and of which checks, each once."""

    command: str
    findings: int = 0
    checks: dict[str, None] = field(default_factory=dict)


@dataclass
class _Asked(Mending):
    """The values that stand in a command at `_HERE`, and those at `_THERE`."""

    named: set[str] = field(default_factory=set)
    endpoints: dict[str, None] = field(default_factory=dict)


def mendings(results: Iterable[CheckResult]) -> list[Mending]:
    """List the commands of findings, in the order of the results.

    Those that differ in their games or players alone become one, and so do those for the same
    games and different endpoints: nothing is asked for that no finding names.
    """
    by_endpoints: dict[tuple[str, str], _Asked] = {}
    for result in results:
        for finding in result.findings:
            if finding.mend:
                command, named = _taken(_NAMED, finding.mend, _HERE)
                command, endpoints = _taken(_ENDPOINTS, command, _THERE)
                asked = by_endpoints.setdefault((command, ",".join(endpoints)), _Asked(command))
                asked.findings += 1
                asked.checks[result.check.name] = None
                asked.named.update(named)
                asked.endpoints.update(dict.fromkeys(endpoints))
    return [_written(asked) for asked in _of_the_same_games(by_endpoints.values())]


def _of_the_same_games(all_asked: Iterable[_Asked]) -> Iterable[_Asked]:
    found: dict[tuple[str, frozenset[str]], _Asked] = {}
    for asked in all_asked:
        one = found.setdefault((asked.command, frozenset(asked.named)), _Asked(asked.command))
        one.findings += asked.findings
        one.checks.update(asked.checks)
        one.named.update(asked.named)
        one.endpoints.update(asked.endpoints)
    return found.values()


def _taken(pattern: re.Pattern[str], command: str, mark: str) -> tuple[str, list[str]]:
    found = pattern.search(command)
    if found is None:
        return command, []
    return command[: found.start()] + mark + command[found.end() :], found[0].split(",")


def _written(asked: _Asked) -> Mending:
    command = asked.command.replace(_HERE, ",".join(sorted(asked.named)))
    command = command.replace(_THERE, ",".join(asked.endpoints))
    return Mending(command, asked.findings, asked.checks)
