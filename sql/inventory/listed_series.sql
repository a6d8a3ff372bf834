-- listed_series: one row for each team of each playoff series that the newest list of a season's games has
-- grain: season, team_id, opponent_id
-- needs: inventory/listed_team_games
-- source: leaguegamefinder
-- column: season VARCHAR: label such as 2024-25
-- column: team_id BIGINT: the team
-- column: opponent_id BIGINT: the team it plays
-- column: series_round BIGINT: 1 for the first round
-- column: wins BIGINT: games the team won
-- column: losses BIGINT: games it lost
-- column: last_result VARCHAR: W or L, of the last game
with team_games as (
    select
        ours.season,
        ours.team_id,
        theirs.team_id as opponent_id,
        ours.game_id,
        ours.game_date,
        ours.result
    from listed_team_games as ours
    inner join listed_team_games as theirs
        on ours.game_id = theirs.game_id
        and ours.team_id <> theirs.team_id
    where ours.season_type = 'playoffs'
        and ours.result is not null
),
-- Two teams meet in one series at most, so that no number of a game has to be read.
series as (
    select
        season,
        team_id,
        opponent_id,
        count(*) filter (where result = 'W') as wins,
        count(*) filter (where result = 'L') as losses,
        arg_max(result, (game_date, game_id)) as last_result,
        row_number() over (partition by season, team_id order by min(game_date)) as team_round
    from team_games
    group by season, team_id, opponent_id
)
-- A team that was spared the first round meets one that was not.
select
    ours.season,
    ours.team_id,
    ours.opponent_id,
    greatest(ours.team_round, theirs.team_round) as series_round,
    ours.wins,
    ours.losses,
    ours.last_result
from series as ours
inner join series as theirs
    on ours.season = theirs.season
    and ours.team_id = theirs.opponent_id
    and ours.opponent_id = theirs.team_id
