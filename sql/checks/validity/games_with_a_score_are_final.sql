-- check: games_with_a_score_are_final
-- claim: a game that has points is final
-- dimension: validity
-- severity: error
-- over: games
-- where: home_score + away_score > 0 and (season >= '1996-97' or status is not null)
-- grain: game_id
-- tolerance: games without points, which were cancelled, are left out; before 1996-97 so are those whose status is not told
select
    game_id,
    'final' as expected,
    status as observed
from games
where home_score + away_score > 0
    and (season >= '1996-97' or status is not null)
    and status is distinct from 'final'
order by game_id
