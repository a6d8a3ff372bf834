"""A real HTTP server on loopback that behaves as a test tells it, request after request."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[[BaseHTTPRequestHandler, threading.Event], None]


def answer(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answer properly; underscores in header names stand for hyphens."""

    def behave(handler: BaseHTTPRequestHandler, _: threading.Event) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "application/json", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return behave


def hang(_: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """Never answer; the connection lasts until the server is closed."""
    over.wait()


def reset(handler: BaseHTTPRequestHandler, _: threading.Event) -> None:
    """Break the connection with a TCP reset."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()
    handler.close_connection = True


@dataclass
class ScriptedServer:
    """`script` is used up one behaviour a request; the last one stays."""

    url: str
    script: list[Behaviour]
    paths: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)


@contextmanager
def scripted(*script: Behaviour) -> Iterator[ScriptedServer]:
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            log.paths.append(self.path)
            log.headers.append(dict(self.headers.items()))
            behave = log.script.pop(0) if len(log.script) > 1 else log.script[0]
            behave(self, over)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
            pass

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    log = ScriptedServer(f"http://127.0.0.1:{server.server_port}", list(script))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield log
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
