-- plain_name: a name as the texts of play-by-play spell it, in ASCII
-- reads: "Jokić" as "Jokic", "Sørloth" as "Sorloth"
-- nulls: null for null
create macro plain_name(told) as translate(strip_accents(told), 'øØłŁđĐ', 'oOlLdD')
