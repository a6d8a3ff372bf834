-- check: season_documents_are_usable
-- claim: the newest document of a season's players, rosters, coaches or teams is one that a capture would accept: whole, about its team, and not empty
-- dimension: completeness
-- severity: error
-- over: season_documents
-- grain: season, endpoint, entity
-- tolerance: documents that are no newer than the files of their rows are not read again
select
    season,
    endpoint,
    entity,
    'an answer that rows can be made of' as expected,
    refusal as observed
from season_documents
where refusal is not null
order by season, endpoint, entity
