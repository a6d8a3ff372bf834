-- check: every_game_has_officials
-- claim: a game has officials
-- dimension: completeness
-- severity: warn
-- over: games
-- where: season >= '1996-97' and coalesce(status, 'final') = 'final' and coalesce(home_score + away_score, 1) > 0
-- grain: game_id
-- needs: officials?
-- tolerance: games that are not over, or were cancelled and have no points, are left out, and seasons before 1996-97
select
    game_id,
    'officials' as expected,
    'none' as observed
from games
where season >= '1996-97'
    and coalesce(status, 'final') = 'final'
    and coalesce(home_score + away_score, 1) > 0
    and game_id not in (select game_id from officials)
order by game_id
