-- check: every_season_has_its_number_of_games
-- claim: the list of a season's games has as many of each season type as were played
-- dimension: completeness
-- severity: error
-- over: expected_games
-- where: season in (select season from game_lists where is_over)
-- grain: season, season_type
-- needs: game_lists, listed_games
-- tolerance: playoffs may be as short or long as their format allows; seasons whose number is not known, and lists from before the season's end, are left out
with numbers as (
    select
        season,
        season_type,
        count(*) as games
    from listed_games
    where is_final
    group by season, season_type
)
select
    season,
    season_type,
    case
        when least_games = most_games then cast(least_games as varchar)
        else concat(least_games, ' to ', most_games)
    end as expected,
    coalesce(games, 0) as observed
from expected_games
left join numbers using (season, season_type)
where season in (select season from game_lists where is_over)
    and coalesce(games, 0) not between least_games and most_games
order by season, season_type
