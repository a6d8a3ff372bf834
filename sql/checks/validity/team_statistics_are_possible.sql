-- check: team_statistics_are_possible
-- claim: a team's statistics lie where a game can take them: no negative count, no more made than attempted
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- grain: game_id, team_id
-- tolerance: none; 490 minutes are a game of ten overtimes
with told as (
    select
        game_id,
        team_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 490},
            {'statistic': 'fgm', 'lowest': 0, 'observed': fgm, 'highest': least(fga, 400)},
            {'statistic': 'fga', 'lowest': 0, 'observed': fga, 'highest': 400},
            {'statistic': 'fg3m', 'lowest': 0, 'observed': fg3m, 'highest': least(fgm, fg3a)},
            {'statistic': 'fg3a', 'lowest': 0, 'observed': fg3a, 'highest': fga},
            {'statistic': 'ftm', 'lowest': 0, 'observed': ftm, 'highest': fta},
            {'statistic': 'fta', 'lowest': 0, 'observed': fta, 'highest': 400},
            {'statistic': 'fg_pct', 'lowest': 0, 'observed': fg_pct, 'highest': 1},
            {'statistic': 'fg3_pct', 'lowest': 0, 'observed': fg3_pct, 'highest': 1},
            {'statistic': 'ft_pct', 'lowest': 0, 'observed': ft_pct, 'highest': 1},
            {'statistic': 'oreb', 'lowest': 0, 'observed': oreb, 'highest': 400},
            {'statistic': 'dreb', 'lowest': 0, 'observed': dreb, 'highest': 400},
            {'statistic': 'reb', 'lowest': 0, 'observed': reb, 'highest': 400},
            {'statistic': 'ast', 'lowest': 0, 'observed': ast, 'highest': 400},
            {'statistic': 'stl', 'lowest': 0, 'observed': stl, 'highest': 400},
            {'statistic': 'blk', 'lowest': 0, 'observed': blk, 'highest': 400},
            {'statistic': 'tov', 'lowest': 0, 'observed': tov, 'highest': 400},
            {'statistic': 'pf', 'lowest': 0, 'observed': pf, 'highest': 400},
            {'statistic': 'pts', 'lowest': 0, 'observed': pts, 'highest': 400},
            {'statistic': 'plus_minus', 'lowest': -400, 'observed': plus_minus, 'highest': 400}
        ]) as value
    from team_box_traditional
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
