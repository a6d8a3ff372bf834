-- check: player_statistics_are_possible
-- claim: a player's statistics lie where a game can take them: no negative count, no more made than attempted
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play
-- grain: game_id, player_id
-- tolerance: none; 98 minutes are a game of ten overtimes
with told as (
    select
        game_id,
        player_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 98},
            {'statistic': 'fgm', 'lowest': 0, 'observed': fgm, 'highest': least(fga, 200)},
            {'statistic': 'fga', 'lowest': 0, 'observed': fga, 'highest': 200},
            {'statistic': 'fg3m', 'lowest': 0, 'observed': fg3m, 'highest': least(fgm, fg3a)},
            {'statistic': 'fg3a', 'lowest': 0, 'observed': fg3a, 'highest': fga},
            {'statistic': 'ftm', 'lowest': 0, 'observed': ftm, 'highest': fta},
            {'statistic': 'fta', 'lowest': 0, 'observed': fta, 'highest': 200},
            {'statistic': 'fg_pct', 'lowest': 0, 'observed': fg_pct, 'highest': 1},
            {'statistic': 'fg3_pct', 'lowest': 0, 'observed': fg3_pct, 'highest': 1},
            {'statistic': 'ft_pct', 'lowest': 0, 'observed': ft_pct, 'highest': 1},
            {'statistic': 'oreb', 'lowest': 0, 'observed': oreb, 'highest': 200},
            {'statistic': 'dreb', 'lowest': 0, 'observed': dreb, 'highest': 200},
            {'statistic': 'reb', 'lowest': 0, 'observed': reb, 'highest': 200},
            {'statistic': 'ast', 'lowest': 0, 'observed': ast, 'highest': 200},
            {'statistic': 'stl', 'lowest': 0, 'observed': stl, 'highest': 200},
            {'statistic': 'blk', 'lowest': 0, 'observed': blk, 'highest': 200},
            {'statistic': 'tov', 'lowest': 0, 'observed': tov, 'highest': 200},
            {'statistic': 'pf', 'lowest': 0, 'observed': pf, 'highest': 200},
            {'statistic': 'pts', 'lowest': 0, 'observed': pts, 'highest': 200},
            {'statistic': 'plus_minus', 'lowest': -200, 'observed': plus_minus, 'highest': 200}
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
