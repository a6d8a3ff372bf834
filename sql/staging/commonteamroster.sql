-- commonteamroster: one row for each roster document, its players and its coaches nested
-- grain: raw_key
-- reads: raw_documents
-- ignores: Coaches.FIRST_NAME, Coaches.LAST_NAME, Coaches.SEASON, Coaches.SORT_SEQUENCE, Coaches.SUB_SORT_SEQUENCE
-- ignores: CommonTeamRoster.AGE, CommonTeamRoster.LeagueID, CommonTeamRoster.NICKNAME, CommonTeamRoster.PLAYER_SLUG, CommonTeamRoster.SEASON
-- nulls: fields null where the source has none that can be read; coaches null without such a result set
-- source: commonteamroster
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "resultSets": [{
                    "name": "VARCHAR",
                    "headers": ["VARCHAR"],
                    "rowSet": [["VARCHAR"]]
                }]
            }
        }')) as document
    from raw_documents
),
result_sets as materialized (
    select
        raw_key,
        result_set(document.body.resultSets, 'CommonTeamRoster') as roster,
        result_set(document.body.resultSets, 'Coaches') as staff
    from documents
)
select
    raw_key,
    list_transform(roster.rowSet, lambda cells: {
        'player_id': try_cast(cell(roster, cells, 'PLAYER_ID') as bigint),
        'team_id': try_cast(cell(roster, cells, 'TeamID') as bigint),
        'player_name': cell(roster, cells, 'PLAYER'),
        'jersey_number': cell(roster, cells, 'NUM'),
        'position': cell(roster, cells, 'POSITION'),
        'height_inches': height_inches(cell(roster, cells, 'HEIGHT')),
        'weight_lbs': try_cast(cell(roster, cells, 'WEIGHT') as integer),
        'birth_date': birth_date(cell(roster, cells, 'BIRTH_DATE')),
        'experience_years': case cell(roster, cells, 'EXP')
            when 'R' then 0
            else try_cast(cell(roster, cells, 'EXP') as integer)
        end,
        'school': cell(roster, cells, 'SCHOOL'),
        'how_acquired': cell(roster, cells, 'HOW_ACQUIRED')
    }) as players,
    list_transform(staff.rowSet, lambda cells: {
        'coach_id': try_cast(cell(staff, cells, 'COACH_ID') as bigint),
        'team_id': try_cast(cell(staff, cells, 'TEAM_ID') as bigint),
        'coach_name': cell(staff, cells, 'COACH_NAME'),
        'coach_type': cell(staff, cells, 'COACH_TYPE'),
        'staff_rank': try_cast(cell(staff, cells, 'IS_ASSISTANT') as integer)
    }) as coaches
from result_sets
where roster.rowSet is not null
