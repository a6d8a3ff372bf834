from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lake.errors import UsageError
from replay.chance import Chance
from replay.latency import Latency, parse_latency


@pytest.mark.parametrize(
    ("text", "latency"),
    [
        ("0", Latency()),
        ("800", Latency(800, 800)),
        ("0.5", Latency(0.5, 0.5)),
        ("200-1500", Latency(200, 1500)),
        ("200-200", Latency(200, 200)),
    ],
)
def test_a_latency_is_fixed_or_a_range(text: str, latency: Latency) -> None:
    assert parse_latency(text) == latency


@pytest.mark.parametrize(
    "text", ["", "slow", "-1", "1500-200", "200-", "200-1500-9", "nan", "1e9", "800ms"]
)
def test_what_is_no_latency_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="is no latency in milliseconds"):
        parse_latency(text)


@given(st.integers(), st.text(), st.integers(0, 5000), st.integers(0, 5000))
def test_a_delay_is_within_the_range(seed: int, word: str, lowest: int, width: int) -> None:
    delay_s = Latency(lowest, lowest + width).delay_s(Chance(seed, word).random())

    assert lowest / 1000 <= delay_s <= (lowest + width) / 1000


def test_delays_are_spread_evenly() -> None:
    delays = [Latency(0, 4000).delay_s(Chance(1, number).random()) for number in range(4000)]
    counts = [sum(second <= delay < second + 1 for delay in delays) for second in range(4)]

    assert all(900 < count < 1100 for count in counts)
