-- check: player_advanced_statistics_are_possible
-- claim: a player's shares are 0-1, ratios 0-100, and ratings, pace and possessions not negative
-- dimension: validity
-- severity: error
-- over: player_box_advanced
-- where: minutes is not null
-- grain: game_id, player_id
-- tolerance: none; what the league only estimates is left out, it can leave these ranges in seconds on the court
with told as (
    select
        game_id,
        player_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 98},
            {'statistic': 'ast_pct', 'lowest': 0, 'observed': ast_pct, 'highest': 1},
            {'statistic': 'oreb_pct', 'lowest': 0, 'observed': oreb_pct, 'highest': 1},
            {'statistic': 'dreb_pct', 'lowest': 0, 'observed': dreb_pct, 'highest': 1},
            {'statistic': 'reb_pct', 'lowest': 0, 'observed': reb_pct, 'highest': 1},
            {'statistic': 'usg_pct', 'lowest': 0, 'observed': usg_pct, 'highest': 1},
            {'statistic': 'ast_ratio', 'lowest': 0, 'observed': ast_ratio, 'highest': 100},
            {'statistic': 'tov_ratio', 'lowest': 0, 'observed': tov_ratio, 'highest': 100},
            {'statistic': 'efg_pct', 'lowest': 0, 'observed': efg_pct, 'highest': 1.5},
            {'statistic': 'ts_pct', 'lowest': 0, 'observed': ts_pct, 'highest': 2},
            {'statistic': 'ast_to_tov', 'lowest': 0, 'observed': ast_to_tov, 'highest': 10000},
            {'statistic': 'off_rating', 'lowest': 0, 'observed': off_rating, 'highest': 10000},
            {'statistic': 'def_rating', 'lowest': 0, 'observed': def_rating, 'highest': 10000},
            {'statistic': 'pace', 'lowest': 0, 'observed': pace, 'highest': 10000},
            {'statistic': 'pace_per_40', 'lowest': 0, 'observed': pace_per_40, 'highest': 10000},
            {'statistic': 'possessions', 'lowest': 0, 'observed': possessions, 'highest': 10000}
        ]) as value
    from player_box_advanced
    where minutes is not null
)
select
    game_id,
    player_id,
    value.statistic,
    format('{:g} to {:g}', cast(value.lowest as double), value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by game_id, player_id, value.statistic
