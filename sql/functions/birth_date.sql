-- birth_date: a day of birth as a date
-- reads: "1995-02-19T00:00:00" (commonplayerinfo), "FEB 19, 1995" (commonteamroster), "1995-02-19"
-- nulls: null for "" and null, and for a text it can't read
create macro birth_date(told) as
    cast(try_strptime(told, ['%Y-%m-%dT%H:%M:%S', '%b %d, %Y', '%Y-%m-%d']) as date)
