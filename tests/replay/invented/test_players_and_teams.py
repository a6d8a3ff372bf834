"""Players, rosters and teams agree with each other and with the games of the season."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from lake.seasons import Season
from replay.invented import players, rosters, teams, v2_boxes
from replay.invented.finder import finder
from replay.invented.people import season_of_person
from replay.invented.season import InventedSeason
from tests.replay.invented.documents import DENVER, Rows, rows, starter


def all_players(season: InventedSeason) -> Rows:
    return rows(players.all_players(season), "CommonAllPlayers")


def roster(season: InventedSeason, team_id: int) -> Rows:
    return rows(rosters.team_roster(season, team_id), "CommonTeamRoster")


def info(season: InventedSeason, player_id: int) -> dict[str, Any]:
    (row,) = rows(players.player_info(season, player_id), "CommonPlayerInfo")
    return row


def test_the_rosters_are_the_players_who_are_listed_as_active(invented: InventedSeason) -> None:
    listed = {
        row["PERSON_ID"]: (row["TEAM_ID"], row["DISPLAY_FIRST_LAST"])
        for row in all_players(invented)
        if row["ROSTERSTATUS"]
    }
    assert listed == {
        row["PLAYER_ID"]: (team_id, row["PLAYER"])
        for team_id in invented.teams
        for row in roster(invented, team_id)
    }


def test_former_players_have_no_team_and_no_games_of_the_season(invented: InventedSeason) -> None:
    former = [row for row in all_players(invented) if not row["ROSTERSTATUS"]]
    assert len(former) == 60
    for row in former:
        assert (row["TEAM_ID"], row["TEAM_CITY"], row["TEAM_SLUG"]) == (0, "", None)
        assert row["FROM_YEAR"] <= row["TO_YEAR"]
        # Who was let go before his first game is of this season without having played.
        assert (row["TO_YEAR"] == "2024") == (row["GAMES_PLAYED_FLAG"] == "N")


def test_players_are_listed_once_by_name(invented: InventedSeason) -> None:
    listed = all_players(invented)
    names = [row["DISPLAY_LAST_COMMA_FIRST"] for row in listed]
    assert names == sorted(names)
    assert len({row["PERSON_ID"] for row in listed}) == len(listed)


def test_who_played_a_teams_last_game_is_on_its_roster(invented: InventedSeason) -> None:
    last = list(invented.results)[-1]
    for row in rows(v2_boxes.traditional(invented, invented.told(last)), "PlayerStats"):
        assert row["PLAYER_ID"] in {
            player["PLAYER_ID"] for player in roster(invented, row["TEAM_ID"])
        }


def test_a_trade_of_the_season_is_told_on_the_new_roster(invented: InventedSeason) -> None:
    assert invented.league.moves
    for move in invented.league.moves:
        (row,) = (
            row for row in roster(invented, move.to_team) if row["PLAYER_ID"] == move.player_id
        )
        old = invented.teams[move.from_team].tricode
        assert row["HOW_ACQUIRED"] == f"Traded from {old} on {move.on:%m/%d/%y}"
        assert move.player_id not in {
            player["PLAYER_ID"] for player in roster(invented, move.from_team)
        }


def test_a_roster_is_in_the_order_of_numbers_that_nobody_shares(invented: InventedSeason) -> None:
    for team_id in invented.teams:
        numbers = [row["NUM"] for row in roster(invented, team_id)]
        assert numbers == sorted(numbers, key=lambda number: (int(number), number))
        assert len(set(numbers)) == len(numbers)


def test_a_team_has_a_head_coach_and_assistants(invented: InventedSeason) -> None:
    coaches = rows(rosters.team_roster(invented, DENVER), "Coaches")
    assert Counter(row["COACH_TYPE"] for row in coaches) == {
        "Head Coach": 1,
        "Assistant Coach": 4,
    }


def test_a_players_own_page_agrees_with_the_lists(invented: InventedSeason) -> None:
    of_roster = {row["PLAYER_ID"]: row for row in roster(invented, DENVER)}
    listed = {row["PERSON_ID"]: row for row in all_players(invented)}
    former = invented.league.former[0].person_id
    for player_id in (*of_roster, former):
        page, row = info(invented, player_id), listed[player_id]
        assert (page["TEAM_ID"], page["PLAYERCODE"]) == (row["TEAM_ID"], row["PLAYERCODE"])
        assert (str(page["FROM_YEAR"]), str(page["TO_YEAR"])) == (row["FROM_YEAR"], row["TO_YEAR"])
        if player_id in of_roster:
            member = of_roster[player_id]
            assert (page["HEIGHT"], page["WEIGHT"], page["JERSEY"]) == (
                member["HEIGHT"],
                member["WEIGHT"],
                member["NUM"],
            )
            assert str(page["SEASON_EXP"] or "R") == member["EXP"]
    assert info(invented, former)["ROSTERSTATUS"] == "Inactive"


def test_a_players_averages_are_those_of_his_box_scores(invented: InventedSeason) -> None:
    player_id = starter(invented)
    games = points = 0
    for game_id, game in invented.games.items():
        if game_id[2] == "2" and DENVER in (game.home.team_id, game.away.team_id):
            content = v2_boxes.traditional(invented, invented.told(game_id))
            for row in rows(content, "PlayerStats"):
                if row["PLAYER_ID"] == player_id and row["MIN"]:
                    games, points = games + 1, points + row["PTS"]
    (row,) = rows(players.player_info(invented, player_id), "PlayerHeadlineStats")
    assert (row["TimeFrame"], row["PTS"]) == ("2024-25", round(points / games, 1))


def test_a_players_seasons_begin_and_end_with_his_years(invented: InventedSeason) -> None:
    for player_id in (starter(invented), invented.league.former[0].person_id):
        page = info(invented, player_id)
        content = players.player_info(invented, player_id)
        seasons = [row["SEASON_ID"] for row in rows(content, "AvailableSeasons")]
        years = [int(season[1:]) for season in seasons]
        assert (min(years), max(years)) == (page["FROM_YEAR"], page["TO_YEAR"])
        assert seasons == sorted(seasons, key=lambda season: (season[1:], season))


def test_an_id_that_nobody_has_gives_no_rows(invented: InventedSeason) -> None:
    unknown = players.player_info(invented, 203999)
    known = players.player_info(invented, starter(invented))
    assert [row["rowSet"] for row in unknown["resultSets"]] == [[], [], []]
    assert [row["headers"] for row in unknown["resultSets"]] == [
        row["headers"] for row in known["resultSets"]
    ]
    assert rows(teams.team_info(invented, 1), "TeamInfoCommon") == []
    assert roster(invented, 1) == []


@pytest.mark.parametrize(
    ("identity", "season"), [(22400001, Season(2024)), (17680059, Season(1976)), (203999, None)]
)
def test_a_players_id_tells_his_season(identity: int, season: Season | None) -> None:
    assert season_of_person(identity) == season


def test_wins_and_losses_are_those_of_the_games(invented: InventedSeason) -> None:
    found = rows(finder(invented), "LeagueGameFinderResults")
    regular = [row for row in found if row["SEASON_ID"] == "22024"]
    for team_id in invented.teams:
        results = Counter(row["WL"] for row in regular if row["TEAM_ID"] == team_id)
        points = [row["PTS"] for row in regular if row["TEAM_ID"] == team_id]
        (row,) = rows(teams.team_info(invented, team_id), "TeamInfoCommon")
        (ranks,) = rows(teams.team_info(invented, team_id), "TeamSeasonRanks")
        assert (row["W"], row["L"]) == (results["W"], results["L"])
        assert ranks["PTS_PG"] == round(sum(points) / len(points), 1)


def test_ranks_are_from_first_to_last(invented: InventedSeason) -> None:
    pages = [teams.team_info(invented, team_id) for team_id in invented.teams]
    standings = [row for page in pages for row in rows(page, "TeamInfoCommon")]
    for conference in ("East", "West"):
        ranked = sorted(
            (row["CONF_RANK"], -row["PCT"])
            for row in standings
            if row["TEAM_CONFERENCE"] == conference
        )
        assert [rank for rank, _ in ranked] == list(range(1, 16))
        assert ranked == sorted(ranked, key=lambda row: row[1])
    assert Counter(row["DIV_RANK"] for row in standings) == dict.fromkeys(range(1, 6), 6)
    ranks = [row for page in pages for row in rows(page, "TeamSeasonRanks")]
    for name in ("PTS", "REB", "AST"):
        by_rank = sorted(ranks, key=lambda row: row[f"{name}_RANK"])
        assert by_rank[0][f"{name}_RANK"] == 1
        averages = [row[f"{name}_PG"] for row in by_rank]
        assert averages == sorted(averages, reverse=True)
    allowed = [row["OPP_PTS_PG"] for row in sorted(ranks, key=lambda row: row["OPP_PTS_RANK"])]
    assert allowed == sorted(allowed)
