"""Writes `data/en/time-lunar-days.tsv`: the feasts of lunar calendars, by year.

Source: the tables of the Python package `holidays` (MIT), its calendars of the Chinese, Hebrew, Hindu
and Islamic years. Run it with that package installed:

    python tools/build_lunar_days.py > src/newsextract/data/en/time-lunar-days.tsv
"""

from __future__ import annotations

from datetime import date

from holidays.calendars import _ChineseLunisolar, _HebrewLunisolar, _HinduLunisolar, _IslamicLunar
from holidays.version import __version__

YEARS = range(1950, 2051)

_CHINESE, _HEBREW, _HINDU, _ISLAMIC = (
    _ChineseLunisolar(),
    _HebrewLunisolar(),
    _HinduLunisolar(),
    _IslamicLunar(),
)

FEASTS = {
    "new_year": lambda year: [_CHINESE.lunar_new_year_date(year)],
    "dragon_boat": lambda year: [_CHINESE.dragon_boat_date(year)],
    "mid_autumn": lambda year: [_CHINESE.mid_autumn_date(year)],
    "diwali": lambda year: [_HINDU.diwali_india_date(year)],
    "eid_al_fitr": _ISLAMIC.eid_al_fitr_dates,
    "eid_al_adha": _ISLAMIC.eid_al_adha_dates,
    "rosh_hashanah": lambda year: [_HEBREW.rosh_hashanah_date(year)],
    "yom_kippur": lambda year: [_HEBREW.yom_kippur_date(year)],
    "passover": lambda year: [_HEBREW.passover_date(year)],
}


def day_of(entry: object) -> date | None:
    """The package gives a date, a date with a flag "estimated", or nothing."""
    day = entry[0] if isinstance(entry, tuple) else entry
    return day if isinstance(day, date) else None


def main() -> None:
    """Write the table to standard output."""
    print("# Feasts of lunar calendars: name, day. Built by tools/build_lunar_days.py")
    print(
        f"# from the tables of the Python package holidays {__version__} (MIT). The first of a year counts."
    )
    for name, dates in FEASTS.items():
        for year in YEARS:
            days = [day for entry in dates(year) if (day := day_of(entry))]
            if days:
                print(f"{name}\t{days[0].isoformat()}")


if __name__ == "__main__":
    main()
