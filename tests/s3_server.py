"""A real S3 endpoint on loopback that misbehaves where a test tells it to.

It is moto's server behind a door of ours, which writes down every request, lets one write in at a
time (moto looks and writes in two steps) and strikes with the trouble a test has ordered.
"""

from __future__ import annotations

import io
import os
import random
import socket
import threading
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moto.moto_server.werkzeug_app import MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ACCESS_KEY = "AKIAPLANTEDACCESSKEY"
SECRET_KEY = "planted/Secret+AccessKey"  # noqa: S105 it opens nothing
SESSION_TOKEN = "planted//SessionToken=="  # noqa: S105 it opens nothing
REGION = "us-east-1"
_WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_CONDITIONS = {"HTTP_IF_NONE_MATCH": "If-None-Match", "HTTP_IF_MATCH": "If-Match"}


@dataclass(frozen=True)
class S3Request:
    """`key` is "" for one about the bucket; `condition` is the name of a header, or ""."""

    method: str
    bucket: str
    key: str
    condition: str = ""


Answer = Iterable[bytes]
Behaviour = Callable[["WSGIApplication", "WSGIEnvironment", "StartResponse"], Answer]
Strikes = Callable[[S3Request], bool]


# What can go wrong


def error(status: int, code: str, message: str = "no reason", **headers: str) -> Behaviour:
    """Answer with an error of S3 and do nothing; underscores in header names are hyphens."""

    def behave(_: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Answer:
        told = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else told.encode()
        more = [(name.replace("_", "-"), value) for name, value in headers.items()]
        start(
            f"{status} {code}",
            [("Content-Type", "application/xml"), ("Content-Length", str(len(body))), *more],
        )
        return [body]

    return behave


def slow_down(app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Answer:
    return error(503, "SlowDown")(app, environ, start)


def drop(_: WSGIApplication, environ: WSGIEnvironment, __: StartResponse) -> Answer:
    """Break the connection off without an answer."""
    # Closing alone does nothing while the handler's own files of the socket are open.
    connection: socket.socket = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


def done_and_then(behaviour: Behaviour) -> Behaviour:
    """Do what was asked for, and answer as if it had not been done."""

    def behave(app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Answer:
        list(app(environ, lambda *_: lambda __: None))
        return behaviour(app, environ, start)

    return behave


def cut_off(app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Answer:
    """Send half of the body that was promised."""
    body = b"".join(app(environ, start))
    yield body[: len(body) // 2]
    drop(app, environ, start)


def ignore_conditions(
    app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse
) -> Answer:
    for header in _CONDITIONS:
        environ.pop(header, None)
    return app(environ, start)


def pages_of(keys: int) -> Behaviour:
    """List only so many keys a page."""

    def behave(app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Answer:
        environ["QUERY_STRING"] += f"&max-keys={keys}"
        return app(environ, start)

    return behave


# When it goes wrong


def always(_: S3Request) -> bool:
    return True


def conditional(request: S3Request) -> bool:
    return bool(request.condition)


def on(method: str, key: str = "", *, times: int | None = None) -> Strikes:
    """Strike requests of a method, about keys that end so; only the first ones with `times`."""
    struck = 0

    def strikes(request: S3Request) -> bool:
        nonlocal struck
        if request.method != method or not request.key.endswith(key) or struck == times:
            return False
        struck += 1
        return True

    return strikes


def the(number: int, strikes: Strikes = always) -> Strikes:
    """Strike only one of those requests, counted from 1."""
    seen = 0

    def strikes_it(request: S3Request) -> bool:
        nonlocal seen
        if not strikes(request):
            return False
        seen += 1
        return seen == number

    return strikes_it


def share(probability: float, seed: int) -> Strikes:
    """Strike a share of all requests, the same ones for the same seed and order."""
    chance = random.Random(seed)  # noqa: S311 no secret
    return lambda _: chance.random() < probability


# The server


@dataclass
class S3Server:
    """`troubles` are tried in their order, and the first that strikes is the one."""

    url: str
    requests: list[S3Request]
    troubles: list[tuple[Strikes, Behaviour]]

    def trouble(self, strikes: Strikes, behaviour: Behaviour) -> None:
        """Order trouble with the requests that are struck."""
        self.troubles.append((strikes, behaviour))

    def reset(self) -> None:
        """Forget every request and every trouble; buckets stay."""
        self.requests.clear()
        self.troubles.clear()

    def new_bucket(self) -> str:
        """Make a bucket that nobody has yet; return its s3:// address."""
        address = f"s3://test-{uuid.uuid4().hex}"
        self.put(address)
        return address

    def put(self, address: str, body: bytes | None = None) -> None:
        """Write a bucket or an object by its s3:// address, as any other program might."""
        url = address.replace("s3:/", self.url, 1)
        with _WITHOUT_PROXY.open(urllib.request.Request(url, body, method="PUT")):  # noqa: S310
            pass

    def environment(self) -> dict[str, str]:
        """What boto3 needs to find this server, with credentials that open nothing.

        It keeps off the files and machines that a user's real credentials come from.
        """
        return {
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_SESSION_TOKEN": SESSION_TOKEN,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "127.0.0.1",
        }

    def process_environment(self) -> dict[str, str]:
        """Return the whole environment of another process that is to use this server.

        Nothing of hoopstat's own settings is in it.
        """
        own = {
            name: value
            for name, value in os.environ.items()
            if not is_of_aws(name) and not name.startswith("HOOPSTAT_")
        }
        return own | self.environment()


def is_of_aws(name: str) -> bool:
    """Tell whether a variable could lead boto3 to somebody's real credentials."""
    return name.startswith(("AWS_", "BOTO"))


class _Door:
    """The WSGI application in front of moto's."""

    def __init__(self, app: Any) -> None:
        self.requests: list[S3Request] = []
        self.troubles: list[tuple[Strikes, Behaviour]] = []
        self._app = app
        self._deciding = threading.Lock()
        self._writing = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Answer:
        _read_whole(environ)
        request = _request(environ)
        with self._deciding:
            self.requests.append(request)
            behaviour = next((how for when, how in self.troubles if when(request)), None)
        if request.method not in ("PUT", "DELETE", "POST"):
            return self._behave(behaviour, environ, start)
        with self._writing:
            return list(self._behave(behaviour, environ, start))

    def _behave(
        self, behaviour: Behaviour | None, environ: WSGIEnvironment, start: StartResponse
    ) -> Answer:
        if behaviour is None:
            done: Answer = self._app(environ, start)
            return done
        return behaviour(self._app, environ, start)


def _read_whole(environ: WSGIEnvironment) -> None:
    """A writer that is killed within its body has written nothing, as on S3."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else b""
    if len(body) < length:
        raise ConnectionResetError
    environ["wsgi.input"] = io.BytesIO(body)


def _request(environ: WSGIEnvironment) -> S3Request:
    # WSGI hands over the bytes of the path as if they were Latin-1.
    path = environ["PATH_INFO"].encode("latin-1").decode()
    bucket, _, key = path.lstrip("/").partition("/")
    condition = next((name for header, name in _CONDITIONS.items() if header in environ), "")
    return S3Request(environ["REQUEST_METHOD"], bucket, key, condition)


class _Handler(MotoRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 the base's name
        pass


@contextmanager
def serving_s3() -> Iterator[S3Server]:
    """Serve in a thread of this process for as long as the context lasts."""
    door = _Door(create_backend_app("s3"))
    listening = make_server("127.0.0.1", 0, door, threaded=True, request_handler=_Handler)
    server = S3Server(f"http://127.0.0.1:{listening.server_port}", door.requests, door.troubles)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
