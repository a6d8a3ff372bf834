-- check: team_percentages_equal_made_over_attempted
-- claim: a team's shooting percentages are made over attempted, and 0 without an attempt
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- where: fga is not null
-- grain: game_id, team_id
-- tolerance: 0.0006, the source rounds to three decimals
with shooting as (
    select
        game_id,
        team_id,
        unnest([
            {'statistic': 'fg_pct', 'made': fgm, 'attempted': fga, 'observed': fg_pct},
            {'statistic': 'fg3_pct', 'made': fg3m, 'attempted': fg3a, 'observed': fg3_pct},
            {'statistic': 'ft_pct', 'made': ftm, 'attempted': fta, 'observed': ft_pct}
        ]) as shots
    from team_box_traditional
),
percentages as (
    select
        game_id,
        team_id,
        shots.statistic,
        shots.attempted,
        case when shots.attempted = 0 then 0 else shots.made / shots.attempted end as expected,
        shots.observed
    from shooting
    where shots.attempted is not null
)
select
    game_id,
    team_id,
    statistic,
    round(expected, 3) as expected,
    observed
from percentages
where not coalesce(abs(observed - expected) <= 0.0006, attempted = 0)
order by game_id, team_id, statistic
