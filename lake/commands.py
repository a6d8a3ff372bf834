"""Commands that people are told to type."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


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
