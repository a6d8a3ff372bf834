-- check: dates_are_in_their_season
-- claim: a game is played between September of its season's first year and July of the second
-- dimension: validity
-- severity: error
-- over: games
-- where: game_date is not null
-- grain: game_id
-- tolerance: 2019-20 lasted until October
with spans as (
    select
        game_id,
        game_date,
        make_date(cast(left(season, 4) as integer), 9, 1) as first_date,
        case
            when season = '2019-20' then date '2020-10-31'
            else make_date(cast(left(season, 4) as integer) + 1, 7, 31)
        end as last_date
    from games
)
select
    game_id,
    concat(first_date, ' to ', last_date) as expected,
    game_date as observed
from spans
where game_date not between first_date and last_date
order by game_id
