-- check: team_points_add_up
-- claim: a team's points are two for a field goal, three for a three, one for a free throw
-- dimension: validity
-- severity: error
-- over: team_box_traditional
-- where: season >= '1996-97' or pts + fgm + ftm is not null
-- grain: game_id, team_id
-- tolerance: none; there were no threes before 1979-80, and before 1996-97 a team whose points or shots are not told is left out
select
    game_id,
    team_id,
    2 * fgm + coalesce(fg3m, 0) + ftm as expected,
    pts as observed
from team_box_traditional
where (season >= '1996-97' or pts + fgm + ftm is not null)
    and pts is distinct from 2 * fgm + coalesce(fg3m, 0) + ftm
order by game_id, team_id
