-- check: game_times_are_there
-- claim: a game has its date, its tip-off and its duration
-- dimension: completeness
-- severity: warn
-- over: games
-- where: season >= '1996-97'
-- grain: game_id
-- tolerance: seasons before 1996-97 are left out; V2 of the API, which does not say either whether a site is neutral, has no tip-off
select
    game_id,
    'date, tip-off, duration' as expected,
    concat_ws(', ', cast(game_date as varchar), cast(tip_off_utc as varchar), duration_minutes)
        as observed
from games
where season >= '1996-97'
    and (
        game_date is null
        or (tip_off_utc is null and is_neutral_site is not null)
        or duration_minutes is null
    )
order by game_id
