-- playbyplayv2: one row for each V2 play-by-play document, its events nested in their order
-- grain: game_id
-- reads: raw_documents
-- ignores: AvailableVideo.*
-- ignores: PlayByPlay.GAME_ID, PlayByPlay.WCTIMESTRING, PlayByPlay.SCOREMARGIN, PlayByPlay.VIDEO_AVAILABLE_FLAG
-- ignores: PlayByPlay.PLAYER1_TEAM_CITY, PlayByPlay.PLAYER1_TEAM_NICKNAME, PlayByPlay.PLAYER1_TEAM_ABBREVIATION
-- ignores: PlayByPlay.PLAYER2_TEAM_CITY, PlayByPlay.PLAYER2_TEAM_NICKNAME, PlayByPlay.PLAYER2_TEAM_ABBREVIATION
-- ignores: PlayByPlay.PLAYER3_TEAM_CITY, PlayByPlay.PLAYER3_TEAM_NICKNAME, PlayByPlay.PLAYER3_TEAM_ABBREVIATION
-- nulls: fields null where the source has none
-- source: playbyplayv2
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "parameters": {"GameID": "VARCHAR"},
                "resultSets": [{
                    "name": "VARCHAR",
                    "headers": ["JSON"],
                    "rowSet": [["JSON"]]
                }]
            }
        }')) as document
    from raw_documents
),
told_games as materialized (
    select
        raw_key,
        document.body.parameters.GameID as game_id,
        result_set(document.body.resultSets, 'PlayByPlay') as play_by_play
    from documents
    where document is not null
),
games as materialized (
    select
        raw_key,
        game_id,
        try(from_json_strict(rows_of(play_by_play), '[{
            "EVENTNUM": "INTEGER",
            "EVENTMSGTYPE": "INTEGER",
            "EVENTMSGACTIONTYPE": "INTEGER",
            "PERIOD": "INTEGER",
            "PCTIMESTRING": "VARCHAR",
            "HOMEDESCRIPTION": "VARCHAR",
            "NEUTRALDESCRIPTION": "VARCHAR",
            "VISITORDESCRIPTION": "VARCHAR",
            "SCORE": "VARCHAR",
            "PERSON1TYPE": "INTEGER",
            "PLAYER1_ID": "BIGINT",
            "PLAYER1_NAME": "VARCHAR",
            "PLAYER1_TEAM_ID": "BIGINT",
            "PERSON2TYPE": "INTEGER",
            "PLAYER2_ID": "BIGINT",
            "PLAYER2_NAME": "VARCHAR",
            "PLAYER2_TEAM_ID": "BIGINT",
            "PERSON3TYPE": "INTEGER",
            "PLAYER3_ID": "BIGINT",
            "PLAYER3_NAME": "VARCHAR",
            "PLAYER3_TEAM_ID": "BIGINT"
        }]')) as rows
    from told_games
)
select
    raw_key,
    game_id,
    list_transform(rows, lambda row: {
        'event_number': row.EVENTNUM,
        'message_type': row.EVENTMSGTYPE,
        'action_code': row.EVENTMSGACTIONTYPE,
        'period': row.PERIOD,
        'clock': row.PCTIMESTRING,
        'home_text': row.HOMEDESCRIPTION,
        'neutral_text': row.NEUTRALDESCRIPTION,
        'visitor_text': row.VISITORDESCRIPTION,
        'score': row.SCORE,
        'first': {
            'person_type': row.PERSON1TYPE,
            'person_id': row.PLAYER1_ID,
            'full_name': row.PLAYER1_NAME,
            'team_id': row.PLAYER1_TEAM_ID
        },
        'second': {
            'person_type': row.PERSON2TYPE,
            'person_id': row.PLAYER2_ID,
            'full_name': row.PLAYER2_NAME,
            'team_id': row.PLAYER2_TEAM_ID
        },
        'third': {
            'person_type': row.PERSON3TYPE,
            'person_id': row.PLAYER3_ID,
            'full_name': row.PLAYER3_NAME,
            'team_id': row.PLAYER3_TEAM_ID
        }
    }) as events
from games
where rows is not null
