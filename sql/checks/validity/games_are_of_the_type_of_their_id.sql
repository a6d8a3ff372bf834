-- check: games_are_of_the_type_of_their_id
-- claim: a game is of the season type that the third digit of its id tells
-- dimension: validity
-- severity: error
-- over: games
-- grain: game_id
-- mend: transform
-- tolerance: none
with told as (
    select
        game_id,
        case substr(game_id, 3, 1)
            when '1' then 'preseason'
            when '2' then 'regular'
            when '3' then 'all-star'
            when '4' then 'playoffs'
            when '5' then 'play-in'
            when '6' then 'cup-final'
        end as expected,
        season_type as observed
    from games
)
select
    game_id,
    expected,
    observed
from told
where observed is distinct from expected
order by game_id
