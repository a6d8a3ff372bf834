-- check: lists_of_games_reach_the_last_day
-- claim: the list of a season's games is from after the last day that is looked at, so that it has every game
-- dimension: completeness
-- severity: error
-- over: seasons_looked_at
-- where: listed_until is not null and looked_until is not null
-- grain: season
-- tolerance: a list that has the win that decides the last series has every game; while a season goes on the list may be a week older
-- asks: leaguegamefinder
select
    season,
    concat('games until ', looked_until) as expected,
    concat('games until ', listed_until) as observed
from seasons_looked_at
where listed_until < looked_until
order by season
