"""The transport: below the cache, where a request really is sent.

Here every send passes the pacer, so hits of the cache are not paced, and here the browser-like
headers are added: `Cache-Control: no-cache` among them would switch requests-cache off if it
stood in the request that the cache sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from capture.pacer import Pacer


class PacedAdapter(HTTPAdapter):
    """urllib3's own retries stay off: one retry layer, so that every attempt is paced."""

    def __init__(self, pacer: Pacer, headers: Mapping[str, str]) -> None:
        super().__init__(max_retries=0)
        self._pacer = pacer
        self._headers = headers

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        request.headers.update(self._headers)
        self._pacer.wait()
        return super().send(request, **options)
