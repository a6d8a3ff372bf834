"""What a server on loopback was asked for."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from lake.telemetry import Event, Observer


class Requests(Observer):
    """Each request as (endpoint, game or team or player); `all` for a season as a whole."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def noted(self, event: Event) -> None:
        parts = urlsplit(str(event.fields["path"]))
        sent = parse_qs(parts.query)
        named = [sent[name][0] for name in ("GameID", "TeamID", "PlayerID") if name in sent]
        self.asked.append((parts.path.removeprefix("/stats/"), named[0] if named else "all"))

    def take(self) -> list[tuple[str, str]]:
        asked, self.asked = self.asked, []
        return asked
