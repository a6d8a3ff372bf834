"""How a reply goes over the wire: whole, or badly in one of several ways."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from threading import Event

from replay.sources import Manner, Reply

TRICKLE_PIECES = 20
"""With pauses of a second a trickle takes 19 s, and no read timeout above a second notices."""

_LOOK_EVERY_S = 0.1
"""How often a hang looks whether its client has left."""

_LINGER_0 = struct.pack("ii", 1, 0)
"""Closing then drops what is unsent and sends RST instead of FIN."""

Sleep = Callable[[float], object]


@dataclass(frozen=True)
class Wire:
    """The connection of one request. `over` is set once the server closes."""

    handler: BaseHTTPRequestHandler
    over: Event
    sleep: Sleep

    def head(self, reply: Reply, length_bytes: int) -> None:
        self.handler.send_response(reply.status)
        self.handler.send_header("Content-Type", reply.content_type)
        self.handler.send_header("Content-Length", str(length_bytes))
        for name, value in reply.headers.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()

    def write(self, part: bytes) -> None:
        self.handler.wfile.write(part)

    def leave(self) -> None:
        """Close the connection when the handler is done; it is of no use any more."""
        self.handler.close_connection = True


def deliver(reply: Reply, wire: Wire) -> None:
    """Send a reply in its own manner, after its delay.

    Raises: ConnectionError if the client leaves meanwhile.
    """
    if reply.delivery.delay_s:
        wire.sleep(reply.delivery.delay_s)
    _MANNERS[reply.delivery.manner](reply, wire)


def _whole(reply: Reply, wire: Wire) -> None:
    wire.head(reply, len(reply.body))
    wire.write(reply.body)


def _hang(_: Reply, wire: Wire) -> None:
    wire.leave()
    while not wire.over.wait(_LOOK_EVERY_S):
        if _has_left(wire.handler.connection):
            return


def _has_left(client: socket.socket) -> bool:
    try:
        return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def _trickle(reply: Reply, wire: Wire) -> None:
    wire.head(reply, len(reply.body))
    size = max(1, -(-len(reply.body) // TRICKLE_PIECES))
    for start in range(0, len(reply.body), size):
        if start:
            wire.sleep(reply.delivery.pause_s)
        wire.write(reply.body[start : start + size])


def _reset(_: Reply, wire: Wire) -> None:
    wire.leave()
    wire.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
    wire.handler.connection.close()


def _truncated(reply: Reply, wire: Wire) -> None:
    """Promise all and send half: a client that counts notices."""
    wire.leave()
    wire.head(reply, len(reply.body))
    wire.write(reply.body[: len(reply.body) // 2])


def _wrong_length(reply: Reply, wire: Wire) -> None:
    """Promise half and send all: a client takes the half for the whole."""
    wire.leave()
    wire.head(reply, len(reply.body) // 2)
    wire.write(reply.body)


_MANNERS: dict[Manner, Callable[[Reply, Wire], None]] = {
    Manner.WHOLE: _whole,
    Manner.HANG: _hang,
    Manner.TRICKLE: _trickle,
    Manner.RESET: _reset,
    Manner.TRUNCATED: _truncated,
    Manner.WRONG_LENGTH: _wrong_length,
}
