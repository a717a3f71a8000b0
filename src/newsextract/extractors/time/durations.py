"""Values of durations and sets, and units in terms of smaller ones."""

from __future__ import annotations

from decimal import Decimal

_MULTIPLES = {
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "ML": ("Y", 1000),
    "2W": ("W", 2),
    "H": ("M", 6),
    "WE": ("D", 2),
}
_FINER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "M": ("D", 30), "W": ("D", 7)}
_VAGUE = {"DE": "PXDE", "CE": "PXCE", "2W": "PXW", "ML": "PXML"}


def duration(unit: str, count: Decimal | None) -> str:
    """The TIMEX3 value of so many units.

    Args:
        unit: In the letters of `time-words.toml`.
        count: None for a number that the words do not tell.
    """
    if count is None:
        return _VAGUE.get(unit) or _written(unit, "X")
    unit, count = _in_units(unit, count)
    return _written(unit, f"{count.normalize():f}")


def in_whole_units(unit: str, count: Decimal) -> tuple[str, int]:
    """A whole number of the same or a smaller unit: one and a half years are eighteen months."""
    unit, count = _in_units(unit, count)
    return unit, int(count)


def _in_units(unit: str, count: Decimal) -> tuple[str, Decimal]:
    if unit in _MULTIPLES:
        unit, factor = _MULTIPLES[unit]
        count *= factor
    if count != int(count) and unit in _FINER:
        finer, factor = _FINER[unit]
        if count * factor == int(count * factor):
            return finer, count * factor
    return unit, count


def _written(unit: str, count: str) -> str:
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"
