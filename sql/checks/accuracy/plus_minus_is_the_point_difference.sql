-- check: plus_minus_is_the_point_difference
-- claim: a team's plus-minus is its points less the other's, and five times that is its players' sum
-- dimension: accuracy
-- severity: warn
-- over: team_box_traditional
-- where: plus_minus is not null and game_id not like '003%' and (game_id, team_id) in (select (game_id, team_id) from player_box_traditional) and game_id in (select game_id from team_box_traditional where plus_minus is not null group by game_id having count(*) = 2)
-- grain: game_id, team_id
-- needs: player_box_traditional
-- tolerance: none; all-star games are left out, and so is who has no plus-minus: players before 1996-97
with teams as (
    select
        game_id,
        team_id,
        plus_minus,
        2 * pts - sum(pts) over (partition by game_id) as difference,
        count(*) over (partition by game_id) as teams
    from team_box_traditional
    where plus_minus is not null and game_id not like '003%'
),
player_sums as (
    select
        game_id,
        team_id,
        sum(plus_minus) as plus_minus
    from player_box_traditional
    group by game_id, team_id
),
told as (
    select
        teams.game_id,
        teams.team_id,
        unnest([
            {'told_by': 'team', 'expected': difference, 'observed': teams.plus_minus},
            {'told_by': 'players', 'expected': 5 * difference, 'observed': player_sums.plus_minus}
        ]) as told
    from teams
    inner join player_sums using (game_id, team_id)
    where teams.teams = 2
)
select
    game_id,
    team_id,
    told.told_by,
    told.expected,
    told.observed
from told
where told.expected <> told.observed
order by game_id, team_id, told.told_by
