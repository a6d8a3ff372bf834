-- check: every_table_tells_the_same_date
-- claim: every table has a game in the season of its number, and in the month and on the day that games has
-- dimension: consistency
-- severity: error
-- over: games
-- grain: game_id
-- needs: officials?, line_scores?, inactive_players?, team_box_traditional?, team_box_advanced?, player_box_traditional?, player_box_advanced?, play_by_play?
-- mend: transform
-- tolerance: games without a date are in month 0
with told as (
    select distinct game_id, season, month, game_date, 'games' as told_by
    from games
    union all
    select distinct game_id, season, month, null as game_date, 'officials' as told_by
    from officials
    union all
    select distinct game_id, season, month, null as game_date, 'line_scores' as told_by
    from line_scores
    union all
    select distinct game_id, season, month, null as game_date, 'inactive_players' as told_by
    from inactive_players
    union all
    select distinct game_id, season, month, game_date, 'team_box_traditional' as told_by
    from team_box_traditional
    union all
    select distinct game_id, season, month, game_date, 'team_box_advanced' as told_by
    from team_box_advanced
    union all
    select distinct game_id, season, month, game_date, 'player_box_traditional' as told_by
    from player_box_traditional
    union all
    select distinct game_id, season, month, game_date, 'player_box_advanced' as told_by
    from player_box_advanced
    union all
    select distinct game_id, season, month, game_date, 'play_by_play' as told_by
    from play_by_play
),
days as (
    select
        game_id,
        any_value(game_date) as game_date
    from games
    group by game_id
)
select
    told.game_id,
    told.told_by,
    concat_ws(
        ', ',
        concat('season of ', substr(told.game_id, 4, 2)),
        concat('month ', coalesce(month(days.game_date), 0)),
        days.game_date
    ) as expected,
    concat_ws(
        ', ',
        concat('season of ', substr(told.season, 3, 2)),
        concat('month ', told.month),
        told.game_date
    ) as observed
from told
inner join days using (game_id)
where substr(told.season, 3, 2) is distinct from substr(told.game_id, 4, 2)
    or told.month is distinct from coalesce(month(days.game_date), 0)
    or told.game_date <> days.game_date
order by told.game_id, told.told_by
