-- check: every_game_has_a_date
-- claim: a game has a date, from its summary or from discovery
-- dimension: completeness
-- severity: warn
-- over: player_box_traditional
-- grain: game_id
-- tolerance: none
-- asks: boxscoresummaryv3
select distinct
    game_id,
    'a date' as expected,
    null as observed
from player_box_traditional
where game_date is null
order by game_id
