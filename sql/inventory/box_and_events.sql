-- box_and_events: one row for each statistic of each player who played in a game whose events are there, as the box score has it and as the events do
-- grain: game_id, player_id, statistic
-- needs: tables/play_by_play, tables/player_box_traditional
-- nulls: box null where the box score does not tell the statistic
-- source: boxscoretraditionalv3, playbyplayv3
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_id VARCHAR: ten digits, text
-- column: team_id BIGINT: the team of the player
-- column: player_id BIGINT: the player
-- column: statistic VARCHAR: fgm, fga, fg3m, fg3a, ftm, fta, oreb, dreb, reb, ast, stl, blk, tov, pf or pts
-- column: box INTEGER: as the box score has it
-- column: least BIGINT: what the events tell
-- column: most BIGINT: least, and what they leave open: of assists those of the team whose helper the text leaves open, of fouls the double fouls of the game, of turnovers those called No Turnover
with told as (
    select
        game_id,
        event_index,
        player_id,
        team_id,
        action_type,
        shot_result,
        shot_value,
        is_field_goal,
        points,
        assist_player_id,
        -- A steal or a block is known by its text alone: "Swift STEAL (1 STL)".
        case
            when action_type is null and ends_with(description, ' STL)') then 'stl'
            when action_type is null and ends_with(description, ' BLK)') then 'blk'
            when action_type = 'Made Shot' and ends_with(description, ' AST)') then 'ast'
            when action_type = 'Turnover' and contains(description, 'No Turnover') then 'no tov'
        end as text_told,
        case when action_type = 'Rebound' then description end as rebound,
        -- V2 has no sub_type for most technical fouls, and the text of a flagrant one, which is
        -- personal, ends in T.FOUL too: "Tucker FLAGRANT.FOUL.TYPE1", "Harris Taunting",
        -- "Johnson HANGING.TECH.FOUL", "Bazemore Non-Unsportsmanlike".
        case
            when action_type is distinct from 'Foul' then null
            when contains(description, 'Double Personal') then 'double'
            when sub_type = 'Bench'
                or regexp_matches(
                    concat_ws(' ', sub_type, description),
                    '(?i)\b(T\.FOUL|HANGING\.TECH|Technical|Taunting|Non-Unsports|3 Sec|Flopping)'
                )
                then 'technical'
            else 'personal'
        end as foul
    from play_by_play
),
counts as (
    select
        game_id,
        team_id,
        player_id,
        cast(sum(points) as bigint) as pts,
        count(*) filter (where shot_result = 'Made') as fgm,
        count(*) filter (where is_field_goal) as fga,
        count(*) filter (where shot_result = 'Made' and shot_value = 3) as fg3m,
        count(*) filter (where is_field_goal and shot_value = 3) as fg3a,
        count(*) filter (where action_type = 'Free Throw' and points > 0) as ftm,
        count(*) filter (where action_type = 'Free Throw') as fta,
        arg_max(rebound, event_index) as last_rebound,
        count(*) filter (where action_type = 'Rebound') as reb,
        count(*) filter (where text_told = 'stl') as stl,
        count(*) filter (where text_told = 'blk') as blk,
        count(*) filter (where action_type = 'Turnover' and text_told is null) as tov,
        count(*) filter (where text_told = 'no tov') as no_tov,
        count(*) filter (where foul in ('personal', 'double')) as pf,
        count(*) filter (where foul = 'double') as double_fouls,
        count(*) filter (where text_told = 'ast' and assist_player_id is null) as open_ast
    from told
    group by game_id, team_id, player_id
),
-- Which of both a rebound was is told by the counts so far: "Towns REBOUND (Off:1 Def:5)".
rebounds as (
    select
        game_id,
        team_id,
        player_id,
        try_cast(regexp_extract(last_rebound, 'Off:(\d+)', 1) as integer) as oreb,
        try_cast(regexp_extract(last_rebound, 'Def:(\d+)', 1) as integer) as dreb
    from counts
    where player_id is not null and last_rebound is not null
),
assists as (
    select
        game_id,
        assist_player_id as player_id,
        count(*) as ast
    from play_by_play
    where assist_player_id is not null
    group by game_id, assist_player_id
),
unnamed_helpers as (
    select
        game_id,
        team_id,
        sum(open_ast) as ast
    from counts
    group by game_id, team_id
),
double_fouls as (
    select
        game_id,
        sum(double_fouls) as fouls
    from counts
    group by game_id
),
players as (
    select
        boxes.season,
        boxes.month,
        boxes.game_id,
        boxes.team_id,
        boxes.player_id,
        unnest([
            {'statistic': 'fgm', 'box': boxes.fgm, 'least': counts.fgm, 'more': 0},
            {'statistic': 'fga', 'box': boxes.fga, 'least': counts.fga, 'more': 0},
            {'statistic': 'fg3m', 'box': boxes.fg3m, 'least': counts.fg3m, 'more': 0},
            {'statistic': 'fg3a', 'box': boxes.fg3a, 'least': counts.fg3a, 'more': 0},
            {'statistic': 'ftm', 'box': boxes.ftm, 'least': counts.ftm, 'more': 0},
            {'statistic': 'fta', 'box': boxes.fta, 'least': counts.fta, 'more': 0},
            {'statistic': 'oreb', 'box': boxes.oreb, 'least': rebounds.oreb, 'more': 0},
            {'statistic': 'dreb', 'box': boxes.dreb, 'least': rebounds.dreb, 'more': 0},
            {'statistic': 'reb', 'box': boxes.reb, 'least': counts.reb, 'more': 0},
            {'statistic': 'ast', 'box': boxes.ast, 'least': assists.ast, 'more': unnamed.ast},
            {'statistic': 'stl', 'box': boxes.stl, 'least': counts.stl, 'more': 0},
            {'statistic': 'blk', 'box': boxes.blk, 'least': counts.blk, 'more': 0},
            {'statistic': 'tov', 'box': boxes.tov, 'least': counts.tov, 'more': counts.no_tov},
            {'statistic': 'pf', 'box': boxes.pf, 'least': counts.pf, 'more': doubles.fouls},
            {'statistic': 'pts', 'box': boxes.pts, 'least': counts.pts, 'more': 0}
        ]) as told
    from player_box_traditional as boxes
    inner join double_fouls as doubles using (game_id)
    left join counts using (game_id, team_id, player_id)
    left join rebounds using (game_id, team_id, player_id)
    left join assists using (game_id, player_id)
    left join unnamed_helpers as unnamed using (game_id, team_id)
    where boxes.did_play
)
select
    season,
    month,
    game_id,
    team_id,
    player_id,
    told.statistic,
    told.box,
    cast(coalesce(told.least, 0) as bigint) as least,
    cast(coalesce(told.least, 0) + coalesce(told.more, 0) as bigint) as most
from players
