-- check: team_advanced_statistics_are_possible
-- claim: a team's shares are 0-1, ratios 0-100, and ratings, pace and possessions not negative
-- dimension: validity
-- severity: error
-- over: team_box_advanced
-- grain: game_id, team_id
-- tolerance: none; 490 minutes are a game of ten overtimes
with told as (
    select
        game_id,
        team_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 490},
            {'statistic': 'ast_pct', 'lowest': 0, 'observed': ast_pct, 'highest': 1},
            {'statistic': 'oreb_pct', 'lowest': 0, 'observed': oreb_pct, 'highest': 1},
            {'statistic': 'dreb_pct', 'lowest': 0, 'observed': dreb_pct, 'highest': 1},
            {'statistic': 'reb_pct', 'lowest': 0, 'observed': reb_pct, 'highest': 1},
            {'statistic': 'usg_pct', 'lowest': 0, 'observed': usg_pct, 'highest': 1},
            {'statistic': 'ast_ratio', 'lowest': 0, 'observed': ast_ratio, 'highest': 100},
            {'statistic': 'tov_ratio', 'lowest': 0, 'observed': tov_ratio, 'highest': 100},
            {'statistic': 'efg_pct', 'lowest': 0, 'observed': efg_pct, 'highest': 1.5},
            {'statistic': 'ts_pct', 'lowest': 0, 'observed': ts_pct, 'highest': 2},
            {'statistic': 'ast_to_tov', 'lowest': 0, 'observed': ast_to_tov, 'highest': 1000},
            {'statistic': 'off_rating', 'lowest': 0, 'observed': off_rating, 'highest': 1000},
            {'statistic': 'def_rating', 'lowest': 0, 'observed': def_rating, 'highest': 1000},
            {'statistic': 'pace', 'lowest': 0, 'observed': pace, 'highest': 1000},
            {'statistic': 'pace_per_40', 'lowest': 0, 'observed': pace_per_40, 'highest': 1000},
            {'statistic': 'possessions', 'lowest': 0, 'observed': possessions, 'highest': 1000}
        ]) as value
    from team_box_advanced
)
select
    game_id,
    team_id,
    value.statistic,
    format('{:g} to {:g}', cast(value.lowest as double), value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, team_id, value.statistic
