-- inactive_players: one row for each player named as inactive for a game
-- dataset: games
-- grain: game_id, player_id
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: jersey_number is text, "00" exists
-- nulls: jersey_number null where the league gives none
-- source: boxscoresummaryv3
-- column: game_id VARCHAR: ten digits, text
-- column: player_id BIGINT: the league's number of a person
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: team_id BIGINT: of the player in this game; stays with the franchise when it moves
-- column: player_name VARCHAR: first and family name, with accents
-- column: jersey_number VARCHAR: text, 00 exists; null where the league gives none
with teams as (
    select
        game_id,
        unnest([
            {'team_id': summary.homeTeam.teamId, 'inactives': summary.homeTeam.inactives},
            {'team_id': summary.awayTeam.teamId, 'inactives': summary.awayTeam.inactives}
        ]) as team
    from staging.boxscoresummaryv3
),
inactives as (
    select
        game_id,
        team.team_id,
        unnest(team.inactives) as player
    from teams
)
select
    inactives.game_id,
    inactives.player.personId as player_id,
    cast($season as varchar) as season,
    game_dates.month,
    inactives.team_id,
    trim(concat_ws(' ', inactives.player.firstName, inactives.player.familyName)) as player_name,
    nullif(trim(inactives.player.jerseyNum), '') as jersey_number
from inactives
inner join staging.game_dates using (game_id)
