"""What a person sees of a capture, whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from capture.books.progress import CaptureProgress, Recent, SeasonProgress, State
from hoopstat.capture_view import CaptureView
from lake.seasons import Season
from lake.telemetry import Level
from tests.hoopstat.pictures import AT, CURRENT, PICTURE, drawn, whole_seasons


def shown(progress: CaptureProgress, width: int = 80, *, is_running: bool = True) -> list[str]:
    return drawn(CaptureView(progress, is_running), width)


def bars(progress: CaptureProgress, width: int = 80) -> list[str]:
    """The lines of the seasons: those between the first two that are blank."""
    lines = shown(progress, width)
    return lines[lines.index("") + 1 : lines.index("", lines.index("") + 1)]


def test_a_season_that_is_being_captured() -> None:
    assert shown(PICTURE) == [
        "capture     documents of 2024-25, running for 2 h 14 min",
        "",
        "2024-25     ━━━━━━━━━━              45 %  605/1,321 games  2,421/5,285 documents",
        "",
        "requests    2,430 sent · 2,864 left · 10.9 a minute · 1 in flight",
        "delay       11.0 s: 429 at 14:03:22",
        "time left   8 h 45 min, until about 2025-01-16 22:50 UTC",
        "archived    2,421 documents, 312.4 MB, by this run · 3 failed",
        "outcomes    accepted 2,421 · busy 3 · timed_out 2",
        "",
        "14:05:12    playbyplayv3 0022400561: the API answered 429",
    ]


def test_what_has_just_begun() -> None:
    nothing = SeasonProgress(Season(2024), 0, 0, 0, 0)
    begun = CaptureProgress(
        "r", State.RUNNING, "games of 2024-25", AT, AT, seasons=(nothing,), delay_s=5.5
    )

    assert shown(begun) == [
        "capture     games of 2024-25, running for 0 s",
        "",
        "2024-25                                              -  0/0 games  0/0 documents",
        "",
        "requests    0 sent · 0 left · 0.0 a minute · 0 in flight",
        "delay       5.5 s",
        "archived    0 documents, 0 bytes, by this run",
    ]


def test_players_alone_have_no_season() -> None:
    players = CaptureProgress("r", State.RUNNING, "players", AT, AT, requests_left=2, delay_s=5.5)

    assert shown(players) == [
        "capture     players, running for 0 s",
        "requests    0 sent · 2 left · 0.0 a minute · 0 in flight",
        "delay       5.5 s",
        "time left   11 s, until about 2025-01-16 14:05 UTC",
        "archived    0 documents, 0 bytes, by this run",
    ]


def test_players_have_a_bar_once_they_are_planned() -> None:
    players = replace(PICTURE, players_owed=569, players_archived=170, stage="players")

    assert bars(players) == [
        "2024-25     ━━━━━━━━━━              45 %  605/1,321 games  2,421/5,285 documents",
        "players     ━━━━━━╸                 29 %                       170/569 documents",
    ]


def test_a_blocked_capture_has_nothing_in_flight_and_no_end_in_sight() -> None:
    blocked = replace(PICTURE, state=State.BLOCKED, recent=())

    assert shown(blocked, is_running=False) == [
        "capture     blocked after 2 h 14 min: documents of 2024-25",
        "",
        "2024-25     ━━━━━━━━━━              45 %  605/1,321 games  2,421/5,285 documents",
        "",
        "requests    2,430 sent · 2,864 left",
        "time left   8 h 45 min, once it goes on",
        "archived    2,421 documents, 312.4 MB, by this run · 3 failed",
        "outcomes    accepted 2,421 · busy 3 · timed_out 2",
    ]


def test_a_picture_that_says_running_of_a_dead_process_is_of_one_that_stopped() -> None:
    assert shown(PICTURE, is_running=False)[0] == (
        "capture     stopped after 2 h 14 min: documents of 2024-25"
    )


def test_a_few_seasons_have_a_bar_each_and_one_together() -> None:
    assert bars(replace(PICTURE, seasons=(*whole_seasons(2), CURRENT))) == [
        "2022-23     ━━━━━━━━━━━━━━━━━  100 %  1,321/1,321 games    5,285/5,285 documents",
        "2023-24     ━━━━━━━━━━━━━━━━━  100 %  1,321/1,321 games    5,285/5,285 documents",
        "2024-25     ━━━━━━━╸            45 %    605/1,321 games    2,421/5,285 documents",
        "together    ━━━━━━━━━━━━━╸      81 %  3,247/3,963 games  12,991/15,855 documents",
    ]


def test_of_many_seasons_the_current_one_is_shown_and_all_together() -> None:
    assert bars(replace(PICTURE, seasons=(*whole_seasons(39), CURRENT))) == [
        "2024-25     ━━━━━━          45 %      605/1,321 games      2,421/5,285 documents",
        "40 seasons  ━━━━━━━━━━━━━╸  98 %  52,124/52,840 games  208,536/211,400 documents",
    ]


def test_the_current_season_is_the_one_asked_for_though_one_before_lacks_what_failed() -> None:
    lacking = replace(CURRENT, season=Season(2000))
    seasons = (lacking, *whole_seasons(9), CURRENT)

    assert bars(replace(PICTURE, seasons=seasons))[0].startswith("2024-25 ")
    assert bars(replace(PICTURE, seasons=seasons, stage="players"))[0].startswith("2000-01 ")
    assert bars(replace(PICTURE, seasons=whole_seasons(5), stage=""))[0].startswith("2023-24 ")


def test_a_hundred_percent_is_all_of_it() -> None:
    lacking_one = replace(CURRENT, documents_archived=5284)

    assert " 99 %" in bars(replace(PICTURE, seasons=(lacking_one,)))[0]


def test_texts_are_no_markup_and_stay_in_their_line() -> None:
    odd = "[bold]a[/bold] [link=x] \x1b[31mred\nnew line\t" + "long " * 30
    progress = replace(
        PICTURE,
        stage="[red]x[/red]",
        delay_reason="[/]",
        outcomes={"[b]": 1},
        recent=(Recent(AT, Level.ERROR, odd),),
    )

    lines = shown(progress)

    assert lines[0] == "capture     [red]x[/red], running for 2 h 14 min"
    assert lines[5] == "delay       11.0 s: [/]"
    assert lines[-3:] == [
        "outcomes    [b] 1",
        "",
        "14:05:12    [bold]a[/bold] [link=x] [31mred new line long long long long long l…",
    ]


def test_the_last_events_only_are_shown() -> None:
    events = tuple(
        Recent(AT + timedelta(seconds=second), Level.INFO, f"event {second}") for second in range(9)
    )

    assert shown(replace(PICTURE, recent=events))[-4:] == [
        "",
        "14:05:18    event 6",
        "14:05:19    event 7",
        "14:05:20    event 8",
    ]


@pytest.mark.parametrize("width", [40, 80, 120, 300])
@pytest.mark.parametrize("seasons", [0, 3, 40])
def test_every_terminal_gets_the_same_few_lines(width: int, seasons: int) -> None:
    events = tuple(Recent(AT, Level.INFO, "long " * 99) for _ in range(9))
    progress = replace(PICTURE, seasons=whole_seasons(seasons), recent=events)

    lines = shown(progress, width)

    assert len(lines) == {0: 10, 3: 16, 40: 14}[seasons]
    assert max(map(len, lines)) <= width
