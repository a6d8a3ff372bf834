"""docs/data-dictionary.md and docs/athena.sql say what the headers of the tables say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lake.sql_files import SqlFile, load_folder

DOCS = Path(__file__).parents[2] / "docs"
TABLES = load_folder("tables")


@pytest.mark.parametrize("page", ["data-dictionary.md", "athena.sql"])
def test_a_page_is_what_its_script_writes_now(tmp_path: Path, page: str) -> None:
    """If not: make docs."""
    script = DOCS / "write_data_dictionary.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)

    assert (DOCS / page).read_text("utf-8") == (tmp_path / page).read_text("utf-8")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_athena_has_every_column_once_and_the_partitions_apart(table: SqlFile) -> None:
    statement = (DOCS / "athena.sql").read_text("utf-8").split(f"`{table.name}` (\n")[1]
    columns, _, partitions = statement.partition("\n)\npartitioned by (")
    partition = table.names("partition")

    listed = re.findall(r"`(\w+)`", columns)
    assert listed == [name for name, _ in table.columns if name not in partition]
    assert re.findall(r"`(\w+)`", partitions.partition(")")[0]) == list(partition)
