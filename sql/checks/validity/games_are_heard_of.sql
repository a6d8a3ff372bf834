-- check: games_are_heard_of
-- claim: a game's length, scores and attendance are such as have been heard of
-- dimension: validity
-- severity: warn
-- over: games
-- where: substr(game_id, 3, 1) <> '3' and home_score + away_score > 0
-- grain: game_id
-- tolerance: the records since 1976-77 and a little more, such as four overtimes, 49 and 186 points; games without points, which were cancelled, and all-star games are left out; before 1996-97 no periods are an unknown number of them
with told as (
    select
        game_id,
        unnest([
            {'statistic': 'periods', 'lowest': 4, 'observed': if(season < '1996-97', nullif(periods, 0), periods), 'highest': 8},
            {'statistic': 'home_score', 'lowest': 45, 'observed': home_score, 'highest': 190},
            {'statistic': 'away_score', 'lowest': 45, 'observed': away_score, 'highest': 190},
            {'statistic': 'attendance', 'lowest': 0, 'observed': attendance, 'highest': 80000},
            {'statistic': 'duration_minutes', 'lowest': 75, 'observed': duration_minutes, 'highest': 300}
        ]) as value
    from games
    where substr(game_id, 3, 1) <> '3'
        and home_score + away_score > 0
)
select
    game_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, value.statistic
