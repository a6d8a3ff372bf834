"""One document in, one accepted answer out: politely, patiently, through one gate."""
