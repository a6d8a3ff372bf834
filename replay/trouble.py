"""Trouble on request: a source whose answers go wrong as a scenario says."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lake.documents import Document
from lake.endpoints import document_of_request
from replay.chance import Chance
from replay.scenario import Rule, Scenario
from replay.sources import Reply, Source
from replay.troubled_replies import Request, troubled_reply


class TroubledSource:
    """Wraps any source; threads may share it.

    A request that is for no document of the table is delayed like any other, and otherwise left
    to the source.
    """

    def __init__(self, source: Source, scenario: Scenario) -> None:
        self._source = source
        self._scenario = scenario
        self._lock = threading.Lock()
        self._asked: Counter[tuple[object, ...]] = Counter()
        self._reached: Counter[tuple[int, Document]] = Counter()

    def reply(self, endpoint: str, params: Mapping[str, str]) -> Reply:
        document = document_of_request(endpoint, params)
        words = _words(document) if document else (endpoint,)
        with self._lock:
            self._asked[words] += 1
            asking = self._asked[words]
            rule = self._striking_rule(document, asking) if document else None
        if rule and document:
            reply = troubled_reply(rule, Request(endpoint, params, document, self._source))
        else:
            reply = self._source.reply(endpoint, params)
        return self._delayed(reply, words, asking)

    def _striking_rule(self, document: Document, asking: int) -> Rule | None:
        """Find the first rule that strikes; it counts only the askings that reach it."""
        for number, rule in enumerate(self._scenario.rules):
            if not rule.concerns(document):
                continue
            self._reached[number, document] += 1
            when = () if rule.kind.lasts else (asking,)
            drawn = Chance(self._scenario.seed, number, *_words(document), *when).random()
            if rule.strikes(self._reached[number, document], drawn):
                return rule
        return None

    def _delayed(self, reply: Reply, words: tuple[object, ...], asking: int) -> Reply:
        drawn = Chance(self._scenario.seed, "latency", *words, asking).random()
        delay_s = self._scenario.latency.delay_s(drawn)
        return replace(reply, delivery=replace(reply.delivery, delay_s=delay_s))


def _words(document: Document) -> tuple[object, ...]:
    return (document.endpoint, document.season, document.entity)
