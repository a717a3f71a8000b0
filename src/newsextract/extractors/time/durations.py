"""Values of durations and sets."""

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


def duration(unit: str, count: Decimal | None) -> str | None:
    """The TIMEX3 value of so many units.

    Args:
        unit: Letters as in `time-words.toml`.
        count: None for a number that the words do not tell.
    """
    if count is None:
        return _VAGUE.get(unit) or _written(unit, "X")
    if unit in _MULTIPLES:
        unit, factor = _MULTIPLES[unit]
        count *= factor
    if count != int(count) and unit in _FINER:
        finer, factor = _FINER[unit]
        if count * factor == int(count * factor):
            unit, count = finer, count * factor
    return _written(unit, f"{count.normalize():f}")


def _written(unit: str, count: str) -> str:
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"
