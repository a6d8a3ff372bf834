-- player_box_traditional: one row for each player listed in a game's box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoretraditionalv3, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct 0-1, 0 without an attempt
-- nulls: all statistics null when the player did not play; is_starter null when the source names no starters of the team (before 1996-97); plus_minus null before 1996-97
-- source: boxscoretraditionalv3
-- column: game_id VARCHAR: ten digits, text
-- column: player_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: team_id BIGINT: of the player in this game; stays with the franchise when it moves
-- column: is_home BOOLEAN: whether the team is the home team of the game
-- column: player_name VARCHAR: first and family name, with accents
-- column: starting_position VARCHAR: F, C or G of a starter; null for all others
-- column: is_starter BOOLEAN: null where the source names no starters of the team, before 1996-97
-- column: did_play BOOLEAN: false for who was listed and never on the court
-- column: comment VARCHAR: why not, such as DNP - Coach's Decision; null where there is none
-- column: minutes DOUBLE: on the court, decimal; null for who did not play
-- column: fgm INTEGER: field goals made, threes included
-- column: fga INTEGER: field goals attempted, threes included
-- column: fg_pct DOUBLE: fgm / fga, 0-1; 0 without an attempt
-- column: fg3m INTEGER: three-pointers made
-- column: fg3a INTEGER: three-pointers attempted
-- column: fg3_pct DOUBLE: fg3m / fg3a, 0-1; 0 without an attempt
-- column: ftm INTEGER: free throws made
-- column: fta INTEGER: free throws attempted
-- column: ft_pct DOUBLE: ftm / fta, 0-1; 0 without an attempt
-- column: oreb INTEGER: offensive rebounds
-- column: dreb INTEGER: defensive rebounds
-- column: reb INTEGER: oreb + dreb
-- column: ast INTEGER: assists
-- column: stl INTEGER: steals
-- column: blk INTEGER: shots of the other team blocked
-- column: tov INTEGER: turnovers
-- column: pf INTEGER: personal fouls
-- column: pts INTEGER: points scored
-- column: plus_minus INTEGER: points of the team less those of the other while on the court; null before 1996-97
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
