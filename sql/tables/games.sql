-- games: one row for each final game
-- dataset: games
-- grain: game_id
-- needs: staging/boxscoresummaryv3, staging/game_dates
-- partition: season, month
-- units: game_date in the wall time of New York; tip_off_utc the scheduled instant; attendance in people
-- nulls: tip_off_utc null where the source gives no instant; label and series_text null where the league gives none; duration_minutes null where unknown; winner_team_id null for a tie
-- source: boxscoresummaryv3
-- column: game_id VARCHAR
-- column: season VARCHAR
-- column: month INTEGER
-- column: season_type VARCHAR
-- column: game_date DATE
-- column: tip_off_utc TIMESTAMP WITH TIME ZONE
-- column: status VARCHAR
-- column: home_team_id BIGINT
-- column: away_team_id BIGINT
-- column: home_tricode VARCHAR
-- column: away_tricode VARCHAR
-- column: home_score INTEGER
-- column: away_score INTEGER
-- column: winner_team_id BIGINT
-- column: periods INTEGER
-- column: is_neutral_site BOOLEAN
-- column: arena_id BIGINT
-- column: arena_name VARCHAR
-- column: arena_city VARCHAR
-- column: arena_state VARCHAR
-- column: arena_country VARCHAR
-- column: attendance INTEGER
-- column: duration_minutes INTEGER
-- column: label VARCHAR
-- column: series_text VARCHAR
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
