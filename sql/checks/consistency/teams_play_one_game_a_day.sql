-- check: teams_play_one_game_a_day
-- claim: no team plays two games on one day
-- dimension: consistency
-- severity: error
-- over: teams
-- where: (season, team_id) in (select (season, unnest([home_team_id, away_team_id])) from games where season_type not in ('preseason', 'all-star') and game_date is not null)
-- grain: season, team_id
-- needs: games
-- mend: none
-- tolerance: none; all-star games, those before the season and those without a date are left out, and teams without a game
with playing as (
    select
        game_id,
        season,
        game_date,
        unnest([home_team_id, away_team_id]) as team_id
    from games
    where season_type not in ('preseason', 'all-star')
        and game_date is not null
)
select
    playing.season,
    playing.team_id,
    playing.game_date,
    'one game' as expected,
    string_agg(distinct playing.game_id, ', ' order by playing.game_id) as observed
from playing
semi join teams using (season, team_id)
group by playing.season, playing.team_id, playing.game_date
having count(distinct playing.game_id) > 1
order by playing.season, playing.team_id, playing.game_date
