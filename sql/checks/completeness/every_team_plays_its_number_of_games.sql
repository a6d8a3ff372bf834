-- check: every_team_plays_its_number_of_games
-- claim: a team plays as many games of the regular season as the season has for each
-- dimension: completeness
-- severity: error
-- over: listed_teams
-- where: season_type = 'regular' and season in (select season from game_lists where is_over) and (season, season_type) in (select (season, season_type) from expected_games)
-- grain: season, team_id
-- needs: game_lists, expected_games
-- tolerance: 81 or 82 in 2012-13, of which a game was cancelled, and 64 to 75 in 2019-20, which was interrupted; lists from before the season's end are left out
select
    listed_teams.season,
    listed_teams.team_id,
    case
        when least_games_a_team = most_games_a_team then cast(least_games_a_team as varchar)
        else concat(least_games_a_team, ' to ', most_games_a_team)
    end as expected,
    listed_teams.games as observed
from listed_teams
inner join expected_games using (season, season_type)
where season_type = 'regular'
    and season in (select season from game_lists where is_over)
    and listed_teams.games not between least_games_a_team and most_games_a_team
order by listed_teams.season, listed_teams.team_id
