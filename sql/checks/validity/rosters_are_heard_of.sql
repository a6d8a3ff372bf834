-- check: rosters_are_heard_of
-- claim: the height, weight, age and experience of a player on a roster are such as have been heard of
-- dimension: validity
-- severity: warn
-- over: rosters
-- grain: season, team_id, player_id
-- tolerance: wide: 60 to 96 inches, 100 to 450 pounds, 14 to 60 years old
with listed as (
    select
        season,
        team_id,
        player_id,
        height_inches,
        weight_lbs,
        birth_date,
        experience_years,
        cast(left(season, 4) as integer) as first_year
    from rosters
),
told as (
    select
        season,
        team_id,
        player_id,
        unnest([
            {'statistic': 'height_inches', 'lowest': 60, 'observed': height_inches, 'highest': 96},
            {'statistic': 'weight_lbs', 'lowest': 100, 'observed': weight_lbs, 'highest': 450},
            {'statistic': 'born', 'lowest': first_year - 60, 'observed': year(birth_date), 'highest': first_year - 14},
            {'statistic': 'experience_years', 'lowest': 0, 'observed': experience_years, 'highest': 25}
        ]) as value
    from listed
)
select
    season,
    team_id,
    player_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by season, team_id, player_id, value.statistic
