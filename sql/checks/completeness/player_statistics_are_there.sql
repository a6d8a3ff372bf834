-- check: player_statistics_are_there
-- claim: a player who played has every counting statistic
-- dimension: completeness
-- severity: error
-- over: player_box_traditional
-- where: did_play and season >= '1996-97'
-- grain: game_id, player_id
-- tolerance: seasons before 1996-97, which did not count everything, are left out
select
    game_id,
    player_id,
    '15 statistics' as expected,
    trim(concat(
        case when fgm is null then 'no fgm ' end,
        case when fga is null then 'no fga ' end,
        case when fg3m is null then 'no fg3m ' end,
        case when fg3a is null then 'no fg3a ' end,
        case when ftm is null then 'no ftm ' end,
        case when fta is null then 'no fta ' end,
        case when oreb is null then 'no oreb ' end,
        case when dreb is null then 'no dreb ' end,
        case when reb is null then 'no reb ' end,
        case when ast is null then 'no ast ' end,
        case when stl is null then 'no stl ' end,
        case when blk is null then 'no blk ' end,
        case when tov is null then 'no tov ' end,
        case when pf is null then 'no pf ' end,
        case when pts is null then 'no pts ' end
    )) as observed
from player_box_traditional
where did_play
    and season >= '1996-97'
    and (
        fgm is null
        or fga is null
        or fg3m is null
        or fg3a is null
        or ftm is null
        or fta is null
        or oreb is null
        or dreb is null
        or reb is null
        or ast is null
        or stl is null
        or blk is null
        or tov is null
        or pf is null
        or pts is null
    )
order by game_id, player_id
