-- v2_events: one row for each event that V2 tells of a game, as V3 would tell it
-- grain: game_id, event_index
-- needs: staging/playbyplayv2
-- nulls: action_type null for a steal or block and for a type that is not known, sub_type for a code that is not known and for a shot whose text has neither distance, 3PT nor the name, description where V2 has no text (a delay of game, in 2019-20 also a start or end of a period and a look at the replay), told_home_score and told_away_score null where the event tells no score
-- source: playbyplayv2
with sub_types as (
    -- 1022500234 in both versions, and 0022400561 in V3 and 0021900001 in V2 for those it lacks.
    select *
    from (
        values
            (4, 0, 'Unknown'),
            (4, 1, 'Normal Rebound'),
            (5, 1, 'Bad Pass'),
            (5, 2, 'Lost Ball'),
            (5, 4, 'Traveling'),
            (5, 8, '3 Second Violation'),
            (5, 10, '8 Second Violation'),
            (5, 11, 'Shot Clock Turnover'),
            (5, 13, 'Backcourt Turnover'),
            (5, 37, 'Offensive Foul Turnover'),
            (5, 39, 'Step Out of Bounds Turnover'),
            (5, 40, 'Out of Bounds Lost Ball Turnover'),
            (5, 45, 'Out of Bounds - Bad Pass Turnover'),
            (6, 1, 'Personal'),
            (6, 2, 'Shooting'),
            (6, 3, 'Loose Ball'),
            (6, 4, 'Offensive'),
            (6, 11, 'Technical'),
            (6, 26, 'Offensive Charge'),
            (6, 28, 'Personal Take'),
            (6, 31, 'Transition Take'),
            (7, 1, 'Delay Of Game'),
            (7, 2, 'Defensive Goaltending'),
            (7, 3, 'Lane'),
            (7, 5, 'Kicked Ball'),
            (9, 1, 'Regular'),
            (9, 4, 'Official'),
            (12, 0, 'start'),
            (13, 0, 'end'),
            (18, 0, 'Support Ruling'),
            (18, 1, 'Overturn Ruling'),
            (18, 3, 'Ruling Stands'),
            (18, 4, 'Coach Challenge Support Ruling')
    ) as known (message_type, action_code, sub_type)
),
shot_sub_types as (
    -- All of the 309 shots of 0022400561 and 1022500234 that V3 does not spell as its text does.
    select *
    from (
        values
            ('Alley Oop Layup Shot', 'Alley Oop Layup shot'),
            ('Fadeaway Jumper', 'Fadeaway Jump Shot'),
            ('Floating Jump Shot', 'Floating Jump shot'),
            ('Pullup Jump Shot', 'Pullup Jump shot'),
            ('Step Back Jump Shot', 'Step Back Jump shot'),
            ('Turnaround Fadeaway', 'Turnaround Fadeaway shot'),
            ('Turnaround Fadeaway Shot', 'Turnaround Fadeaway shot')
    ) as known (shot_text, sub_type)
),
action_types as (
    -- 11 is in neither game, since nobody was sent off: pbpstats reads it as an ejection.
    select *
    from (
        values
            (1, 'Made Shot'),
            (2, 'Missed Shot'),
            (3, 'Free Throw'),
            (4, 'Rebound'),
            (5, 'Turnover'),
            (6, 'Foul'),
            (7, 'Violation'),
            (8, 'Substitution'),
            (9, 'Timeout'),
            (10, 'Jump Ball'),
            (11, 'Ejection'),
            (12, 'period'),
            (13, 'period'),
            (18, 'Instant Replay')
    ) as known (message_type, action_type)
),
rows_told as (
    -- The order of the rows is V3's. That of EVENTNUM is not: 477 stands before 444 in 1022500234.
    select
        game_id,
        unnest(events) as event,
        generate_subscripts(events, 1) as row_number
    from staging.playbyplayv2
),
named_rows as (
    -- Persons of type 4 and 5 are players. The man of an Instant Replay is of type 0 and nobody in
    -- the game: Dwayne Schintzius, 368, in 1022500234. A team's event has the team as its person.
    select
        game_id,
        row_number,
        event,
        case event.first.person_type
            when 2 then event.home_text
            when 4 then event.home_text
            when 3 then event.visitor_text
            when 5 then event.visitor_text
        end as own_text,
        if(event.second.person_type in (4, 5), event.second.person_id, null) as second_player_id,
        case
            when event.message_type = 5 and event.second.person_type in (4, 5) then event.second
            when event.message_type = 2 and event.third.person_type in (4, 5) then event.third
        end as replier
    from rows_told
),
events as (
    select
        game_id,
        row_number,
        0 as place,
        event,
        case
            when event.first.person_type in (4, 5) then event.first.team_id
            when event.first.person_id between 1610000000 and 1619999999 then event.first.person_id
        end as team_id,
        if(event.first.person_type in (4, 5), event.first.person_id, null) as player_id,
        event.first.full_name,
        event.message_type,
        case
            when replier is not null then own_text
            else coalesce(own_text, event.neutral_text, event.home_text, event.visitor_text)
        end as description,
        if(event.message_type = 1, second_player_id, null) as assist_player_id,
        if(event.message_type in (6, 8, 10), second_player_id, null) as other_player_id
    from named_rows
    union all
    -- V3 has a steal or a block as a row of its own, after that of its turnover or shot.
    select
        game_id,
        row_number,
        1 as place,
        event,
        replier.team_id,
        replier.person_id as player_id,
        replier.full_name,
        null as message_type,
        if(replier.person_type = 4, event.home_text, event.visitor_text) as description,
        null as assist_player_id,
        null as other_player_id
    from named_rows
    where replier is not null
),
players as (
    select
        game_id,
        player_id,
        max(full_name) as full_name,
        string_split(max(full_name), ' ') as words,
        strip_accents(string_agg(description, ' | ')) as texts
    from events
    where player_id is not null
    group by game_id, player_id
),
family_names as (
    -- V3 has the family name alone. It is what of the full name stands in the texts without its
    -- first word: Akoa Makani of Monique Akoa Makani. Without a text, all but the first word.
    select
        game_id,
        player_id,
        coalesce(
            list_filter(
                list_transform(range(2, len(words) + 1), lambda n: array_to_string(words[n:], ' ')),
                lambda ending: contains(texts, strip_accents(ending))
            )[1],
            nullif(array_to_string(words[2:], ' '), ''),
            full_name
        ) as player_name
    from players
),
named_events as (
    select
        events.*,
        player_name,
        if(message_type in (1, 2), split_part(description, ' (', 1), null) as shot_told
    from events
    left join family_names using (game_id, player_id)
),
told_events as (
    -- What is told of a shot after the name, the distance and 3PT: "MISS Moore  3PT Jump Shot",
    -- "Hart Tip Layup Shot". V3 says Shot of a layup or a dunk where the text does not.
    select
        * exclude (shot_told),
        regexp_replace(
            coalesce(
                nullif(regexp_extract(shot_told, '.* (?:\d+''|3PT) +(.*)', 1), ''),
                ltrim(substr(
                    shot_told,
                    nullif(strpos(strip_accents(shot_told), strip_accents(player_name)), 0)
                        + length(player_name)
                ))
            ),
            '(Layup|Dunk)$',
            '\1 Shot'
        ) as shot_text
    from named_events
)
select
    game_id,
    cast(
        row_number() over (partition by game_id order by row_number, place) as integer
    ) as event_index,
    event.event_number as action_number,
    event.period,
    -- V2 has no tenths: 0:38 where V3 has PT00M38.10S. What is no clock stays as it is, to be judged.
    case
        when regexp_full_match(event.clock, '\d{1,2}:\d{2}')
            then concat(
                'PT',
                lpad(split_part(event.clock, ':', 1), 2, '0'),
                'M',
                split_part(event.clock, ':', 2),
                '.00S'
            )
        else event.clock
    end as clock,
    team_id,
    player_id,
    player_name,
    action_type,
    case
        when events.message_type = 3
            then nullif(trim(regexp_extract(description, 'Free Throw[^(]*')), '')
        when events.message_type in (1, 2) then coalesce(shot_sub_types.sub_type, shot_text)
        else sub_types.sub_type
    end as sub_type,
    description,
    case
        when events.message_type in (1, 2)
            then coalesce(try_cast(regexp_extract(description, ' (\d+)'' ', 1) as integer), 0)
    end as shot_distance_ft,
    case
        when events.message_type in (1, 2) then if(contains(description, ' 3PT '), 3, 2)
    end as shot_value,
    case events.message_type when 1 then 'Made' when 2 then 'Missed' end as shot_result,
    coalesce(events.message_type in (1, 2), false) as is_field_goal,
    case
        when events.message_type is null then null
        when event.score is not null
            then try_cast(split_part(event.score, ' - ', 2) as integer)
        when events.message_type = 12 and event.period = 1 then 0
    end as told_home_score,
    case
        when events.message_type is null then null
        when event.score is not null
            then try_cast(split_part(event.score, ' - ', 1) as integer)
        when events.message_type = 12 and event.period = 1 then 0
    end as told_away_score,
    assist_player_id,
    other_player_id
from told_events as events
left join action_types using (message_type)
left join shot_sub_types using (shot_text)
left join sub_types
    on sub_types.message_type = events.message_type
        and sub_types.action_code = event.action_code
