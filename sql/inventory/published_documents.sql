-- published_documents: one row for each kind of document of each game whose rows are in the tables
-- grain: game_id, kind
-- needs: tables/games, tables/team_box_traditional, tables/player_box_traditional, tables/team_box_advanced, tables/player_box_advanced, tables/play_by_play
-- column: game_id VARCHAR: ten digits, text
-- column: kind VARCHAR: summary, traditional, advanced or events
select distinct
    game_id,
    'summary' as kind
from games
union all
(
    select game_id, 'traditional' as kind from team_box_traditional
    intersect
    select game_id, 'traditional' as kind from player_box_traditional
)
union all
(
    select game_id, 'advanced' as kind from team_box_advanced
    intersect
    select game_id, 'advanced' as kind from player_box_advanced
)
union all
select distinct
    game_id,
    'events' as kind
from play_by_play
