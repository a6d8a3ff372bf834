-- check: teams_of_games_are_in_teams
-- claim: both teams of a game are among the teams of its season
-- dimension: consistency
-- severity: error
-- over: games
-- where: season_type not in ('preseason', 'all-star') and season in (select season from teams)
-- grain: game_id
-- needs: teams
-- mend: capture
-- tolerance: none; seasons without teams are left out, and so are all-star games and those before the season, where teams from elsewhere play
with playing as (
    select
        game_id,
        season,
        unnest([home_team_id, away_team_id]) as team_id
    from games
    where season_type not in ('preseason', 'all-star')
        and season in (select season from teams)
)
select
    playing.game_id,
    playing.team_id,
    'in teams' as expected,
    'not in teams' as observed
from playing
anti join teams using (season, team_id)
order by playing.game_id, playing.team_id
