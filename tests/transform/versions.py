"""What the tables of a game have of V2 of the API, and of V3 alone."""

from __future__ import annotations

from tests.transform.published import Row

SUMMARY_TABLES = ("games", "officials", "line_scores", "inactive_players")
BOX_TABLES = (
    "player_box_traditional",
    "team_box_traditional",
    "player_box_advanced",
    "team_box_advanced",
)
ONLY_V3_TELLS = {
    "tip_off_utc": "V2 has the day alone",
    "is_neutral_site": "V2 says who is at home, not where",
    "arena_id": "V2 has no arena",
    "arena_name": "V2 has no arena",
    "arena_city": "V2 has no arena",
    "arena_state": "V2 has no arena",
    "arena_country": "V2 has no arena",
    "label": "V2 has no labels",
    "series_text": "V2 has no labels",
    "assignment": "V2 has no more than an official's name and number",
}
"""Columns that are null of a game known from V2 alone, and why."""


def as_v2_knows(row: Row) -> Row:
    """A row without what V2 can't tell."""
    return row | {column: None for column in ONLY_V3_TELLS if column in row}
