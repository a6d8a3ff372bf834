-- boxscoreadvancedv3: one row for each box score document, both teams nested
-- grain: game_id
-- reads: raw_documents
-- keys: 72 + 32 * (len(home_team.players) + len(away_team.players))
-- ignores: body.meta*
-- ignores: body.boxScoreAdvanced.*TeamId
-- ignores: body.boxScoreAdvanced.*Team.teamCity, body.boxScoreAdvanced.*Team.teamName, body.boxScoreAdvanced.*Team.teamTricode, body.boxScoreAdvanced.*Team.teamSlug
-- ignores: body.boxScoreAdvanced.*Team.players[].nameI, body.boxScoreAdvanced.*Team.players[].playerSlug, body.boxScoreAdvanced.*Team.players[].jerseyNum
-- nulls: a team's statistics null in a cancelled game
-- source: boxscoreadvancedv3
with documents as materialized (
    select
        raw_key,
        try(from_json_strict(content, '{
            "body": {
                "boxScoreAdvanced": {
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
                                "estimatedOffensiveRating": "DOUBLE",
                                "offensiveRating": "DOUBLE",
                                "estimatedDefensiveRating": "DOUBLE",
                                "defensiveRating": "DOUBLE",
                                "estimatedNetRating": "DOUBLE",
                                "netRating": "DOUBLE",
                                "assistPercentage": "DOUBLE",
                                "assistToTurnover": "DOUBLE",
                                "assistRatio": "DOUBLE",
                                "offensiveReboundPercentage": "DOUBLE",
                                "defensiveReboundPercentage": "DOUBLE",
                                "reboundPercentage": "DOUBLE",
                                "turnoverRatio": "DOUBLE",
                                "effectiveFieldGoalPercentage": "DOUBLE",
                                "trueShootingPercentage": "DOUBLE",
                                "usagePercentage": "DOUBLE",
                                "estimatedUsagePercentage": "DOUBLE",
                                "estimatedPace": "DOUBLE",
                                "pace": "DOUBLE",
                                "pacePer40": "DOUBLE",
                                "possessions": "DOUBLE",
                                "PIE": "DOUBLE"
                            }
                        }],
                        "statistics": {
                            "minutes": "VARCHAR",
                            "estimatedOffensiveRating": "DOUBLE",
                            "offensiveRating": "DOUBLE",
                            "estimatedDefensiveRating": "DOUBLE",
                            "defensiveRating": "DOUBLE",
                            "estimatedNetRating": "DOUBLE",
                            "netRating": "DOUBLE",
                            "assistPercentage": "DOUBLE",
                            "assistToTurnover": "DOUBLE",
                            "assistRatio": "DOUBLE",
                            "offensiveReboundPercentage": "DOUBLE",
                            "defensiveReboundPercentage": "DOUBLE",
                            "reboundPercentage": "DOUBLE",
                            "estimatedTeamTurnoverPercentage": "DOUBLE",
                            "turnoverRatio": "DOUBLE",
                            "effectiveFieldGoalPercentage": "DOUBLE",
                            "trueShootingPercentage": "DOUBLE",
                            "usagePercentage": "DOUBLE",
                            "estimatedUsagePercentage": "DOUBLE",
                            "estimatedPace": "DOUBLE",
                            "pace": "DOUBLE",
                            "pacePer40": "DOUBLE",
                            "possessions": "DOUBLE",
                            "PIE": "DOUBLE"
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
                                "estimatedOffensiveRating": "DOUBLE",
                                "offensiveRating": "DOUBLE",
                                "estimatedDefensiveRating": "DOUBLE",
                                "defensiveRating": "DOUBLE",
                                "estimatedNetRating": "DOUBLE",
                                "netRating": "DOUBLE",
                                "assistPercentage": "DOUBLE",
                                "assistToTurnover": "DOUBLE",
                                "assistRatio": "DOUBLE",
                                "offensiveReboundPercentage": "DOUBLE",
                                "defensiveReboundPercentage": "DOUBLE",
                                "reboundPercentage": "DOUBLE",
                                "turnoverRatio": "DOUBLE",
                                "effectiveFieldGoalPercentage": "DOUBLE",
                                "trueShootingPercentage": "DOUBLE",
                                "usagePercentage": "DOUBLE",
                                "estimatedUsagePercentage": "DOUBLE",
                                "estimatedPace": "DOUBLE",
                                "pace": "DOUBLE",
                                "pacePer40": "DOUBLE",
                                "possessions": "DOUBLE",
                                "PIE": "DOUBLE"
                            }
                        }],
                        "statistics": {
                            "minutes": "VARCHAR",
                            "estimatedOffensiveRating": "DOUBLE",
                            "offensiveRating": "DOUBLE",
                            "estimatedDefensiveRating": "DOUBLE",
                            "defensiveRating": "DOUBLE",
                            "estimatedNetRating": "DOUBLE",
                            "netRating": "DOUBLE",
                            "assistPercentage": "DOUBLE",
                            "assistToTurnover": "DOUBLE",
                            "assistRatio": "DOUBLE",
                            "offensiveReboundPercentage": "DOUBLE",
                            "defensiveReboundPercentage": "DOUBLE",
                            "reboundPercentage": "DOUBLE",
                            "estimatedTeamTurnoverPercentage": "DOUBLE",
                            "turnoverRatio": "DOUBLE",
                            "effectiveFieldGoalPercentage": "DOUBLE",
                            "trueShootingPercentage": "DOUBLE",
                            "usagePercentage": "DOUBLE",
                            "estimatedUsagePercentage": "DOUBLE",
                            "estimatedPace": "DOUBLE",
                            "pace": "DOUBLE",
                            "pacePer40": "DOUBLE",
                            "possessions": "DOUBLE",
                            "PIE": "DOUBLE"
                        }
                    }
                }
            }
        }')) as document
    from raw_documents
)
select
    raw_key,
    document.body.boxScoreAdvanced.gameId as game_id,
    document.body.boxScoreAdvanced.homeTeam as home_team,
    document.body.boxScoreAdvanced.awayTeam as away_team
from documents
where document.body.boxScoreAdvanced.gameId is not null
