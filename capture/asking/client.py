"""The client: one document in, one accepted answer out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import tenacity

from capture.asking.control import MOST_TROUBLES, ControlDocuments
from capture.asking.exchange import Answer, Exchange, Exchanger
from capture.asking.gate import MOST_BLOCK_SIGNALS, Gate
from capture.asking.stop import Stop, StopRequested
from lake.documents import Document
from lake.errors import (
    AccessDenied,
    ApiBlocks,
    EmptyAnswer,
    HoopstatError,
    NoAnswer,
    TransientError,
)
from lake.instants import Clock
from lake.telemetry import Event, Level, Observer

MOST_ATTEMPTS = 4
"""One and at most three retries."""

_FIRST_WAIT_S = 4
_LONGEST_WAIT_S = 60

RETRY_WAITS = tenacity.wait_exponential_jitter(
    multiplier=_FIRST_WAIT_S, max=_LONGEST_WAIT_S, jitter=1
)

BLOCKED_FOR = timedelta(hours=1)
"""Cut-offs are reported to last from minutes to a day; an hour is worth the first new try."""

LONGEST_RETRY_AFTER_S = 3600.0
"""An API that asks for more patience than this is left alone, and the run ends."""


class StatsClient:
    """Asks for documents; each accepted answer is in the archive when `fetch` returns.

    Shared by threads.
    """

    def __init__(
        self,
        exchanger: Exchanger,
        gate: Gate,
        controls: ControlDocuments,
        stop: Stop,
        observer: Observer,
        clock: Clock,
        sleep: Callable[[float], None],
    ) -> None:
        self._exchanger = exchanger
        self._gate = gate
        self._controls = controls
        self._stop = stop
        self._observer = observer
        self._clock = clock
        self._sleep = sleep
        self._tries: Counter[Document] = Counter()

    def fetch(
        self, document: Document, *, refresh: bool = False, most_attempts: int = MOST_ATTEMPTS
    ) -> Answer:
        """Give the answer to a document, from the archive if it is there and not to be refreshed.

        Raises: TransientError after the last retry; AnswerRefused, GameNotFinal;
        RawObjectDamaged; LakeUnavailable; StopRequested, also once the API is known to block.
        """
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(most_attempts),
            wait=RETRY_WAITS,
            retry=tenacity.retry_if_exception_type(TransientError),
            before_sleep=lambda state: self._note_retry(document, state),
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._attempt, document, refresh)

    def _attempt(self, document: Document, refresh: bool) -> Answer:
        self._controls.require_voice(document)
        self._tries[document] += 1
        attempt = self._tries[document]
        exchange = self._exchanger.ask(document, refresh=refresh, attempt=attempt)
        if exchange.answer:
            del self._tries[document]
            self._controls.note_good(document)
            return exchange.answer
        self._count_trouble(exchange)
        if exchange.is_last_signal:
            self._control_api(exchange.error)
        if isinstance(exchange.error, EmptyAnswer) and self._controls.is_suspect(document):
            self._control_endpoint(document)
        self._respect_retry_after(exchange)
        raise exchange.error or StopRequested

    def _control_api(self, error: HoopstatError | None) -> None:
        """Ask for something that is certainly there.

        Raises: StopRequested if that is not answered either.
        """
        document = self._controls.of_api()
        self._note(
            "control_request",
            f"{MOST_BLOCK_SIGNALS} requests in a row were not answered, the last one: {error}; "
            f"a control request for {document} tells whether the API blocks",
        )
        with self._gate.control():
            control = self._exchanger.ask_for_control(document)
        if isinstance(control.error, NoAnswer | AccessDenied):
            self._leave_alone(
                f"the API does not answer: {MOST_BLOCK_SIGNALS} requests in a row, and the control "
                f"request: {control.error.message}",
                BLOCKED_FOR,
            )
        self._gate.reopen()
        self._respect_retry_after(control)
        self._note("control_answered", f"{document} was answered, so the API does not block")

    def _control_endpoint(self, document: Document) -> None:
        """Find out whether an endpoint that answers with nothing still answers at all.

        Raises: StopRequested.
        """
        known = self._controls.of_endpoint(document)
        control = self._exchanger.ask_for_control(known)
        if control.is_last_signal:
            self._control_api(control.error)
        if control.answer:
            self._controls.note_absence(document)
        elif isinstance(control.error, EmptyAnswer):
            self._controls.note_silent(document)
            self._note(
                "endpoint_silent",
                f"{document.endpoint} answers with nothing, for {known.entity} too, which it has "
                "had: it is not asked any more",
            )
        else:
            self._controls.note_undecided(document)
            self._respect_retry_after(control)

    def _count_trouble(self, exchange: Exchange) -> None:
        """Raises: StopRequested if the API has had nothing but trouble for long."""
        if self._controls.is_trouble_too_long(isinstance(exchange.error, TransientError)):
            self._leave_alone(
                f"the API has answered none of {MOST_TROUBLES} requests in a row, the last one: "
                f"{exchange.error}",
                BLOCKED_FOR,
            )

    def _respect_retry_after(self, exchange: Exchange) -> None:
        """Raises: StopRequested if the API wants to be left alone for long."""
        wait_s = exchange.retry_after_s
        if wait_s is not None and wait_s > LONGEST_RETRY_AFTER_S:
            self._leave_alone(
                f"the API asks to be left alone for {wait_s:.0f} s", timedelta(seconds=wait_s)
            )

    def _leave_alone(self, why: str, how_long: timedelta) -> None:
        """Raises: StopRequested."""
        self._stop.request(leave_alone(why, self._clock() + how_long))
        raise StopRequested

    def _note_retry(self, document: Document, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        wait_s = state.next_action.sleep if state.next_action else 0.0
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
                    "error": type(error).__name__,
                },
            )
        )

    def _note(self, event_type: str, message: str) -> None:
        self._observer.noted(Event("capture", event_type, message, Level.WARNING))


def leave_alone(why: str, resume_at: datetime) -> ApiBlocks:
    """Make the error that ends a capture and says when to go on."""
    return ApiBlocks(
        why,
        hint=f"the same command after {resume_at:%Y-%m-%d %H:%M} UTC: it goes on where it stopped",
        resume_at=resume_at,
    )
