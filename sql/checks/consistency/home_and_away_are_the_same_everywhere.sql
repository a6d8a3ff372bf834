-- check: home_and_away_are_the_same_everywhere
-- claim: the box scores have the home team of the game at home
-- dimension: consistency
-- severity: error
-- over: team_box_traditional
-- where: game_id in (select game_id from games)
-- grain: game_id, team_id
-- needs: games, player_box_traditional?
-- tolerance: none; teams that are not of the game are left out
with told as (
    select game_id, team_id, is_home, 'team_box_traditional' as told_by
    from team_box_traditional
    union all
    select distinct game_id, team_id, is_home, 'player_box_traditional' as told_by
    from player_box_traditional
)
select
    told.game_id,
    told.team_id,
    told.told_by,
    if(told.team_id = games.home_team_id, 'home', 'away') as expected,
    case when told.is_home then 'home' when not told.is_home then 'away' end as observed
from told
inner join games using (game_id)
where told.team_id in (games.home_team_id, games.away_team_id)
    and games.home_team_id <> games.away_team_id
    and told.is_home is distinct from (told.team_id = games.home_team_id)
order by told.game_id, told.team_id, told.told_by
