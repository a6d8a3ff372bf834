-- published_documents: one row for each kind of document of each game whose rows are in the tables
-- grain: game_id, kind
-- needs: tables/games, tables/team_box_traditional, tables/player_box_traditional, tables/team_box_advanced, tables/player_box_advanced, tables/play_by_play
-- column: season VARCHAR: label such as 2024-25
-- column: game_id VARCHAR: ten digits, text
-- column: kind VARCHAR: summary, traditional, advanced or events
-- column: endpoint VARCHAR: of the documents of V3
select
    min(season) as season,
    game_id,
    'summary' as kind,
    'boxscoresummaryv3' as endpoint
from games
group by game_id
union all
select
    min(season) as season,
    game_id,
    'traditional' as kind,
    'boxscoretraditionalv3' as endpoint
from team_box_traditional
where game_id in (select game_id from player_box_traditional)
group by game_id
union all
select
    min(season) as season,
    game_id,
    'advanced' as kind,
    'boxscoreadvancedv3' as endpoint
from team_box_advanced
where game_id in (select game_id from player_box_advanced)
group by game_id
union all
select
    min(season) as season,
    game_id,
    'events' as kind,
    'playbyplayv3' as endpoint
from play_by_play
group by game_id
