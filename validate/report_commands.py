"""The commands that mend what a validation found, as few as will do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from validate.results import CheckResult

_NAMED = re.compile(r"(?<= --games )[0-9,]+|(?<= --players )[0-9,]+")
_ENDPOINTS = re.compile(r"(?<= --endpoints )[a-z0-9,]+")
_HERE = "\0"
_THERE = "\1"


@dataclass
class Mending:
    """A command, how many findings it mends, how many of these are not listed, and of which checks
    they are, each once.
    """

    command: str
    findings: int = 0
    unlisted: int = 0
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
        for command, count in unlisted(result):
            command, endpoints = _taken(_ENDPOINTS, command, _THERE)
            asked = by_endpoints[command, ",".join(endpoints)]
            asked.findings += count
            asked.unlisted += count
    return [_written(asked) for asked in _of_the_same_games(by_endpoints.values())]


def unlisted(result: CheckResult) -> Iterator[tuple[str, int]]:
    """Give the command and the number of findings of a season that are not listed, where one
    command, which names neither games nor players, mends all that are.
    """
    for season in dict.fromkeys(share.season for share in result.shares):
        listed = [finding for finding in result.findings if finding.season == season]
        found = sum(share.findings for share in result.shares if share.season == season)
        commands = {finding.mend for finding in listed}
        if found > len(listed) and len(commands) == 1:
            (command,) = commands
            if command and not _NAMED.search(command):
                yield command, found - len(listed)


def _of_the_same_games(all_asked: Iterable[_Asked]) -> Iterable[_Asked]:
    found: dict[tuple[str, frozenset[str]], _Asked] = {}
    for asked in all_asked:
        one = found.setdefault((asked.command, frozenset(asked.named)), _Asked(asked.command))
        one.findings += asked.findings
        one.unlisted += asked.unlisted
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
    return Mending(command, asked.findings, asked.unlisted, asked.checks)
