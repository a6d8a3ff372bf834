-- check: event_players_are_in_the_box_score
-- claim: who does something in a game, or assists, played in it for that team
-- dimension: consistency
-- severity: warn
-- over: play_by_play
-- where: game_id in (select game_id from player_box_traditional)
-- grain: game_id
-- needs: player_box_traditional
-- tolerance: fouls and ejections are left out: those on the bench have them too
with named as (
    select distinct game_id, team_id, player_id
    from play_by_play
    where player_id is not null
        and coalesce(action_type, '') not in ('Foul', 'Ejection')
    union
    select distinct game_id, team_id, assist_player_id as player_id
    from play_by_play
    where assist_player_id is not null
),
played as (
    select game_id, team_id, player_id
    from player_box_traditional
    where did_play
)
select
    game_id,
    player_id,
    concat('played for ', team_id) as expected,
    'not in its box score' as observed
from named
anti join played using (game_id, team_id, player_id)
where game_id in (select game_id from player_box_traditional)
order by game_id, player_id, expected
