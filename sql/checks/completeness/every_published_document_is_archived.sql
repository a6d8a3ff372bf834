-- check: every_published_document_is_archived
-- claim: the rows of every game in the tables come from a document that the archive still has
-- dimension: completeness
-- severity: error
-- over: published_documents
-- grain: game_id, endpoint
-- needs: archived_documents?
-- tolerance: where a game has a document of either version one will do
-- mend: capture
select
    published_documents.game_id,
    published_documents.endpoint,
    'archived' as expected,
    'missing' as observed
from published_documents
left join archived_documents using (game_id, kind)
where archived_documents.game_id is null
order by published_documents.game_id, published_documents.endpoint
