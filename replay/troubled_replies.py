"""What each kind of trouble makes of a request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.errors import UsageError
from lake.seasons import GameId
from replay.scenario import Kind, Rule
from replay.sources import Delivery, Manner, Reply, Source, not_found
from replay.stat_correction import correct_box

_HTML = "text/html; charset=utf-8"
_JSON = "application/json; charset=utf-8"

_BLOCKED_PAGE = b"<html><head><title>Access Denied</title></head><body>No entry.</body></html>"
_OTHER_PAGE = b"<html><head><title>Back soon</title></head><body>We are painting.</body></html>"


@dataclass(frozen=True)
class Request:
    """A request for a document, and the source that would answer it."""

    endpoint: str
    params: Mapping[str, str]
    document: Document
    source: Source

    def answer(self) -> Reply:
        return self.source.reply(self.endpoint, self.params)


def troubled_reply(rule: Rule, request: Request) -> Reply:
    """Answer a request that a rule strikes."""
    return _TROUBLES[rule.kind](rule, request)


def _status(rule: Rule, _: Request) -> Reply:
    status = HTTPStatus(int(rule.kind))
    page = f"<html><body>{status.value} {status.phrase}</body></html>".encode()
    wait_s = rule.retry_after_s
    return Reply(status, _HTML, page, {} if wait_s is None else {"Retry-After": str(wait_s)})


def _badly_delivered(rule: Rule, request: Request) -> Reply:
    delivery = Delivery(Manner(rule.kind.value), pause_s=rule.pause_s)
    return replace(request.answer(), delivery=delivery)


def _another_game(_: Rule, request: Request) -> Reply:
    """A neighbour's answer; where the source has no neighbour, this game's under another's id."""
    neighbours = list(_neighbours(request.document.entity))
    for neighbour in neighbours:
        param = find_endpoint(request.endpoint).entity_param
        reply = request.source.reply(request.endpoint, {**request.params, param: neighbour})
        if reply.status == HTTPStatus.OK:
            return reply
    own = request.answer()
    renamed = own.body.replace(request.document.entity.encode(), neighbours[0].encode())
    return replace(own, body=renamed)


def _neighbours(game: str) -> Iterator[str]:
    for number in (int(game) + 1, int(game) - 1):
        try:
            yield str(GameId(f"{number:010d}"))
        except UsageError:
            continue


def _invalid_parameters(_: Rule, request: Request) -> Reply:
    endpoint = find_endpoint(request.endpoint)
    name = endpoint.entity_param or endpoint.season_param
    return Reply(HTTPStatus.OK, _JSON, json.dumps({name: ["Invalid parameters"]}).encode())


def _stat_correction(_: Rule, request: Request) -> Reply:
    reply = request.answer()
    return replace(reply, body=correct_box(request.endpoint, reply.body))


def _missing(_: Rule, request: Request) -> Reply:
    return not_found(f"{request.document} is missing, as the scenario says")


def _always(reply: Reply) -> Callable[[Rule, Request], Reply]:
    return lambda _, __: reply


_TROUBLES: Mapping[Kind, Callable[[Rule, Request], Reply]] = {
    Kind.STATUS_429: _status,
    Kind.STATUS_500: _status,
    Kind.STATUS_502: _status,
    Kind.STATUS_503: _status,
    Kind.STATUS_504: _status,
    Kind.BLOCKED: _always(Reply(HTTPStatus.FORBIDDEN, _HTML, _BLOCKED_PAGE)),
    Kind.HANG: _badly_delivered,
    Kind.TRICKLE: _badly_delivered,
    Kind.RESET: _badly_delivered,
    Kind.TRUNCATED: _badly_delivered,
    Kind.WRONG_LENGTH: _badly_delivered,
    Kind.HTML: _always(Reply(HTTPStatus.OK, _HTML, _OTHER_PAGE)),
    Kind.EMPTY_OBJECT: _always(Reply(HTTPStatus.OK, _JSON, b"{}")),
    Kind.ANOTHER_GAME: _another_game,
    Kind.INVALID_PARAMETERS: _invalid_parameters,
    Kind.STAT_CORRECTION: _stat_correction,
    Kind.MISSING: _missing,
}
