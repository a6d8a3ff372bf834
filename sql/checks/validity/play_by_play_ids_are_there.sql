-- check: play_by_play_ids_are_there
-- claim: every event has the id of its game and an event_index, and no player or team is 0
-- dimension: validity
-- severity: error
-- over: play_by_play
-- grain: game_id
-- tolerance: an event of no team or of nobody has no id
select
    game_id,
    event_index,
    'a game_id of ten digits, an event_index, no id of 0' as expected,
    concat_ws(
        ', ', coalesce(game_id, 'none'), coalesce(cast(event_index as varchar), 'none'),
        team_id, player_id, assist_player_id, other_player_id
    ) as observed
from play_by_play
where coalesce(length(game_id), 0) <> 10
    or coalesce(event_index, 0) <= 0
    or team_id <= 0
    or player_id <= 0
    or assist_player_id <= 0
    or other_player_id <= 0
order by game_id, event_index
