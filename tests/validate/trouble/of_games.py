"""What may be wrong with the answers about a game, and which check tells it by which key.

Every trouble gets a game of its own. The answers are those of an invented season, in V3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]

Answers = dict[str, Json]
"""The four answers about a game, by endpoint; to be changed."""

Key = Mapping[str, object]

SUMMARY = "boxscoresummaryv3"
BOX = "boxscoretraditionalv3"
ADVANCED = "boxscoreadvancedv3"
EVENTS = "playbyplayv3"


Plant = Callable[[Answers], Key]
"""Changes the answers, and returns what is in the finding's key beside the game."""


def box(answers: Answers, side: str = "home") -> Json:
    team: Json = answers[BOX]["boxScoreTraditional"][f"{side}Team"]
    return team


def advanced(answers: Answers, side: str = "home") -> Json:
    team: Json = answers[ADVANCED]["boxScoreAdvanced"][f"{side}Team"]
    return team


def summary(answers: Answers) -> Json:
    told: Json = answers[SUMMARY]["boxScoreSummary"]
    return told


def events(answers: Answers) -> list[Json]:
    actions: list[Json] = answers[EVENTS]["game"]["actions"]
    return actions


def players(answers: Answers, side: str = "home") -> list[Json]:
    """Who played, in the order of the box score."""
    return [player for player in box(answers, side)["players"] if player["statistics"]["minutes"]]


def event(answers: Answers, **wanted: object) -> Json:
    """Find the first event with these fields."""
    return next(_with(events(answers), wanted))


def _with(rows: list[Json], wanted: Mapping[str, object]) -> Iterator[Json]:
    return (row for row in rows if wanted.items() <= row.items())


def index(answers: Answers, row: Json) -> Key:
    return {"event_index": 1 + events(answers).index(row)}


def no_events(answers: Answers) -> Key:
    del answers[EVENTS]
    return {"endpoint": EVENTS}


def no_answer_at_all(answers: Answers) -> Key:
    answers.clear()
    return {"endpoint": SUMMARY}


def a_box_of_another_game(answers: Answers) -> Key:
    answers[BOX]["boxScoreTraditional"]["gameId"] = "0022499999"
    return {"endpoint": BOX}


def events_that_are_none(answers: Answers) -> Key:
    events(answers).clear()
    return {"endpoint": EVENTS}


def half_the_summary(answers: Answers) -> Key:
    del summary(answers)["homeTeam"]
    return {"endpoint": SUMMARY}


def teams_swapped_in_the_box(answers: Answers) -> Key:
    told = answers[BOX]["boxScoreTraditional"]
    told["homeTeam"], told["awayTeam"] = told["awayTeam"], told["homeTeam"]
    told["homeTeamId"], told["awayTeamId"] = told["awayTeamId"], told["homeTeamId"]
    return {}


def points_moved_between_players(answers: Answers) -> Key:
    """From the best scorer to the second player, free throws with them."""
    first, second = sorted(players(answers), key=lambda who: -who["statistics"]["points"])[:2]
    for who, more in ((first, -1), (second, 1)):
        who["statistics"]["points"] += more
    return {"player_id": first["personId"], "statistic": "pts"}


def steals_moved_between_players(answers: Answers) -> Key:
    giver = next(who for who in players(answers) if who["statistics"]["steals"])
    taker = next(who for who in players(answers) if who is not giver)
    giver["statistics"]["steals"] -= 1
    taker["statistics"]["steals"] += 1
    return {"player_id": giver["personId"], "statistic": "stl"}


def a_block_that_nobody_saw(answers: Answers) -> Key:
    who = players(answers)[0]
    who["statistics"]["blocks"] += 1
    box(answers)["statistics"]["blocks"] += 1
    return {"player_id": who["personId"], "statistic": "blk"}


def a_lost_event(answers: Answers) -> Key:
    """A basket is missing, and the numbers go on without a hole."""
    shot = event(answers, actionType="Made Shot")
    events(answers).remove(shot)
    for number, action in enumerate(events(answers), start=1):
        action["actionId"] = number
    return {"player_id": shot["personId"], "statistic": "pts"}


def a_duplicated_event(answers: Answers) -> Key:
    shot = event(answers, actionType="Made Shot")
    events(answers).insert(events(answers).index(shot), dict(shot))
    return {"event_index": shot["actionId"]}


def a_hole_in_the_events(answers: Answers) -> Key:
    events(answers).remove(event(answers, actionType="Rebound"))
    return {}


def a_lost_period(answers: Answers) -> Key:
    kept = [row for row in events(answers) if row["period"] != 3]
    for number, action in enumerate(kept, start=1):
        action["actionId"] = number
    answers[EVENTS]["game"]["actions"] = kept
    return {"period": 3}


def a_shifted_clock(answers: Answers) -> Key:
    shot = event(answers, actionType="Made Shot")
    shot["clock"] = "PT13M05.00S"
    return index(answers, shot)


def clocks_that_stand_still(answers: Answers) -> Key:
    for action in events(answers):
        action["clock"] = "PT00M00.00S"
    return {"period": 1}


def swapped_letters(answers: Answers) -> Key:
    home, away = summary(answers)["homeTeam"], summary(answers)["awayTeam"]
    home["teamTricode"], away["teamTricode"] = away["teamTricode"], home["teamTricode"]
    return {"team_id": home["teamId"]}


def an_unreadable_clock(answers: Answers) -> Key:
    shot = event(answers, actionType="Made Shot")
    shot["clock"] = "11:58"
    return index(answers, shot)


def a_score_that_falls(answers: Answers) -> Key:
    scored = [row for row in events(answers) if row["actionType"] == "Made Shot"]
    scored[20]["scoreHome"] = "1"
    return {}


def a_shot_from_another_town(answers: Answers) -> Key:
    shot = event(answers, actionType="Made Shot")
    shot["xLegacy"] = 9000
    return index(answers, shot)


def a_shot_of_four_points(answers: Answers) -> Key:
    shot = event(answers, actionType="Missed Shot")
    shot["shotValue"] = 4
    return index(answers, shot)


def points_in_the_line_score(answers: Answers) -> Key:
    summary(answers)["homeTeam"]["periods"][2]["score"] += 2
    return {"team_id": summary(answers)["homeTeam"]["teamId"]}


def another_final_score(answers: Answers) -> Key:
    summary(answers)["homeTeam"]["score"] += 1
    return {}


def an_official_twice(answers: Answers) -> Key:
    officials = summary(answers)["officials"]
    officials.append(officials[0])
    return {"official_id": officials[0]["personId"]}


def an_inactive_player_who_plays(answers: Answers) -> Key:
    who = players(answers)[0]
    inactive = {name: who[name] for name in ("personId", "firstName", "familyName", "jerseyNum")}
    summary(answers)["homeTeam"]["inactives"].append(inactive)
    return {"player_id": who["personId"]}


def nobody_in_the_hall(answers: Answers) -> Key:
    summary(answers)["attendance"] = -1
    return {}


def a_day_of_another_year(answers: Answers) -> Key:
    told = summary(answers)
    for name in ("gameEt", "gameTimeUTC"):
        told[name] = told[name].replace("2024-", "2023-")
    return {}


def an_assist_too_many(answers: Answers) -> Key:
    box(answers)["statistics"]["assists"] += 1
    return {"team_id": box(answers)["teamId"], "statistic": "ast"}


def a_rebound_too_many(answers: Answers) -> Key:
    who = players(answers)[0]
    who["statistics"]["reboundsTotal"] += 1
    return {"player_id": who["personId"]}


def a_negative_number(answers: Answers) -> Key:
    who = players(answers)[0]
    who["statistics"]["steals"] -= 9
    return {"player_id": who["personId"], "statistic": "stl"}


def a_percentage_above_one(answers: Answers) -> Key:
    who = next(who for who in players(answers) if who["statistics"]["fieldGoalsMade"])
    who["statistics"]["fieldGoalsPercentage"] *= 100
    return {"player_id": who["personId"], "statistic": "fg_pct"}


def minutes_that_are_none(answers: Answers) -> Key:
    who = players(answers)[0]
    who["statistics"]["minutes"] = "4x:10"
    return {"player_id": who["personId"]}


def a_minute_too_many(answers: Answers) -> Key:
    box(answers)["statistics"]["minutes"] = "241:00"
    return {"team_id": box(answers)["teamId"]}


def a_sixth_starter(answers: Answers) -> Key:
    who = next(who for who in players(answers) if not who["position"])
    who["position"] = "G"
    return {"team_id": box(answers)["teamId"]}


def a_player_twice(answers: Answers) -> Key:
    who = players(answers)[0]
    box(answers)["players"].append(who)
    return {"player_id": who["personId"]}


def a_player_without_an_id(answers: Answers) -> Key:
    players(answers)[-1]["personId"] = 0
    return {"player_id": 0}


def a_player_missing(answers: Answers) -> Key:
    who = players(answers)[-1]
    box(answers)["players"].remove(who)
    return {"player_id": who["personId"]}


def another_plus_minus(answers: Answers) -> Key:
    box(answers)["statistics"]["plusMinusPoints"] += 3
    return {"team_id": box(answers)["teamId"]}


def a_player_missing_from_the_advanced_box(answers: Answers) -> Key:
    who = players(answers)[0]
    listed = advanced(answers)["players"]
    listed[:] = [row for row in listed if row["personId"] != who["personId"]]
    return {"player_id": who["personId"]}


def possessions_apart(answers: Answers) -> Key:
    advanced(answers)["statistics"]["possessions"] += 30
    return {}


def no_line_score_of_a_team(answers: Answers) -> Key:
    summary(answers)["awayTeam"]["periods"] = []
    return {}


def nobody_to_referee(answers: Answers) -> Key:
    summary(answers)["officials"] = []
    return {}


def shots_of_nobody(answers: Answers) -> Key:
    for action in events(answers):
        if action["isFieldGoal"]:
            action.update(personId=0, playerName="", playerNameI="")
    return {}


TROUBLES: Mapping[Plant, str] = {
    no_events: "every_game_has_every_owed_document",
    no_answer_at_all: "every_game_has_every_owed_document",
    a_box_of_another_game: "every_archived_game_is_published",
    events_that_are_none: "every_archived_game_is_published",
    half_the_summary: "every_archived_game_is_published",
    points_moved_between_players: "player_box_matches_play_by_play",
    a_lost_event: "player_box_matches_play_by_play",
    a_duplicated_event: "play_by_play_grain_is_unique",
    a_hole_in_the_events: "event_index_has_no_holes",
    an_unreadable_clock: "clocks_are_readable",
    points_in_the_line_score: "line_scores_sum_to_the_final_score",
    another_final_score: "final_score_is_the_same_everywhere",
    an_official_twice: "officials_grain_is_unique",
    an_inactive_player_who_plays: "inactive_players_do_not_play",
    an_assist_too_many: "player_sums_equal_team_totals",
    a_rebound_too_many: "player_rebounds_add_up",
    a_percentage_above_one: "player_percentages_equal_made_over_attempted",
    minutes_that_are_none: "playing_time_is_readable",
    a_minute_too_many: "team_minutes_fit_the_periods",
    a_sixth_starter: "five_starters_a_team",
    a_player_twice: "player_box_traditional_grain_is_unique",
    a_player_missing: "advanced_lists_the_players_who_played",
    a_player_missing_from_the_advanced_box: "advanced_lists_the_players_who_played",
    a_shifted_clock: "clocks_fit_the_period",
    a_score_that_falls: "scores_never_fall",
    a_shot_from_another_town: "shots_are_on_the_court",
    a_shot_of_four_points: "events_are_worth_their_points",
    nobody_in_the_hall: "games_are_possible",
    a_day_of_another_year: "dates_are_in_their_season",
    a_negative_number: "player_statistics_are_possible",
    a_player_without_an_id: "player_box_traditional_ids_are_there",
    possessions_apart: "advanced_possessions_fit_between_teams",
    teams_swapped_in_the_box: "home_and_away_are_the_same_everywhere",
    steals_moved_between_players: "player_box_matches_play_by_play",
    a_block_that_nobody_saw: "player_box_matches_play_by_play",
    a_lost_period: "line_scores_match_play_by_play",
    another_plus_minus: "plus_minus_is_the_point_difference",
    no_line_score_of_a_team: "every_game_has_line_scores",
    nobody_to_referee: "every_game_has_officials",
    shots_of_nobody: "events_name_who_shoots",
    clocks_that_stand_still: "clocks_run_through_the_period",
    swapped_letters: "tricodes_match_the_list_of_games",
}
"""The check that tells each of them; others may tell it too."""
