-- check: teams_play_one_game_a_day
-- claim: no team plays two games on one day
-- dimension: consistency
-- severity: error
-- over: team_box_traditional
-- where: team_id is not null and game_date is not null and substr(game_id, 3, 1) not in ('1', '3')
-- grain: season, team_id, game_date
-- needs: games?
-- mend: none
-- tolerance: none; all-star games, those before the season and those without a date are left out
with playing as (
    select
        game_id,
        season,
        game_date,
        team_id
    from team_box_traditional
    union
    select
        game_id,
        season,
        game_date,
        unnest([home_team_id, away_team_id]) as team_id
    from games
)
select
    season,
    team_id,
    game_date,
    'one game' as expected,
    string_agg(distinct game_id, ', ' order by game_id) as observed
from playing
where team_id is not null
    and game_date is not null
    and substr(game_id, 3, 1) not in ('1', '3')
group by season, team_id, game_date
having count(distinct game_id) > 1
order by season, team_id, game_date
