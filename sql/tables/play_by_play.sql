-- play_by_play: one row for each event of a game, in the order of the source
-- dataset: play-by-play
-- grain: game_id, event_index
-- needs: staging/playbyplayv3, staging/game_dates
-- partition: season, month
-- units: seconds_remaining in the period; x and y in tenths of a foot from the basket; points is what the event added; home_score and away_score after the event
-- nulls: team_id and player_id null where the event has none; x, y, shot_distance_ft, shot_value and shot_result null unless it is a field goal attempt; assist_player_id and other_player_id null, the source has them only in the text
-- source: playbyplayv3
-- column: game_id VARCHAR
-- column: event_index INTEGER
-- column: season VARCHAR
-- column: month INTEGER
-- column: game_date DATE
-- column: action_number INTEGER
-- column: period INTEGER
-- column: clock VARCHAR
-- column: seconds_remaining DOUBLE
-- column: team_id BIGINT
-- column: player_id BIGINT
-- column: player_name VARCHAR
-- column: action_type VARCHAR
-- column: sub_type VARCHAR
-- column: description VARCHAR
-- column: x INTEGER
-- column: y INTEGER
-- column: shot_distance_ft INTEGER
-- column: shot_value INTEGER
-- column: shot_result VARCHAR
-- column: is_field_goal BOOLEAN
-- column: points INTEGER
-- column: home_score INTEGER
-- column: away_score INTEGER
-- column: assist_player_id BIGINT
-- column: other_player_id BIGINT
with events as (
    select
        game_id,
        unnest(actions) as action
    from staging.playbyplayv3
),
named_events as (
    -- Team events (team rebounds, timeouts) have the team in personId and 0 in teamId, and a coach's
    -- challenge has a number that is nobody's (34 in 0022400561). Only players have a playerName.
    select
        game_id,
        action,
        case
            when action.teamId <> 0 then action.teamId
            when action.personId between 1610000000 and 1619999999 then action.personId
        end as team_id,
        case when action.playerName <> '' then nullif(action.personId, 0) end as player_id,
        action.isFieldGoal = 1 as is_field_goal,
        try_cast(nullif(action.scoreHome, '') as integer) as told_home_score,
        try_cast(nullif(action.scoreAway, '') as integer) as told_away_score
    from events
)
select
    named_events.game_id,
    action.actionId as event_index,
    cast($season as varchar) as season,
    game_dates.month,
    game_dates.game_date,
    action.actionNumber as action_number,
    action.period,
    action.clock,
    clock_seconds(action.clock) as seconds_remaining,
    team_id,
    player_id,
    nullif(action.playerName, '') as player_name,
    nullif(action.actionType, '') as action_type,
    nullif(action.subType, '') as sub_type,
    action.description,
    case when is_field_goal then action.xLegacy end as x,
    case when is_field_goal then action.yLegacy end as y,
    case when is_field_goal then action.shotDistance end as shot_distance_ft,
    case when is_field_goal then action.shotValue end as shot_value,
    nullif(action.shotResult, '') as shot_result,
    is_field_goal,
    -- A missed free throw is told by its text alone: shotResult is "" and shotValue 0.
    case
        when is_field_goal and action.shotResult = 'Made' then action.shotValue
        when action.actionType = 'Free Throw' and not starts_with(action.description, 'MISS') then 1
        else 0
    end as points,
    last_value(told_home_score ignore nulls) over scores_so_far as home_score,
    last_value(told_away_score ignore nulls) over scores_so_far as away_score,
    cast(null as bigint) as assist_player_id,
    cast(null as bigint) as other_player_id
from named_events
inner join staging.game_dates using (game_id)
window scores_so_far as (
    partition by game_id
    order by action.actionId
    rows between unbounded preceding and current row
)
