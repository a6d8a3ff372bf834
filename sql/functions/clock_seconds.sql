-- clock_seconds: a game clock such as PT11M43.00S in seconds left in the period
-- nulls: null for "" and null, and for a text it can't read
create macro clock_seconds(clock) as
    case
        when regexp_full_match(clock, 'PT\d+M\d+(\.\d+)?S')
            then try_cast(substr(split_part(clock, 'M', 1), 3) as double) * 60
                + try_cast(rtrim(split_part(clock, 'M', 2), 'S') as double)
    end
