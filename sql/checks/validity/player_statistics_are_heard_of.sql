-- check: player_statistics_are_heard_of
-- claim: a player's statistics are no higher than any that have been heard of
-- dimension: validity
-- severity: warn
-- over: player_box_traditional
-- where: did_play
-- grain: game_id, player_id
-- tolerance: the records since 1976-77 and a little more, such as 69 minutes, 37 rebounds, 30 assists, 11 steals; 100 points are of 1962
with told as (
    select
        game_id,
        player_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 70},
            {'statistic': 'fgm', 'lowest': 0, 'observed': fgm, 'highest': 36},
            {'statistic': 'fga', 'lowest': 0, 'observed': fga, 'highest': 63},
            {'statistic': 'fg3m', 'lowest': 0, 'observed': fg3m, 'highest': 16},
            {'statistic': 'fg3a', 'lowest': 0, 'observed': fg3a, 'highest': 30},
            {'statistic': 'ftm', 'lowest': 0, 'observed': ftm, 'highest': 40},
            {'statistic': 'fta', 'lowest': 0, 'observed': fta, 'highest': 45},
            {'statistic': 'oreb', 'lowest': 0, 'observed': oreb, 'highest': 25},
            {'statistic': 'dreb', 'lowest': 0, 'observed': dreb, 'highest': 30},
            {'statistic': 'reb', 'lowest': 0, 'observed': reb, 'highest': 40},
            {'statistic': 'ast', 'lowest': 0, 'observed': ast, 'highest': 30},
            {'statistic': 'stl', 'lowest': 0, 'observed': stl, 'highest': 13},
            {'statistic': 'blk', 'lowest': 0, 'observed': blk, 'highest': 18},
            {'statistic': 'tov', 'lowest': 0, 'observed': tov, 'highest': 16},
            {'statistic': 'pf', 'lowest': 0, 'observed': pf, 'highest': 7},
            {'statistic': 'pts', 'lowest': 0, 'observed': pts, 'highest': 100},
            {'statistic': 'plus_minus', 'lowest': -65, 'observed': plus_minus, 'highest': 65}
        ]) as value
    from player_box_traditional
    where did_play
)
select
    game_id,
    player_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, player_id, value.statistic
