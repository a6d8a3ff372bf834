-- check: tip_offs_are_on_the_date_of_the_game
-- claim: a game tips off on its date in New York
-- dimension: validity
-- severity: warn
-- over: games
-- where: tip_off_utc is not null and game_date is not null
-- grain: game_id
-- tolerance: abroad and after midnight: from 9 hours before that day in UTC to 12 hours after it
select
    game_id,
    game_date as expected,
    tip_off_utc as observed
from games
where epoch(tip_off_utc) - epoch(game_date) not between -9 * 3600 and 36 * 3600
order by game_id
