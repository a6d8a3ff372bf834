-- check: paces_are_usual
-- claim: the pace of a game is not far from that of the season
-- dimension: anomaly
-- severity: warn
-- over: team_box_advanced
-- where: substr(game_id, 3, 1) <> '3' and season in (select season from team_box_advanced where substr(game_id, 3, 1) <> '3' group by season having count(distinct game_id) >= 100)
-- grain: game_id
-- mend: none
-- tolerance: 6 robust standard deviations (1.4826 x the median deviation from the season's median) of the game's pace; seasons of 100 games or more, all-star games left out
with told as (
    select
        game_id,
        season,
        max(pace) as value
    from team_box_advanced
    where substr(game_id, 3, 1) <> '3' and pace is not null
    group by game_id, season
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
    concat(round(middle - 6 * spread, 1), ' to ', round(middle + 6 * spread, 1)) as expected,
    round(value, 1) as observed
from told
inner join seasons using (season)
where spread > 0 and abs(value - middle) > 6 * spread
order by game_id
