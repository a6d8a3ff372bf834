-- player_box_traditional: one row for each player listed in a game's box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoretraditionalv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct 0-1, 0 without an attempt
-- nulls: all statistics null when the player did not play; is_starter null when the source names no starters of the team (before 1996-97); plus_minus null before 1996-97
-- source: boxscoretraditionalv3
-- column: game_id VARCHAR
-- column: player_id BIGINT
-- column: season VARCHAR
-- column: month INTEGER
-- column: game_date DATE
-- column: team_id BIGINT
-- column: is_home BOOLEAN
-- column: player_name VARCHAR
-- column: starting_position VARCHAR
-- column: is_starter BOOLEAN
-- column: did_play BOOLEAN
-- column: comment VARCHAR
-- column: minutes DOUBLE
-- column: fgm INTEGER
-- column: fga INTEGER
-- column: fg_pct DOUBLE
-- column: fg3m INTEGER
-- column: fg3a INTEGER
-- column: fg3_pct DOUBLE
-- column: ftm INTEGER
-- column: fta INTEGER
-- column: ft_pct DOUBLE
-- column: oreb INTEGER
-- column: dreb INTEGER
-- column: reb INTEGER
-- column: ast INTEGER
-- column: stl INTEGER
-- column: blk INTEGER
-- column: tov INTEGER
-- column: pf INTEGER
-- column: pts INTEGER
-- column: plus_minus INTEGER
with teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoretraditionalv3
),
players as (
    select
        game_id,
        side.is_home,
        side.team.teamId as team_id,
        unnest(side.team.players) as player
    from teams
),
appearances as (
    select
        game_id,
        is_home,
        team_id,
        player,
        -- A player without minutes who has a statistic did play, and a check tells it.
        coalesce(player.statistics.minutes, '') <> ''
            or coalesce(
                greatest(
                    player.statistics.points,
                    player.statistics.fieldGoalsAttempted,
                    player.statistics.freeThrowsAttempted,
                    player.statistics.reboundsTotal,
                    player.statistics.assists,
                    player.statistics.foulsPersonal
                ) > 0,
                false
            ) as did_play,
        nullif(player.position, '') as starting_position,
        count(nullif(player.position, '')) over (partition by game_id, team_id) > 0 as names_starters
    from players
)
select
    appearances.game_id,
    appearances.player.personId as player_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    appearances.team_id,
    appearances.is_home,
    trim(concat_ws(' ', player.firstName, player.familyName)) as player_name,
    starting_position,
    case when names_starters then starting_position is not null end as is_starter,
    did_play,
    nullif(trim(player.comment), '') as comment,
    decimal_minutes(player.statistics.minutes) as minutes,
    case when did_play then player.statistics.fieldGoalsMade end as fgm,
    case when did_play then player.statistics.fieldGoalsAttempted end as fga,
    case when did_play then player.statistics.fieldGoalsPercentage end as fg_pct,
    case when did_play then player.statistics.threePointersMade end as fg3m,
    case when did_play then player.statistics.threePointersAttempted end as fg3a,
    case when did_play then player.statistics.threePointersPercentage end as fg3_pct,
    case when did_play then player.statistics.freeThrowsMade end as ftm,
    case when did_play then player.statistics.freeThrowsAttempted end as fta,
    case when did_play then player.statistics.freeThrowsPercentage end as ft_pct,
    case when did_play then player.statistics.reboundsOffensive end as oreb,
    case when did_play then player.statistics.reboundsDefensive end as dreb,
    case when did_play then player.statistics.reboundsTotal end as reb,
    case when did_play then player.statistics.assists end as ast,
    case when did_play then player.statistics.steals end as stl,
    case when did_play then player.statistics.blocks end as blk,
    case when did_play then player.statistics.turnovers end as tov,
    case when did_play then player.statistics.foulsPersonal end as pf,
    case when did_play then player.statistics.points end as pts,
    -- Before play-by-play nobody knew, and the source says 0.0.
    case
        when did_play and cast($season as varchar) >= '1996-97'
            then cast(player.statistics.plusMinusPoints as integer)
    end as plus_minus
from appearances
inner join staging.game_dates using (game_id)
