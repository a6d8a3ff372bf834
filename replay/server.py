"""An HTTP server on loopback that answers `/stats/<endpoint>?...` from a source."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from lake.errors import UsageError
from lake.telemetry import Event, Observer
from replay.delivery import Sleep, Wire, deliver
from replay.sources import Manner, Reply, Source, not_found

HOST = "127.0.0.1"
_PATH = "/stats/"


class ReplayServer(ThreadingHTTPServer):
    """Listens from its making on; `port` 0 takes a free one.

    `sleep` is for delays and pauses; without one they end early when the server closes.
    Raises: UsageError if the port can't be had.
    """

    daemon_threads = True

    def __init__(
        self, source: Source, port: int, observer: Observer, sleep: Sleep | None = None
    ) -> None:
        self.source = source
        self.observer = observer
        self.over = threading.Event()
        self.sleep = sleep or self.over.wait
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"can't listen on port {port}: {error}", hint="--port 0 takes a free one"
            ) from error

    def server_close(self) -> None:
        self.over.set()
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is its own business."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"


@contextmanager
def serving(
    source: Source, observer: Observer | None = None, sleep: Sleep | None = None
) -> Iterator[ReplayServer]:
    """Serve in a thread of this process for as long as the context lasts."""
    server = ReplayServer(source, 0, observer or Observer(), sleep)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ReplayServer
    protocol_version = "HTTP/1.1"
    server_version = "hoopstat-replay"
    # Headers and body are two sends; without this the second waits 40 ms for the client's word.
    disable_nagle_algorithm = True
    sys_version = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        endpoint = parts.path.removeprefix(_PATH)
        params = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path.startswith(_PATH):
            reply = self.server.source.reply(endpoint, params)
        else:
            reply = not_found(f"only {_PATH}<endpoint> is answered here")
        self.server.observer.noted(_told(reply, self.path, endpoint))
        deliver(reply, Wire(self, self.server.over, self.server.sleep))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's own name
        """The observer is told instead."""


def _told(reply: Reply, path: str, endpoint: str) -> Event:
    manner = reply.delivery.manner
    badly = "" if manner is Manner.WHOLE else f" ({manner})"
    return Event(
        "replay",
        "request",
        f"{reply.status}{badly} {path}",
        fields={
            "path": path,
            "endpoint": endpoint,
            "status": reply.status,
            "bytes": len(reply.body),
            "delivery": manner.value,
        },
    )
