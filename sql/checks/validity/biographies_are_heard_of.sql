-- check: biographies_are_heard_of
-- claim: a player's height, weight, age and draft are such as have been heard of
-- dimension: validity
-- severity: warn
-- over: players
-- grain: season, player_id
-- tolerance: wide: 60 to 96 inches, 100 to 450 pounds, 14 to 60 years old
with listed as (
    select
        season,
        player_id,
        height_inches,
        weight_lbs,
        birth_date,
        draft_year,
        draft_round,
        draft_number,
        from_year,
        to_year,
        cast(left(season, 4) as integer) as first_year
    from players
),
told as (
    select
        season,
        player_id,
        unnest([
            {'statistic': 'height_inches', 'lowest': 60, 'observed': height_inches, 'highest': 96},
            {'statistic': 'weight_lbs', 'lowest': 100, 'observed': weight_lbs, 'highest': 450},
            {'statistic': 'born', 'lowest': first_year - 60, 'observed': year(birth_date), 'highest': first_year - 14},
            {'statistic': 'draft_year', 'lowest': 1947, 'observed': draft_year, 'highest': first_year + 1},
            {'statistic': 'draft_round', 'lowest': 0, 'observed': draft_round, 'highest': 25},
            {'statistic': 'draft_number', 'lowest': 0, 'observed': draft_number, 'highest': 300},
            {'statistic': 'from_year', 'lowest': 1946, 'observed': from_year, 'highest': to_year}
        ]) as value
    from listed
)
select
    season,
    player_id,
    value.statistic,
    concat(value.lowest, ' to ', value.highest) as expected,
    value.observed
from told
where value.observed not between value.lowest and value.highest
order by season, player_id, value.statistic
