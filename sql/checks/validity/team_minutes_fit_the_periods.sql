-- check: team_minutes_fit_the_periods
-- claim: a team plays 240 minutes, and 25 more for each overtime
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- where: game_id in (select game_id from games where season_type <> 'all-star')
-- grain: game_id, team_id
-- needs: games
-- tolerance: 0.5 minutes; all-star games are left out
select
    team_box_traditional.game_id,
    team_box_traditional.team_id,
    240 + 25 * greatest(games.periods - 4, 0) as expected,
    team_box_traditional.minutes as observed
from team_box_traditional
inner join games using (game_id)
-- All-star games have had quarters of other lengths and target scores.
where games.season_type <> 'all-star' and not coalesce(
    abs(team_box_traditional.minutes - (240 + 25 * greatest(games.periods - 4, 0))) <= 0.5,
    false
)
order by team_box_traditional.game_id, team_box_traditional.team_id
