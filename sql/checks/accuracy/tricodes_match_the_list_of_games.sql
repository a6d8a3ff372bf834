-- check: tricodes_match_the_list_of_games
-- claim: the list of games names the teams of a game by the letters that the summary names them by
-- dimension: accuracy
-- severity: warn
-- over: games
-- where: nullif(home_tricode, '') is not null and nullif(away_tricode, '') is not null and (game_id, home_team_id) in (select (game_id, team_id) from listed_team_games where tricode is not null) and (game_id, away_team_id) in (select (game_id, team_id) from listed_team_games where tricode is not null)
-- grain: game_id
-- needs: listed_team_games
-- tolerance: games of which either does not tell the letters of both teams are left out
-- asks: boxscoresummaryv3
with told as (
    select
        games.game_id,
        unnest([games.home_team_id, games.away_team_id]) as team_id,
        unnest([home.tricode, away.tricode]) as expected,
        unnest([games.home_tricode, games.away_tricode]) as observed
    from games
    inner join listed_team_games as home
        on games.game_id = home.game_id and games.home_team_id = home.team_id
    inner join listed_team_games as away
        on games.game_id = away.game_id and games.away_team_id = away.team_id
    where nullif(games.home_tricode, '') is not null
        and nullif(games.away_tricode, '') is not null
        and home.tricode is not null
        and away.tricode is not null
)
select
    game_id,
    team_id,
    expected,
    observed
from told
where expected <> observed
order by game_id, team_id
