-- check: players_of_box_scores_are_in_players
-- claim: everybody in a box score of a season is among its players
-- dimension: consistency
-- severity: error
-- over: player_box_traditional
-- where: season in (select season from players)
-- grain: game_id, player_id
-- needs: players
-- mend: transform
-- tolerance: none; seasons without players are left out, and so are the inactive, who may be on no roster at its end
select
    boxes.game_id,
    boxes.player_id,
    'in players' as expected,
    concat(boxes.player_name, ' is not in players') as observed
from player_box_traditional as boxes
anti join players using (season, player_id)
where boxes.season in (select season from players)
order by boxes.game_id, boxes.player_id
