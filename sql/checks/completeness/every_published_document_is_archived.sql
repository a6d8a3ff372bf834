-- check: every_published_document_is_archived
-- claim: of each kind of document that a game has rows of in the tables, the archive has one
-- dimension: completeness
-- severity: error
-- over: published_documents
-- grain: game_id, endpoint
-- needs: archived_documents?
-- tolerance: a document of either version will do; whether the rows are still those of its newest answer is told by tables_are_as_new_as_the_archive
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
