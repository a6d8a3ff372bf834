-- check: rosters_ids_are_there
-- claim: every row of rosters has its season, team_id and player_id
-- dimension: validity
-- severity: error
-- over: rosters
-- grain: season, team_id, player_id
-- tolerance: none
select
    season,
    team_id,
    player_id,
    'a season, a team_id and a player_id' as expected,
    concat_ws(
        ', ',
        coalesce(season, 'none'),
        coalesce(cast(team_id as varchar), 'none'),
        coalesce(cast(player_id as varchar), 'none')
    ) as observed
from rosters
where season is null
    or coalesce(team_id, 0) <= 0
    or coalesce(player_id, 0) <= 0
order by season, team_id, player_id
