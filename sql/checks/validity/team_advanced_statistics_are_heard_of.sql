-- check: team_advanced_statistics_are_heard_of
-- claim: a team's ratings, pace and impact are such as have been heard of
-- dimension: validity
-- severity: warn
-- over: team_box_advanced
-- where: substr(game_id, 3, 1) <> '3'
-- grain: game_id, team_id
-- tolerance: wide; all-star games are left out
with told as (
    select
        game_id,
        team_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 390},
            {'statistic': 'ast_to_tov', 'lowest': 0, 'observed': ast_to_tov, 'highest': 30},
            {'statistic': 'off_rating', 'lowest': 40, 'observed': off_rating, 'highest': 190},
            {'statistic': 'def_rating', 'lowest': 40, 'observed': def_rating, 'highest': 190},
            {'statistic': 'net_rating', 'lowest': -100, 'observed': net_rating, 'highest': 100},
            {'statistic': 'pace', 'lowest': 45, 'observed': pace, 'highest': 160},
            {'statistic': 'pace_per_40', 'lowest': 37, 'observed': pace_per_40, 'highest': 135},
            {'statistic': 'possessions', 'lowest': 40, 'observed': possessions, 'highest': 210},
            {'statistic': 'pie', 'lowest': -0.5, 'observed': pie, 'highest': 1.5},
            {'statistic': 'est_usg_pct', 'lowest': 0.5, 'observed': est_usg_pct, 'highest': 1.5},
            {'statistic': 'est_tov_ratio', 'lowest': 0, 'observed': est_tov_ratio, 'highest': 60}
        ]) as value
    from team_box_advanced
    where substr(game_id, 3, 1) <> '3'
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
