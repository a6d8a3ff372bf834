"""Waivers: known truths that look wrong, so that findings of them do not count.

    [[waiver]]
    check = "player_box_matches_play_by_play"
    key = {game_id = "0022400012", statistic = "ast"}
    reason = "the box score was corrected, the events were not"
    until = 2026-06-30

A finding is meant whose key has all that `key` has; its values are texts, ids too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from lake.errors import UsageError
from lake.seasons import GameId, Season
from validate.checks import Check
from validate.results import CheckResult, Outcome, Waiver

_FIELDS = ("check", "key", "reason", "until")
_EXAMPLE = 'check = "...", key = {game_id = "0022400012"}, reason = "...", until = 2026-06-30'


def load_waivers(file: Path | None, checks: Sequence[Check] | None) -> tuple[Waiver, ...]:
    """Read a person's waivers; none without a file.

    With `checks` None any name of a check will do: a transform knows no checks of one's own.
    Raises: UsageError with the file and the entry if it is not what a waiver is.
    """
    return tuple(_read(file, checks)) if file else ()


def in_effect(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """List the waivers whose day is not over."""
    return tuple(waiver for waiver in waivers if waiver.until >= today)


def expired(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """List the waivers whose day is over; they do nothing any more."""
    return tuple(waiver for waiver in waivers if waiver.until < today)


def unused(
    waivers: Iterable[Waiver], results: Sequence[CheckResult], seasons: Sequence[Season]
) -> tuple[Waiver, ...]:
    """List the waivers that nothing was found for, though their check and season were judged."""
    run = {result.check.name for result in results if result.outcome is not Outcome.NOT_RUN}
    used = {_name(waived.waiver) for result in results for waived in result.waived}
    return tuple(
        waiver
        for waiver in waivers
        if waiver.check in run and _is_of(waiver, seasons) and _name(waiver) not in used
    )


def _is_of(waiver: Waiver, seasons: Sequence[Season]) -> bool:
    """Tell whether a waiver may be about one of some seasons; most are about a game, which says."""
    game, season = waiver.key.get("game_id"), waiver.key.get("season")
    try:
        named = str(GameId(game).season) if game else season
    except UsageError:
        return True
    return named is None or named in map(str, seasons)


def written(waiver: Waiver) -> str:
    """Write all of a waiver that decides what it waives, the same for the same waiver."""
    key = ", ".join(f"{name}={value}" for name, value in sorted(waiver.key.items()))
    return f"{waiver.check} {key}"


def _name(waiver: Waiver) -> tuple[str, date]:
    return written(waiver), waiver.until


def _read(file: Path, checks: Sequence[Check] | None) -> list[Waiver]:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"can't read the waivers of {file}: {error}", hint="a TOML file of [[waiver]] tables"
        ) from error
    entries = content.pop("waiver", [])
    if content or not isinstance(entries, list):
        raise UsageError(
            f"{file}: there is something else than [[waiver]] tables"
            + (f": {', '.join(content)}" if content else ""),
            hint=f"[[waiver]], and below it {_EXAMPLE}",
        )
    known = None if checks is None else {check.name: check for check in checks}
    return [
        _Entry(f"{file}: waiver {number}", entry).read(known)
        for number, entry in enumerate(entries, start=1)
    ]


@dataclass(frozen=True)
class _Entry:
    """One table of a file; `place` says where it stands."""

    place: str
    fields: Mapping[str, Any]

    def read(self, known: Mapping[str, Check] | None) -> Waiver:
        if not isinstance(self.fields, dict):
            self._refuse("it is no table", f"[[waiver]], and below it {_EXAMPLE}")
        unknown = sorted(self.fields.keys() - set(_FIELDS))
        if unknown:
            self._refuse(f"there is no field {unknown[0]}", f"the fields are {', '.join(_FIELDS)}")
        waiver = Waiver(self._text("check"), self._key(), self._text("reason"), self._until())
        if known is not None and waiver.check not in known:
            self._refuse(
                f"there is no check {waiver.check}",
                "a name as `hoopstat validate --format json` tells them; --checks DIR adds yours",
            )
        return waiver

    def _text(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            self._refuse(f"it has no {name}", f'{name} = "..."')
        return value

    def _key(self) -> dict[str, str]:
        key = self.fields.get("key")
        if not isinstance(key, dict) or not key:
            self._refuse("it has no key", 'key = {game_id = "0022400012"}')
        for name, value in key.items():
            if not isinstance(value, str):
                self._refuse(f"{name} of its key is no text", f'{name} = "{_as_text(name, value)}"')
        return dict(key)

    def _until(self) -> date:
        until = self.fields.get("until")
        if not isinstance(until, date) or isinstance(until, datetime):
            self._refuse(
                "it has no date until which it holds", "until = 2026-06-30, without quotation marks"
            )
        return until

    def _refuse(self, message: str, hint: str) -> NoReturn:
        raise UsageError(f"{self.place}: {message}", hint=hint)


def _as_text(name: str, value: object) -> str:
    """Write what was meant as findings tell it; the ids of games start with 00."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return f"{value:010}" if name == "game_id" and isinstance(value, int) else str(value)
    return "..."
