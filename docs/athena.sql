-- Written by `python docs/write_data_dictionary.py`. Athena runs one statement at a time.
-- Put your bucket and prefix in place of BUCKET/PREFIX, and your seasons in place of 2024-25,
-- separated by commas alone. Months that are published later are found without another statement.

create external table `coaches` (
    `team_id` bigint,
    `coach_id` bigint,
    `coach_name` string,
    `coach_type` string,
    `is_assistant` boolean
)
partitioned by (`season` string)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/players/coaches/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25'
);

create external table `games` (
    `game_id` string,
    `season_type` string,
    `game_date` date,
    `tip_off_utc` timestamp,
    `status` string,
    `home_team_id` bigint,
    `away_team_id` bigint,
    `home_tricode` string,
    `away_tricode` string,
    `home_score` int,
    `away_score` int,
    `winner_team_id` bigint,
    `periods` int,
    `is_neutral_site` boolean,
    `arena_id` bigint,
    `arena_name` string,
    `arena_city` string,
    `arena_state` string,
    `arena_country` string,
    `attendance` int,
    `duration_minutes` int,
    `label` string,
    `series_text` string
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/games/games/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `inactive_players` (
    `game_id` string,
    `player_id` bigint,
    `team_id` bigint,
    `player_name` string,
    `jersey_number` string
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/games/inactive_players/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `line_scores` (
    `game_id` string,
    `team_id` bigint,
    `period` int,
    `points` int
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/games/line_scores/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `officials` (
    `game_id` string,
    `official_id` bigint,
    `official_name` string,
    `jersey_number` string,
    `assignment` string
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/games/officials/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `play_by_play` (
    `game_id` string,
    `event_index` int,
    `game_date` date,
    `action_number` int,
    `period` int,
    `clock` string,
    `seconds_remaining` double,
    `team_id` bigint,
    `player_id` bigint,
    `player_name` string,
    `action_type` string,
    `sub_type` string,
    `description` string,
    `x` int,
    `y` int,
    `shot_distance_ft` int,
    `shot_value` int,
    `shot_result` string,
    `is_field_goal` boolean,
    `points` int,
    `home_score` int,
    `away_score` int,
    `assist_player_id` bigint,
    `other_player_id` bigint
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/play-by-play/play_by_play/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `player_box_advanced` (
    `game_id` string,
    `player_id` bigint,
    `game_date` date,
    `team_id` bigint,
    `minutes` double,
    `off_rating` double,
    `def_rating` double,
    `net_rating` double,
    `ast_pct` double,
    `ast_to_tov` double,
    `ast_ratio` double,
    `oreb_pct` double,
    `dreb_pct` double,
    `reb_pct` double,
    `tov_ratio` double,
    `efg_pct` double,
    `ts_pct` double,
    `usg_pct` double,
    `pace` double,
    `pace_per_40` double,
    `possessions` double,
    `pie` double,
    `est_off_rating` double,
    `est_def_rating` double,
    `est_net_rating` double,
    `est_usg_pct` double,
    `est_pace` double
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/box-scores/player_box_advanced/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `player_box_traditional` (
    `game_id` string,
    `player_id` bigint,
    `game_date` date,
    `team_id` bigint,
    `is_home` boolean,
    `player_name` string,
    `starting_position` string,
    `is_starter` boolean,
    `did_play` boolean,
    `comment` string,
    `minutes` double,
    `fgm` int,
    `fga` int,
    `fg_pct` double,
    `fg3m` int,
    `fg3a` int,
    `fg3_pct` double,
    `ftm` int,
    `fta` int,
    `ft_pct` double,
    `oreb` int,
    `dreb` int,
    `reb` int,
    `ast` int,
    `stl` int,
    `blk` int,
    `tov` int,
    `pf` int,
    `pts` int,
    `plus_minus` int
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/box-scores/player_box_traditional/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `players` (
    `player_id` bigint,
    `first_name` string,
    `last_name` string,
    `full_name` string,
    `birth_date` date,
    `height_inches` int,
    `weight_lbs` int,
    `position` string,
    `country` string,
    `school` string,
    `draft_year` int,
    `draft_round` int,
    `draft_number` int,
    `from_year` int,
    `to_year` int,
    `team_id` bigint
)
partitioned by (`season` string)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/players/players/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25'
);

create external table `rosters` (
    `team_id` bigint,
    `player_id` bigint,
    `player_name` string,
    `jersey_number` string,
    `position` string,
    `height_inches` int,
    `weight_lbs` int,
    `birth_date` date,
    `experience_years` int,
    `how_acquired` string
)
partitioned by (`season` string)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/players/rosters/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25'
);

create external table `team_box_advanced` (
    `game_id` string,
    `team_id` bigint,
    `game_date` date,
    `minutes` double,
    `off_rating` double,
    `def_rating` double,
    `net_rating` double,
    `ast_pct` double,
    `ast_to_tov` double,
    `ast_ratio` double,
    `oreb_pct` double,
    `dreb_pct` double,
    `reb_pct` double,
    `tov_ratio` double,
    `efg_pct` double,
    `ts_pct` double,
    `usg_pct` double,
    `pace` double,
    `pace_per_40` double,
    `possessions` double,
    `pie` double,
    `est_off_rating` double,
    `est_def_rating` double,
    `est_net_rating` double,
    `est_usg_pct` double,
    `est_pace` double,
    `est_tov_ratio` double
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/box-scores/team_box_advanced/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `team_box_traditional` (
    `game_id` string,
    `team_id` bigint,
    `game_date` date,
    `is_home` boolean,
    `minutes` double,
    `fgm` int,
    `fga` int,
    `fg_pct` double,
    `fg3m` int,
    `fg3a` int,
    `fg3_pct` double,
    `ftm` int,
    `fta` int,
    `ft_pct` double,
    `oreb` int,
    `dreb` int,
    `reb` int,
    `ast` int,
    `stl` int,
    `blk` int,
    `tov` int,
    `pf` int,
    `pts` int,
    `plus_minus` int
)
partitioned by (`season` string, `month` int)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/box-scores/team_box_traditional/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25',
    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'
);

create external table `teams` (
    `team_id` bigint,
    `city` string,
    `name` string,
    `tricode` string,
    `conference` string,
    `division` string,
    `wins` int,
    `losses` int
)
partitioned by (`season` string)
stored as parquet
location 's3://BUCKET/PREFIX/historical-backfill/teams/teams/'
tblproperties (
    'projection.enabled' = 'true',
    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25'
);
