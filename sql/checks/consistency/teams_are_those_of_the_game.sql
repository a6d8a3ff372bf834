-- check: teams_are_those_of_the_game
-- claim: every table of a game speaks of its home team and its away team alone
-- dimension: consistency
-- severity: error
-- over: games
-- where: game_id in (select game_id from line_scores union all select game_id from inactive_players union all select game_id from team_box_traditional union all select game_id from team_box_advanced union all select game_id from player_box_traditional union all select game_id from player_box_advanced union all select game_id from play_by_play)
-- grain: game_id
-- needs: line_scores?, inactive_players?, team_box_traditional?, team_box_advanced?, player_box_traditional?, player_box_advanced?, play_by_play?
-- tolerance: events of no team, and games that no other table has, are left out
with told as (
    select distinct game_id, team_id, 'line_scores' as told_by
    from line_scores
    union all
    select distinct game_id, team_id, 'inactive_players' as told_by
    from inactive_players
    union all
    select distinct game_id, team_id, 'team_box_traditional' as told_by
    from team_box_traditional
    union all
    select distinct game_id, team_id, 'team_box_advanced' as told_by
    from team_box_advanced
    union all
    select distinct game_id, team_id, 'player_box_traditional' as told_by
    from player_box_traditional
    union all
    select distinct game_id, team_id, 'player_box_advanced' as told_by
    from player_box_advanced
    union all
    select distinct game_id, team_id, 'play_by_play' as told_by
    from play_by_play
    where team_id is not null
)
select
    games.game_id,
    told.told_by,
    concat(games.away_team_id, ' or ', games.home_team_id) as expected,
    told.team_id as observed
from games
inner join told using (game_id)
where not coalesce(told.team_id in (games.home_team_id, games.away_team_id), false)
order by games.game_id, told.told_by, told.team_id
