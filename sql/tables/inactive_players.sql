-- inactive_players: one row for each player named as inactive for a game
-- dataset: games
-- grain: game_id, player_id
-- needs: staging/boxscoresummaryv3, staging/boxscoresummaryv2, staging/game_dates
-- partition: season, month
-- units: jersey_number is text, "00" exists
-- nulls: jersey_number null where the league gives none
-- nullable_throughout: jersey_number
-- source: boxscoresummaryv3, boxscoresummaryv2
-- column: game_id VARCHAR: ten digits, text
-- column: player_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: team_id BIGINT: of the player in this game; stays with the franchise when it moves
-- column: player_name VARCHAR: first and family name, with accents
-- column: jersey_number VARCHAR: text, 00 exists; null where the league gives none
with v3_teams as (
    select
        game_id,
        unnest([
            {'team_id': summary.homeTeam.teamId, 'inactives': summary.homeTeam.inactives},
            {'team_id': summary.awayTeam.teamId, 'inactives': summary.awayTeam.inactives}
        ]) as team
    from staging.boxscoresummaryv3
),
v3_players as (
    select
        game_id,
        team.team_id,
        unnest(team.inactives) as player
    from v3_teams
),
v2_players as (
    select
        game_id,
        unnest(inactives) as player
    from staging.boxscoresummaryv2
    anti join staging.boxscoresummaryv3 using (game_id)
),
from_v3 as (
    select
        game_id,
        player.personId as player_id,
        team_id,
        player.firstName as first_name,
        player.familyName as family_name,
        player.jerseyNum as jersey_number
    from v3_players
),
from_v2 as (
    select
        game_id,
        player.PLAYER_ID as player_id,
        player.TEAM_ID as team_id,
        player.FIRST_NAME as first_name,
        player.LAST_NAME as family_name,
        player.JERSEY_NUM as jersey_number
    from v2_players
),
inactives as (
    select * from from_v3
    union all by name
    select * from from_v2
)
select
    inactives.game_id,
    inactives.player_id,
    cast($season as varchar) as season,
    game_dates.month,
    inactives.team_id,
    trim(concat_ws(' ', inactives.first_name, inactives.family_name)) as player_name,
    nullif(trim(inactives.jersey_number), '') as jersey_number
from inactives
inner join staging.game_dates using (game_id)
