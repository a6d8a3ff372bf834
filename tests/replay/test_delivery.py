"""What a client sees on its socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress

import pytest

from lake.telemetry import Event, Observer
from replay.delivery import TRICKLE_PIECES
from replay.server import ReplayServer, serving
from replay.sources import Delivery, Manner, Reply

BODY = b'{"game": "' + b"0123456789" * 9 + b'"}'


class OneReply:
    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def reply(self, endpoint: str, params: Mapping[str, str]) -> Reply:
        return self._reply


class Requests(Observer):
    """Remembers the events, and which thread answers each request."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []
        self.events: list[Event] = []
        self.came = threading.Event()

    def noted(self, event: Event) -> None:
        self.threads.append(threading.current_thread())
        self.events.append(event)
        self.came.set()


def reply_in(manner: Manner, *, delay_s: float = 0, pause_s: float = 0) -> Reply:
    return Reply(200, "application/json", BODY, delivery=Delivery(manner, delay_s, pause_s))


def ask(server: ReplayServer) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.server_port))
    client.sendall(b"GET /stats/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    return client


def read_all(client: socket.socket) -> tuple[dict[bytes, bytes], bytes]:
    """Read headers and body until the server has closed."""
    received = b""
    while part := client.recv(65536):
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    lines = [line.split(b": ", 1) for line in head.split(b"\r\n")[1:]]
    return dict(lines), body


@pytest.mark.parametrize(
    ("manner", "length", "body"),
    [
        (Manner.WHOLE, 102, BODY),
        (Manner.TRICKLE, 102, BODY),
        (Manner.TRUNCATED, 102, BODY[:51]),
        (Manner.WRONG_LENGTH, 51, BODY),
    ],
)
def test_length_and_body_are_what_the_manner_says(manner: Manner, length: int, body: bytes) -> None:
    with serving(OneReply(reply_in(manner))) as server, ask(server) as client:
        headers, received = read_all(client)

    assert (int(headers[b"Content-Length"]), received) == (length, body)


def test_a_reset_is_one_of_tcp() -> None:
    with (
        serving(OneReply(reply_in(Manner.RESET))) as server,
        ask(server) as client,
        pytest.raises(ConnectionResetError),
    ):
        client.recv(1)


def test_a_reply_brings_its_own_headers() -> None:
    reply = Reply(429, "text/html", b"", {"Retry-After": "7"})
    with serving(OneReply(reply)) as server, ask(server) as client:
        headers, _ = read_all(client)

    assert headers[b"Retry-After"] == b"7"


def test_a_trickle_pauses_between_its_pieces() -> None:
    slept: list[float] = []
    reply = reply_in(Manner.TRICKLE, pause_s=3)
    with serving(OneReply(reply), sleep=slept.append) as server, ask(server) as client:
        read_all(client)

    # 102 bytes in pieces of six
    assert slept == [3] * (len(BODY) // 6 - 1)
    assert len(slept) < TRICKLE_PIECES


@pytest.mark.parametrize("manner", [Manner.WHOLE, Manner.RESET])
def test_a_delay_passes_before_anything_is_sent(manner: Manner) -> None:
    slept: list[float] = []
    reply = reply_in(manner, delay_s=1.5)
    with (
        serving(OneReply(reply), sleep=slept.append) as server,
        ask(server) as client,
        suppress(ConnectionResetError),
    ):
        client.recv(1)

    assert slept == [1.5]


def test_a_hang_ends_without_a_byte_when_the_server_closes() -> None:
    requests = Requests()
    with serving(OneReply(reply_in(Manner.HANG)), requests) as server:
        client = ask(server)
        requests.came.wait()

    with client:
        assert client.recv(1) == b""
    requests.threads[0].join()


def test_a_hang_ends_when_its_client_leaves() -> None:
    requests = Requests()
    with serving(OneReply(reply_in(Manner.HANG)), requests) as server:
        with ask(server):
            requests.came.wait()

        requests.threads[0].join()


def test_a_closing_server_does_not_wait_for_delays_and_pauses() -> None:
    requests = Requests()
    reply = reply_in(Manner.TRICKLE, delay_s=3600, pause_s=3600)
    with serving(OneReply(reply), requests) as server:
        client = ask(server)
        requests.came.wait()

    with client:
        assert read_all(client)[1] == BODY
    requests.threads[0].join()


@pytest.mark.parametrize("manner", Manner)
def test_a_request_is_told_before_it_is_answered(manner: Manner) -> None:
    requests = Requests()
    with serving(OneReply(reply_in(manner, delay_s=3600)), requests) as server, ask(server):
        requests.came.wait()

        assert requests.events[0].fields["delivery"] == manner
