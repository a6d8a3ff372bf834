"""One request and what came back: paced, judged, archived if it is good, and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import requests
from requests_cache import CachedSession
from urllib3.exceptions import ReadTimeoutError

from capture.asking.acceptance import judge_response, retry_after_s
from capture.asking.attempt import ACCEPTED, GIVEN_UP, Attempt, Sent, is_block_signal, outcome_of
from capture.asking.gate import Gate
from capture.asking.transport import GatedAdapter
from lake.answers import IsCancelled
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.errors import NoAnswer, PermanentError, RawObjectDamaged, TimedOut, TransientError
from lake.instants import Clock
from lake.settings import CaptureSettings


@dataclass(frozen=True)
class Answer:
    body: bytes
    from_cache: bool


@dataclass(frozen=True)
class Exchange:
    """Either an answer or the error that says why there is none.

    `is_last_signal` tells that it was the block signal after which a control request is due, and
    that this caller is the one to send it. `retry_after_s` is None unless the API named a time.
    """

    answer: Answer | None
    error: PermanentError | TransientError | None
    is_last_signal: bool = False
    retry_after_s: float | None = None


class Exchanger:
    """Asks, once each time. `attempted` hears of every request that was really sent.

    Shared by threads.
    """

    def __init__(
        self,
        session: CachedSession,
        uncached: requests.Session,
        adapter: GatedAdapter,
        gate: Gate,
        settings: CaptureSettings,
        is_cancelled: IsCancelled,
        attempted: Callable[[Attempt], None],
        clock: Clock,
    ) -> None:
        self._session = session
        self._uncached = uncached
        self._adapter = adapter
        self._gate = gate
        self._settings = settings
        self._is_cancelled = is_cancelled
        self._attempted = attempted
        self._clock = clock

    def ask(self, document: Document, *, refresh: bool, attempt: int = 1) -> Exchange:
        """Ask for a document; an accepted answer is archived when this returns.

        A damaged object of the archive that it takes to judge the answer is an error like another.
        Raises: LakeUnavailable, StopRequested; what was sent is told even then.
        """
        get = partial(self._session.get, force_refresh=refresh)
        return self._exchange(document, attempt, lambda: self._get(get, document))

    def ask_for_control(self, document: Document) -> Exchange:
        """Ask only to learn what comes: nothing is archived. Raises as `ask`."""
        return self._exchange(document, 1, lambda: self._get(self._uncached.get, document))

    def _exchange(
        self, document: Document, attempt: int, get: Callable[[], requests.Response]
    ) -> Exchange:
        response: requests.Response | None = None
        exchange = Exchange(None, None)
        is_last_signal = False
        try:
            response = get()
            exchange = self._judged(document, response)
        except (NoAnswer, RawObjectDamaged) as error:
            exchange = Exchange(None, error)
        finally:
            sent = self._adapter.take_sent()
            if sent:
                is_last_signal = self._conclude(sent, document, attempt, response, exchange)
        return replace(exchange, is_last_signal=is_last_signal)

    def _judged(self, document: Document, response: requests.Response) -> Exchange:
        wait_s = retry_after_s(response, self._clock())
        try:
            judge_response(document, response, self._is_cancelled)
        except (PermanentError, TransientError) as error:
            return Exchange(None, error, retry_after_s=wait_s)
        return Exchange(Answer(response.content, getattr(response, "from_cache", False)), None)

    def _conclude(
        self,
        sent: Sent,
        document: Document,
        attempt: int,
        response: requests.Response | None,
        exchange: Exchange,
    ) -> bool:
        """Let the pacer and the gate learn from what was sent, and tell of it.

        An answer took until its headers came; what the lake then takes is none of the API's doing.
        """
        error = exchange.error
        if response is None:
            elapsed_s = max(0.0, (self._clock() - sent.sent_at).total_seconds())
        else:
            elapsed_s = response.elapsed.total_seconds()
        if response is not None:
            self._gate.pacer.heard(response.status_code, elapsed_s, exchange.retry_after_s)
        elif isinstance(error, TimedOut):
            self._gate.pacer.timed_out()
        unfinished = ACCEPTED if exchange.answer else GIVEN_UP
        self._attempted(
            Attempt(
                sent=sent,
                document=document,
                attempt=attempt,
                outcome=outcome_of(error) if error else unfinished,
                status=None if response is None else response.status_code,
                elapsed_ms=round(elapsed_s * 1000),
                body_bytes=None if response is None else len(response.content),
                error=error.message if error else None,
            )
        )
        return self._gate.leave(is_block_signal=is_block_signal(error))

    def _get(self, get: Callable[..., requests.Response], document: Document) -> requests.Response:
        """Raises: NoAnswer."""
        endpoint, settings = find_endpoint(document.endpoint), self._settings
        try:
            return get(
                settings.url(endpoint.name),
                params=endpoint.params_for(document),
                timeout=(settings.connect_timeout_s, settings.read_timeout_s),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise _no_answer(error, settings) from error


def _no_answer(error: requests.RequestException, settings: CaptureSettings) -> NoAnswer:
    if _is_timeout(error):
        return TimedOut(
            f"{settings.api_url} did not answer within {settings.read_timeout_s:g} s",
            hint="wait an hour or more: it hangs for those it blocks; a rerun resumes",
        )
    return NoAnswer(
        f"no answer from {settings.api_url}: {_innermost(error)}",
        hint="look at the network, then the same command again: it resumes",
    )


def _is_timeout(error: BaseException | None) -> bool:
    """A body that stops coming is told as a ConnectionError around urllib3's own timeout."""
    while error is not None:
        if isinstance(error, requests.Timeout | ReadTimeoutError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _innermost(error: BaseException) -> str:
    """The one line that tells: `Connection refused`, not three layers of urllib3 around it."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__
