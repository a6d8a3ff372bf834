-- check: player_advanced_matches_the_box_score
-- claim: a player's shooting efficiency and assists for each turnover are those of the box score, and the net rating is the difference of both ratings
-- dimension: accuracy
-- severity: warn
-- over: player_box_advanced
-- where: minutes is not null and (game_id, player_id) in (select (game_id, player_id) from player_box_traditional where did_play)
-- grain: game_id, player_id
-- needs: player_box_traditional
-- tolerance: efg_pct and ts_pct 0.0006, ast_to_tov 0.006, net_rating 0.11, for the source rounds; players who are not in the box score, or did not play, are left out
with players as (
    select
        advanced.game_id,
        advanced.player_id,
        unnest([
            {
                'statistic': 'efg_pct',
                'expected': coalesce((boxes.fgm + 0.5 * boxes.fg3m) / nullif(boxes.fga, 0), 0),
                'observed': advanced.efg_pct,
                'tolerance': 0.0006
            },
            {
                'statistic': 'ts_pct',
                'expected': coalesce(
                    boxes.pts / nullif(2 * (boxes.fga + 0.44 * boxes.fta), 0),
                    0
                ),
                'observed': advanced.ts_pct,
                'tolerance': 0.0006
            },
            {
                'statistic': 'ast_to_tov',
                'expected': coalesce(boxes.ast / nullif(boxes.tov, 0), 0),
                'observed': advanced.ast_to_tov,
                'tolerance': 0.006
            },
            {
                'statistic': 'net_rating',
                'expected': advanced.off_rating - advanced.def_rating,
                'observed': advanced.net_rating,
                'tolerance': 0.11
            }
        ]) as told
    from player_box_advanced as advanced
    inner join player_box_traditional as boxes using (game_id, player_id)
    where boxes.did_play
        and advanced.minutes is not null
)
select
    game_id,
    player_id,
    told.statistic,
    round(told.expected, 3) as expected,
    told.observed
from players
where told.expected is not null
    and not coalesce(abs(told.observed - told.expected) <= told.tolerance, false)
order by game_id, player_id, told.statistic
