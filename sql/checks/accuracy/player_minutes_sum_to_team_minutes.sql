-- check: player_minutes_sum_to_team_minutes
-- claim: a team's minutes are the sum of its players'
-- dimension: accuracy
-- severity: warn
-- over: team_box_traditional
-- where: season >= '1996-97' or (minutes is not null and (game_id, team_id) not in (select (game_id, team_id) from player_box_traditional where did_play and minutes is null))
-- grain: game_id, team_id
-- needs: player_box_traditional
-- tolerance: 1 minute; 6 where the source gives whole minutes (before 1996-97), and teams are left out that lack minutes, their own or of a player
with player_sums as (
    select
        game_id,
        team_id,
        sum(minutes) as minutes,
        bool_or(did_play and minutes is null) as is_partial
    from player_box_traditional
    group by game_id, team_id
)
select
    teams.game_id,
    teams.team_id,
    teams.minutes as expected,
    round(players.minutes, 2) as observed
from team_box_traditional as teams
left join player_sums as players using (game_id, team_id)
where not coalesce(
    abs(teams.minutes - players.minutes) <= case when teams.season < '1996-97' then 6 else 1 end,
    false
)
    and not (
        teams.season < '1996-97'
        and (teams.minutes is null or coalesce(players.is_partial, false))
    )
order by teams.game_id, teams.team_id
