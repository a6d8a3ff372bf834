"""Which request is troubled, told without a network."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from lake.endpoints import PLAY_BY_PLAY, SUMMARY, find_endpoint
from lake.seasons import Season
from replay.latency import Latency
from replay.scenario import ALWAYS, Kind, Rule, Scenario
from replay.sources import ArchiveSource, Reply, Source
from replay.trouble import TroubledSource

GAME, OTHER = "0022400001", "0022400002"


def ask(source: Source, endpoint: str = PLAY_BY_PLAY.name, game: str = GAME) -> Reply:
    row = find_endpoint(endpoint)
    return source.reply(endpoint, row.params_for(row.document(game, Season(2024))))


def statuses(source: Source, askings: int, game: str = GAME) -> Sequence[int]:
    return [ask(source, game=game).status for _ in range(askings)]


def test_without_rules_the_replies_are_those_of_the_source(league: ArchiveSource) -> None:
    assert ask(TroubledSource(league, Scenario())) == ask(league)


def test_a_rule_strikes_the_first_askings_of_each_document(league: ArchiveSource) -> None:
    source = TroubledSource(league, Scenario((Rule(Kind.STATUS_503, times=2),)))

    assert statuses(source, 4) == [503, 503, 200, 200]
    assert statuses(source, 4, game=OTHER) == [503, 503, 200, 200]


def test_a_rule_can_strike_always(league: ArchiveSource) -> None:
    source = TroubledSource(league, Scenario((Rule(Kind.STATUS_503, times=ALWAYS),)))

    assert statuses(source, 9) == [503] * 9


def test_rules_for_one_document_follow_each_other(league: ArchiveSource) -> None:
    rules = (Rule(Kind.STATUS_429, times=2), Rule(Kind.STATUS_500), Rule(Kind.STATUS_504))

    assert statuses(TroubledSource(league, Scenario(rules)), 5) == [429, 429, 500, 504, 200]


@pytest.mark.parametrize(
    ("rule", "struck"),
    [
        (Rule(Kind.STATUS_500), {(SUMMARY.name, GAME), (SUMMARY.name, OTHER), ("finder", "")}),
        (
            Rule(Kind.STATUS_500, endpoint=SUMMARY.name),
            {(SUMMARY.name, GAME), (SUMMARY.name, OTHER)},
        ),
        (Rule(Kind.STATUS_500, entity=OTHER), {(SUMMARY.name, OTHER)}),
        (Rule(Kind.STATUS_500, season=Season(2023)), set()),
        (Rule(Kind.ANOTHER_GAME, entity="all"), set()),
    ],
)
def test_a_rule_strikes_what_it_names_and_nothing_else(
    league: ArchiveSource, rule: Rule, struck: set[tuple[str, str]]
) -> None:
    source = TroubledSource(league, Scenario((rule,)))
    asked = {
        (SUMMARY.name, GAME): ask(source, SUMMARY.name, GAME),
        (SUMMARY.name, OTHER): ask(source, SUMMARY.name, OTHER),
        ("finder", ""): ask(source, "leaguegamefinder", ""),
    }

    assert {name for name, reply in asked.items() if reply.status == 500} == struck


def test_a_request_for_no_document_is_delayed_and_otherwise_left_alone(
    league: ArchiveSource,
) -> None:
    scenario = Scenario((Rule(Kind.HANG, times=ALWAYS),), latency=Latency(800, 800))
    params = {"GameID": GAME, "StartPeriod": "1", "EndPeriod": "1"}

    reply = TroubledSource(league, scenario).reply(PLAY_BY_PLAY.name, params)

    assert (reply.status, reply.delivery.delay_s) == (404, 0.8)


def struck_by_chance(league: ArchiveSource, seed: int, games: Sequence[int]) -> set[int]:
    source = TroubledSource(league, Scenario((Rule(Kind.BLOCKED, probability=0.3),), seed=seed))
    return {game for game in games if ask(source, game=f"00224{game:05d}").status == 403}


def test_chance_strikes_about_as_many_as_it_should(league: ArchiveSource) -> None:
    assert 250 < len(struck_by_chance(league, 1, range(1, 1001))) < 350


def test_chance_depends_on_the_seed_and_not_on_the_order(league: ArchiveSource) -> None:
    games = range(1, 101)
    struck = struck_by_chance(league, 1, games)

    assert struck_by_chance(league, 1, games[::-1]) == struck
    assert struck_by_chance(league, 2, games) != struck


def test_chance_is_drawn_anew_for_each_asking_and_each_rule(league: ArchiveSource) -> None:
    rules = (Rule(Kind.STATUS_429, probability=0.5), Rule(Kind.STATUS_500, probability=0.5))

    assert set(statuses(TroubledSource(league, Scenario(rules)), 50)) == {200, 429, 500}


@pytest.mark.parametrize(("probability", "struck"), [(0.0, 0), (1.0, 20)])
def test_never_and_always_are_probabilities_too(
    league: ArchiveSource, probability: float, struck: int
) -> None:
    rule = Rule(Kind.STATUS_429, probability=probability)

    assert statuses(TroubledSource(league, Scenario((rule,))), 20).count(429) == struck


def test_whether_a_document_is_missing_is_decided_once(league: ArchiveSource) -> None:
    class Everything:
        def reply(self, endpoint: str, params: object) -> Reply:
            return ask(league)

    source = TroubledSource(Everything(), Scenario((Rule(Kind.MISSING, probability=0.5),)))
    asked = {tuple(statuses(source, 3, game=f"00224{game:05d}")) for game in range(1, 51)}

    assert asked == {(404, 404, 404), (200, 200, 200)}


@pytest.mark.parametrize("kind", [Kind.STATUS_429, Kind.STATUS_503])
def test_a_busy_reply_says_when_to_retry_only_where_the_rule_does(
    kind: Kind, league: ArchiveSource
) -> None:
    rules = (Rule(kind), Rule(kind, retry_after_s=7))
    source = TroubledSource(league, Scenario(rules))

    assert [dict(ask(source).headers) for _ in range(2)] == [{}, {"Retry-After": "7"}]


def test_threads_that_ask_at_once_get_the_trouble_once_in_all(league: ArchiveSource) -> None:
    source = TroubledSource(league, Scenario((Rule(Kind.STATUS_503, times=10),)))
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: ask(source).status, range(40)))

    assert sorted(asked) == [200] * 30 + [503] * 10


def test_a_box_score_is_corrected_from_the_second_answer_on(league: ArchiveSource) -> None:
    rules = (Rule(Kind.STATUS_429), Rule(Kind.STAT_CORRECTION))
    source = TroubledSource(league, Scenario(rules))
    bodies = [ask(source, "boxscoretraditionalv3").body for _ in range(4)]

    assert bodies[1] == ask(league, "boxscoretraditionalv3").body
    assert bodies[2] == bodies[3] != bodies[1]


def test_a_game_without_a_neighbour_gets_its_own_answer_under_another_id(
    league: ArchiveSource,
) -> None:
    class Lonely:
        def reply(self, endpoint: str, params: object) -> Reply:
            only = {"GameID": GAME, "StartPeriod": "0", "EndPeriod": "0"}
            return league.reply(endpoint, only) if params == only else Reply(404, "", b"")

    source = TroubledSource(Lonely(), Scenario((Rule(Kind.ANOTHER_GAME),)))

    assert ask(source).body == ask(league).body.replace(GAME.encode(), OTHER.encode())


def test_every_answer_has_its_own_latency_and_the_same_in_every_run(league: ArchiveSource) -> None:
    scenario = Scenario(latency=Latency(200, 1500))

    def delays() -> list[float]:
        source = TroubledSource(league, scenario)
        return [ask(source, game=game).delivery.delay_s for game in (GAME, OTHER, GAME, OTHER)]

    assert delays() == delays()
    assert len(set(delays())) == 4
    assert all(0.2 <= delay <= 1.5 for delay in delays())
