-- check: team_advanced_matches_the_box_score
-- claim: a team's shooting efficiency, assisted share and ratings are those of the box score
-- dimension: accuracy
-- severity: warn
-- over: team_box_advanced
-- where: game_id in (select game_id from team_box_traditional)
-- grain: game_id, team_id
-- needs: team_box_traditional
-- tolerance: efg_pct, ts_pct and ast_pct 0.0006, off_rating 0.06, net_rating 0.11, for the source rounds
with teams as (
    select
        advanced.game_id,
        advanced.team_id,
        unnest([
            {
                'statistic': 'efg_pct',
                'expected': (boxes.fgm + 0.5 * boxes.fg3m) / nullif(boxes.fga, 0),
                'observed': advanced.efg_pct,
                'tolerance': 0.0006
            },
            {
                'statistic': 'ts_pct',
                'expected': boxes.pts / nullif(2 * (boxes.fga + 0.44 * boxes.fta), 0),
                'observed': advanced.ts_pct,
                'tolerance': 0.0006
            },
            {
                'statistic': 'ast_pct',
                'expected': boxes.ast / nullif(boxes.fgm, 0),
                'observed': advanced.ast_pct,
                'tolerance': 0.0006
            },
            {
                'statistic': 'off_rating',
                'expected': 100 * boxes.pts / nullif(advanced.possessions, 0),
                'observed': advanced.off_rating,
                'tolerance': 0.06
            },
            {
                'statistic': 'net_rating',
                'expected': advanced.off_rating - advanced.def_rating,
                'observed': advanced.net_rating,
                'tolerance': 0.11
            }
        ]) as told
    from team_box_advanced as advanced
    inner join team_box_traditional as boxes using (game_id, team_id)
)
select
    game_id,
    team_id,
    told.statistic,
    round(told.expected, 3) as expected,
    told.observed
from teams
where told.expected is not null
    and not coalesce(abs(told.observed - told.expected) <= told.tolerance, false)
order by game_id, team_id, told.statistic
