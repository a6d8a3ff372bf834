-- player_box_traditional: one row for each player listed in a game's box score
-- dataset: box-scores
-- grain: game_id, player_id
-- needs: staging/boxscoretraditionalv3, staging/boxscoretraditionalv2, staging/home_teams, staging/game_dates
-- partition: season, month
-- units: minutes in decimal minutes; *_pct 0-1, 0 without an attempt
-- nulls: all statistics null when the player did not play; is_home null of a game known from V2 alone without a summary; is_starter null when the source names no starters of the team (before 1996-97); plus_minus null before 1996-97
-- nullable: starting_position, minutes, fgm, fga, fg_pct, fg3m, fg3a, fg3_pct, ftm, fta, ft_pct, oreb, dreb, reb, ast, stl, blk, tov, pf, pts, plus_minus
-- nullable_in_a_game: is_starter
-- nullable_from_v2: is_home
-- nullable_throughout: comment
-- source: boxscoretraditionalv3, boxscoretraditionalv2
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
with v3_teams as (
    select
        game_id,
        unnest([
            {'is_home': true, 'team': home_team},
            {'is_home': false, 'team': away_team}
        ]) as side
    from staging.boxscoretraditionalv3
),
v3_players as (
    select
        game_id,
        side.is_home,
        side.team.teamId as team_id,
        unnest(side.team.players) as player
    from v3_teams
),
from_v3 as (
    select
        game_id,
        player.personId as player_id,
        team_id,
        is_home,
        concat_ws(' ', player.firstName, player.familyName) as player_name,
        player.position as starting_position,
        player.comment,
        player.statistics.minutes,
        player.statistics.fieldGoalsMade as fgm,
        player.statistics.fieldGoalsAttempted as fga,
        player.statistics.fieldGoalsPercentage as fg_pct,
        player.statistics.threePointersMade as fg3m,
        player.statistics.threePointersAttempted as fg3a,
        player.statistics.threePointersPercentage as fg3_pct,
        player.statistics.freeThrowsMade as ftm,
        player.statistics.freeThrowsAttempted as fta,
        player.statistics.freeThrowsPercentage as ft_pct,
        player.statistics.reboundsOffensive as oreb,
        player.statistics.reboundsDefensive as dreb,
        player.statistics.reboundsTotal as reb,
        player.statistics.assists as ast,
        player.statistics.steals as stl,
        player.statistics.blocks as blk,
        player.statistics.turnovers as tov,
        player.statistics.foulsPersonal as pf,
        player.statistics.points as pts,
        player.statistics.plusMinusPoints as plus_minus
    from v3_players
),
v2_players as (
    select
        game_id,
        unnest(players) as player
    from staging.boxscoretraditionalv2
    anti join staging.boxscoretraditionalv3 using (game_id)
),
from_v2 as (
    select
        game_id,
        player.PLAYER_ID as player_id,
        player.TEAM_ID as team_id,
        player.TEAM_ID = home_teams.home_team_id as is_home,
        player.PLAYER_NAME as player_name,
        player.START_POSITION as starting_position,
        player.COMMENT as comment,
        player.MIN as minutes,
        player.FGM as fgm,
        player.FGA as fga,
        player.FG_PCT as fg_pct,
        player.FG3M as fg3m,
        player.FG3A as fg3a,
        player.FG3_PCT as fg3_pct,
        player.FTM as ftm,
        player.FTA as fta,
        player.FT_PCT as ft_pct,
        player.OREB as oreb,
        player.DREB as dreb,
        player.REB as reb,
        player.AST as ast,
        player.STL as stl,
        player.BLK as blk,
        player."TO" as tov,
        player.PF as pf,
        player.PTS as pts,
        player.PLUS_MINUS as plus_minus
    from v2_players
    left join staging.home_teams using (game_id)
),
listed as (
    select * from from_v3
    union all by name
    select * from from_v2
),
appearances as (
    select
        * exclude (starting_position),
        -- A player without minutes who has a statistic did play, and a check tells it.
        coalesce(minutes, '') <> ''
            or coalesce(greatest(pts, fga, fta, reb, ast, pf) > 0, false) as did_play,
        nullif(starting_position, '') as starting_position,
        count(nullif(starting_position, '')) over (partition by game_id, team_id) > 0
            as names_starters
    from listed
)
select
    appearances.game_id,
    player_id,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    team_id,
    is_home,
    trim(player_name) as player_name,
    starting_position,
    case when names_starters then starting_position is not null end as is_starter,
    did_play,
    nullif(trim(comment), '') as comment,
    decimal_minutes(minutes) as minutes,
    case when did_play then fgm end as fgm,
    case when did_play then fga end as fga,
    case when did_play then fg_pct end as fg_pct,
    case when did_play then fg3m end as fg3m,
    case when did_play then fg3a end as fg3a,
    case when did_play then fg3_pct end as fg3_pct,
    case when did_play then ftm end as ftm,
    case when did_play then fta end as fta,
    case when did_play then ft_pct end as ft_pct,
    case when did_play then oreb end as oreb,
    case when did_play then dreb end as dreb,
    case when did_play then reb end as reb,
    case when did_play then ast end as ast,
    case when did_play then stl end as stl,
    case when did_play then blk end as blk,
    case when did_play then tov end as tov,
    case when did_play then pf end as pf,
    case when did_play then pts end as pts,
    -- Before play-by-play nobody knew, and the source says 0.0.
    case
        when did_play and cast($season as varchar) >= '1996-97'
            then cast(plus_minus as integer)
    end as plus_minus
from appearances
inner join staging.game_dates using (game_id)
