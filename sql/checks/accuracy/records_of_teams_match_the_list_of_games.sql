-- check: records_of_teams_match_the_list_of_games
-- claim: once a season is over a team has won and lost as many of its regular games as their list says
-- dimension: accuracy
-- severity: warn
-- over: teams
-- where: wins is not null and losses is not null and (season, team_id) in (select (season, team_id) from listed_teams where season_type = 'regular' and season in (select season from game_lists where is_over))
-- grain: season, team_id
-- needs: listed_team_games, game_lists
-- tolerance: none; seasons whose list may lack games, and teams without a record, are left out. An answer from while the season went on tells the record of its day, and is to be asked for again
-- asks: teaminfocommon
with played as (
    select
        season,
        team_id,
        count(distinct game_id) filter (where result = 'W') as wins,
        count(distinct game_id) filter (where result = 'L') as losses
    from listed_team_games
    where season_type = 'regular'
        and season in (select season from game_lists where is_over)
    group by season, team_id
)
select
    teams.season,
    teams.team_id,
    concat(played.wins, ' won, ', played.losses, ' lost') as expected,
    concat(teams.wins, ' won, ', teams.losses, ' lost') as observed
from teams
inner join played using (season, team_id)
where (teams.wins, teams.losses) <> (played.wins, played.losses)
order by teams.season, teams.team_id
