"""The transport: below the cache, where a request really is sent.

Here every send passes the gate, so hits of the cache are not paced, and here the browser-like
headers are added: `Cache-Control: no-cache` among them would switch requests-cache off if it
stood in the request that the cache sees.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from capture.asking.attempt import Sent
from capture.asking.gate import Gate


class GatedAdapter(HTTPAdapter):
    """urllib3's own retries stay off: one retry layer, so that every attempt passes the gate."""

    def __init__(self, gate: Gate, headers: Mapping[str, str], in_flight: int) -> None:
        super().__init__(max_retries=0, pool_maxsize=in_flight)
        self._gate = gate
        self._headers = headers
        self._of_thread = threading.local()

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        request.headers.update(self._headers)
        self._of_thread.sent = self._gate.enter()
        return super().send(request, **options)

    def take_sent(self) -> Sent | None:
        """Give what this thread has sent since it last asked; None if the cache answered."""
        sent: Sent | None = getattr(self._of_thread, "sent", None)
        self._of_thread.sent = None
        return sent
