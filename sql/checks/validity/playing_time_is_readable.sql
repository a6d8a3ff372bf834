-- check: playing_time_is_readable
-- claim: a player who played has playing time that can be read
-- dimension: validity
-- severity: error
-- over: player_box_traditional
-- where: did_play and (season >= '1996-97' or (game_id, team_id) in (select (game_id, team_id) from player_box_traditional where minutes > 0))
-- grain: game_id, player_id
-- tolerance: none; teams of whose players no minutes are told are left out before 1996-97
select
    game_id,
    player_id,
    'minutes' as expected,
    null as observed
from player_box_traditional
where did_play
    and minutes is null
    and (
        season >= '1996-97'
        or (game_id, team_id) in (
            select (game_id, team_id)
            from player_box_traditional
            where minutes > 0
        )
    )
order by game_id, player_id
