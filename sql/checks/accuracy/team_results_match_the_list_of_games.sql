-- check: team_results_match_the_list_of_games
-- claim: the list of games tells the team statistics that the box score tells
-- dimension: accuracy
-- severity: warn
-- over: team_box_traditional
-- where: (game_id, team_id) in (select (game_id, team_id) from listed_team_games)
-- grain: game_id, team_id
-- needs: listed_team_games
-- tolerance: 5 minutes, since the list adds rounded ones up; 0.0006 for percentages; what the list does not tell, plus-minus of all-star games, and plus-minus that a box score does not tell, are left out, and before 1996-97 whatever a box score does not tell
-- asks: leaguegamefinder
with compared as (
    select
        boxes.game_id,
        boxes.team_id,
        boxes.season,
        unnest([
            {'statistic': 'minutes', 'expected': listed.minutes, 'observed': boxes.minutes, 'tolerance': 5},
            {'statistic': 'fgm', 'expected': listed.fgm, 'observed': boxes.fgm, 'tolerance': 0},
            {'statistic': 'fga', 'expected': listed.fga, 'observed': boxes.fga, 'tolerance': 0},
            {'statistic': 'fg_pct', 'expected': listed.fg_pct, 'observed': boxes.fg_pct, 'tolerance': 0.0006},
            {'statistic': 'fg3m', 'expected': listed.fg3m, 'observed': boxes.fg3m, 'tolerance': 0},
            {'statistic': 'fg3a', 'expected': listed.fg3a, 'observed': boxes.fg3a, 'tolerance': 0},
            {'statistic': 'fg3_pct', 'expected': listed.fg3_pct, 'observed': boxes.fg3_pct, 'tolerance': 0.0006},
            {'statistic': 'ftm', 'expected': listed.ftm, 'observed': boxes.ftm, 'tolerance': 0},
            {'statistic': 'fta', 'expected': listed.fta, 'observed': boxes.fta, 'tolerance': 0},
            {'statistic': 'ft_pct', 'expected': listed.ft_pct, 'observed': boxes.ft_pct, 'tolerance': 0.0006},
            {'statistic': 'oreb', 'expected': listed.oreb, 'observed': boxes.oreb, 'tolerance': 0},
            {'statistic': 'dreb', 'expected': listed.dreb, 'observed': boxes.dreb, 'tolerance': 0},
            {'statistic': 'reb', 'expected': listed.reb, 'observed': boxes.reb, 'tolerance': 0},
            {'statistic': 'ast', 'expected': listed.ast, 'observed': boxes.ast, 'tolerance': 0},
            {'statistic': 'stl', 'expected': listed.stl, 'observed': boxes.stl, 'tolerance': 0},
            {'statistic': 'blk', 'expected': listed.blk, 'observed': boxes.blk, 'tolerance': 0},
            {'statistic': 'tov', 'expected': listed.tov, 'observed': boxes.tov, 'tolerance': 0},
            {'statistic': 'pf', 'expected': listed.pf, 'observed': boxes.pf, 'tolerance': 0},
            {
                'statistic': 'plus_minus',
                'expected': case
                    when listed.season_type <> 'all-star' and boxes.plus_minus is not null
                        then listed.plus_minus
                end,
                'observed': boxes.plus_minus,
                'tolerance': 0
            }
        ], recursive := true)
    from team_box_traditional as boxes
    inner join listed_team_games as listed using (game_id, team_id)
)
select
    game_id,
    team_id,
    statistic,
    expected,
    observed
from compared
where expected is not null
    and not (season < '1996-97' and observed is null)
    and not coalesce(abs(observed - expected) <= tolerance, false)
order by game_id, team_id, statistic
