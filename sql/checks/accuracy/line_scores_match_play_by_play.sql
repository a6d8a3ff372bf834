-- check: line_scores_match_play_by_play
-- claim: a team's points of a period are those of its events, and what the score gained
-- dimension: accuracy
-- severity: warn
-- over: line_scores
-- where: game_id in (select game_id from play_by_play intersect select game_id from games)
-- grain: game_id, team_id, period
-- needs: play_by_play, games
-- tolerance: none; games without events are left out
with periods as (
    select
        game_id,
        team_id,
        period,
        sum(points) as points,
        max(home_score) as home_score,
        max(away_score) as away_score
    from play_by_play
    group by game_id, team_id, period
),
points as (
    select
        game_id,
        team_id,
        period,
        points
    from periods
    where team_id is not null
),
scores as (
    select
        game_id,
        period,
        coalesce(max(home_score), 0) as home_score,
        coalesce(max(away_score), 0) as away_score
    from periods
    group by game_id, period
),
gains as (
    select
        game_id,
        period,
        home_score - coalesce(lag(home_score) over game, 0) as home_points,
        away_score - coalesce(lag(away_score) over game, 0) as away_points
    from scores
    window game as (
        partition by game_id
        order by period
    )
),
told as (
    select
        line_scores.game_id,
        line_scores.team_id,
        line_scores.period,
        line_scores.points as expected,
        unnest([
            {'told_by': 'events', 'points': coalesce(points.points, 0)},
            {
                'told_by': 'score',
                'points': coalesce(
                    case line_scores.team_id
                        when games.home_team_id then gains.home_points
                        when games.away_team_id then gains.away_points
                    end,
                    0
                )
            }
        ]) as observed
    from line_scores
    inner join games using (game_id)
    left join points using (game_id, team_id, period)
    left join gains using (game_id, period)
    where line_scores.game_id in (select game_id from scores)
)
select
    game_id,
    team_id,
    period,
    observed.told_by,
    expected,
    observed.points as observed
from told
where expected is distinct from observed.points
order by game_id, team_id, period, observed.told_by
