-- commonplayerinfo: one row for each biography document, the player nested
-- grain: raw_key
-- reads: raw_documents
-- ignores: AvailableSeasons.*, PlayerHeadlineStats.*
-- ignores: CommonPlayerInfo.DISPLAY_FI_LAST, CommonPlayerInfo.DISPLAY_LAST_COMMA_FIRST, CommonPlayerInfo.DLEAGUE_FLAG, CommonPlayerInfo.GAMES_PLAYED_CURRENT_SEASON_FLAG, CommonPlayerInfo.GAMES_PLAYED_FLAG, CommonPlayerInfo.GREATEST_75_FLAG
-- ignores: CommonPlayerInfo.JERSEY, CommonPlayerInfo.LAST_AFFILIATION, CommonPlayerInfo.NBA_FLAG, CommonPlayerInfo.PLAYERCODE, CommonPlayerInfo.PLAYER_SLUG, CommonPlayerInfo.ROSTERSTATUS, CommonPlayerInfo.SEASON_EXP
-- ignores: CommonPlayerInfo.TEAM_ABBREVIATION, CommonPlayerInfo.TEAM_CITY, CommonPlayerInfo.TEAM_CODE, CommonPlayerInfo.TEAM_NAME
-- nulls: fields null where the source has none that can be read; team_id null for team 0; draft null for "Undrafted"
-- source: commonplayerinfo
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
        result_set(document.body.resultSets, 'CommonPlayerInfo') as info
    from documents
)
select
    raw_key,
    list_transform(info.rowSet, lambda cells: {
        'player_id': try_cast(cell(info, cells, 'PERSON_ID') as bigint),
        'first_name': cell(info, cells, 'FIRST_NAME'),
        'last_name': cell(info, cells, 'LAST_NAME'),
        'full_name': cell(info, cells, 'DISPLAY_FIRST_LAST'),
        'birth_date': birth_date(cell(info, cells, 'BIRTHDATE')),
        'height_inches': height_inches(cell(info, cells, 'HEIGHT')),
        'weight_lbs': try_cast(cell(info, cells, 'WEIGHT') as integer),
        'position': cell(info, cells, 'POSITION'),
        'country': cell(info, cells, 'COUNTRY'),
        'school': cell(info, cells, 'SCHOOL'),
        'draft_year': try_cast(cell(info, cells, 'DRAFT_YEAR') as integer),
        'draft_round': try_cast(cell(info, cells, 'DRAFT_ROUND') as integer),
        'draft_number': try_cast(cell(info, cells, 'DRAFT_NUMBER') as integer),
        'from_year': try_cast(cell(info, cells, 'FROM_YEAR') as integer),
        'to_year': try_cast(cell(info, cells, 'TO_YEAR') as integer),
        'team_id': nullif(try_cast(cell(info, cells, 'TEAM_ID') as bigint), 0)
    }) as players
from result_sets
where info.rowSet is not null
