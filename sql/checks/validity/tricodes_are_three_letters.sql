-- check: tricodes_are_three_letters
-- claim: the teams of a game are named by three capital letters
-- dimension: validity
-- severity: warn
-- over: games
-- where: home_tricode is not null or away_tricode is not null
-- grain: game_id
-- tolerance: none
select
    game_id,
    'three letters each' as expected,
    concat(away_tricode, ' at ', home_tricode) as observed
from games
where not regexp_full_match(coalesce(home_tricode, 'AAA'), '[A-Z]{3}')
    or not regexp_full_match(coalesce(away_tricode, 'AAA'), '[A-Z]{3}')
order by game_id
