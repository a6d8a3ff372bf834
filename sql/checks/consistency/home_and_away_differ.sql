-- check: home_and_away_differ
-- claim: the home team and the away team of a game are two teams
-- dimension: consistency
-- severity: error
-- over: games
-- grain: game_id
-- tolerance: none
select
    game_id,
    'two teams' as expected,
    concat(away_team_id, ' at ', home_team_id) as observed
from games
where home_team_id = away_team_id
    or home_team_id is null
    or away_team_id is null
order by game_id
