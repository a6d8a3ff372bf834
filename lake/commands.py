"""Commands that people are told to type."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from lake.documents import Document


@dataclass(frozen=True)
class Commands:
    """Writes commands that can be pasted: each names the lake, and where its S3 answers."""

    lake: str
    s3_endpoint_url: str | None = None

    def typed(self, command: str, *words: str) -> str:
        """Write a command of hoopstat with further words, quoted for a shell."""
        options = ["--lake", self.lake]
        if self.s3_endpoint_url:
            options += ["--s3-endpoint-url", self.s3_endpoint_url]
        return shlex.join(["hoopstat", command, *options, *words])


def capture_command(document: Document, *options: str) -> str:
    """Write the command that archives a document.

    One for a team is about every team of its season; nothing asks for a single one.
    """
    if document.season is None:
        scope = ("--players", document.entity)
    elif document.is_of_game:
        scope = ("--games", document.entity)
    else:
        scope = ("--season", str(document.season))
    return " ".join(("hoopstat", "capture", *scope, "--endpoints", document.endpoint, *options))


def at_lake(command: str, location: str) -> str:
    """Name the lake in a command that knows none, such as the hint of an error."""
    return f"{command} --lake {shlex.quote(location)}"
