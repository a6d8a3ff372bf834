-- check: lists_of_games_are_readable
-- claim: the newest list of a season's games can be read
-- dimension: validity
-- severity: error
-- over: read_objects
-- where: kind = 'list of games'
-- grain: object_key
-- asks: leaguegamefinder
-- tolerance: none
select
    object_key,
    'a list that can be read' as expected,
    reason as observed
from read_objects
where kind = 'list of games'
    and reason is not null
order by object_key
