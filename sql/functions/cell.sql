-- cell: the text of a row of a result set under a header, trimmed
-- nulls: null for "" and null, and where the result set has no such header
create macro cell(told, cells, header) as
    nullif(trim(cells[list_position(told.headers, header)]), '')
