-- boxscoretraditionalv3: one row for each box score document, both teams nested
-- grain: game_id
-- reads: raw_documents
-- keys: 144 + 29 * (len(home_team.players) + len(away_team.players))
-- ignores: body.meta*
-- ignores: body.boxScoreTraditional.*TeamId
-- ignores: body.boxScoreTraditional.*Team.teamCity, body.boxScoreTraditional.*Team.teamName, body.boxScoreTraditional.*Team.teamTricode, body.boxScoreTraditional.*Team.teamSlug
-- ignores: body.boxScoreTraditional.*Team.starters*, body.boxScoreTraditional.*Team.bench*
-- ignores: body.boxScoreTraditional.*Team.players[].nameI, body.boxScoreTraditional.*Team.players[].playerSlug, body.boxScoreTraditional.*Team.players[].jerseyNum
-- nulls: a team's statistics null in a cancelled game
-- source: boxscoretraditionalv3
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "boxScoreTraditional": {
                    "gameId": "VARCHAR",
                    "homeTeam": {
                        "teamId": "BIGINT",
                        "players": [{
                            "personId": "BIGINT",
                            "firstName": "VARCHAR",
                            "familyName": "VARCHAR",
                            "position": "VARCHAR",
                            "comment": "VARCHAR",
                            "statistics": {
                                "minutes": "VARCHAR",
                                "fieldGoalsMade": "INTEGER",
                                "fieldGoalsAttempted": "INTEGER",
                                "fieldGoalsPercentage": "DOUBLE",
                                "threePointersMade": "INTEGER",
                                "threePointersAttempted": "INTEGER",
                                "threePointersPercentage": "DOUBLE",
                                "freeThrowsMade": "INTEGER",
                                "freeThrowsAttempted": "INTEGER",
                                "freeThrowsPercentage": "DOUBLE",
                                "reboundsOffensive": "INTEGER",
                                "reboundsDefensive": "INTEGER",
                                "reboundsTotal": "INTEGER",
                                "assists": "INTEGER",
                                "steals": "INTEGER",
                                "blocks": "INTEGER",
                                "turnovers": "INTEGER",
                                "foulsPersonal": "INTEGER",
                                "points": "INTEGER",
                                "plusMinusPoints": "DOUBLE"
                            }
                        }],
                        "statistics": {
                            "minutes": "VARCHAR",
                            "fieldGoalsMade": "INTEGER",
                            "fieldGoalsAttempted": "INTEGER",
                            "fieldGoalsPercentage": "DOUBLE",
                            "threePointersMade": "INTEGER",
                            "threePointersAttempted": "INTEGER",
                            "threePointersPercentage": "DOUBLE",
                            "freeThrowsMade": "INTEGER",
                            "freeThrowsAttempted": "INTEGER",
                            "freeThrowsPercentage": "DOUBLE",
                            "reboundsOffensive": "INTEGER",
                            "reboundsDefensive": "INTEGER",
                            "reboundsTotal": "INTEGER",
                            "assists": "INTEGER",
                            "steals": "INTEGER",
                            "blocks": "INTEGER",
                            "turnovers": "INTEGER",
                            "foulsPersonal": "INTEGER",
                            "points": "INTEGER",
                            "plusMinusPoints": "DOUBLE"
                        }
                    },
                    "awayTeam": {
                        "teamId": "BIGINT",
                        "players": [{
                            "personId": "BIGINT",
                            "firstName": "VARCHAR",
                            "familyName": "VARCHAR",
                            "position": "VARCHAR",
                            "comment": "VARCHAR",
                            "statistics": {
                                "minutes": "VARCHAR",
                                "fieldGoalsMade": "INTEGER",
                                "fieldGoalsAttempted": "INTEGER",
                                "fieldGoalsPercentage": "DOUBLE",
                                "threePointersMade": "INTEGER",
                                "threePointersAttempted": "INTEGER",
                                "threePointersPercentage": "DOUBLE",
                                "freeThrowsMade": "INTEGER",
                                "freeThrowsAttempted": "INTEGER",
                                "freeThrowsPercentage": "DOUBLE",
                                "reboundsOffensive": "INTEGER",
                                "reboundsDefensive": "INTEGER",
                                "reboundsTotal": "INTEGER",
                                "assists": "INTEGER",
                                "steals": "INTEGER",
                                "blocks": "INTEGER",
                                "turnovers": "INTEGER",
                                "foulsPersonal": "INTEGER",
                                "points": "INTEGER",
                                "plusMinusPoints": "DOUBLE"
                            }
                        }],
                        "statistics": {
                            "minutes": "VARCHAR",
                            "fieldGoalsMade": "INTEGER",
                            "fieldGoalsAttempted": "INTEGER",
                            "fieldGoalsPercentage": "DOUBLE",
                            "threePointersMade": "INTEGER",
                            "threePointersAttempted": "INTEGER",
                            "threePointersPercentage": "DOUBLE",
                            "freeThrowsMade": "INTEGER",
                            "freeThrowsAttempted": "INTEGER",
                            "freeThrowsPercentage": "DOUBLE",
                            "reboundsOffensive": "INTEGER",
                            "reboundsDefensive": "INTEGER",
                            "reboundsTotal": "INTEGER",
                            "assists": "INTEGER",
                            "steals": "INTEGER",
                            "blocks": "INTEGER",
                            "turnovers": "INTEGER",
                            "foulsPersonal": "INTEGER",
                            "points": "INTEGER",
                            "plusMinusPoints": "DOUBLE"
                        }
                    }
                }
            }
        }')) as document
    from raw_documents
)
select
    raw_key,
    document.body.boxScoreTraditional.gameId as game_id,
    document.body.boxScoreTraditional.homeTeam as home_team,
    document.body.boxScoreTraditional.awayTeam as away_team
from documents
where document.body.boxScoreTraditional.gameId is not null
