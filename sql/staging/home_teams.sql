-- home_teams: one row for each game whose summary tells who is at home
-- grain: game_id
-- needs: staging/boxscoresummaryv3, staging/boxscoresummaryv2
-- source: boxscoresummaryv3, boxscoresummaryv2
with from_v3 as (
    select
        game_id,
        summary.homeTeam.teamId as home_team_id
    from staging.boxscoresummaryv3
),
from_v2 as (
    select
        game_id,
        game.HOME_TEAM_ID as home_team_id
    from staging.boxscoresummaryv2
    anti join staging.boxscoresummaryv3 using (game_id)
)
select
    game_id,
    home_team_id
from from_v3
union all
select
    game_id,
    home_team_id
from from_v2
