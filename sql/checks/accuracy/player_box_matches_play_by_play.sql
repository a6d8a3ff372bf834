-- check: player_box_matches_play_by_play
-- claim: a player's points, shots, rebounds, assists, steals, blocks, turnovers and fouls are those of the events
-- dimension: accuracy
-- severity: warn
-- over: player_box_traditional
-- where: did_play and (game_id, player_id) in (select (game_id, player_id) from box_and_events)
-- grain: game_id, player_id
-- needs: play_by_play, box_and_events
-- tolerance: none; games without events and statistics that are null are left out. Where the events leave it open, there may be more: of assists by those of the team whose helper the text leaves open, of fouls by the double fouls of the game, of turnovers by those called No Turnover
select
    game_id,
    player_id,
    statistic,
    box as expected,
    if(least = most, cast(least as varchar), concat(least, ' to ', most)) as observed
from box_and_events
semi join player_box_traditional using (game_id, player_id)
semi join play_by_play using (game_id)
where box not between least and most
order by game_id, player_id, statistic
