-- check: final_scores_match_the_list_of_games
-- claim: the list of games tells the points and the winner that the summary or the box score tells
-- dimension: accuracy
-- severity: error
-- over: team_box_traditional
-- where: (game_id, team_id) in (select (game_id, team_id) from listed_team_games where result is not null or pts is not null) and game_id in (select game_id from games union all select game_id from team_box_traditional group by game_id having not bool_or(coalesce(pts <> 2 * fgm + coalesce(fg3m, 0) + ftm, false)))
-- grain: game_id, team_id
-- needs: listed_team_games, games?
-- tolerance: a result or points that the list does not tell are left out; a list that agrees with either is right, final_score_is_the_same_everywhere tells that they differ; points that are not those of the shots beside them are not compared, team_points_add_up tells them
-- asks: leaguegamefinder
with boxes as (
    select
        game_id,
        team_id,
        pts,
        sum(pts) over (partition by game_id) - pts as their_pts,
        bool_or(coalesce(pts <> 2 * fgm + coalesce(fg3m, 0) + ftm, false))
            over (partition by game_id) as is_contradictory
    from team_box_traditional
),
told as (
    select
        game_id,
        team_id,
        pts,
        their_pts
    from boxes
    where not is_contradictory
    union all
    select
        game_id,
        unnest([home_team_id, away_team_id]) as team_id,
        unnest([home_score, away_score]) as pts,
        unnest([away_score, home_score]) as their_pts
    from games
),
results as (
    select
        listed.game_id,
        listed.team_id,
        concat_ws(' ', listed.result, listed.pts) as expected,
        concat_ws(
            ' ',
            case
                when listed.result is not null and told.pts > told.their_pts then 'W'
                when listed.result is not null and told.pts < told.their_pts then 'L'
            end,
            case when listed.pts is not null then told.pts end
        ) as observed
    from listed_team_games as listed
    inner join told using (game_id, team_id)
    semi join team_box_traditional as boxes using (game_id, team_id)
)
select
    game_id,
    team_id,
    expected,
    string_agg(distinct observed, ' or ' order by observed) as observed
from results
group by game_id, team_id, expected
having not bool_or(expected = observed)
order by game_id, team_id
