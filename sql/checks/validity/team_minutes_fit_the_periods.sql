-- check: team_minutes_fit_the_periods
-- claim: a team plays 240 minutes, and 25 more for each overtime
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- where: game_id in (select game_id from games where season_type not in ('all-star', 'preseason') and (season >= '1996-97' or periods > 0)) and (season >= '1996-97' or minutes is not null)
-- grain: game_id, team_id
-- needs: games
-- tolerance: 0.5 minutes; all-star and preseason games are left out, and before 1996-97 those whose minutes or periods are not told
select
    team_box_traditional.game_id,
    team_box_traditional.team_id,
    240 + 25 * greatest(games.periods - 4, 0) as expected,
    team_box_traditional.minutes as observed
from team_box_traditional
inner join games using (game_id)
-- These have had quarters of other lengths, all-star games target scores too.
where games.season_type not in ('all-star', 'preseason')
    and (games.season >= '1996-97' or (games.periods > 0 and team_box_traditional.minutes is not null))
    and not coalesce(
        abs(team_box_traditional.minutes - (240 + 25 * greatest(games.periods - 4, 0))) <= 0.5,
        false
    )
order by team_box_traditional.game_id, team_box_traditional.team_id
