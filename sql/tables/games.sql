-- games: one row for each final game
-- dataset: games
-- grain: game_id
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: game_date in the wall time of New York; tip_off_utc the scheduled instant; attendance in people
-- nulls: tip_off_utc null where the source gives no instant; label and series_text null where the league gives none; duration_minutes null where unknown; winner_team_id null for a tie
-- source: boxscoresummaryv3
-- column: game_id VARCHAR: ten digits, text
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: season_type VARCHAR: preseason, regular, all-star, playoffs, play-in or cup-final, by the third digit of game_id
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: tip_off_utc TIMESTAMP WITH TIME ZONE: scheduled start; null where the source gives no instant
-- column: status VARCHAR: final: no other game is archived
-- column: home_team_id BIGINT: stays with the franchise when it moves
-- column: away_team_id BIGINT: stays with the franchise when it moves
-- column: home_tricode VARCHAR: three letters, as in that season
-- column: away_tricode VARCHAR: three letters, as in that season
-- column: home_score INTEGER: final points
-- column: away_score INTEGER: final points
-- column: winner_team_id BIGINT: home_team_id or away_team_id; null for a tie
-- column: periods INTEGER: 4, and one more for each overtime
-- column: is_neutral_site BOOLEAN: true where neither team is at home
-- column: arena_id BIGINT: the league's number of the arena
-- column: arena_name VARCHAR: null where the source gives none
-- column: arena_city VARCHAR: null where the source gives none
-- column: arena_state VARCHAR: two letters, abroad what the source has, such as FR for Paris; null where it has none
-- column: arena_country VARCHAR: two letters; null where the source gives none
-- column: attendance INTEGER: people
-- column: duration_minutes INTEGER: how long the game took, breaks included; null where unknown
-- column: label VARCHAR: what the league calls the game, such as Emirates NBA Cup: Championship; null for most
-- column: series_text VARCHAR: what the league says of the series or of the place, such as Paris; null for most
select
    summaries.game_id,
    cast($season as varchar) as season,
    game_dates.month,
    case substr(summaries.game_id, 3, 1)
        when '1' then 'preseason'
        when '2' then 'regular'
        when '3' then 'all-star'
        when '4' then 'playoffs'
        when '5' then 'play-in'
        when '6' then 'cup-final'
    end as season_type,
    game_dates.game_date,
    try_cast(summaries.summary.gameTimeUTC as timestamp with time zone) as tip_off_utc,
    case summaries.summary.gameStatus
        when 1 then 'scheduled'
        when 2 then 'live'
        when 3 then 'final'
    end as status,
    summaries.summary.homeTeam.teamId as home_team_id,
    summaries.summary.awayTeam.teamId as away_team_id,
    summaries.summary.homeTeam.teamTricode as home_tricode,
    summaries.summary.awayTeam.teamTricode as away_tricode,
    summaries.summary.homeTeam.score as home_score,
    summaries.summary.awayTeam.score as away_score,
    case
        when summaries.summary.homeTeam.score > summaries.summary.awayTeam.score
            then summaries.summary.homeTeam.teamId
        when summaries.summary.awayTeam.score > summaries.summary.homeTeam.score
            then summaries.summary.awayTeam.teamId
    end as winner_team_id,
    summaries.summary.period as periods,
    summaries.summary.isNeutral as is_neutral_site,
    summaries.summary.arena.arenaId as arena_id,
    nullif(summaries.summary.arena.arenaName, '') as arena_name,
    nullif(summaries.summary.arena.arenaCity, '') as arena_city,
    nullif(summaries.summary.arena.arenaState, '') as arena_state,
    nullif(summaries.summary.arena.arenaCountry, '') as arena_country,
    summaries.summary.attendance,
    case
        when regexp_full_match(summaries.summary.duration, '\d+:[0-5]\d')
            then cast(split_part(summaries.summary.duration, ':', 1) as integer) * 60
                + cast(split_part(summaries.summary.duration, ':', 2) as integer)
    end as duration_minutes,
    nullif(
        concat_ws(
            ': ',
            nullif(summaries.summary.gameLabel, ''),
            nullif(summaries.summary.gameSubLabel, '')
        ),
        ''
    ) as label,
    nullif(summaries.summary.seriesText, '') as series_text
from staging.boxscoresummaryv3 as summaries
inner join staging.game_dates using (game_id)
