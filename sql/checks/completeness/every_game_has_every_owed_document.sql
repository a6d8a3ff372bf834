-- check: every_game_has_every_owed_document
-- claim: every final game that discovery lists, or that the archive has anything of, has every document it is owed
-- dimension: completeness
-- severity: error
-- over: owed_documents
-- grain: game_id, endpoint
-- tolerance: either version of a document will do
-- mend: capture
select
    game_id,
    endpoint,
    'archived' as expected,
    'missing' as observed
from owed_documents
where not is_archived
order by game_id, endpoint
