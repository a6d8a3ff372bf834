-- commonallplayers: one row for each list of all players, the players nested
-- grain: raw_key
-- reads: raw_documents
-- ignores: CommonAllPlayers.GAMES_PLAYED_FLAG, CommonAllPlayers.OTHERLEAGUE_EXPERIENCE_CH, CommonAllPlayers.PLAYERCODE, CommonAllPlayers.PLAYER_SLUG, CommonAllPlayers.ROSTERSTATUS
-- ignores: CommonAllPlayers.TEAM_ABBREVIATION, CommonAllPlayers.TEAM_CITY, CommonAllPlayers.TEAM_CODE, CommonAllPlayers.TEAM_NAME, CommonAllPlayers.TEAM_SLUG
-- nulls: fields null where the source has none that can be read; team_id null for team 0
-- source: commonallplayers
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
        result_set(document.body.resultSets, 'CommonAllPlayers') as listed
    from documents
)
select
    raw_key,
    list_transform(listed.rowSet, lambda cells: {
        'player_id': try_cast(cell(listed, cells, 'PERSON_ID') as bigint),
        'full_name': cell(listed, cells, 'DISPLAY_FIRST_LAST'),
        'last_comma_first': cell(listed, cells, 'DISPLAY_LAST_COMMA_FIRST'),
        'from_year': try_cast(cell(listed, cells, 'FROM_YEAR') as integer),
        'to_year': try_cast(cell(listed, cells, 'TO_YEAR') as integer),
        'team_id': nullif(try_cast(cell(listed, cells, 'TEAM_ID') as bigint), 0)
    }) as players
from result_sets
where listed.rowSet is not null
