-- check: rows_have_the_season_and_month_of_their_game
-- claim: every row of a game has the season that its id names and the month and date of the game
-- dimension: validity
-- severity: error
-- over: games
-- grain: game_id
-- needs: line_scores?, officials?, inactive_players?, player_box_traditional?, team_box_traditional?, player_box_advanced?, team_box_advanced?, play_by_play?
-- tolerance: none
with told as (
    select distinct
        'games' as table_name,
        game_id,
        season,
        month,
        game_date
    from games
    union all
    select distinct
        'line_scores' as table_name,
        game_id,
        season,
        month,
        cast(null as date) as game_date
    from line_scores
    union all
    select distinct
        'officials' as table_name,
        game_id,
        season,
        month,
        cast(null as date) as game_date
    from officials
    union all
    select distinct
        'inactive_players' as table_name,
        game_id,
        season,
        month,
        cast(null as date) as game_date
    from inactive_players
    union all
    select distinct
        'player_box_traditional' as table_name,
        game_id,
        season,
        month,
        game_date
    from player_box_traditional
    union all
    select distinct
        'team_box_traditional' as table_name,
        game_id,
        season,
        month,
        game_date
    from team_box_traditional
    union all
    select distinct
        'player_box_advanced' as table_name,
        game_id,
        season,
        month,
        game_date
    from player_box_advanced
    union all
    select distinct
        'team_box_advanced' as table_name,
        game_id,
        season,
        month,
        game_date
    from team_box_advanced
    union all
    select distinct
        'play_by_play' as table_name,
        game_id,
        season,
        month,
        game_date
    from play_by_play
),
years as (
    -- 0029900001 is of 1999-00, 0024600001 of 1946-47.
    select
        game_id,
        any_value(game_date) as expected_date,
        1946 + (cast(substr(game_id, 4, 2) as integer) + 54) % 100 as first_year
    from games
    where regexp_full_match(game_id, '\d{10}')
    group by game_id
),
expected_of_games as (
    select
        game_id,
        expected_date,
        coalesce(month(expected_date), 0) as expected_month,
        concat(first_year, '-', right(cast(first_year + 1 as varchar), 2)) as expected_season
    from years
)
select
    told.game_id,
    told.table_name,
    concat_ws(' ', expected_season, 'month', expected_month, expected_date) as expected,
    concat_ws(' ', told.season, 'month', told.month, told.game_date) as observed
from told
inner join expected_of_games using (game_id)
where told.season is distinct from expected_season
    or told.month is distinct from expected_month
    or told.game_date <> expected_date
order by told.game_id, told.table_name
