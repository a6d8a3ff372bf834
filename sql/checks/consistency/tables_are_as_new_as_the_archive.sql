-- check: tables_are_as_new_as_the_archive
-- claim: no archived document of a published game is newer than the files that its rows would be in
-- dimension: consistency
-- severity: error
-- over: archived_documents
-- where: told_until is not null and refusal is null and (game_id, kind) in (select (game_id, kind) from published_documents)
-- grain: game_id, endpoint
-- needs: published_documents?
-- mend: transform
-- tolerance: documents that can't be used, of which no rows are made, are left out; tables as of a day are older than an archive that went on; a month that a transform refused, since a game of it fails a check or would lose rows, stays older until that game is mended
select
    game_id,
    endpoint,
    concat('rows of the answer of ', captured_at) as expected,
    concat('rows of answers up to ', told_until) as observed
from archived_documents
where captured_at > told_until
    and refusal is null
    and (game_id, kind) in (select (game_id, kind) from published_documents)
order by game_id, endpoint
