-- players: one row for each player on a roster or in a box score of a season
-- dataset: players
-- grain: player_id
-- needs: staging/commonplayerinfo, staging/commonteamroster, staging/commonallplayers, staging/players_in_boxes
-- partition: season
-- units: height in inches, weight in pounds; from_year and to_year are those the first and the last season began in, team_id the last team, when the answer was given
-- nulls: draft null for the undrafted, team_id null without a team; where the biography is not archived or lacks a value, what rosters and commonallplayers do not tell either, country and draft always
-- nullable: first_name, last_name, birth_date, height_inches, weight_lbs, position, country, school, draft_year, draft_round, draft_number, from_year, to_year, team_id
-- source: commonplayerinfo, commonteamroster, commonallplayers
-- column: player_id BIGINT: the player
-- column: season VARCHAR: label such as 2024-25
-- column: first_name VARCHAR: first name; null where there is only one name
-- column: last_name VARCHAR: family name
-- column: full_name VARCHAR: as the league writes it
-- column: birth_date DATE: date of birth
-- column: height_inches INTEGER: height
-- column: weight_lbs INTEGER: weight
-- column: position VARCHAR: Guard, Forward, Center, or two of them
-- column: country VARCHAR: of origin
-- column: school VARCHAR: last school, college or club before the league
-- column: draft_year INTEGER: null for the undrafted
-- column: draft_round INTEGER: null for the undrafted
-- column: draft_number INTEGER: null for the undrafted
-- column: from_year INTEGER: year the first season began in
-- column: to_year INTEGER: year the last season began in, so far
-- column: team_id BIGINT: last team; null without one
with biographies as (
    select unnest(players) as player
    from staging.commonplayerinfo
),
roster_entries as (
    select unnest(players) as player
    from staging.commonteamroster
),
-- Who is on two rosters is described by that of the lower team id.
rostered as (
    select
        player.player_id,
        min(player) as player
    from roster_entries
    group by player.player_id
),
list_entries as (
    select unnest(players) as player
    from staging.commonallplayers
),
listed as (
    select
        player.player_id,
        min(player) as player
    from list_entries
    group by player.player_id
),
-- A name may be told in two ways in a season.
boxed as (
    select
        player_id,
        min(player_name) as player_name
    from staging.players_in_boxes
    group by player_id
),
members as (
    select player_id
    from rostered
    union
    select player_id
    from boxed
)
select
    members.player_id,
    cast($season as varchar) as season,
    coalesce(
        biographies.player.first_name,
        nullif(split_part(listed.player.last_comma_first, ', ', 2), '')
    ) as first_name,
    coalesce(
        biographies.player.last_name,
        case
            when contains(listed.player.last_comma_first, ', ')
                then split_part(listed.player.last_comma_first, ', ', 1)
        end
    ) as last_name,
    coalesce(
        biographies.player.full_name,
        listed.player.full_name,
        rostered.player.player_name,
        boxed.player_name
    ) as full_name,
    coalesce(biographies.player.birth_date, rostered.player.birth_date) as birth_date,
    coalesce(biographies.player.height_inches, rostered.player.height_inches) as height_inches,
    coalesce(biographies.player.weight_lbs, rostered.player.weight_lbs) as weight_lbs,
    -- Biographies say "Forward-Center", rosters "F-C".
    coalesce(
        biographies.player.position,
        array_to_string(
            list_transform(
                string_split(rostered.player.position, '-'),
                lambda letter: case letter
                    when 'G' then 'Guard'
                    when 'F' then 'Forward'
                    when 'C' then 'Center'
                    else letter
                end
            ),
            '-'
        )
    ) as position,
    biographies.player.country,
    coalesce(biographies.player.school, rostered.player.school) as school,
    biographies.player.draft_year,
    biographies.player.draft_round,
    biographies.player.draft_number,
    coalesce(biographies.player.from_year, listed.player.from_year) as from_year,
    coalesce(biographies.player.to_year, listed.player.to_year) as to_year,
    case
        when biographies.player is not null then biographies.player.team_id
        when listed.player is not null then listed.player.team_id
        else rostered.player.team_id
    end as team_id
from members
left join biographies on members.player_id = biographies.player.player_id
left join rostered on members.player_id = rostered.player_id
left join listed on members.player_id = listed.player_id
left join boxed on members.player_id = boxed.player_id
