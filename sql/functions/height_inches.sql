-- height_inches: a height such as 6-11 in inches
-- nulls: null for "" and null, and for a text it can't read
create macro height_inches(feet_and_inches) as
    case
        when regexp_full_match(feet_and_inches, '\d-(\d|1[01])')
            then try_cast(split_part(feet_and_inches, '-', 1) as integer) * 12
                + try_cast(split_part(feet_and_inches, '-', 2) as integer)
    end
