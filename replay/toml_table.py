"""One table of a TOML file, whose every mistake is told with the place where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from lake.errors import UsageError

_T = TypeVar("_T")


@dataclass(frozen=True)
class TomlTable:
    """Each reader gives None for a key that is left out.

    Raises: UsageError, in each of them, if the value is not what the key is for.
    """

    where: str
    content: Mapping[str, object]

    def within(self, name: str) -> TomlTable:
        """Name the table more closely in what is told of it."""
        return TomlTable(f"{self.where} ({name})", self.content)

    def refuse(self, what: str, hint: str) -> NoReturn:
        raise UsageError(f"{self.where}: {what}", hint=hint)

    def allow(self, *keys: str) -> None:
        for key in self.content:
            if key not in keys:
                self.refuse(f"there is no {key!r} here", "one of " + ", ".join(keys))

    def allow_one_of(self, one: str, other: str) -> None:
        if one in self.content and other in self.content:
            self.refuse(f"it has both {one} and {other}", "one of the two")

    def tables(self, key: str) -> Sequence[TomlTable]:
        """List the tables of an array, numbered from 1."""
        listed = self.content.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self.refuse(f"{key} is no list of tables", f"[[{key}]] above each")
        return [
            TomlTable(f"{self.where}: {key} {number}", each)
            for number, each in enumerate(listed, start=1)
        ]

    def text(self, key: str) -> str | None:
        value = self.content.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(f"{key} is {value!r}, which is no text", f'{key} = "{value}"')
        return value

    def parsed(self, key: str, parse: Callable[[str], _T]) -> _T | None:
        text = self.text(key)
        return None if text is None else self.check(lambda: parse(text))

    def whole(self, key: str, least: int = 0) -> int | None:
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.refuse(f"{key} is {value!r}", f"a whole number, {least} or more")
        return value

    def number(self, key: str, most: float = math.inf) -> float | None:
        value = self.content.get(key)
        if value is None:
            return None
        hint = f"a number from 0 to {most:g}" if most < math.inf else "a number, 0 or more"
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(f"{key} is {value!r}", hint)
        if not 0 <= value <= most or value == math.inf:
            self.refuse(f"{key} is {value!r}", hint)
        return float(value)

    def check(self, make: Callable[[], _T]) -> _T:
        """Make a value, and tell where it stands if it can't be made."""
        try:
            return make()
        except UsageError as error:
            raise UsageError(f"{self.where}: {error.message}", hint=error.hint) from error
