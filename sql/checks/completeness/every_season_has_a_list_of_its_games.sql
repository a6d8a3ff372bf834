-- check: every_season_has_a_list_of_its_games
-- claim: the archive has a list of the games of each season, without which nobody sees that one is missing
-- dimension: completeness
-- severity: error
-- over: seasons_looked_at
-- grain: season
-- tolerance: where games are named, only these are looked at, and no list is needed
-- mend: capture
-- asks: leaguegamefinder
select
    season,
    'a list' as expected,
    'none' as observed
from seasons_looked_at
where not is_listed
order by season
