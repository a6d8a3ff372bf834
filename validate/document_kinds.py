"""The kinds of document that a game is owed; either version of the API tells each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lake.endpoints import (
    ADVANCED,
    PLAY_BY_PLAY,
    SUMMARY,
    TRADITIONAL,
    Endpoint,
    find_endpoint,
)


@dataclass(frozen=True)
class Kind:
    """`owed` is the endpoint that a capture asks, `retired` its forerunner."""

    name: str
    owed: Endpoint
    retired: Endpoint

    @property
    def endpoints(self) -> tuple[Endpoint, Endpoint]:
        return self.owed, self.retired


KINDS = (
    Kind("summary", SUMMARY, find_endpoint("boxscoresummaryv2")),
    Kind("traditional", TRADITIONAL, find_endpoint("boxscoretraditionalv2")),
    Kind("advanced", ADVANCED, find_endpoint("boxscoreadvancedv2")),
    Kind("events", PLAY_BY_PLAY, find_endpoint("playbyplayv2")),
)

KIND_OF: Mapping[str, str] = {
    endpoint.name: kind.name for kind in KINDS for endpoint in kind.endpoints
}
"""The kind of each endpoint's documents."""
