-- boxscoresummaryv3: one row for each summary document, both teams nested
-- grain: game_id
-- reads: raw_documents
-- source: boxscoresummaryv3
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "boxScoreSummary": {
                    "gameId": "VARCHAR",
                    "gameStatus": "INTEGER",
                    "period": "INTEGER",
                    "gameTimeUTC": "VARCHAR",
                    "gameEt": "VARCHAR",
                    "duration": "VARCHAR",
                    "attendance": "INTEGER",
                    "gameLabel": "VARCHAR",
                    "gameSubLabel": "VARCHAR",
                    "seriesText": "VARCHAR",
                    "isNeutral": "BOOLEAN",
                    "arena": {
                        "arenaId": "BIGINT",
                        "arenaName": "VARCHAR",
                        "arenaCity": "VARCHAR",
                        "arenaState": "VARCHAR",
                        "arenaCountry": "VARCHAR"
                    },
                    "officials": [{
                        "personId": "BIGINT",
                        "name": "VARCHAR",
                        "jerseyNum": "VARCHAR",
                        "assignment": "VARCHAR"
                    }],
                    "homeTeam": {
                        "teamId": "BIGINT",
                        "teamTricode": "VARCHAR",
                        "score": "INTEGER",
                        "periods": [{
                            "period": "INTEGER",
                            "score": "INTEGER"
                        }],
                        "inactives": [{
                            "personId": "BIGINT",
                            "firstName": "VARCHAR",
                            "familyName": "VARCHAR",
                            "jerseyNum": "VARCHAR"
                        }]
                    },
                    "awayTeam": {
                        "teamId": "BIGINT",
                        "teamTricode": "VARCHAR",
                        "score": "INTEGER",
                        "periods": [{
                            "period": "INTEGER",
                            "score": "INTEGER"
                        }],
                        "inactives": [{
                            "personId": "BIGINT",
                            "firstName": "VARCHAR",
                            "familyName": "VARCHAR",
                            "jerseyNum": "VARCHAR"
                        }]
                    }
                }
            }
        }')) as document
    from raw_documents
)
select
    raw_key,
    document.body.boxScoreSummary.gameId as game_id,
    document.body.boxScoreSummary as summary
from documents
where document is not null
