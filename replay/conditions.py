"""What an invented game can be instead of played and over."""

from __future__ import annotations

from enum import StrEnum


class Condition(StrEnum):
    CANCELLED = "cancelled"
    RUNNING = "running"
