from __future__ import annotations

from pathlib import Path

import pytest

from lake.errors import LakeUnavailable, UsageError
from lake.open_lake import open_lake, open_lake_to_write

DENIED = Path("/sys/hoopstat-lake")
"""sysfs lets nobody make a folder, not even root."""


@pytest.mark.parametrize("must_exist", [True, False])
def test_a_folder_that_is_there_is_opened(tmp_path: Path, must_exist: bool) -> None:
    (tmp_path / "a.json").write_bytes(b"body")

    store = open_lake(str(tmp_path), must_exist=must_exist)

    assert store.location == str(tmp_path)
    assert store.get("a.json").body == b"body"


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert open_lake("~/lake", must_exist=False).location == str(tmp_path / "lake")


def test_a_missing_lake_that_must_exist_is_unavailable(tmp_path: Path) -> None:
    missing = tmp_path / "missing"

    with pytest.raises(LakeUnavailable) as refused:
        open_lake(str(missing), must_exist=True)
    assert str(refused.value) == f"there is no lake at {missing}"
    assert refused.value.hint == (
        "the lake that `hoopstat capture` or `hoopstat import` filled: --lake DIR"
    )
    assert not missing.exists()


def test_opening_a_lake_that_need_not_exist_creates_nothing(tmp_path: Path) -> None:
    open_lake(str(tmp_path / "new"), must_exist=False)

    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("must_exist", [True, False])
def test_a_file_is_no_lake(tmp_path: Path, must_exist: bool) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    with pytest.raises(LakeUnavailable) as refused:
        open_lake(str(file), must_exist=must_exist)
    assert str(refused.value) == f"{file} is not a folder"
    assert refused.value.hint == "a folder: --lake DIR"


def test_a_name_no_disk_takes_is_unavailable(tmp_path: Path) -> None:
    location = str(tmp_path / ("x" * 300))

    with pytest.raises(LakeUnavailable) as refused:
        open_lake(location, must_exist=False)
    assert str(refused.value) == (
        f"can't look at {location!r}: [Errno 36] File name too long: {location!r}"
    )


@pytest.mark.parametrize("location", ["gs://bucket/lake", "http://127.0.0.1/lake"])
def test_an_address_of_another_kind_is_a_usage_error(location: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_lake(location, must_exist=False)
    assert location in str(refused.value)


def test_a_lake_opened_to_write_is_there_at_once(tmp_path: Path) -> None:
    new = tmp_path / "new" / "lake"
    store = open_lake_to_write(str(new), must_exist=False)

    assert new.is_dir()
    assert list(store.list("")) == []


def test_a_missing_lake_that_must_exist_is_not_made_to_write(tmp_path: Path) -> None:
    with pytest.raises(LakeUnavailable):
        open_lake_to_write(str(tmp_path / "missing"), must_exist=True)
    assert not (tmp_path / "missing").exists()


@pytest.mark.skipif(not DENIED.parent.is_dir(), reason="there is no /sys")
def test_a_lake_that_can_not_be_written_is_not_opened_to_write() -> None:
    with pytest.raises(LakeUnavailable) as denied:
        open_lake_to_write(str(DENIED), must_exist=False)
    assert str(denied.value) == f"can't write: no permission in {DENIED}"
