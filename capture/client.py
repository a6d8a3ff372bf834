"""The client: one document in, one accepted answer out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import requests
import tenacity
from requests_cache import AnyResponse, CachedSession

from capture.acceptance import judge_response
from capture.archive_cache import archive_session
from capture.pacer import Pacer
from capture.transport import PacedAdapter
from lake.answers import IsCancelled
from lake.archive import RawArchive
from lake.documents import Document
from lake.endpoints import find_endpoint
from lake.errors import NoAnswer, TransientError
from lake.settings import CaptureSettings
from lake.telemetry import Event, Level, Observer

MOST_ATTEMPTS = 4
"""One and at most three retries."""

_FIRST_WAIT_S = 4
_LONGEST_WAIT_S = 60

RETRY_WAITS = tenacity.wait_exponential_jitter(
    multiplier=_FIRST_WAIT_S, max=_LONGEST_WAIT_S, jitter=1
)


@dataclass(frozen=True)
class Answer:
    body: bytes
    from_cache: bool


class StatsClient:
    """Asks for documents; each accepted answer is in the archive when `fetch` returns.

    `retries` counts what was asked again, by the kind of error that made it necessary.
    """

    def __init__(
        self,
        session: CachedSession,
        settings: CaptureSettings,
        is_cancelled: IsCancelled,
        observer: Observer,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session = session
        self._settings = settings
        self._is_cancelled = is_cancelled
        self._observer = observer
        self._sleep = sleep
        self.retries: Counter[str] = Counter()

    def fetch(self, document: Document, *, refresh: bool = False) -> Answer:
        """Give the answer to a document, from the archive if it is there and not to be refreshed.

        Raises: TransientError after the last retry; AnswerRefused, GameNotFinal;
        RawObjectDamaged; LakeUnavailable.
        """
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(MOST_ATTEMPTS),
            wait=RETRY_WAITS,
            retry=tenacity.retry_if_exception_type(TransientError),
            before_sleep=lambda state: self._note_retry(document, state),
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._attempt, document, refresh)

    def _attempt(self, document: Document, refresh: bool) -> Answer:
        endpoint = find_endpoint(document.endpoint)
        response = self._get(
            self._settings.url(endpoint.name), endpoint.params_for(document), refresh
        )
        judge_response(document, response, self._is_cancelled)
        return Answer(response.content, response.from_cache)

    def _get(self, url: str, params: dict[str, str], refresh: bool) -> AnyResponse:
        settings = self._settings
        try:
            return self._session.get(
                url,
                params=params,
                timeout=(settings.connect_timeout_s, settings.read_timeout_s),
                allow_redirects=False,
                force_refresh=refresh,
            )
        except requests.Timeout as error:
            raise NoAnswer(
                f"{settings.api_url} did not answer within {settings.read_timeout_s:g} s",
                hint="wait an hour or more: it hangs for those it blocks; a rerun resumes",
            ) from error
        except requests.RequestException as error:
            raise NoAnswer(
                f"no answer from {settings.api_url}: {_innermost(error)}",
                hint="look at the network, then the same command again: it resumes",
            ) from error

    def _note_retry(self, document: Document, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        wait_s = state.next_action.sleep if state.next_action else 0.0
        self.retries[type(error).__name__] += 1
        self._observer.noted(
            Event(
                "capture",
                "retry",
                f"{document}: {error}; attempt {state.attempt_number + 1} in {wait_s:.0f} s",
                Level.WARNING,
                {
                    "endpoint": document.endpoint,
                    "entity": document.entity,
                    "attempt": state.attempt_number,
                    "wait_s": round(wait_s, 3),
                },
            )
        )


def connect(
    archive: RawArchive,
    settings: CaptureSettings,
    run_id: str,
    observer: Observer,
    sleep: Callable[[float], None] = time.sleep,
) -> StatsClient:
    """Make a client whose every network send passes one pacer; `sleep` is of the retries."""
    session = archive_session(archive, run_id)
    adapter = PacedAdapter(Pacer(settings.interval_s), settings.headers)
    # A proxy that the environment names knows nothing of this machine's own servers.
    session.trust_env = not settings.is_loopback
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return StatsClient(session, settings, archive.is_cancelled, observer, sleep)


def _innermost(error: BaseException) -> str:
    """The one line that tells: `Connection refused`, not three layers of urllib3 around it."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__
