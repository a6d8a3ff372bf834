"""From what a person types after --lake to a store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lake.errors import LakeUnavailable, UsageError
from lake.local_store import LocalStore
from lake.store import Store, check_key
from lake.telemetry import Event, Level, Observer
from lake.urls import plain_host

S3_SCHEME = "s3://"

_ADDRESS = "--lake s3://BUCKET or s3://BUCKET/PREFIX"
_BUCKET = re.compile(r"(?!.*\.\.)(?![\d.]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_UNSORTED = "--x-s3"
"""Buckets with such a name list their keys in no order, and the newest answer is found by order."""


@dataclass(frozen=True)
class LakeAddress:
    """Where a lake is: in a folder, or at s3://bucket[/prefix].

    `s3_endpoint_url` None leaves the endpoint to boto3: AWS, or what AWS_ENDPOINT_URL_S3 says.
    Raises: UsageError if the endpoint is no address, or holds a password.
    """

    location: str
    s3_endpoint_url: str | None = None

    def __post_init__(self) -> None:
        if self.s3_endpoint_url is None:
            return
        if "@" in self.s3_endpoint_url:
            raise UsageError(
                "the address of the S3 endpoint holds a user name or a password",
                hint="AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and an address without them",
            )
        if plain_host(self.s3_endpoint_url) is None:
            raise UsageError(
                f"{self.s3_endpoint_url.partition('?')[0]!r} is not the address of an S3 endpoint",
                hint="--s3-endpoint-url http://127.0.0.1:9000",
            )


def open_lake(lake: LakeAddress | str, *, must_exist: bool) -> Store:
    """Open the lake in a folder or on S3; `Store.prepare` creates one that isn't there.

    On S3 a lake is there if anything stands under its prefix; buckets are never created.
    Raises: LakeUnavailable if it isn't there and must be, or can't be reached; UsageError if the
    location is no folder and no s3:// address.
    """
    address = LakeAddress(lake) if isinstance(lake, str) else lake
    if not address.location.strip():
        raise UsageError("the lake has no name", hint="a folder: --lake DIR")
    if address.location.startswith(S3_SCHEME):
        return _open_on_s3(address, must_exist=must_exist)
    if "://" in address.location:
        plain = re.sub("//.*@", "//", address.location.partition("?")[0])
        raise UsageError(
            f"{plain}: lakes are kept in folders and on S3",
            hint=f"a folder: --lake DIR; or {_ADDRESS}",
        )
    return _open_folder(address.location, must_exist=must_exist)


def open_lake_to_write(
    lake: LakeAddress | str, *, must_exist: bool, observer: Observer | None = None
) -> Store:
    """Open a lake and make sure at once that it can be written to.

    The observer hears what this lake can't promise.
    Raises: LakeUnavailable; UsageError.
    """
    store = open_lake(lake, must_exist=must_exist)
    for sentence in store.prepare():
        (observer or Observer()).noted(
            Event(
                "lake", "not_promised", sentence, Level.WARNING, fields={"location": store.location}
            )
        )
    return store


def _open_folder(location: str, *, must_exist: bool) -> Store:
    try:
        root = Path(location).expanduser()
        is_there, is_folder = root.exists(), root.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise LakeUnavailable(
            f"can't look at {location!r}: {error}", hint="another folder: --lake DIR"
        ) from error
    if is_there and not is_folder:
        raise LakeUnavailable(f"{location} is not a folder", hint="a folder: --lake DIR")
    if must_exist and not is_there:
        raise _no_lake(location, "--lake DIR")
    return LocalStore(root)


def _open_on_s3(address: LakeAddress, *, must_exist: bool) -> Store:
    from lake.s3_store import S3Store

    bucket, prefix = _bucket_and_prefix(address.location)
    store = S3Store(bucket, prefix, address.s3_endpoint_url)
    if must_exist and not store.is_there():
        raise _no_lake(store.location, _ADDRESS)
    return store


def _bucket_and_prefix(location: str) -> tuple[str, str]:
    """Raises: UsageError. A place for a password, and what looks signed, is not repeated."""
    bucket, _, prefix = location.removeprefix(S3_SCHEME).partition("/")
    if "@" in location or "?" in location:
        raise UsageError("the address of the lake is not only a bucket and a prefix", hint=_ADDRESS)
    if not _BUCKET.fullmatch(bucket):
        raise UsageError(f"{bucket!r} is not the name of a bucket", hint=_ADDRESS)
    if bucket.endswith(_UNSORTED):
        raise UsageError(
            f"{bucket} is a directory bucket, which lists its keys in no order",
            hint="a general purpose bucket",
        )
    prefix = prefix.removesuffix("/")
    if prefix:
        try:
            check_key(prefix)
        except UsageError as error:
            raise UsageError(f"{prefix!r} is not a prefix for a lake", hint=_ADDRESS) from error
    return bucket, prefix


def _no_lake(location: str, option: str) -> LakeUnavailable:
    return LakeUnavailable(
        f"there is no lake at {location}",
        hint=f"the lake that `hoopstat capture` or `hoopstat import` filled: {option}",
    )
