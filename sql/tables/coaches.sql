-- coaches: one row for each coach of a team in a season, trainers too
-- dataset: players
-- grain: season, team_id, coach_id
-- needs: staging/commonteamroster
-- partition: season
-- nulls: is_assistant null when the source tells no rank
-- nullable: coach_type
-- nullable_throughout: is_assistant
-- source: commonteamroster
-- column: season VARCHAR: label such as 2024-25
-- column: team_id BIGINT: the team
-- column: coach_id BIGINT: the coach
-- column: coach_name VARCHAR: first and last name
-- column: coach_type VARCHAR: Head Coach, Assistant Coach, Trainer, ...
-- column: is_assistant BOOLEAN: whether the coach is an assistant, trainers not among them
with told as (
    select unnest(coaches) as coach
    from staging.commonteamroster
)
select
    cast($season as varchar) as season,
    coach.team_id,
    coach.coach_id,
    coach.coach_name,
    coach.coach_type,
    -- Denver 2024-25: IS_ASSISTANT is 1 for the head coach, 2 for assistants, 3 for a trainer.
    coach.staff_rank = 2 as is_assistant
from told
