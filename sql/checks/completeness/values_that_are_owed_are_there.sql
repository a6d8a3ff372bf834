-- check: values_that_are_owed_are_there
-- claim: a column that may not be null has a value in every row of a published file, and one that may be null is not null throughout
-- dimension: completeness
-- severity: error
-- over: published_files
-- where: season >= '1996-97' and row_count > 0
-- grain: published_key
-- needs: null_values?, owed_biographies?
-- mend: transform
-- tolerance: as the header of each table in sql/tables says how far a column may be null; seasons before 1996-97 are left out, so are files of fewer than five games (rows, where a table has no games) where a column may be null in all of a game, the date of games that nothing dates, and players of whom not all biographies are archived
with described as (
    select season
    from owed_biographies
    group by season
    having bool_and(is_archived)
),
told as (
    select
        published_files.published_key,
        null_values.column_name,
        null_values.game_id,
        null_values.may_be_null,
        null_values.row_count,
        null_values.null_count,
        sum(null_values.null_count) over file_column as nulls_of_file,
        published_files.row_count as rows_of_file,
        count(null_values.game_id) over file_column as games_of_file
    from published_files
    inner join null_values
        on null_values.table_name = published_files.table_name
            and null_values.season = published_files.season
            and null_values.month is not distinct from published_files.month
    where published_files.season >= '1996-97'
        and null_values.may_be_null <> 'throughout'
        and not (null_values.column_name = 'game_date' and null_values.month = 0)
        and not (
            published_files.table_name = 'players'
            and null_values.may_be_null <> 'never'
            and published_files.season not in (select season from described)
        )
    window file_column as (
        partition by published_files.published_key, null_values.column_name
    )
),
lacking as (
    select
        *,
        case may_be_null
            when 'never' then true
            when 'in some rows'
                then null_count = row_count and (game_id is not null or row_count >= 5)
            else nulls_of_file = rows_of_file and games_of_file >= 5
        end as is_lacking
    from told
)
select
    published_key,
    column_name,
    if(count(distinct game_id) = 1, min(game_id), null) as game_id,
    if(bool_or(may_be_null = 'never'), 'a value in every row', 'a value in some rows') as expected,
    concat(
        'null in ',
        sum(null_count),
        ' of ',
        any_value(rows_of_file),
        ' rows',
        if(
            count(distinct game_id) > 1,
            concat(', of ', count(distinct game_id), ' games such as ', min(game_id)),
            ''
        )
    ) as observed
from lacking
where is_lacking
group by published_key, column_name
order by published_key, column_name
