-- check: every_archived_game_is_published
-- claim: every archived document of a game has its rows in the published tables
-- dimension: completeness
-- severity: error
-- over: archived_documents
-- grain: game_id, endpoint
-- needs: published_documents?, held_games?
-- tolerance: documents that are rightly empty are left out; where a game has both versions of a document one will do
-- mend: transform
select
    archived_documents.game_id,
    archived_documents.endpoint,
    'published' as expected,
    coalesce('in quarantine: ' || held_games.reason, 'not published') as observed
from archived_documents
left join published_documents using (game_id, kind)
left join held_games using (game_id)
where published_documents.game_id is null
    and archived_documents.empty_reason is null
order by archived_documents.game_id, archived_documents.endpoint
