-- check: tricodes_match_the_list_of_games
-- claim: the list of games names the teams of a game by the letters that the summary names them by
-- dimension: accuracy
-- severity: warn
-- over: games
-- where: home_tricode is not null and away_tricode is not null and game_id in (select game_id from listed_team_games where tricode is not null group by game_id having count(distinct team_id) = 2)
-- grain: game_id
-- needs: listed_team_games
-- tolerance: games of which either does not tell the letters of both teams are left out
-- asks: leaguegamefinder, boxscoresummaryv3
with told as (
    select
        game_id,
        unnest([home_team_id, away_team_id]) as team_id,
        unnest([home_tricode, away_tricode]) as tricode
    from games
    where home_tricode is not null
        and away_tricode is not null
),
listed as (
    select
        game_id,
        team_id,
        tricode
    from listed_team_games
    where tricode is not null
    qualify count(distinct team_id) over (partition by game_id) = 2
)
select
    told.game_id,
    told.team_id,
    listed.tricode as expected,
    told.tricode as observed
from told
inner join listed using (game_id, team_id)
where told.tricode <> listed.tricode
order by told.game_id, told.team_id
