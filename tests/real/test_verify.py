"""A verification of an archive made by importing everything that was saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lake.endpoints import ENDPOINTS
from tests.conftest import Hoopstat

pytestmark = pytest.mark.real


def test_whatever_import_accepts_verifies(hoopstat: Hoopstat, real_data: Path) -> None:
    for endpoint in ENDPOINTS:
        files = sorted((real_data / endpoint).glob("*.json"))
        if files:
            hoopstat("import", "--endpoint", endpoint, *files)
    for file in sorted((real_data / "odd").glob("*_*_0021201214.json")):
        hoopstat("import", "--endpoint", file.name.split("_")[1], file)

    ended = hoopstat("verify", "--format", "json")

    report = json.loads(ended.out)
    kinds = {finding["kind"] for finding in report["findings"]}
    assert (ended.code, kinds) == (3, {"unfinished", "unlisted"})
    assert report["objects"] == len(list(Path("hoopstat-lake/raw").rglob("*.json.gz"))) > 10
    cancelled = [found for found in report["findings"] if found["entity"] == "0021201214"]
    assert cancelled == []
    assert "2024-25" not in {
        found["season"] for found in report["findings"] if found["kind"] == "unlisted"
    }
