-- check: clocks_are_readable
-- claim: the clocks of events can be read, and a game's events have some
-- dimension: validity
-- severity: error
-- over: play_by_play
-- where: clock <> '' or (season >= '1996-97' and game_id not in (select game_id from play_by_play where clock <> ''))
-- grain: game_id, event_index
-- tolerance: an event without a clock is left out where others of its game have one, and before 1996-97; values_that_are_owed_are_there tells it
select
    game_id,
    event_index,
    if(clock <> '', 'the seconds of ' || clock, 'a clock') as expected,
    seconds_remaining as observed
from play_by_play
where (clock <> '' and seconds_remaining is null)
    or (
        season >= '1996-97'
        and game_id not in (select game_id from play_by_play where clock <> '')
    )
order by game_id, event_index
