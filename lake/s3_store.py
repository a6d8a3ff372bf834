"""A lake in a bucket of S3, or of any server that speaks S3."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from boto3.session import Session
from botocore import exceptions as boto
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from lake import s3_trouble
from lake.errors import CriticalError, ObjectChanged, ObjectExists, ObjectMissing
from lake.keys import PROBE
from lake.store import Remote, StoredObject, check_key

_READS_AT_ONCE = 16
"""At 30 ms an answer, one reader took 38 ms an object, 8 took 6.3, 16 took 4.7, and 32 took 4.4:
boto3 itself needs 1.5 ms of the processor for each, and Python runs on one."""

_CONFIG = Config(
    connect_timeout=10,
    read_timeout=60,
    max_pool_connections=2 * _READS_AT_ONCE,  # What is written meanwhile needs some too.
    # An accepted answer in hand can't be asked for again, so S3 is given up late: after some 13 s,
    # at most 26 s, of 5xx or no connection; throttling waits longer. No other layer repeats these.
    retries={"mode": "standard", "total_max_attempts": 10},
)
_MOST_READS = 3
_BROKEN_OFF = (
    boto.FlexibleChecksumError,
    boto.IncompleteReadError,
    boto.ReadTimeoutError,
    boto.ResponseStreamingError,
)
_CONFLICT_WAITS_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
_WRITE_ID = "hoopstat-write"
"""In the metadata of each object: which write made it. After a lost answer that tells."""

_UNDERSTOOD = (HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED)
"""What a server answers that knows conditional writes, when the condition doesn't hold."""

_NEVER_AN_ETAG = '"00000000000000000000000000000000"'

_OVERWRITES = (
    "{endpoint} can't refuse to overwrite an object (If-None-Match), so hoopstat looks before it "
    "writes: two captures that start in the same moment can't be kept apart"
)
_LOSES_UPDATES = (
    "{endpoint} can't compare before it overwrites (If-Match), so hoopstat looks before it writes: "
    "of two changes in the same moment one may be lost"
)


class S3Store:
    """The store contract on S3.

    `prefix` is "" for a lake that has the bucket to itself. `endpoint_url` None leaves it to
    boto3, and so to AWS or to what AWS_ENDPOINT_URL_S3 says. Whether conditional writes work is
    known after `prepare`; until then they are taken to work.
    Raises: LakeUnavailable if boto3 can't make sense of its settings.
    """

    def __init__(
        self,
        bucket: str,
        prefix: str,
        endpoint_url: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._bucket = bucket
        self._root = f"{prefix}/" if prefix else ""
        self._sleep = sleep
        self._place = s3_trouble.Place(bucket, endpoint_url or "S3")
        self._keeps_existing = self._keeps_changed = True
        with self._explained("open", ""):
            self._client = _connect(endpoint_url)
        endpoint = s3_trouble.without_password(self._client.meta.endpoint_url)
        self._place = s3_trouble.Place(bucket, endpoint)

    @property
    def location(self) -> str:
        return f"s3://{self._bucket}/{self._root}".rstrip("/")

    @property
    def remote(self) -> Remote:
        return Remote(f"{self._place.endpoint} {self.location}", _READS_AT_ONCE)

    def is_there(self) -> bool:
        """Tell whether anything stands under the prefix."""
        with self._explained("read", ""):
            return self._first(self._root) is not None

    def prepare(self) -> tuple[str, ...]:
        probe = self._root + PROBE
        with self._explained("write", ""):
            self._put(probe, b"", "probe")
            self._keeps_existing = self._is_refused(probe, IfNoneMatch="*")
            self._keeps_changed = self._is_refused(probe, IfMatch=_NEVER_AN_ETAG)
        limits = ((self._keeps_existing, _OVERWRITES), (self._keeps_changed, _LOSES_UPDATES))
        return tuple(
            text.format(endpoint=self._place.endpoint) for kept, text in limits if not kept
        )

    def get(self, key: str) -> StoredObject:
        at = self._at(key)
        with self._explained("read", key):
            try:
                return self._read(at)
            except ClientError as error:
                if _code(error) != "NoSuchKey":
                    raise
        raise self._missing(key)

    def put(self, key: str, body: bytes) -> str:
        at = self._at(key)
        with self._explained("write", key):
            return self._put(at, body, uuid.uuid4().hex)

    def put_new(self, key: str, body: bytes) -> str:
        at = self._at(key)
        with self._explained("write", key):
            if self._keeps_existing:
                etag = self._put_if(at, body, IfNoneMatch="*")
            elif self._first(at) == at:
                etag = None
            else:
                etag = self._put(at, body, uuid.uuid4().hex)
        if etag is None:
            raise ObjectExists("the object is there already", hint="another key", key=key)
        return etag

    def replace(self, key: str, body: bytes, etag: str) -> str:
        at = self._at(key)
        with self._explained("write", key):
            try:
                if self._keeps_changed:
                    replaced = self._put_if(at, body, IfMatch=etag)
                elif self._read(at).etag != etag:
                    replaced = None
                else:
                    replaced = self._put(at, body, uuid.uuid4().hex)
            except ClientError as error:
                if _code(error) != "NoSuchKey":
                    raise
                raise self._missing(key) from None
        if replaced is None:
            raise ObjectChanged(
                "the object was changed since it was read", hint="read it again", key=key
            )
        return replaced

    def list(self, prefix: str) -> Iterator[str]:
        """S3 lists in the order of the keys' bytes, a page at a time."""
        following: dict[str, str] = {}
        while True:
            with self._explained("list", prefix):
                page = self._page(self._root + prefix, **following)
            for found in page.get("Contents", ()):
                key = found["Key"].removeprefix(self._root)
                # Other programs leave objects such as `folder/`, which no folder could hold.
                if key and not key.startswith((".", "/")) and not key.endswith("/"):
                    yield key
            if not page["IsTruncated"]:
                return
            following = {"ContinuationToken": page["NextContinuationToken"]}

    def exists(self, key: str) -> bool:
        """Lists instead of HEAD, whose 404 doesn't tell a missing object from a missing bucket."""
        at = self._at(key)
        with self._explained("look for", key):
            return self._first(at) == at

    def delete(self, key: str) -> None:
        at = self._at(key)
        with self._explained("delete", key):
            self._client.delete_object(Bucket=self._bucket, Key=at)

    def as_file(self, key: str, scratch: Path) -> Path:
        """Each call makes a file of its own: what was handed out before never changes."""
        body = self.get(key).body
        path = scratch / f"{uuid.uuid4().hex}-{key.rpartition('/')[2]}"
        try:
            path.write_bytes(body)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise CriticalError(
                f"can't write in {scratch}: {error.strerror}",
                hint="more room there, or another folder: TMPDIR=...",
                key=key,
            ) from error
        return path

    def _at(self, key: str) -> str:
        return self._root + check_key(key)

    def _read(self, at: str) -> StoredObject:
        """Ask again for an answer that breaks off; botocore does so only until it begins."""
        for is_last in (*[False] * (_MOST_READS - 1), True):
            answer = self._client.get_object(Bucket=self._bucket, Key=at)
            try:
                return StoredObject(answer["Body"].read(), answer["ETag"])
            except _BROKEN_OFF:
                if is_last:
                    raise
        raise AssertionError("the last reading returns or raises")

    def _put(self, at: str, body: bytes, write_id: str, **condition: str) -> str:
        answer = self._client.put_object(
            Bucket=self._bucket, Key=at, Body=body, Metadata={_WRITE_ID: write_id}, **condition
        )
        return str(answer["ETag"])

    def _put_if(self, at: str, body: bytes, **condition: str) -> str | None:
        """Write if the condition holds; None if it does not.

        409 says that another write was under way: try again. 412 may be about this very write,
        done at a first attempt whose answer was lost.
        """
        write_id = uuid.uuid4().hex
        for wait_s in (*_CONFLICT_WAITS_S, None):
            try:
                return self._put(at, body, write_id, **condition)
            except ClientError as error:
                status = _status(error)
                if status == HTTPStatus.PRECONDITION_FAILED:
                    return self._etag_if_written_by(write_id, at)
                if status != HTTPStatus.CONFLICT or wait_s is None:
                    raise
            self._sleep(wait_s)
        raise AssertionError("the last attempt returns or raises")

    def _etag_if_written_by(self, write_id: str, at: str) -> str | None:
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=at)
        except ClientError as error:
            if _status(error) != HTTPStatus.NOT_FOUND:
                raise
            return None
        return str(head["ETag"]) if head["Metadata"].get(_WRITE_ID) == write_id else None

    def _is_refused(self, at: str, **condition: str) -> bool:
        """Tell whether a write whose condition can't hold is refused for it, as S3 does."""
        try:
            self._put(at, b"", "probe", **condition)
        except ClientError as error:
            if _status(error) not in (*_UNDERSTOOD, HTTPStatus.NOT_IMPLEMENTED):
                raise
            return _status(error) in _UNDERSTOOD
        return False

    def _first(self, prefix: str) -> str | None:
        page = self._page(prefix, MaxKeys=1)
        return next((str(found["Key"]) for found in page.get("Contents", ())), None)

    def _page(self, prefix: str, **options: str | int) -> Any:
        """A page of the web that some other server gives parses as an empty listing, but for this.

        Raises: ResponseParserError.
        """
        page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=prefix, **options)
        if "IsTruncated" not in page:
            raise ResponseParserError("no listing")
        return page

    def _missing(self, key: str) -> ObjectMissing:
        return ObjectMissing(
            f"there is no such object in {self.location}", hint="look at the lake", key=key
        )

    @contextmanager
    def _explained(self, operation: str, key: str) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, ResponseParserError) as error:
            trouble, detail = _trouble(error)
            # Not chained: its text may quote an address with a password, or whatever a server
            # that got the signed headers wrote into its answer.
            raise trouble.error(operation, key, self._place, detail) from None


def _connect(endpoint_url: str | None) -> Any:
    """Make a client from a session of its own: boto3's default session is global state."""
    try:
        return Session().client("s3", endpoint_url=endpoint_url, config=_CONFIG)
    except ValueError as error:
        if isinstance(error, BotoCoreError):
            raise
        raise boto.InvalidConfigError(error_msg="the address of the endpoint is none") from None


_TROUBLES: tuple[tuple[tuple[type[Exception], ...], s3_trouble.Trouble], ...] = (
    ((boto.NoCredentialsError,), s3_trouble.NO_CREDENTIALS),
    ((boto.PartialCredentialsError,), s3_trouble.HALF_CREDENTIALS),
    ((boto.ProfileNotFound,), s3_trouble.NO_PROFILE),
    (
        (
            boto.CredentialRetrievalError,
            boto.LoginError,
            boto.MetadataRetrievalError,
            boto.SSOError,
            boto.TokenRetrievalError,
        ),
        s3_trouble.NO_SIGN_IN,
    ),
    ((boto.SSLError,), s3_trouble.NO_CERTIFICATE),
    ((boto.ConnectionError, boto.HTTPClientError, *_BROKEN_OFF), s3_trouble.NO_CONNECTION),
    ((ResponseParserError,), s3_trouble.NOT_S3),
)


def _trouble(error: Exception) -> tuple[s3_trouble.Trouble, str]:
    """Name what went wrong, and its detail."""
    if isinstance(error, ClientError):
        return s3_trouble.trouble_of_answer(_code(error), _status(error), _region(error))
    detail = type(error).__name__
    if isinstance(error, boto.ProfileNotFound):
        detail = str(error.kwargs["profile"])
    elif isinstance(error, boto.PartialCredentialsError):
        detail = str(error.kwargs["cred_var"])
    for kinds, trouble in _TROUBLES:
        if isinstance(error, kinds):
            return trouble, detail
    return s3_trouble.BAD_SETTINGS, detail


def _code(error: ClientError) -> str:
    return str(error.response["Error"].get("Code", ""))


def _status(error: ClientError) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])


def _region(error: ClientError) -> str:
    headers = error.response["ResponseMetadata"].get("HTTPHeaders", {})
    return str(headers.get("x-amz-bucket-region") or error.response["Error"].get("Region", ""))
