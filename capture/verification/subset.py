"""A part of the archive that the same command names again tomorrow."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lake.errors import UsageError


@dataclass(frozen=True)
class Subset:
    """One of `parts` parts, from 1 on; together they are everything, and no two share a thing.

    Raises: UsageError if there is no such part.
    """

    part: int
    parts: int

    def __post_init__(self) -> None:
        if not 1 <= self.part <= self.parts:
            raise UsageError(
                f"there is no part {self.part} of {self.parts}", hint="1/7 to 7/7, for seven parts"
            )

    @classmethod
    def parse(cls, text: str) -> Subset:
        """Read `1/7`. Raises: UsageError."""
        match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
        if match is None:
            raise UsageError(f"{text!r} is no part of the archive", hint="--subset 1/7")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.part}/{self.parts}"

    def has(self, name: str) -> bool:
        """Tell whether something of this name is in the part, on every machine alike."""
        digest = hashlib.sha256(name.encode(errors="surrogateescape")).digest()
        return int.from_bytes(digest[:8]) % self.parts == self.part - 1


EVERYTHING = Subset(1, 1)
