-- playbyplayv2: one row for each V2 play-by-play document, its events nested in their order
-- grain: game_id
-- reads: raw_documents
-- nulls: fields null where the source has none that can be read
-- source: playbyplayv2
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "parameters": {"GameID": "VARCHAR"},
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
        document.body.parameters.GameID as game_id,
        result_set(document.body.resultSets, 'PlayByPlay') as told
    from documents
),
places as materialized (
    -- Where each header stands is looked for once a document, not once a row.
    select
        raw_key,
        game_id,
        told.rowSet as cells,
        {
            'event_number': list_position(told.headers, 'EVENTNUM'),
            'message_type': list_position(told.headers, 'EVENTMSGTYPE'),
            'action_code': list_position(told.headers, 'EVENTMSGACTIONTYPE'),
            'period': list_position(told.headers, 'PERIOD'),
            'clock': list_position(told.headers, 'PCTIMESTRING'),
            'home_text': list_position(told.headers, 'HOMEDESCRIPTION'),
            'neutral_text': list_position(told.headers, 'NEUTRALDESCRIPTION'),
            'visitor_text': list_position(told.headers, 'VISITORDESCRIPTION'),
            'score': list_position(told.headers, 'SCORE'),
            'type_1': list_position(told.headers, 'PERSON1TYPE'),
            'id_1': list_position(told.headers, 'PLAYER1_ID'),
            'name_1': list_position(told.headers, 'PLAYER1_NAME'),
            'team_id_1': list_position(told.headers, 'PLAYER1_TEAM_ID'),
            'type_2': list_position(told.headers, 'PERSON2TYPE'),
            'id_2': list_position(told.headers, 'PLAYER2_ID'),
            'name_2': list_position(told.headers, 'PLAYER2_NAME'),
            'team_id_2': list_position(told.headers, 'PLAYER2_TEAM_ID'),
            'type_3': list_position(told.headers, 'PERSON3TYPE'),
            'id_3': list_position(told.headers, 'PLAYER3_ID'),
            'name_3': list_position(told.headers, 'PLAYER3_NAME'),
            'team_id_3': list_position(told.headers, 'PLAYER3_TEAM_ID')
        } as place
    from result_sets
    where told.rowSet is not null
)
select
    raw_key,
    game_id,
    list_transform(cells, lambda row: {
        'event_number': try_cast(row[place.event_number] as integer),
        'message_type': try_cast(row[place.message_type] as integer),
        'action_code': try_cast(row[place.action_code] as integer),
        'period': try_cast(row[place.period] as integer),
        'clock': row[place.clock],
        'home_text': row[place.home_text],
        'neutral_text': row[place.neutral_text],
        'visitor_text': row[place.visitor_text],
        'score': row[place.score],
        'first': {
            'person_type': try_cast(row[place.type_1] as integer),
            'person_id': try_cast(row[place.id_1] as bigint),
            'full_name': row[place.name_1],
            'team_id': try_cast(row[place.team_id_1] as bigint)
        },
        'second': {
            'person_type': try_cast(row[place.type_2] as integer),
            'person_id': try_cast(row[place.id_2] as bigint),
            'full_name': row[place.name_2],
            'team_id': try_cast(row[place.team_id_2] as bigint)
        },
        'third': {
            'person_type': try_cast(row[place.type_3] as integer),
            'person_id': try_cast(row[place.id_3] as bigint),
            'full_name': row[place.name_3],
            'team_id': try_cast(row[place.team_id_3] as bigint)
        }
    }) as events
from places
