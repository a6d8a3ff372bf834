-- play_by_play: one row for each event of a game, in the order of the source
-- dataset: play-by-play
-- grain: game_id, event_index
-- needs: staging/playbyplayv3, staging/game_dates
-- partition: season, month
-- units: seconds_remaining in the period; x and y in tenths of a foot from the basket; points is what the event added; home_score and away_score after the event
-- nulls: team_id and player_id null where the event has none; x, y, shot_distance_ft, shot_value and shot_result null unless it is a field goal attempt; assist_player_id and other_player_id null, the source has them only in the text
-- source: playbyplayv3
-- column: game_id VARCHAR: ten digits, text
-- column: event_index INTEGER: 1 to n in the order of the source
-- column: season VARCHAR: label such as 2024-25
-- column: month INTEGER: 1-12, of game_date; 0 while the date is not known
-- column: game_date DATE: day the game started, in New York; null while nothing tells it
-- column: action_number INTEGER: the source's own; neither unique nor always rising: a steal or block has that of its turnover or shot
-- column: period INTEGER: 1-4 are the quarters, 5 and up the overtimes
-- column: clock VARCHAR: left in the period, as the source writes it: PT11M43.00S
-- column: seconds_remaining DOUBLE: clock in seconds, with tenths in the last minute
-- column: team_id BIGINT: null where the event is of no team
-- column: player_id BIGINT: who did it, or who goes out in a substitution; null for events of a team or of nobody
-- column: player_name VARCHAR: family name in ASCII; null where player_id is
-- column: action_type VARCHAR: such as Made Shot, Free Throw or Rebound; null for a steal or block, a row of its own
-- column: sub_type VARCHAR: the kind within action_type, such as Shooting of a Foul; null where there is none
-- column: description VARCHAR: the event as the league tells it
-- column: x INTEGER: tenths of a foot to the side of the basket, of a field goal attempt, made or missed; else null
-- column: y INTEGER: tenths of a foot from the basket into the court, of a field goal attempt, made or missed; else null
-- column: shot_distance_ft INTEGER: feet, of a field goal attempt, made or missed; else null
-- column: shot_value INTEGER: 2 or 3, of a field goal attempt, made or missed; else null
-- column: shot_result VARCHAR: Made or Missed of a field goal attempt; else null
-- column: is_field_goal BOOLEAN: whether it is a field goal attempt, made or missed
-- column: points INTEGER: that the event added, 0 for most
-- column: home_score INTEGER: after the event; null until the source tells a score
-- column: away_score INTEGER: after the event; null until the source tells a score
-- column: assist_player_id BIGINT: who assisted; null where nobody did or the source does not tell who
-- column: other_player_id BIGINT: the second player of the event; null where there is none or the source does not tell who
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
