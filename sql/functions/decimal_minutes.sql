-- decimal_minutes: playing time as a text of the API in decimal minutes
-- reads: "43:27", "265:00", "30" (1995-96), "PT36M12.00S", "36.000000:12"
-- nulls: null for "" and null (did not play) and for a text it can't read
create macro decimal_minutes(playing_time) as
    case
        when regexp_full_match(playing_time, '\d+')
            then try_cast(playing_time as double)
        when regexp_full_match(playing_time, '\d+(\.0+)?:[0-5]\d')
            then try_cast(split_part(playing_time, ':', 1) as double)
                + try_cast(split_part(playing_time, ':', 2) as double) / 60
        when regexp_full_match(playing_time, 'PT\d+M\d+(\.\d+)?S')
            then try_cast(regexp_extract(playing_time, 'PT(\d+)M', 1) as double)
                + try_cast(regexp_extract(playing_time, 'M(.+)S', 1) as double) / 60
    end
