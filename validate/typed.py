"""What to type after a validation: the same options again, at the same lake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lake.commands import Commands
from lake.seasons import Season

LIMITS = ("--from", "--to", "--season-types")
"""The options that limit what is owed, of a capture as of a validation."""

_OF_TRANSFORM = ("--season", "--waivers", "--threads", "--memory-limit")


def options_of(typed: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """List some of the options that were typed, each name before its value; a flag has ""."""
    words = (word for name in names if name in typed for word in (name, typed[name]))
    return [word for word in words if word]


@dataclass(frozen=True)
class Rebuilding:
    """Writes commands of a validation's scope; `typed` are its options by their names."""

    commands: Commands
    typed: Mapping[str, str]

    def after(self, *first: str) -> str:
        """Write what is to be done first, and then to build the tables and judge them again."""
        transform = self.commands.typed("transform", *options_of(self.typed, _OF_TRANSFORM))
        return " && ".join((*first, transform, self.validation()))

    def validation(self, *words: str) -> str:
        """Write the same validation, with further words."""
        return self.commands.typed("validate", *options_of(self.typed, self.typed), *words)

    def captured(self, seasons: Sequence[Season]) -> str:
        """Write what captures all that is owed."""
        named = ["--season", ",".join(map(str, seasons)), *options_of(self.typed, LIMITS)]
        return self.commands.typed("capture", *(options_of(self.typed, ["--games"]) or named))
