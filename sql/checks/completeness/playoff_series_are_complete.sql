-- check: playoff_series_are_complete
-- claim: a playoff series ends with the win that decides it, and not before
-- dimension: completeness
-- severity: error
-- over: listed_series
-- where: wins >= losses and season in (select season from game_lists where is_over) and season in (select season from expected_games where season_type = 'playoffs')
-- grain: season, team_id, opponent_id
-- needs: game_lists, expected_games
-- tolerance: the first round took 2 wins up to 1982-83 and 3 up to 2001-02; lists from before the season's end are left out
with needed as (
    select
        season,
        team_id,
        opponent_id,
        case when series_round = 1 then first_round_wins else later_round_wins end as wins
    from listed_series
    inner join expected_games using (season)
    where expected_games.season_type = 'playoffs'
        and season in (select season from game_lists where is_over)
)
select
    season,
    team_id,
    opponent_id,
    concat(needed.wins, ' wins, the last game one of them') as expected,
    concat(listed_series.wins, ' wins and ', losses, ' losses, the last game ', last_result)
        as observed
from listed_series
inner join needed using (season, team_id, opponent_id)
where listed_series.wins >= losses
    and (listed_series.wins <> needed.wins or losses >= needed.wins or last_result <> 'W')
order by season, team_id, opponent_id
