-- check: games_ids_are_there
-- claim: every row of games has the id of its game, home_team_id and away_team_id
-- dimension: validity
-- severity: error
-- over: games
-- grain: game_id
-- tolerance: none
select distinct
    game_id,
    coalesce(cast(home_team_id as varchar), 'none') as home_team_id,
    coalesce(cast(away_team_id as varchar), 'none') as away_team_id,
    'a game_id of ten digits, a home_team_id and an away_team_id' as expected,
    concat_ws(', ', coalesce(game_id, 'none'), home_team_id, away_team_id) as observed
from games
where not coalesce(regexp_full_match(game_id, '\d{10}'), false)
    or coalesce(home_team_id, 0) <= 0
    or coalesce(away_team_id, 0) <= 0
order by game_id, home_team_id, away_team_id
