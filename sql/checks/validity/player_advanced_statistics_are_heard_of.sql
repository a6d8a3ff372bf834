-- check: player_advanced_statistics_are_heard_of
-- claim: a player's ratings, pace and impact are no further out than seconds on the court can take them
-- dimension: validity
-- severity: warn
-- over: player_box_advanced
-- where: minutes is not null
-- grain: game_id, player_id
-- tolerance: wide; a player of seconds has one possession of one team
with told as (
    select
        game_id,
        player_id,
        unnest([
            {'statistic': 'minutes', 'lowest': 0, 'observed': minutes, 'highest': 70},
            {'statistic': 'ast_to_tov', 'lowest': 0, 'observed': ast_to_tov, 'highest': 30},
            {'statistic': 'off_rating', 'lowest': 0, 'observed': off_rating, 'highest': 2000},
            {'statistic': 'def_rating', 'lowest': 0, 'observed': def_rating, 'highest': 2000},
            {'statistic': 'net_rating', 'lowest': -2000, 'observed': net_rating, 'highest': 2000},
            {'statistic': 'pace', 'lowest': 0, 'observed': pace, 'highest': 6000},
            {'statistic': 'pace_per_40', 'lowest': 0, 'observed': pace_per_40, 'highest': 5000},
            {'statistic': 'possessions', 'lowest': 0, 'observed': possessions, 'highest': 180},
            {'statistic': 'pie', 'lowest': -50, 'observed': pie, 'highest': 50},
            {'statistic': 'est_off_rating', 'lowest': -2000, 'observed': est_off_rating, 'highest': 2000},
            {'statistic': 'est_def_rating', 'lowest': -2000, 'observed': est_def_rating, 'highest': 2000},
            {'statistic': 'est_net_rating', 'lowest': -2000, 'observed': est_net_rating, 'highest': 2000},
            {'statistic': 'est_usg_pct', 'lowest': -10, 'observed': est_usg_pct, 'highest': 10},
            {'statistic': 'est_pace', 'lowest': -6000, 'observed': est_pace, 'highest': 6000}
        ]) as value
    from player_box_advanced
    where minutes is not null
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
