"""Writes what docs tells about the tables from the headers of their SQL files.

    python docs/write_data_dictionary.py [FOLDER]

data-dictionary.md is for people, athena.sql for Athena. FOLDER is docs if left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lake.keys import Partition, published_key, published_prefix
from lake.seasons import Season
from lake.sql_files import SqlFile, load_folder

ATHENA_TYPES: Mapping[str, str] = {
    "VARCHAR": "string",
    "BIGINT": "bigint",
    "INTEGER": "int",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
}
ATHENA_PROJECTIONS: Mapping[str, str] = {
    "season": """    'projection.season.type' = 'enum',
    'projection.season.values' = '2024-25'""",
    "month": """    'projection.month.type' = 'integer',
    'projection.month.range' = '0,12',
    'projection.month.digits' = '2'""",
}

NULLABLE: Mapping[str, str] = {
    "nullable": "null in some rows",
    "nullable_in_a_game": "null in all of some games",
    "nullable_from_v2": "null in all of a game from V2",
    "nullable_throughout": "null in all of some files",
}

DICTIONARY_HEAD = """\
# The tables

Written by `python docs/write_data_dictionary.py` from the headers of the files in
[sql/tables](../sql/tables); [reading-the-lake.md](reading-the-lake.md) shows how other programs
read them. Files are sorted by the grain, which is unique. Every table has `season`, and `month`
where it is partitioned by it, inside its files too. Null always means that there is no such value,
or that nobody knows it. From 1996-97 on a column that no line above its table lists is never null;
of players whose biographies are not archived those listed may be null in all rows.
"""
ATHENA_HEAD = """\
-- Written by `python docs/write_data_dictionary.py`. Athena runs one statement at a time.
-- Put your bucket and prefix in place of BUCKET/PREFIX, and your seasons in place of 2024-25,
-- separated by commas alone. Months that are published later are found without another statement.
"""


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent
    tables = load_folder("tables").values()
    page = "\n".join([DICTIONARY_HEAD, *map(entry, tables)])
    (folder / "data-dictionary.md").write_text(page, "utf-8")
    statements = "\n".join([ATHENA_HEAD, *map(athena_table, tables)])
    (folder / "athena.sql").write_text(statements, "utf-8")


def entry(table: SqlFile) -> str:
    """One table as a section; a field the header lacks is left out."""
    return "\n".join([f"## {table.name}\n", *facts(table), "", *columns(table), ""])


def facts(table: SqlFile) -> Iterator[str]:
    sentence = table.field(table.name)
    yield f"{sentence[0].upper()}{sentence[1:]}.\n"
    yield f"- file: `{example_key(table)}`"
    for name in ("grain", "partition", "source", "units", "nulls", *NULLABLE):
        if name in table.fields:
            yield f"- {NULLABLE.get(name, name)}: {table.field(name)}"


def example_key(table: SqlFile) -> str:
    month = 1 if "month" in table.names("partition") else None
    return published_key(Partition(table.field("dataset"), table.name, Season(2024), month))


def columns(table: SqlFile) -> Iterator[str]:
    yield "| column | type | what it is |"
    yield "|---|---|---|"
    for name, kind in table.columns:
        yield f"| {name} | {kind} | {table.descriptions.get(name, '')} |"


def athena_table(table: SqlFile) -> str:
    """Athena takes partitions from the keys, and refuses a column that is one of them too."""
    partition = table.names("partition")
    types = {name: ATHENA_TYPES[kind] for name, kind in table.columns}
    listed = ",\n".join(f"    `{name}` {types[name]}" for name in types if name not in partition)
    partitioned = ", ".join(f"`{name}` {types[name]}" for name in partition)
    projected = ",\n".join(ATHENA_PROJECTIONS[name] for name in partition)
    location = f"s3://BUCKET/PREFIX/{published_prefix(table.field('dataset'), table.name)}"
    return f"""\
create external table `{table.name}` (
{listed}
)
partitioned by ({partitioned})
stored as parquet
location '{location}'
tblproperties (
    'projection.enabled' = 'true',
{projected}
);
"""


if __name__ == "__main__":
    main()
