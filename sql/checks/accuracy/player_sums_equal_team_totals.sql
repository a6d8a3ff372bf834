-- check: player_sums_equal_team_totals
-- claim: a team's total of every counting statistic is the sum of its players'
-- dimension: accuracy
-- severity: error
-- over: team_box_traditional
-- grain: game_id, team_id
-- needs: player_box_traditional
-- tolerance: none; from 2025-26 up to 3 attempted field goals and threes more, for a missed heave at the end of one of the first three quarters is the team's alone; points that are not those of the shots beside them are left out, team_points_add_up tells them
with player_sums as (
    select
        game_id,
        team_id,
        sum(fgm) as fgm,
        sum(fga) as fga,
        sum(fg3m) as fg3m,
        sum(fg3a) as fg3a,
        sum(ftm) as ftm,
        sum(fta) as fta,
        sum(oreb) as oreb,
        sum(dreb) as dreb,
        sum(reb) as reb,
        sum(ast) as ast,
        sum(stl) as stl,
        sum(blk) as blk,
        sum(tov) as tov,
        sum(pf) as pf,
        sum(pts) as pts
    from player_box_traditional
    group by game_id, team_id
),
totals as (
    select
        teams.game_id,
        teams.team_id,
        teams.season,
        coalesce(teams.pts <> 2 * teams.fgm + coalesce(teams.fg3m, 0) + teams.ftm, false)
            as is_contradictory,
        unnest([
            {'statistic': 'fgm', 'expected': teams.fgm, 'observed': players.fgm},
            {'statistic': 'fga', 'expected': teams.fga, 'observed': players.fga},
            {'statistic': 'fg3m', 'expected': teams.fg3m, 'observed': players.fg3m},
            {'statistic': 'fg3a', 'expected': teams.fg3a, 'observed': players.fg3a},
            {'statistic': 'ftm', 'expected': teams.ftm, 'observed': players.ftm},
            {'statistic': 'fta', 'expected': teams.fta, 'observed': players.fta},
            {'statistic': 'oreb', 'expected': teams.oreb, 'observed': players.oreb},
            {'statistic': 'dreb', 'expected': teams.dreb, 'observed': players.dreb},
            {'statistic': 'reb', 'expected': teams.reb, 'observed': players.reb},
            {'statistic': 'ast', 'expected': teams.ast, 'observed': players.ast},
            {'statistic': 'stl', 'expected': teams.stl, 'observed': players.stl},
            {'statistic': 'blk', 'expected': teams.blk, 'observed': players.blk},
            {'statistic': 'tov', 'expected': teams.tov, 'observed': players.tov},
            {'statistic': 'pf', 'expected': teams.pf, 'observed': players.pf},
            {'statistic': 'pts', 'expected': teams.pts, 'observed': players.pts}
        ]) as total
    from team_box_traditional as teams
    left join player_sums as players using (game_id, team_id)
)
select
    game_id,
    team_id,
    total.statistic,
    total.expected,
    total.observed
from totals
where total.expected is distinct from total.observed
    and not (total.statistic = 'pts' and is_contradictory)
    and not (
        season >= '2025-26'
        and total.statistic in ('fga', 'fg3a')
        and coalesce(total.expected - total.observed between 1 and 3, false)
    )
order by game_id, team_id, total.statistic
