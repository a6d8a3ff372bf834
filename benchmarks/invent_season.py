"""How long an invented season takes: to play, every document of it, and one document on demand.

    python benchmarks/invent_season.py [--season 2024-25] [--seed 7]

One process, one thread. A document on demand is asked for over HTTP, of games in an order that no
cache helps with.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

import requests

from lake.documents import Document
from lake.endpoints import find_endpoint, finder_document, owed_documents
from lake.seasons import DEFAULT_SEASON_TYPES, GameId, Season
from replay.chance import Chance
from replay.invented.source import InventedSource
from replay.server import serving

ON_DEMAND = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--season", default="2024-25", type=Season.parse)
    parser.add_argument("--seed", default=7, type=int)
    options = parser.parse_args()

    started = time.process_time()
    source = InventedSource([options.season], options.seed)
    print(f"playing the season      {time.process_time() - started:6.1f} s of CPU")
    after_playing = _peak_mb()

    games = [GameId(key) for key in source.seasons[options.season].results]
    owed = [game for game in games if game.season_type in DEFAULT_SEASON_TYPES]
    documents = [finder_document(options.season), *owed_documents(owed)]
    started = time.process_time()
    size = sum(len(_answer(source, document)) for document in documents)
    spent = time.process_time() - started
    print(f"{len(documents):,} documents         {spent:6.1f} s of CPU, {size / 1e6:,.0f} MB")
    print(f"peak memory             {after_playing:,.0f} MB, then {_peak_mb():,.0f} MB")

    shuffled = Chance("on demand").shuffled(documents[1:])[:ON_DEMAND]
    milliseconds = sorted(1000 * seconds for seconds in _on_demand(source, shuffled))
    print(
        f"on demand over HTTP     {statistics.median(milliseconds):6.1f} ms median, "
        f"{milliseconds[int(0.99 * len(milliseconds))]:.1f} ms p99"
    )


def _answer(source: InventedSource, document: Document) -> bytes:
    endpoint = find_endpoint(document.endpoint)
    return source.reply(endpoint.name, endpoint.params_for(document)).body


def _on_demand(source: InventedSource, documents: list[Document]) -> list[float]:
    spent = []
    with serving(source) as server, requests.Session() as session:
        for document in documents:
            endpoint = find_endpoint(document.endpoint)
            started = time.perf_counter()
            session.get(
                f"{server.url}/stats/{endpoint.name}",
                params=endpoint.params_for(document),
                timeout=30,
            ).raise_for_status()
            spent.append(time.perf_counter() - started)
    return spent


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
