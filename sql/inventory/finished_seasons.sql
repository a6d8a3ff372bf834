-- finished_seasons: one row for each season whose newest list of games has every win that decides a playoff series
-- grain: season
-- needs: inventory/listed_series, inventory/expected_games
-- source: leaguegamefinder
-- column: season VARCHAR: label such as 2024-25
select expected_games.season
from expected_games
inner join listed_series using (season)
where expected_games.season_type = 'playoffs'
    and listed_series.wins = case
        when listed_series.series_round = 1 then expected_games.first_round_wins
        else expected_games.later_round_wins
    end
group by expected_games.season
having count(*) = max(expected_games.series)
order by expected_games.season
