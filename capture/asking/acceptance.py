"""From what came over the wire to an accepted answer, or to the error that says why not."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlsplit

import requests

from lake.answers import AcceptedAnswer, IsCancelled, judge, refuse
from lake.documents import Document
from lake.endpoints import document_of_request, find_endpoint
from lake.errors import AccessDenied, AnswerRefused, ApiBusy, NoSuchDocument

_PATH = "/stats/"
_BUSY = frozenset({429, 500, 502, 503, 504})

_LONGEST_RETRY_AFTER_S = 30 * 86400.0
"""Whoever names a longer time does not mean it; after a month asking again harms nobody."""


def document_of_url(url: str) -> Document | None:
    """Tell which document an address asks for; None if hoopstat knows none such."""
    parts = urlsplit(url)
    if not parts.path.startswith(_PATH):
        return None
    params = dict(parse_qsl(parts.query, keep_blank_values=True))
    return document_of_request(parts.path.removeprefix(_PATH), params)


def judge_response(
    document: Document, response: requests.Response, is_cancelled: IsCancelled
) -> AcceptedAnswer:
    """Accept a response as the answer to a request for a document.

    Raises: ApiBusy if asking later may help; AnswerRefused, GameNotFinal if it may not.
    """
    status = response.status_code
    if status in _BUSY:
        raise ApiBusy(f"the API answered {status}", hint="ask again later")
    if status == requests.codes.forbidden:
        raise AccessDenied(
            "status 403: it is blocked, or there is no such thing", hint="ask again in a few hours"
        )
    if status == requests.codes.not_found:
        raise NoSuchDocument(
            "status 404: there is no such thing", hint="another day, or not at all"
        )
    if status != requests.codes.ok:
        refuse(f"status {status}: not an answer")
    accepted = judge(
        find_endpoint(document.endpoint),
        response.content,
        is_cancelled=is_cancelled,
        season=document.season,
    )
    if accepted.document != document:
        raise AnswerRefused(
            f"it is about {accepted.document.entity}, not {document.entity}",
            hint="ask for it again later",
        )
    return accepted


def retry_after_s(response: requests.Response, at: datetime) -> float | None:
    """Read how long the API asks to be left alone; None if it doesn't say, or nonsense."""
    text = response.headers.get("Retry-After", "").strip()
    try:
        if text.isascii() and text.isdigit():
            wait_s = float(text)
        else:
            wait_s = max(0.0, (parsedate_to_datetime(text) - at).total_seconds())
    except (OverflowError, TypeError, ValueError):
        return None
    return min(wait_s, _LONGEST_RETRY_AFTER_S)
