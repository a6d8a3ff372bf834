-- rows_of: a result set's rows as a JSON array of objects, each cell under its header
-- reads: headers and cells as JSON
-- nulls: a JSON text in place of the array without such a result set, and in place of a row that does not fit its headers, so that reading it fails with that reason
create macro rows_of(told) as
    coalesce(
        '[' || array_to_string(
            list_transform(told.rowSet, lambda cells: case
                when len(cells) <> len(told.headers) then '"a row does not fit its headers"'
                else '{' || array_to_string(
                    list_transform(
                        told.headers,
                        lambda header, place: header || ':' || coalesce(cells[place], 'null')
                    ),
                    ','
                ) || '}'
            end),
            ','
        ) || ']',
        '"there is no such result set"'
    )
