-- boxscoresummaryv3: one row for each summary document, both teams nested
-- grain: game_id
-- reads: raw_documents
-- ignores: body.meta*
-- ignores: body.boxScoreSummary.broadcasters*, body.boxScoreSummary.lastFiveMeetings*, body.boxScoreSummary.pregameCharts*, body.boxScoreSummary.postgameCharts*
-- ignores: body.boxScoreSummary.gameClock, body.boxScoreSummary.gameCode, body.boxScoreSummary.gameStatusText, body.boxScoreSummary.gameSubtype, body.boxScoreSummary.seriesGameNumber, body.boxScoreSummary.ifNecessary, body.boxScoreSummary.sellout
-- ignores: body.boxScoreSummary.historicalStatus, body.boxScoreSummary.hustleStatus, body.boxScoreSummary.whStatus, body.boxScoreSummary.ptAvailable, body.boxScoreSummary.ptXYZAvailable, body.boxScoreSummary.videoAvailableFlag
-- ignores: body.boxScoreSummary.arena.arenaPostalCode, body.boxScoreSummary.arena.arenaStreetAddress, body.boxScoreSummary.arena.arenaTimezone
-- ignores: body.boxScoreSummary.officials[].familyName, body.boxScoreSummary.officials[].firstName, body.boxScoreSummary.officials[].nameI
-- ignores: body.boxScoreSummary.*TeamId, body.boxScoreSummary.*Team.players*, body.boxScoreSummary.*Team.statistics*, body.boxScoreSummary.*Team.periods[].periodType
-- ignores: body.boxScoreSummary.*Team.teamCity, body.boxScoreSummary.*Team.teamName, body.boxScoreSummary.*Team.teamSlug, body.boxScoreSummary.*Team.teamWins, body.boxScoreSummary.*Team.teamLosses, body.boxScoreSummary.*Team.seed, body.boxScoreSummary.*Team.inBonus, body.boxScoreSummary.*Team.timeoutsRemaining
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
where document.body.boxScoreSummary.gameId is not null
