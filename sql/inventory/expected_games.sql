-- expected_games: one row for each season and season type, with the number of games that is known; of seasons after 2025-26, that of 2025-26
-- grain: season, season_type
-- units: a series is won by most of 3, 5 or 7 games, so with 2, 3 or 4 wins
-- nulls: teams and what a team plays are of the regular season, series and wins of the playoffs
-- source: regular seasons by teams (22, with Dallas from 1980-81, Charlotte and Miami from 1988-89, Minnesota and Orlando from 1989-90, Toronto and Vancouver from 1995-96, Charlotte anew from 2004-05) times 82 games, which every season since the merger has kept but for lockouts (1998-99: 50 a team, 2011-12: 66), the game of Boston and Indiana that was cancelled on 2013-04-16, the season interrupted on 2020-03-11 (64 to 75 a team) and that of 72 games after it
-- source: playoffs by their format: twelve teams with byes and first rounds of three up to 1982-83, then sixteen teams, first rounds of five up to 2001-02, of seven since
-- column: season VARCHAR: label such as 2024-25
-- column: season_type VARCHAR: regular, play-in, playoffs or cup-final
-- column: least_games INTEGER: at least so many games are played
-- column: most_games INTEGER: at most so many
-- column: teams INTEGER: teams that play
-- column: least_games_a_team INTEGER: a team plays at least so many
-- column: most_games_a_team INTEGER: at most so many
-- column: series INTEGER: series that are played
-- column: first_round_wins INTEGER: what wins a series of the first round
-- column: later_round_wins INTEGER: what wins a series after it
with regular_seasons as (
    select *
    from (values
        ('1976-77', 22, 82, 82, 902),
        ('1977-78', 22, 82, 82, 902),
        ('1978-79', 22, 82, 82, 902),
        ('1979-80', 22, 82, 82, 902),
        ('1980-81', 23, 82, 82, 943),
        ('1981-82', 23, 82, 82, 943),
        ('1982-83', 23, 82, 82, 943),
        ('1983-84', 23, 82, 82, 943),
        ('1984-85', 23, 82, 82, 943),
        ('1985-86', 23, 82, 82, 943),
        ('1986-87', 23, 82, 82, 943),
        ('1987-88', 23, 82, 82, 943),
        ('1988-89', 25, 82, 82, 1025),
        ('1989-90', 27, 82, 82, 1107),
        ('1990-91', 27, 82, 82, 1107),
        ('1991-92', 27, 82, 82, 1107),
        ('1992-93', 27, 82, 82, 1107),
        ('1993-94', 27, 82, 82, 1107),
        ('1994-95', 27, 82, 82, 1107),
        ('1995-96', 29, 82, 82, 1189),
        ('1996-97', 29, 82, 82, 1189),
        ('1997-98', 29, 82, 82, 1189),
        ('1998-99', 29, 50, 50, 725),
        ('1999-00', 29, 82, 82, 1189),
        ('2000-01', 29, 82, 82, 1189),
        ('2001-02', 29, 82, 82, 1189),
        ('2002-03', 29, 82, 82, 1189),
        ('2003-04', 29, 82, 82, 1189),
        ('2004-05', 30, 82, 82, 1230),
        ('2005-06', 30, 82, 82, 1230),
        ('2006-07', 30, 82, 82, 1230),
        ('2007-08', 30, 82, 82, 1230),
        ('2008-09', 30, 82, 82, 1230),
        ('2009-10', 30, 82, 82, 1230),
        ('2010-11', 30, 82, 82, 1230),
        ('2011-12', 30, 66, 66, 990),
        ('2012-13', 30, 81, 82, 1229),
        ('2013-14', 30, 82, 82, 1230),
        ('2014-15', 30, 82, 82, 1230),
        ('2015-16', 30, 82, 82, 1230),
        ('2016-17', 30, 82, 82, 1230),
        ('2017-18', 30, 82, 82, 1230),
        ('2018-19', 30, 82, 82, 1230),
        ('2019-20', 30, 64, 75, 1059),
        ('2020-21', 30, 72, 72, 1080),
        ('2021-22', 30, 82, 82, 1230),
        ('2022-23', 30, 82, 82, 1230),
        ('2023-24', 30, 82, 82, 1230),
        ('2024-25', 30, 82, 82, 1230),
        ('2025-26', 30, 82, 82, 1230)
    ) as seasons (season, teams, least_games_a_team, most_games_a_team, games)
),
-- Later seasons are expected to be as the last one until a line says otherwise.
all_regular_seasons as (
    select *
    from regular_seasons
    union all
    select
        format('{:04d}-{:02d}', 2025 + later, (2026 + later) % 100) as season,
        teams,
        least_games_a_team,
        most_games_a_team,
        games
    from regular_seasons
    cross join range(1, 21) as seasons (later)
    where season = '2025-26'
),
playoff_formats as (
    select *
    from (values
        ('1976-77', '1982-83', 11, 4, 2),
        ('1983-84', '2001-02', 15, 8, 3),
        ('2002-03', '2045-46', 15, 8, 4)
    ) as formats (first_season, last_season, series, first_round_series, first_round_wins)
),
-- In 2019-20 one game of the play-in was needed, and whether a list has it as one is not known.
further_games as (
    select *
    from (values
        ('play-in', '1976-77', '2018-19', 0, 0),
        ('play-in', '2019-20', '2019-20', 0, 1),
        ('play-in', '2020-21', '2045-46', 6, 6),
        ('cup-final', '1976-77', '2022-23', 0, 0),
        ('cup-final', '2023-24', '2045-46', 1, 1)
    ) as formats (season_type, first_season, last_season, least_games, most_games)
)
select
    season,
    'regular' as season_type,
    games as least_games,
    games as most_games,
    teams,
    least_games_a_team,
    most_games_a_team,
    cast(null as integer) as series,
    cast(null as integer) as first_round_wins,
    cast(null as integer) as later_round_wins
from all_regular_seasons
union all
-- A series that is won with n wins has n to 2n - 1 games.
select
    season,
    'playoffs' as season_type,
    first_round_series * first_round_wins + (series - first_round_series) * 4 as least_games,
    first_round_series * (2 * first_round_wins - 1) + (series - first_round_series) * 7
        as most_games,
    null as teams,
    null as least_games_a_team,
    null as most_games_a_team,
    series,
    first_round_wins,
    4 as later_round_wins
from all_regular_seasons
inner join playoff_formats on season between first_season and last_season
union all
select
    season,
    season_type,
    least_games,
    most_games,
    null as teams,
    null as least_games_a_team,
    null as most_games_a_team,
    null as series,
    null as first_round_wins,
    null as later_round_wins
from all_regular_seasons
inner join further_games on season between first_season and last_season
