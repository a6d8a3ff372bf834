-- check: tables_of_seasons_are_as_new_as_the_archive
-- claim: no archived document of a season's players, rosters, coaches or teams is newer than the files that its rows would be in
-- dimension: consistency
-- severity: error
-- over: season_documents
-- where: told_until is not null and refusal is null
-- grain: season, endpoint, entity
-- mend: transform
-- tolerance: documents that can't be used, of which no rows are made, are left out, and so are biographies, of which biographies_are_as_new_as_the_archive tells; tables as of a day are older than an archive that went on; a file that a transform refused, since it would lose a team, stays older until that is mended
select
    season,
    endpoint,
    entity,
    concat('rows of the answer of ', captured_at) as expected,
    concat('rows of answers up to ', told_until) as observed
from season_documents
where captured_at > told_until
    and refusal is null
order by season, endpoint, entity
