"""How the cache of raw objects is told where and how large it is."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from hoopstat.cache_options import DEFAULT_SIZE, cache_settings
from lake.errors import UsageError
from lake.raw_cache import CacheSettings


@pytest.mark.parametrize(
    ("size", "limit_bytes"),
    [
        ("4GB", 4_000_000_000),
        ("1.5 gb", 1_500_000_000),
        ("250MB", 250_000_000),
        ("8KB", 8_000),
        ("1TB", 10**12),
        (" 77B ", 77),
    ],
)
def test_a_size_has_a_unit(size: str, limit_bytes: int) -> None:
    assert cache_settings(Path("here"), size) == CacheSettings(Path("here"), limit_bytes)


@pytest.mark.parametrize("size", ["0", "0GB", "0.0MB"])
def test_nothing_is_kept_in_no_room(size: str) -> None:
    assert cache_settings(None, size) is None


@pytest.mark.parametrize("size", ["", "4", "GB", "-1GB", "4 gigabytes", "1e3MB", "4GiB", "٤GB٤"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(UsageError) as refused:
        cache_settings(None, size)

    assert refused.value.message == f"--cache-size {size!r} is no size"
    assert refused.value.hint == "--cache-size 4GB; 0 for none"


def test_objects_are_kept_in_the_folder_the_system_has_for_that() -> None:
    own = platformdirs.user_cache_path("hoopstat", appauthor=False)

    assert cache_settings(None, DEFAULT_SIZE) == CacheSettings(own / "raw", 4 * 10**9)
