-- listed_games: one row for each game that the newest list of a season's games has
-- grain: game_id
-- needs: inventory/listed_team_games
-- source: leaguegamefinder
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date
-- column: game_id VARCHAR: ten digits, text
-- column: season_type VARCHAR: preseason, regular, all-star, playoffs, play-in or cup-final
-- column: game_date DATE: day in New York
-- column: is_final BOOLEAN: true once every row of the game, one a team, has a result
select
    season,
    max(month) as month,
    game_id,
    max(season_type) as season_type,
    max(game_date) as game_date,
    bool_and(result is not null) as is_final
from listed_team_games
group by season, game_id
