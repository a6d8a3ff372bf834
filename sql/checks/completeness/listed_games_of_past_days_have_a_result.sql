-- check: listed_games_of_past_days_have_a_result
-- claim: a game of a day that was over when the list of games was captured has a result there; without one it is owed by nobody
-- dimension: completeness
-- severity: error
-- over: listed_games
-- where: (season, game_id) in (select (seasons_looked_at.season, listed.game_id) from listed_games as listed inner join seasons_looked_at on listed.season = seasons_looked_at.season and listed.game_date <= seasons_looked_at.listed_until)
-- grain: game_id
-- needs: seasons_looked_at, archived_documents?
-- tolerance: games that the archive tells to be cancelled are left out
-- asks: leaguegamefinder
select
    listed_games.game_id,
    'a result' as expected,
    concat('none, of a game on ', listed_games.game_date) as observed
from listed_games
inner join seasons_looked_at
    on listed_games.season = seasons_looked_at.season
    and listed_games.game_date <= seasons_looked_at.listed_until
where not listed_games.is_final
    and listed_games.game_id not in (
        select game_id
        from archived_documents
        where empty_reason = 'the game was cancelled'
    )
order by listed_games.game_id
