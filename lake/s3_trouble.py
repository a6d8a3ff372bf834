"""What goes wrong with S3, and what to do about it, in words that hold no secret.

Only codes and names are quoted: the text of an error or an answer may hold a signed address, a
token, or whatever a server that got the signed headers wrote into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from lake.errors import LakeBusy, LakeUnavailable


@dataclass(frozen=True)
class Place:
    bucket: str
    endpoint: str


@dataclass(frozen=True)
class Trouble:
    """`{bucket}`, `{endpoint}` and `{detail}` stand in both texts for what they say.

    `passes` tells that the same may work in a while.
    """

    message: str
    hint: str
    passes: bool = False

    def error(self, operation: str, key: str, place: Place, detail: str) -> LakeUnavailable:
        """Make the error for an operation on a key."""
        facts = {"bucket": place.bucket, "endpoint": place.endpoint, "detail": detail}
        kind = LakeBusy if self.passes else LakeUnavailable
        message = f"can't {operation}: {self.message.format(**facts)}"
        return kind(message, hint=self.hint.format(**facts), key=key)


NO_CREDENTIALS = Trouble(
    "there are no AWS credentials", "AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
)
HALF_CREDENTIALS = Trouble(
    "half of the AWS credentials is missing: {detail}",
    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, both of them",
)
NO_SIGN_IN = Trouble(
    "the AWS credentials can't be fetched ({detail})", "aws sso login, then the same command again"
)
NO_PROFILE = Trouble(
    "there is no AWS profile {detail}",
    "AWS_PROFILE with one that `aws configure list-profiles` has",
)
NO_CERTIFICATE = Trouble(
    "the certificate of {endpoint} is not trusted",
    "AWS_CA_BUNDLE with the file that vouches for it",
)
NO_CONNECTION = Trouble(
    "{endpoint} does not answer ({detail})",
    "look at the network and at --s3-endpoint-url, then the same command again",
    passes=True,
)
NOT_S3 = Trouble("what answers at {endpoint} is not S3 ({detail})", "another --s3-endpoint-url")
BAD_SETTINGS = Trouble(
    "the AWS settings make no sense ({detail})", "look at ~/.aws/config and the AWS_ variables"
)

_NO_BUCKET = Trouble("there is no bucket {bucket}", "aws s3 mb s3://{bucket}, or another bucket")
_DENIED = Trouble(
    "access to the bucket {bucket} is denied",
    "credentials that may list, read, write and delete there: AWS_PROFILE",
)
_ELSEWHERE = Trouble(
    "the bucket {bucket} is in another region{detail}", "AWS_REGION with the region of the bucket"
)
_EXPIRED = Trouble(
    "the AWS credentials have expired", "new ones, such as by aws sso login, then the same again"
)
_UNKNOWN = Trouble(
    "{endpoint} does not know the AWS credentials ({detail})",
    "the right AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE",
)
_BAD_NAME = Trouble("{bucket} is no name of a bucket", "s3://BUCKET/PREFIX with a bucket's name")
_BAD_CLOCK = Trouble(
    "the clock of this machine is wrong, says {endpoint}", "set the clock, then the same again"
)
_CONFLICT = Trouble(
    "somebody else writes the same object all the time ({detail})",
    "one capture at a time",
    passes=True,
)
_LACKING = Trouble("{endpoint} does not have what this needs ({detail})", "another server for S3")
_BUSY = Trouble(
    "{endpoint} has trouble of its own ({detail})", "the same command again, later", passes=True
)
_OTHER = Trouble("{endpoint} refuses it ({detail})", "look at the bucket {bucket} and its rules")

_BY_CODE = {
    "NoSuchBucket": _NO_BUCKET,
    "AccessDenied": _DENIED,
    "AllAccessDisabled": _DENIED,
    "403": _DENIED,
    "301": _ELSEWHERE,
    "PermanentRedirect": _ELSEWHERE,
    "AuthorizationHeaderMalformed": _ELSEWHERE,
    "IllegalLocationConstraintException": _ELSEWHERE,
    "ExpiredToken": _EXPIRED,
    "ExpiredTokenException": _EXPIRED,
    "TokenRefreshRequired": _EXPIRED,
    "InvalidAccessKeyId": _UNKNOWN,
    "InvalidToken": _UNKNOWN,
    "SignatureDoesNotMatch": _UNKNOWN,
    "InvalidBucketName": _BAD_NAME,
    "RequestTimeTooSkewed": _BAD_CLOCK,
    "NotImplemented": _LACKING,
}


def trouble_of_answer(code: str, status: int, region: str) -> tuple[Trouble, str]:
    """Say what an answer means, and its detail.

    `region` is that of the bucket, "" where the answer doesn't tell. A code that is no plain word
    is left out.
    """
    detail = code if re.fullmatch(r"[A-Za-z0-9.]{1,60}", code) else str(status)
    trouble = _BY_CODE.get(code)
    if trouble is _ELSEWHERE:
        detail = f": {region}" if re.fullmatch(r"[a-z0-9-]{1,30}", region) else ""
    elif trouble is None and status == HTTPStatus.CONFLICT:
        trouble = _CONFLICT
    elif trouble is None and (
        status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    ):
        trouble = _BUSY
    return trouble or _OTHER, detail


def without_password(url: str) -> str:
    """Return the address without a user name or password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
