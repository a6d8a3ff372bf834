-- playbyplayv3: one row for each play-by-play document, its events nested in their order
-- grain: game_id
-- reads: raw_documents
-- keys: 8 + 23 * len(actions)
-- ignores: body.meta*, body.game.videoAvailable
-- ignores: body.game.actions[].location, body.game.actions[].playerNameI, body.game.actions[].pointsTotal, body.game.actions[].teamTricode, body.game.actions[].videoAvailable
-- source: playbyplayv3
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "game": {
                    "gameId": "VARCHAR",
                    "actions": [{
                        "actionId": "INTEGER",
                        "actionNumber": "INTEGER",
                        "clock": "VARCHAR",
                        "period": "INTEGER",
                        "teamId": "BIGINT",
                        "personId": "BIGINT",
                        "playerName": "VARCHAR",
                        "xLegacy": "INTEGER",
                        "yLegacy": "INTEGER",
                        "shotDistance": "INTEGER",
                        "shotResult": "VARCHAR",
                        "shotValue": "INTEGER",
                        "isFieldGoal": "INTEGER",
                        "scoreHome": "VARCHAR",
                        "scoreAway": "VARCHAR",
                        "description": "VARCHAR",
                        "actionType": "VARCHAR",
                        "subType": "VARCHAR"
                    }]
                }
            }
        }')) as document
    from raw_documents
)
select
    raw_key,
    document.body.game.gameId as game_id,
    document.body.game.actions as actions
from documents
where document.body.game.gameId is not null
