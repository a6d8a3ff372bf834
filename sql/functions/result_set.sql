-- result_set: the one result set of a document that has the wanted name
-- nulls: null where the document has no such result set
create macro result_set(result_sets, wanted) as
    list_filter(result_sets, lambda candidate: candidate.name = wanted)[1]
