-- check: games_are_possible
-- claim: a game has four periods or more, and no negative score, attendance or duration
-- dimension: validity
-- severity: error
-- over: games
-- where: substr(game_id, 3, 1) <> '3'
-- grain: game_id
-- tolerance: a game without points was cancelled, and need not have periods; all-star games are left out, they have been played as tournaments; before 1996-97 no periods are an unknown number of them
with told as (
    select
        game_id,
        unnest([
            {'statistic': 'periods', 'lowest': if(home_score + away_score > 0, 4, 0), 'observed': if(season < '1996-97', nullif(periods, 0), periods), 'highest': 14},
            {'statistic': 'home_score', 'lowest': 0, 'observed': home_score, 'highest': 400},
            {'statistic': 'away_score', 'lowest': 0, 'observed': away_score, 'highest': 400},
            {'statistic': 'attendance', 'lowest': 0, 'observed': attendance, 'highest': 300000},
            {'statistic': 'duration_minutes', 'lowest': 1, 'observed': duration_minutes, 'highest': 1440}
        ]) as value
    from games
    where substr(game_id, 3, 1) <> '3'
)
select
    game_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, value.statistic
