-- check: final_scores_match_the_list_of_games
-- claim: the list of games tells the points and the winner that the box score tells
-- dimension: accuracy
-- severity: error
-- over: team_box_traditional
-- where: (game_id, team_id) in (select (game_id, team_id) from listed_team_games)
-- grain: game_id, team_id
-- needs: listed_team_games
-- tolerance: a result or points that the list does not tell are left out
-- asks: leaguegamefinder
with results as (
    select
        ours.game_id,
        ours.team_id,
        concat_ws(' ', listed.result, listed.pts) as expected,
        concat_ws(
            ' ',
            case
                when listed.result is not null and ours.pts > theirs.pts then 'W'
                when listed.result is not null and ours.pts < theirs.pts then 'L'
            end,
            case when listed.pts is not null then ours.pts end
        ) as observed
    from team_box_traditional as ours
    inner join listed_team_games as listed using (game_id, team_id)
    left join team_box_traditional as theirs
        on ours.game_id = theirs.game_id
        and ours.team_id <> theirs.team_id
)
select distinct
    game_id,
    team_id,
    expected,
    observed
from results
where expected <> observed
order by game_id, team_id
