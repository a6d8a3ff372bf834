-- check: team_statistics_are_heard_of
-- claim: a team's statistics are no higher, and its points no lower, than any that have been heard of
-- dimension: validity
-- severity: warn
-- over: team_box_traditional
-- where: substr(game_id, 3, 1) <> '3'
-- grain: game_id, team_id
-- tolerance: the records since 1976-77 and a little more, such as 49 and 186 points, 73 points apart; all-star games are left out
with told as (
    select
        game_id,
        team_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 390},
            {'statistic': 'fgm', 'lowest': 0, 'observed': fgm, 'highest': 80},
            {'statistic': 'fga', 'lowest': 0, 'observed': fga, 'highest': 140},
            {'statistic': 'fg3m', 'lowest': 0, 'observed': fg3m, 'highest': 35},
            {'statistic': 'fg3a', 'lowest': 0, 'observed': fg3a, 'highest': 75},
            {'statistic': 'ftm', 'lowest': 0, 'observed': ftm, 'highest': 65},
            {'statistic': 'fta', 'lowest': 0, 'observed': fta, 'highest': 90},
            {'statistic': 'oreb', 'lowest': 0, 'observed': oreb, 'highest': 45},
            {'statistic': 'dreb', 'lowest': 0, 'observed': dreb, 'highest': 70},
            {'statistic': 'reb', 'lowest': 0, 'observed': reb, 'highest': 95},
            {'statistic': 'ast', 'lowest': 0, 'observed': ast, 'highest': 60},
            {'statistic': 'stl', 'lowest': 0, 'observed': stl, 'highest': 30},
            {'statistic': 'blk', 'lowest': 0, 'observed': blk, 'highest': 27},
            {'statistic': 'tov', 'lowest': 0, 'observed': tov, 'highest': 50},
            {'statistic': 'pf', 'lowest': 0, 'observed': pf, 'highest': 60},
            {'statistic': 'pts', 'lowest': 45, 'observed': pts, 'highest': 190},
            {'statistic': 'plus_minus', 'lowest': -80, 'observed': plus_minus, 'highest': 80}
        ]) as value
    from team_box_traditional
    where substr(game_id, 3, 1) <> '3'
)
select
    game_id,
    team_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, team_id, value.statistic
