-- check: every_player_has_a_biography
-- claim: a player in a box score or on a roster has a biography in the archive
-- dimension: completeness
-- severity: warn
-- over: owed_biographies
-- grain: season, player_id
-- tolerance: seasons without any biography of their players are left out
-- mend: capture
select
    season,
    player_id,
    concat('a biography of ', player_name) as expected,
    'missing' as observed
from owed_biographies
where not is_archived
order by season, player_id
