-- check: biographies_are_as_new_as_the_archive
-- claim: no archived biography of a season's player is newer than the file of players that its row would be in
-- dimension: consistency
-- severity: warn
-- over: owed_biographies
-- where: is_archived and season in (select season from published_files where table_name = 'players' and told_until is not null)
-- grain: season, player_id
-- needs: published_files
-- mend: transform
-- tolerance: a biography is of no season, so that what was asked for in a later one makes the players of an earlier one older; that is no error
select
    owed_biographies.season,
    player_id,
    concat('a row of the answer of ', captured_at) as expected,
    concat('rows of answers up to ', told_until) as observed
from owed_biographies
inner join published_files
    on owed_biographies.season = published_files.season
    and published_files.table_name = 'players'
where captured_at > told_until
order by owed_biographies.season, player_id
