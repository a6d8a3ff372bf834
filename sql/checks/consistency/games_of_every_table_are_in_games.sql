-- check: games_of_every_table_are_in_games
-- claim: a game that any table has is in games too
-- dimension: consistency
-- severity: error
-- over: archived_documents
-- where: endpoint in ('boxscoresummaryv3', 'boxscoresummaryv2') and game_id in (select game_id from games union all select game_id from officials union all select game_id from line_scores union all select game_id from inactive_players union all select game_id from team_box_traditional union all select game_id from team_box_advanced union all select game_id from player_box_traditional union all select game_id from player_box_advanced union all select game_id from play_by_play)
-- grain: game_id
-- needs: games?, officials?, line_scores?, inactive_players?, team_box_traditional?, team_box_advanced?, player_box_traditional?, player_box_advanced?, play_by_play?
-- mend: transform
-- tolerance: games whose summary is not archived, or that no table has, are left out
with told as (
    select distinct game_id, 'officials' as told_by
    from officials
    union all
    select distinct game_id, 'line_scores' as told_by
    from line_scores
    union all
    select distinct game_id, 'inactive_players' as told_by
    from inactive_players
    union all
    select distinct game_id, 'team_box_traditional' as told_by
    from team_box_traditional
    union all
    select distinct game_id, 'team_box_advanced' as told_by
    from team_box_advanced
    union all
    select distinct game_id, 'player_box_traditional' as told_by
    from player_box_traditional
    union all
    select distinct game_id, 'player_box_advanced' as told_by
    from player_box_advanced
    union all
    select distinct game_id, 'play_by_play' as told_by
    from play_by_play
)
select
    told.game_id,
    told.told_by,
    'in games' as expected,
    'not in games' as observed
from told
anti join games using (game_id)
where told.game_id in (
    select game_id
    from archived_documents
    where endpoint in ('boxscoresummaryv3', 'boxscoresummaryv2')
)
order by told.game_id, told.told_by
