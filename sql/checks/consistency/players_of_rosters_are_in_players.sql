-- check: players_of_rosters_are_in_players
-- claim: everybody on a roster of a season is among its players
-- dimension: consistency
-- severity: error
-- over: rosters
-- where: season in (select season from players)
-- grain: season, team_id, player_id
-- needs: players
-- mend: transform
-- tolerance: none; seasons without players are left out
select
    rosters.season,
    rosters.team_id,
    rosters.player_id,
    'in players' as expected,
    concat(rosters.player_name, ' is not in players') as observed
from rosters
anti join players using (season, player_id)
where rosters.season in (select season from players)
order by rosters.season, rosters.team_id, rosters.player_id
