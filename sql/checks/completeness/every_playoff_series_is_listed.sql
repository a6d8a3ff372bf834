-- check: every_playoff_series_is_listed
-- claim: the list of a season's games has every series of the playoffs
-- dimension: completeness
-- severity: error
-- over: expected_games
-- where: season_type = 'playoffs' and season in (select season from game_lists where is_over)
-- grain: season
-- needs: game_lists, listed_series?
-- tolerance: lists from before the season's end are left out
with numbers as (
    select
        season,
        count(*) // 2 as series
    from listed_series
    group by season
)
select
    expected_games.season,
    expected_games.series as expected,
    coalesce(numbers.series, 0) as observed
from expected_games
left join numbers using (season)
where expected_games.season_type = 'playoffs'
    and expected_games.season in (select season from game_lists where is_over)
    and coalesce(numbers.series, 0) <> expected_games.series
order by expected_games.season
