"""The invented people, and who plays for whom when."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from lake.seasons import Season
from replay.invented.franchises import FRANCHISES, franchises_of
from replay.invented.league import League, invent_league
from replay.invented.names import to_ascii, to_slug
from replay.invented.people import Player
from replay.invented.season import InventedSeason
from replay.invented.selection import select_players


@pytest.fixture(scope="module")
def league(invented: InventedSeason) -> League:
    return invented.league


def everybody(league: League) -> list[Player]:
    return [player for roster in league.rosters.values() for player in roster]


@pytest.mark.parametrize(
    ("label", "teams"),
    [
        ("1976-77", 22),
        ("1980-81", 23),
        ("1988-89", 25),
        ("1989-90", 27),
        ("1995-96", 29),
        ("2002-03", 29),
        ("2003-04", 29),
        ("2004-05", 30),
        ("2024-25", 30),
    ],
)
def test_a_season_has_the_franchises_of_its_time(label: str, teams: int) -> None:
    assert len(franchises_of(Season.parse(label))) == teams


def test_charlotte_pauses_while_new_orleans_begins() -> None:
    tricodes = {row.tricode for row in franchises_of(Season(2002))}
    assert "NOP" in tricodes
    assert "CHA" not in tricodes


def test_the_franchises_are_the_real_ones() -> None:
    by_tricode = {row.tricode: row for row in FRANCHISES}
    assert len(by_tricode) == 30
    assert by_tricode["PHI"].team_id == 1610612755
    assert by_tricode["NYK"].team_id == 1610612752
    assert (by_tricode["PHI"].slug, by_tricode["POR"].slug) == ("sixers", "blazers")
    assert by_tricode["LAC"].full_name == "LA Clippers"
    assert Counter(row.conference for row in FRANCHISES) == {"East": 15, "West": 15}
    assert set(Counter(row.division for row in FRANCHISES).values()) == {5}


def test_rosters_have_fifteen_to_eighteen_players(league: League) -> None:
    sizes = {len(roster) for roster in league.rosters.values()}
    assert min(sizes) >= 15
    assert max(sizes) <= 18


def test_nobody_shares_an_id_a_name_or_a_number_with_a_teammate(league: League) -> None:
    players = everybody(league)
    assert len({player.person_id for player in players}) == len(players)
    assert len({player.full_name for player in players}) == len(players)
    for roster in league.rosters.values():
        assert len({player.jersey for player in roster}) == len(roster)


def test_some_names_have_accents_apostrophes_and_generations(league: League) -> None:
    names = [player.full_name for player in everybody(league)]
    assert any(not name.isascii() for name in names)
    assert any("'" in name for name in names)
    assert any(name.endswith(("Jr.", "II", "III", "IV")) for name in names)


def test_every_name_has_a_form_in_ascii_of_the_same_length(league: League) -> None:
    for player in everybody(league):
        assert player.event_name.isascii()
        assert len(player.event_name) == len(player.family_name)


def test_ascii_and_slugs_of_names() -> None:
    assert to_ascii("Páleškov Žlebník Fjørdal") == "Paleskov Zlebnik Fjordal"
    assert to_slug("D'Arlo Páleškov Jr.") == "darlo-páleškov-jr"
    assert to_slug("Jo-Van Oakdale", "_") == "jo_van_oakdale"


def test_biographies_are_those_of_basketball_players(league: League) -> None:
    for player in everybody(league):
        assert 72 <= player.height_inches <= 88
        assert 150 <= player.weight_lbs <= 320
        assert 18 <= league.season.start_year - player.birth_date.year <= 37
        assert player.first_year <= league.season.start_year
        if player.draft:
            assert 1 <= player.draft.number <= 60
            assert player.draft.round == (1 if player.draft.number <= 30 else 2)
    picks = [player.draft for player in everybody(league) if player.draft]
    assert len(set(picks)) == len(picks)
    assert len(picks) > 200


def test_a_traded_player_is_on_one_roster_every_day(league: League) -> None:
    assert league.moves
    for move in league.moves:
        for on in (move.on - timedelta(days=1), move.on, move.on + timedelta(days=30)):
            teams = [
                team_id
                for team_id in league.rosters
                for player in league.roster(team_id, on)
                if player.person_id == move.player_id
            ]
            assert teams == [move.to_team if on >= move.on else move.from_team]


def test_a_traded_player_takes_a_number_that_is_free(league: League) -> None:
    last = max(move.on for move in league.moves)
    for team_id in league.rosters:
        jerseys = [player.jersey for player in league.roster(team_id, last)]
        assert len(set(jerseys)) == len(jerseys)


def test_a_player_who_is_absent_does_not_dress(invented: InventedSeason) -> None:
    league = invented.league
    for player_id, (absence, *_) in list(league.absences.items())[:40]:
        team_id = next(
            team
            for team in league.rosters
            if any(row.person_id == player_id for row in league.roster(team, absence.first))
        )
        chosen = select_players(league, team_id, absence.first, invented.chance("test"))
        assert player_id not in {row.person_id for row in chosen.dressed}
        elsewhere = [row for row, _ in chosen.sitting] + list(chosen.inactive)
        assert player_id in {row.person_id for row in elsewhere}


def test_an_official_has_one_game_a_day(invented: InventedSeason) -> None:
    days: Counter[tuple[int, str]] = Counter()
    for result in invented.results.values():
        officials = invented.officials(result.game)
        assert len(officials) == 3
        days.update((row.person_id, str(result.game.game_date)) for row in officials)
    assert set(days.values()) == {1}
    assert len({official for official, _ in days}) > 60


def test_another_seed_invents_other_people(invented: InventedSeason) -> None:
    days = invented.format.first_day, invented.format.last_day
    same = invent_league(Season(2024), 7, *days)
    other = invent_league(Season(2024), 8, *days)
    assert same == invented.league
    assert {row.full_name for row in everybody(other)}.isdisjoint(
        {row.full_name for row in everybody(same)[:20]}
    )


def test_people_of_different_seasons_have_different_ids(invented: InventedSeason) -> None:
    days = invented.format.first_day, invented.format.last_day
    earlier = invent_league(Season(2023), 7, *days)
    ids = {row.person_id for row in everybody(invented.league)}
    assert ids.isdisjoint({row.person_id for row in everybody(earlier)})
