-- check: archived_documents_are_usable
-- claim: the newest version of an archived document is one that a capture would accept: whole, about its game, and not empty without a reason
-- dimension: completeness
-- severity: error
-- over: archived_documents
-- grain: game_id, endpoint
-- tolerance: documents that have rows in the tables, and are no newer than the files of these, are not read again
select
    game_id,
    endpoint,
    'rows, or a reason for none' as expected,
    refusal as observed
from archived_documents
where refusal is not null
order by game_id, endpoint
