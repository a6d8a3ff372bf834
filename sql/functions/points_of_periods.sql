-- points_of_periods: a team's line of LineScore (V2) as a list of points by period
-- nulls: what the line has none of
create macro points_of_periods(line) as [
    line.PTS_QTR1,
    line.PTS_QTR2,
    line.PTS_QTR3,
    line.PTS_QTR4,
    line.PTS_OT1,
    line.PTS_OT2,
    line.PTS_OT3,
    line.PTS_OT4,
    line.PTS_OT5,
    line.PTS_OT6,
    line.PTS_OT7,
    line.PTS_OT8,
    line.PTS_OT9,
    line.PTS_OT10
]
