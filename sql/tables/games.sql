-- games: one row for each final game
-- dataset: games
-- grain: game_id
-- needs: staging/boxscoresummaryv3, staging/boxscoresummaryv2, staging/game_dates
-- partition: season, month
-- units: game_date in the wall time of New York; tip_off_utc the scheduled instant; attendance in people
-- nulls: tip_off_utc, is_neutral_site, label, series_text and all of the arena null of a game known from V2 alone, tricodes and scores too if it was cancelled; tip_off_utc null where the source gives no instant; label and series_text null where the league gives none; duration_minutes null where unknown; winner_team_id null for a tie
-- nullable_in_a_game: status, winner_team_id, arena_id, arena_name, arena_city, arena_state, arena_country, attendance
-- nullable_from_v2: home_tricode, away_tricode, home_score, away_score, periods, is_neutral_site, arena_id, arena_name, arena_city, arena_state, arena_country
-- nullable_throughout: tip_off_utc, duration_minutes, label, series_text
-- source: boxscoresummaryv3, boxscoresummaryv2
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
with from_v3 as (
    select
        game_id,
        summary.gameTimeUTC as tip_off,
        summary.gameStatus as status,
        summary.homeTeam.teamId as home_team_id,
        summary.awayTeam.teamId as away_team_id,
        summary.homeTeam.teamTricode as home_tricode,
        summary.awayTeam.teamTricode as away_tricode,
        summary.homeTeam.score as home_score,
        summary.awayTeam.score as away_score,
        summary.period as periods,
        summary.isNeutral as is_neutral_site,
        summary.arena.arenaId as arena_id,
        summary.arena.arenaName as arena_name,
        summary.arena.arenaCity as arena_city,
        summary.arena.arenaState as arena_state,
        summary.arena.arenaCountry as arena_country,
        summary.attendance,
        summary.duration,
        summary.gameLabel as label,
        summary.gameSubLabel as sub_label,
        summary.seriesText as series_text
    from staging.boxscoresummaryv3
),
from_v2 as (
    select
        game_id,
        cast(null as varchar) as tip_off,
        game.GAME_STATUS_ID as status,
        game.HOME_TEAM_ID as home_team_id,
        game.VISITOR_TEAM_ID as away_team_id,
        home_line.TEAM_ABBREVIATION as home_tricode,
        away_line.TEAM_ABBREVIATION as away_tricode,
        home_line.PTS as home_score,
        away_line.PTS as away_score,
        game.LIVE_PERIOD as periods,
        cast(null as boolean) as is_neutral_site,
        cast(null as bigint) as arena_id,
        cast(null as varchar) as arena_name,
        cast(null as varchar) as arena_city,
        cast(null as varchar) as arena_state,
        cast(null as varchar) as arena_country,
        crowd.ATTENDANCE as attendance,
        crowd.GAME_TIME as duration,
        cast(null as varchar) as label,
        cast(null as varchar) as sub_label,
        cast(null as varchar) as series_text
    from staging.boxscoresummaryv2
    anti join staging.boxscoresummaryv3 using (game_id)
),
summaries as (
    select * from from_v3
    union all by name
    select * from from_v2
)
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
    try_cast(summaries.tip_off as timestamp with time zone) as tip_off_utc,
    case summaries.status
        when 1 then 'scheduled'
        when 2 then 'live'
        when 3 then 'final'
    end as status,
    summaries.home_team_id,
    summaries.away_team_id,
    summaries.home_tricode,
    summaries.away_tricode,
    summaries.home_score,
    summaries.away_score,
    case
        when summaries.home_score > summaries.away_score then summaries.home_team_id
        when summaries.away_score > summaries.home_score then summaries.away_team_id
    end as winner_team_id,
    summaries.periods,
    summaries.is_neutral_site,
    summaries.arena_id,
    nullif(summaries.arena_name, '') as arena_name,
    nullif(summaries.arena_city, '') as arena_city,
    nullif(summaries.arena_state, '') as arena_state,
    nullif(summaries.arena_country, '') as arena_country,
    summaries.attendance,
    case
        when regexp_full_match(summaries.duration, '\d+:[0-5]\d')
            then cast(split_part(summaries.duration, ':', 1) as integer) * 60
                + cast(split_part(summaries.duration, ':', 2) as integer)
    end as duration_minutes,
    nullif(
        concat_ws(': ', nullif(summaries.label, ''), nullif(summaries.sub_label, '')),
        ''
    ) as label,
    nullif(summaries.series_text, '') as series_text
from summaries
inner join staging.game_dates using (game_id)
