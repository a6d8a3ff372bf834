-- teaminfocommon: one row for each document about a team in a season, the team nested
-- grain: raw_key
-- reads: raw_documents
-- ignores: AvailableSeasons.*, TeamSeasonRanks.*
-- ignores: TeamInfoCommon.CONF_RANK, TeamInfoCommon.DIV_RANK, TeamInfoCommon.MAX_YEAR, TeamInfoCommon.MIN_YEAR, TeamInfoCommon.PCT, TeamInfoCommon.SEASON_YEAR, TeamInfoCommon.TEAM_CODE, TeamInfoCommon.TEAM_SLUG
-- nulls: fields null where the source has none that can be read
-- source: teaminfocommon
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
        result_set(document.body.resultSets, 'TeamInfoCommon') as info
    from documents
)
select
    raw_key,
    list_transform(info.rowSet, lambda cells: {
        'team_id': try_cast(cell(info, cells, 'TEAM_ID') as bigint),
        'city': cell(info, cells, 'TEAM_CITY'),
        'name': cell(info, cells, 'TEAM_NAME'),
        'tricode': cell(info, cells, 'TEAM_ABBREVIATION'),
        'conference': cell(info, cells, 'TEAM_CONFERENCE'),
        'division': cell(info, cells, 'TEAM_DIVISION'),
        'wins': try_cast(cell(info, cells, 'W') as integer),
        'losses': try_cast(cell(info, cells, 'L') as integer)
    }) as teams
from result_sets
where info.rowSet is not null
