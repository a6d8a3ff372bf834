"""Errors that a check of consistency finds."""

from __future__ import annotations

from tests.validate.plants.plant import AWAY, HOME, IN_GAME, IN_SEASON, OF_HOME, Plant, of_player

OTHER_GAME = {"game_id": "0022400002"}

PLANTS = {
    "advanced_lists_the_players_who_played": Plant(
        "update player_box_advanced set minutes = minutes + 0.5 "
        "where game_id = '0022400001' and player_id = 9910001",
        ((of_player(9910001), "41.88", "42.38"),),
    ),
    "event_players_are_in_the_box_score": Plant(
        "update play_by_play set player_id = 9910008 where game_id = '0022400001' "
        "and event_index = (select min(event_index) from play_by_play where game_id = '0022400001' "
        "and action_type = 'Substitution' and team_id = 1610619901)",
        ((of_player(9910008), "played for 1610619901", "not in its box score"),),
    ),
    "every_table_tells_the_same_date": Plant(
        "update officials set month = 11 where game_id = '0022400001' and official_id = 9930002",
        (
            (
                IN_GAME | {"told_by": "officials"},
                "season of 24, month 10, 2024-10-22",
                "season of 24, month 11",
            ),
        ),
    ),
    "games_of_every_table_are_in_games": Plant(
        "insert into archived_documents (season, game_id, endpoint, empty_reason) values "
        "('2024-25', '0022400099', 'boxscoresummaryv3', 'nothing in it'); "
        "insert into officials select * replace ('0022400099' as game_id) "
        "from officials where game_id = '0022400001' and official_id = 9930002",
        (({"game_id": "0022400099", "told_by": "officials"}, "in games", "not in games"),),
    ),
    "home_and_away_are_the_same_everywhere": Plant(
        "update player_box_traditional set is_home = false "
        "where game_id = '0022400001' and player_id = 9910008",
        ((OF_HOME | {"told_by": "player_box_traditional"}, "home", "away"),),
    ),
    "home_and_away_differ": Plant(
        "update games set away_team_id = home_team_id where game_id = '0022400001'; "
        "delete from line_scores where game_id = '0022400001' and team_id = 1610619902",
        ((IN_GAME, "two teams", "1610619901 at 1610619901"),),
        also=(
            "every_game_has_line_scores",
            "teams_are_those_of_the_game",
            "tricodes_match_the_list_of_games",
            "winner_has_more_points",
        ),
    ),
    "inactive_players_do_not_play": Plant(
        "update inactive_players set player_id = 9910001 "
        "where game_id = '0022400001' and player_id = 9910009",
        ((of_player(9910001), "no minutes", "41.88 minutes"),),
    ),
    "periods_are_the_same_everywhere": Plant(
        "insert into line_scores select * replace (5 as period, 0 as points) from line_scores "
        "where game_id = '0022400001' and team_id = 1610619901 and period = 4",
        ((IN_GAME | {"told_by": "line_scores", "team_id": HOME}, "4", "5"),),
    ),
    "players_of_box_scores_are_in_players": Plant(
        "delete from players where player_id = 9910008; "
        "delete from rosters where player_id = 9910008",
        (
            (of_player(9910008), "in players", "Hal Winterbee is not in players"),
            (
                of_player(9910008) | OTHER_GAME,
                "in players",
                "Hal Winterbee is not in players",
            ),
        ),
    ),
    "players_of_rosters_are_in_players": Plant(
        "delete from players where player_id = 9910009",
        (
            (
                IN_SEASON | {"team_id": HOME, "player_id": "9910009"},
                "in players",
                "Mossgrave is not in players",
            ),
        ),
    ),
    "players_play_one_game_a_day": Plant(
        "update player_box_traditional set game_date = '2024-10-22' "
        "where game_id = '0022400002' and player_id = 9910001",
        (
            (
                IN_SEASON | {"player_id": "9910001", "game_date": "2024-10-22"},
                "one game",
                "0022400001 for 1610619901, 0022400002 for 1610619901",
            ),
        ),
        also=("every_table_tells_the_same_date",),
    ),
    "scores_never_fall": Plant(
        "update play_by_play set home_score = 5 where game_id = '0022400001' and event_index = 200",
        ((IN_GAME | {"event_index": "200"}, "at least 55 at 58", "55 at 5"),),
    ),
    "tables_are_as_new_as_the_archive": Plant(
        "update archived_documents set captured_at = timestamptz '2025-01-18 05:00:00Z' "
        "where game_id = '0022400001' and endpoint = 'playbyplayv3'",
        (
            (
                IN_GAME | {"endpoint": "playbyplayv3"},
                "rows of the answer of 2025-01-18 05:00:00+00",
                "rows of answers up to 2025-01-16 05:15:02.123+00",
            ),
        ),
    ),
    "biographies_are_as_new_as_the_archive": Plant(
        "update owed_biographies set captured_at = timestamptz '2025-01-18 05:00:00Z' "
        "where player_id = 9910001",
        (
            (
                IN_SEASON | {"player_id": "9910001"},
                "a row of the answer of 2025-01-18 05:00:00+00",
                "rows of answers up to 2025-01-16 05:15:02.123+00",
            ),
        ),
    ),
    "tables_of_seasons_are_as_new_as_the_archive": Plant(
        "update season_documents set captured_at = timestamptz '2025-01-18 05:00:00Z' "
        "where endpoint = 'teaminfocommon' and entity = '1610619901'",
        (
            (
                IN_SEASON | {"endpoint": "teaminfocommon", "entity": HOME},
                "rows of the answer of 2025-01-18 05:00:00+00",
                "rows of answers up to 2025-01-16 05:15:02.123+00",
            ),
        ),
    ),
    "teams_are_those_of_the_game": Plant(
        "update inactive_players set team_id = 1610619903 "
        "where game_id = '0022400001' and player_id = 9910009",
        (
            (
                IN_GAME | {"told_by": "inactive_players"},
                f"{AWAY} or {HOME}",
                "1610619903",
            ),
        ),
    ),
    "teams_of_games_are_in_teams": Plant(
        "delete from teams where team_id = 1610619901",
        (
            (OF_HOME, "in teams", "not in teams"),
            (OF_HOME | OTHER_GAME, "in teams", "not in teams"),
        ),
        also=("teams_of_rosters_are_in_teams",),
    ),
    "teams_of_rosters_are_in_teams": Plant(
        "update coaches set team_id = 1610619903 where team_id = 1610619901",
        ((IN_SEASON | {"team_id": "1610619903"}, "in teams", "not in teams"),),
    ),
    "teams_play_one_game_a_day": Plant(
        "update games set game_date = '2024-10-22' where game_id = '0022400002'",
        tuple(
            (
                IN_SEASON | {"team_id": team, "game_date": "2024-10-22"},
                "one game",
                "0022400001, 0022400002",
            )
            for team in (HOME, AWAY)
        ),
        also=(
            "every_table_tells_the_same_date",
            "games_have_the_date_of_the_list",
            "tip_offs_are_on_the_date_of_the_game",
        ),
    ),
    "winner_has_more_points": Plant(
        "update games set winner_team_id = home_team_id where game_id = '0022400001'",
        ((IN_GAME, AWAY, HOME),),
    ),
}
