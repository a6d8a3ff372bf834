-- listed_teams: one row for each team and season type that the newest list of a season's games has
-- grain: season, season_type, team_id
-- needs: inventory/listed_team_games
-- source: leaguegamefinder
-- column: season VARCHAR: label such as 2024-25
-- column: season_type VARCHAR: preseason, regular, all-star, playoffs, play-in or cup-final
-- column: team_id BIGINT: the team
-- column: games BIGINT: with a result
select
    season,
    season_type,
    team_id,
    count(distinct game_id) filter (where result is not null) as games
from listed_team_games
group by season, season_type, team_id
