"""Dates, or dates with a time of day, in ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator


def parse_instant(value: Any) -> Any:
    """Read an ISO 8601 string: a date stays a date, a date with a time becomes a datetime.

    Raises:
        ValueError: If the string is neither.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)


Instant = Annotated[datetime | date, BeforeValidator(parse_instant)]
"""A day, or a moment of a day with the time zone where the text gives one."""


def day_of(instant: date | datetime) -> date:
    """The calendar day of an instant, in its own time zone."""
    return instant.date() if isinstance(instant, datetime) else instant
