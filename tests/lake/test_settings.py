from __future__ import annotations

from typing import Any

import pytest

from lake.errors import UsageError
from lake.settings import BROWSER_HEADERS, CaptureSettings

LOOPBACK = ("http://localhost:8080", "http://LOCALHOST", "http://127.0.0.1:1", "http://[::1]:8080")
NOT_LOOPBACK = (
    "https://stats.nba.com",
    "http://192.168.1.7",
    "http://0.0.0.0:8080",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://[2001:db8::1]",
)


def test_the_defaults_ask_every_five_seconds_and_a_half() -> None:
    settings = CaptureSettings()

    assert settings.api_url == "https://stats.nba.com"
    assert settings.rate_limit_s == 5.0
    assert settings.interval_s == pytest.approx(5.5)
    assert (settings.connect_timeout_s, settings.read_timeout_s) == (10.0, 30.0)


@pytest.mark.parametrize(
    ("api_url", "url"),
    [
        ("https://stats.nba.com", "https://stats.nba.com/stats/playbyplayv3"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/stats/playbyplayv3"),
        ("http://127.0.0.1:8080/nba", "http://127.0.0.1:8080/nba/stats/playbyplayv3"),
    ],
)
def test_an_endpoint_has_its_address(api_url: str, url: str) -> None:
    assert CaptureSettings(api_url=api_url).url("playbyplayv3") == url


def test_no_encoding_is_accepted_that_can_not_be_decoded() -> None:
    assert BROWSER_HEADERS["Accept-Encoding"] == "gzip, deflate"


# The address


@pytest.mark.parametrize(
    "api_url",
    ["", "stats.nba.com", "//stats.nba.com", "ftp://stats.nba.com", "https://", "https:///stats"],
)
def test_what_is_no_address_is_refused(api_url: str) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(api_url=api_url)
    assert refused.value.message == f"{api_url!r} is not the address of an API"
    assert refused.value.hint == "--api-url https://stats.nba.com"


def test_an_address_with_a_query_is_refused() -> None:
    with pytest.raises(UsageError):
        CaptureSettings(api_url="https://stats.nba.com?GameID=0022400007")


@pytest.mark.parametrize(
    "api_url",
    [
        "https://visitor:s3cret@stats.nba.com",
        "https://visitor@stats.nba.com",
        "https://:s3cret@stats.nba.com",
        "http://visitor:s3cret@127.0.0.1:8080",
    ],
)
def test_an_address_with_a_user_is_refused_without_telling_the_password(api_url: str) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(api_url=api_url)
    assert refused.value.message == (
        "the API address holds a user name or a password, which would be archived with every answer"
    )
    assert refused.value.hint == "an --api-url without them"


# The spacing


@pytest.mark.parametrize("rate_limit_s", [0.999, 0.0, -1.0, float("nan")])
@pytest.mark.parametrize("api_url", NOT_LOOPBACK)
def test_nobody_else_is_asked_more_than_once_a_second(api_url: str, rate_limit_s: float) -> None:
    with pytest.raises(UsageError):
        CaptureSettings(api_url=api_url, rate_limit_s=rate_limit_s)


@pytest.mark.parametrize("api_url", NOT_LOOPBACK)
def test_once_a_second_is_the_most(api_url: str) -> None:
    assert CaptureSettings(api_url=api_url, rate_limit_s=1.0).interval_s == 1.5


def test_too_often_is_told_with_the_host_and_the_floor() -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(rate_limit_s=0.6)
    assert refused.value.message == (
        "one request every 0.6 s is not how often stats.nba.com should be asked"
    )
    assert refused.value.hint == "--rate-limit-seconds 5; 1 or more"


@pytest.mark.parametrize("rate_limit_s", [0.0, 0.01])
@pytest.mark.parametrize("api_url", LOOPBACK)
def test_loopback_may_be_asked_as_often_as_one_likes(api_url: str, rate_limit_s: float) -> None:
    settings = CaptureSettings(api_url=api_url, rate_limit_s=rate_limit_s)

    assert settings.interval_s == rate_limit_s


@pytest.mark.parametrize("rate_limit_s", [-0.001, float("nan")])
@pytest.mark.parametrize("api_url", LOOPBACK)
def test_a_spacing_is_a_number_of_seconds(api_url: str, rate_limit_s: float) -> None:
    with pytest.raises(UsageError):
        CaptureSettings(api_url=api_url, rate_limit_s=rate_limit_s)


@pytest.mark.parametrize("api_url", ["ftp://u:secret@h", "https://u:secret@h?q=1", "u:secret@h"])
def test_a_password_is_never_repeated(api_url: str) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(api_url=api_url)
    assert "secret" not in str(refused.value) + refused.value.hint


@pytest.mark.parametrize("api_url", ["http://[::1", "http://h:abc", "https://h/#x"])
def test_half_an_address_is_a_usage_error(api_url: str) -> None:
    with pytest.raises(UsageError):
        CaptureSettings(api_url=api_url)


def test_a_spacing_without_an_end_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        CaptureSettings(rate_limit_s=float("inf"))


# What else makes no sense


@pytest.mark.parametrize(
    ("settings", "option"),
    [
        ({"connect_timeout_s": 0}, "--connect-timeout-seconds 0"),
        ({"connect_timeout_s": float("nan")}, "--connect-timeout-seconds nan"),
        ({"read_timeout_s": -1}, "--read-timeout-seconds -1"),
        ({"read_timeout_s": float("inf")}, "--read-timeout-seconds inf"),
        ({"peak_hours_factor": 0.99}, "--peak-hours-factor 0.99"),
        ({"peak_hours_factor": float("nan")}, "--peak-hours-factor nan"),
        ({"in_flight": 0}, "--in-flight 0"),
        ({"in_flight": -3}, "--in-flight -3"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_with_its_option(
    settings: dict[str, Any], option: str
) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(**settings)

    assert refused.value.message == f"{option} makes no sense"
    assert refused.value.hint.endswith(" or more")


@pytest.mark.parametrize(
    "contact", ["", "me", "@example.org", "me@", "a b@c", "me@example.org\r\nX: y", "Zoë@x.org"]
)
def test_a_contact_is_an_address_that_can_stand_in_a_header(contact: str) -> None:
    with pytest.raises(UsageError) as refused:
        CaptureSettings(contact=contact)

    assert refused.value.message == f"--contact {contact!r} is no e-mail address"
    assert refused.value.hint == "--contact me@example.org"


def test_a_contact_is_sent_as_from_and_nothing_else_changes() -> None:
    contact = "me@example.org"

    assert CaptureSettings().headers == BROWSER_HEADERS
    assert CaptureSettings(contact=contact).headers == {**BROWSER_HEADERS, "From": contact}


@pytest.mark.parametrize(
    ("api_url", "given", "factor"),
    [
        ("https://stats.nba.com", None, 1.5),
        ("http://127.0.0.1:8080", None, 1.0),
        ("https://stats.nba.com", 1.0, 1.0),
        ("http://127.0.0.1:8080", 2.0, 2.0),
    ],
)
def test_peak_hours_are_of_the_real_api_unless_told_otherwise(
    api_url: str, given: float | None, factor: float
) -> None:
    assert CaptureSettings(api_url, peak_hours_factor=given).peak_factor == factor
