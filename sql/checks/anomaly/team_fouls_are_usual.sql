-- check: team_fouls_are_usual
-- claim: a team's personal fouls in 48 minutes are not far from those of the season
-- dimension: anomaly
-- severity: warn
-- over: team_box_traditional
-- where: substr(game_id, 3, 1) <> '3' and season in (select season from team_box_traditional where substr(game_id, 3, 1) <> '3' group by season having count(distinct game_id) >= 100)
-- grain: game_id, team_id
-- mend: none
-- tolerance: 6 robust standard deviations (1.4826 x the median deviation from the season's median) of 48 minutes; seasons of 100 games or more, all-star games left out; real fouls of 2024-25 lie within 3.9
with told as (
    select
        game_id,
        team_id,
        season,
        pf * 240 / minutes as value
    from team_box_traditional
    where substr(game_id, 3, 1) <> '3' and minutes > 0
),
seasons as (
    select
        season,
        median(value) as middle,
        1.4826 * mad(value) as spread
    from told
    group by season
    having count(distinct game_id) >= 100
)
select
    game_id,
    team_id,
    concat(round(middle - 6 * spread, 1), ' to ', round(middle + 6 * spread, 1)) as expected,
    round(value, 1) as observed
from told
inner join seasons using (season)
where spread > 0 and abs(value - middle) > 6 * spread
order by game_id, team_id
