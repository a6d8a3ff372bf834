-- check: every_archived_game_is_published
-- claim: every archived document of a game has its rows in the published tables
-- dimension: completeness
-- severity: error
-- over: archived_documents
-- grain: game_id, endpoint
-- needs: games?, team_box_traditional?, team_box_advanced?, play_by_play?, held_games?
-- tolerance: documents that are rightly empty are left out
-- mend: transform
with published as (
    select distinct game_id, 'boxscoresummaryv3' as endpoint from games
    union all
    select distinct game_id, 'boxscoretraditionalv3' as endpoint from team_box_traditional
    union all
    select distinct game_id, 'boxscoreadvancedv3' as endpoint from team_box_advanced
    union all
    select distinct game_id, 'playbyplayv3' as endpoint from play_by_play
)
select
    archived_documents.game_id,
    archived_documents.endpoint,
    'published' as expected,
    coalesce('in quarantine: ' || held_games.reason, 'not published') as observed
from archived_documents
left join published using (game_id, endpoint)
left join held_games using (game_id)
where published.game_id is null
    and archived_documents.empty_reason is null
order by archived_documents.game_id, archived_documents.endpoint
