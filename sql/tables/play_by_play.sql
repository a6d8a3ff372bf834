-- play_by_play: one row for each event of a game, in the order of the source; V3 where a game has both
-- dataset: play-by-play
-- grain: game_id, event_index
-- needs: staging/playbyplayv3, staging/v2_events, staging/boxscoretraditionalv3, staging/boxscoretraditionalv2, staging/game_dates
-- partition: season, month
-- units: seconds_remaining in the period; x and y in tenths of a foot from the basket; points is what the event added; home_score and away_score after the event
-- nulls: x, y, shot_distance_ft, shot_value and shot_result null unless it is a field goal attempt; from V2 x and y null always, sub_type for a code that is not known, and description of a delay of game and, in 2019-20, of the start and end of a period; clock and seconds_remaining without tenths; from V3 assist_player_id and other_player_id null where the text names nobody or the name is not that of exactly one player of the team in the box score, and other_player_id of a foul always
-- nullable: team_id, player_id, player_name, action_type, sub_type, description, x, y, shot_distance_ft, shot_value, shot_result, home_score, away_score
-- nullable_in_a_game: assist_player_id, other_player_id
-- nullable_from_v2: x, y, clock, seconds_remaining
-- source: playbyplayv3, playbyplayv2
-- column: game_id VARCHAR: ten digits, text
-- column: event_index INTEGER: 1 to n in the order of the source
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: action_number INTEGER: the source's own; neither unique nor always rising: a steal or block has that of its turnover or shot
-- column: period INTEGER: 1-4 are the quarters, 5 and up the overtimes
-- column: clock VARCHAR: left in the period, as V3 writes it: PT11M43.00S; V2 has no tenths
-- column: seconds_remaining DOUBLE: clock in seconds, with tenths in the last minute; V2 has no tenths
-- column: team_id BIGINT: null where the event is of no team
-- column: player_id BIGINT: who did it, or who goes out in a substitution; null for events of a team or of nobody
-- column: player_name VARCHAR: family name in ASCII; null where player_id is
-- column: action_type VARCHAR: such as Made Shot, Free Throw or Rebound; null for a steal or block, a row of its own, and for a type of V2 that is not known
-- column: sub_type VARCHAR: the kind within action_type, such as Shooting of a Foul; null where there is none, and for a code of V2 that is not known
-- column: description VARCHAR: the event as the league tells it; null where V2 has no text
-- column: x INTEGER: tenths of a foot to the side of the basket, of a field goal attempt, made or missed; else null, and null from V2
-- column: y INTEGER: tenths of a foot from the basket into the court, of a field goal attempt, made or missed; else null, and null from V2
-- column: shot_distance_ft INTEGER: feet, of a field goal attempt, made or missed; else null
-- column: shot_value INTEGER: 2 or 3, of a field goal attempt, made or missed; else null
-- column: shot_result VARCHAR: Made or Missed of a field goal attempt; else null
-- column: is_field_goal BOOLEAN: whether it is a field goal attempt, made or missed
-- column: points INTEGER: that the event added, 0 for most
-- column: home_score INTEGER: after the event; null until the source tells a score
-- column: away_score INTEGER: after the event; null until the source tells a score
-- column: assist_player_id BIGINT: who assisted a Made Shot; null where nobody did or the source does not tell who
-- column: other_player_id BIGINT: the second player: who blocked a Missed Shot or stole the ball of a Turnover, whose shot was blocked or ball stolen in the row of the block or steal, who comes in for a Substitution, the other jumper of a Jump Ball, who was fouled (V2 only); else null, and null where the source does not tell who
with actions as (
    select
        game_id,
        unnest(actions) as action
    from staging.playbyplayv3
),
games_of_v3 as (
    select game_id
    from staging.playbyplayv3
    where len(actions) > 0
),
v3_events as (
    -- Team events (team rebounds, timeouts) have the team in personId and 0 in teamId. A look at the
    -- replay has 0 too, and a person who is nobody in the game: 34 in 0022400561, and even with a
    -- name in 1022500234: 368, Schintzius. Only players have a team and a name.
    select
        game_id,
        action.actionId as event_index,
        action.actionNumber as action_number,
        action.period,
        action.clock,
        case
            when action.teamId <> 0 then action.teamId
            when action.personId between 1610000000 and 1619999999 then action.personId
        end as team_id,
        case
            when action.teamId <> 0 and action.playerName <> '' then nullif(action.personId, 0)
        end as player_id,
        case when action.teamId <> 0 then nullif(action.playerName, '') end as player_name,
        nullif(action.actionType, '') as action_type,
        nullif(action.subType, '') as sub_type,
        action.description,
        action.xLegacy as x,
        action.yLegacy as y,
        action.shotDistance as shot_distance_ft,
        action.shotValue as shot_value,
        nullif(action.shotResult, '') as shot_result,
        action.isFieldGoal = 1 as is_field_goal,
        try_cast(nullif(action.scoreHome, '') as integer) as told_home_score,
        try_cast(nullif(action.scoreAway, '') as integer) as told_away_score,
        -- "(Smith 3 AST)", "SUB: Edwards FOR Gordon", "Jump Ball Yabusele vs. Sims: Tip to Hart"
        case
            when action.actionType = 'Made Shot' and ends_with(action.description, ' AST)')
                then rtrim(left(split_part(action.description, '(', -1), -5), ' 0123456789')
            when action.actionType = 'Substitution' and starts_with(action.description, 'SUB: ')
                then split_part(substr(action.description, 6), ' FOR ', 1)
            when action.actionType = 'Jump Ball'
                then split_part(split_part(action.description, ' vs. ', 2), ': Tip to ', 1)
        end as second_name
    from actions
),
teams_of_v3 as (
    select
        game_id,
        unnest([home_team, away_team]) as team
    from staging.boxscoretraditionalv3
),
players_of_v3 as (
    select
        game_id,
        team.teamId as team_id,
        unnest(list_transform(team.players, lambda player: {
            'player_id': player.personId,
            'first_name': plain_name(player.firstName),
            'family_names': [plain_name(player.familyName)]
        })) as player
    from teams_of_v3
),
players_of_v2 as (
    select
        game_id,
        unnest(list_transform(players, lambda player: {
            'team_id': player.TEAM_ID,
            'player_id': player.PLAYER_ID,
            'words': string_split(plain_name(player.PLAYER_NAME), ' ')
        })) as player
    from staging.boxscoretraditionalv2
    anti join staging.boxscoretraditionalv3 using (game_id)
),
listed_players as (
    select
        game_id,
        team_id,
        player.player_id,
        player.first_name,
        player.family_names
    from players_of_v3
    union all
    -- V2 has the whole name alone: the family name may be any end of it, or all of it as of Nene.
    select
        game_id,
        player.team_id,
        player.player_id,
        player.words[1] as first_name,
        list_transform(
            range(least(2, len(player.words)), len(player.words) + 1),
            lambda n: array_to_string(player.words[n:], ' ')
        ) as family_names
    from players_of_v2
),
family_names as (
    select
        game_id,
        team_id,
        player_id,
        first_name,
        unnest(family_names) as family_name
    from listed_players
),
known_names as (
    select *
    from family_names
    union all
    -- A text may leave out Jr.: with both Porter and Porter Jr. in a team, Porter is either.
    select * replace (regexp_replace(family_name, ' (Jr\.?|Sr\.?|II|III|IV|V)$', '') as family_name)
    from family_names
),
second_names as (
    select distinct
        game_id,
        team_id,
        action_type,
        second_name,
        plain_name(second_name) as plain
    from v3_events
    where second_name <> ''
),
spellings as (
    -- Two of a name in one team are told apart by their first letters: Jal. Williams.
    select
        *,
        plain as family_name,
        '' as first_letters
    from second_names
    union all
    select
        *,
        substr(plain, strpos(plain, '. ') + 2) as family_name,
        split_part(plain, '. ', 1) as first_letters
    from second_names
    where contains(plain, '. ')
),
second_players as (
    select
        spellings.game_id,
        spellings.team_id,
        action_type,
        second_name,
        any_value(player_id) as second_player_id
    from spellings
    inner join known_names
        on known_names.game_id = spellings.game_id
            and known_names.family_name = spellings.family_name
            and (known_names.team_id <> spellings.team_id) = (action_type = 'Jump Ball')
    where starts_with(first_name, first_letters)
    group by spellings.game_id, spellings.team_id, action_type, second_name
    having count(distinct player_id) = 1
),
events as (
    select
        v3_events.* exclude (second_name),
        if(action_type = 'Made Shot', second_player_id, null) as assist_player_id,
        if(action_type <> 'Made Shot', second_player_id, null) as other_player_id
    from v3_events
    left join second_players using (game_id, team_id, action_type, second_name)
    union all by name
    select v2_events.*
    from staging.v2_events
    anti join games_of_v3 using (game_id)
)
select
    game_id,
    event_index,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    action_number,
    period,
    clock,
    clock_seconds(clock) as seconds_remaining,
    team_id,
    player_id,
    player_name,
    action_type,
    sub_type,
    description,
    case when is_field_goal then x end as x,
    case when is_field_goal then y end as y,
    case when is_field_goal then shot_distance_ft end as shot_distance_ft,
    case when is_field_goal then shot_value end as shot_value,
    shot_result,
    is_field_goal,
    -- A missed free throw is told by its text alone: shotResult is "" and shotValue 0.
    case
        when is_field_goal and shot_result = 'Made' then shot_value
        when action_type = 'Free Throw' and not starts_with(description, 'MISS') then 1
        else 0
    end as points,
    last_value(told_home_score ignore nulls) over scores_so_far as home_score,
    last_value(told_away_score ignore nulls) over scores_so_far as away_score,
    assist_player_id,
    -- A steal or a block has the number of its turnover or shot, and the row after it.
    case
        when action_type is null
            then if(lag(action_number) over game = action_number, lag(player_id) over game, null)
        when action_type in ('Missed Shot', 'Turnover')
            then if(
                lead(action_number) over game = action_number,
                lead(if(action_type is null, player_id, null)) over game,
                null
            )
        else other_player_id
    end as other_player_id
from events
inner join staging.game_dates using (game_id)
window
    game as (
        partition by game_id
        order by event_index
    ),
    scores_so_far as (
        partition by game_id
        order by event_index
        rows between unbounded preceding and current row
    )
