-- rows_of: a result set's rows as a JSON array of objects, each cell under its header
-- reads: headers and cells as JSON
-- nulls: a JSON text that says so where the document has no such result set
create macro rows_of(told) as
    coalesce(
        '[' || array_to_string(
            list_transform(told.rowSet, lambda cells: '{' || array_to_string(
                list_transform(
                    told.headers,
                    lambda header, place: header || ':' || coalesce(cells[place], 'null')
                ),
                ','
            ) || '}'),
            ','
        ) || ']',
        '"there is no such result set"'
    )
