-- check: rosters_grain_is_unique
-- claim: a player is listed once on a team's roster of a season
-- dimension: uniqueness
-- severity: error
-- over: rosters
-- grain: season, team_id, player_id
-- tolerance: none
select
    season,
    team_id,
    player_id,
    1 as expected,
    count(*) as observed
from rosters
group by season, team_id, player_id
having count(*) > 1
order by season, team_id, player_id
