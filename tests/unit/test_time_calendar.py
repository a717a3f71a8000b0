"""Calendar parts of the time layer that can be checked against known dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.extractors.time.holidays import easter, holiday
from newsextract.extractors.time.intervals import interval


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2023-03-16", date(2023, 3, 16), date(2023, 3, 17)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("199", date(1990, 1, 1), date(2000, 1, 1)),
        ("12", date(1200, 1, 1), date(1300, 1, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 4)),
        ("2019-W06-WE", date(2019, 2, 9), date(2019, 2, 11)),
        ("2021-Q4", date(2021, 10, 1), date(2022, 1, 1)),
        ("2021-H2", date(2021, 7, 1), date(2022, 1, 1)),
        ("2018-WI", date(2018, 12, 1), date(2019, 3, 1)),
        ("2018-12-31TNI", datetime(2018, 12, 31, 20), datetime(2019, 1, 1, 6)),
        ("2018-12-31T23:59", datetime(2018, 12, 31, 23, 59), datetime(2019, 1, 1)),
    ],
)
def test_the_interval_of_a_value(value: str, start: date, end: date) -> None:
    assert interval(value) == (start, end)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "PRESENT_REF",
        "XXXX-12",
        "XXXX-WXX-4",
        "P3D",
        "2019-02-30",
        "2019-13",
        "T15:00",
        "BC0664",
        "0000",
        "10009",
        "9999",
    ],
)
def test_a_value_without_an_interval(value: str) -> None:
    assert interval(value) is None


def test_before_the_zones_a_clock_has_none() -> None:
    (time,) = newsextract.extract("It left at 10 a.m. Central.", published="1869-05-10").times
    assert time.value == "1869-05-10T10:00"
    assert (time.start, time.end) == (datetime(1869, 5, 10, 10, 0), datetime(1869, 5, 10, 10, 1))


def test_the_zone_is_that_of_the_moment() -> None:
    found = interval("2020-03-03T23:30", -300)
    assert found == (
        datetime(2020, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2020, 3, 3, 23, 31, tzinfo=timezone(timedelta(hours=-5))),
    )


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@given(st.integers(1583, 9998))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Thanksgiving", 2023, date(2023, 11, 23)),
        ("Memorial Day", 2021, date(2021, 5, 31)),
        ("Martin Luther King Jr. Day", 2022, date(2022, 1, 17)),
        ("Mother's Day", 2022, date(2022, 5, 8)),
        ("Cyber Monday", 2020, date(2020, 11, 30)),
        ("Chinese New Year", 2000, date(2000, 2, 5)),
        ("Yom Kippur", 1973, date(1973, 10, 6)),
    ],
)
def test_named_days(name: str, year: int, day: date) -> None:
    assert holiday(name, year) == day


def test_a_lunar_feast_beyond_the_tables_is_not_told() -> None:
    assert holiday("Diwali", 1700) is None


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("9999-12-31", "It will open ten years later."),
        ("9999-12-31", "It opens next year."),
        ("9999-12-31", "It opens next month."),
        ("9999-12-31", "It opens next quarter."),
        ("9999-12-31", "It opens next week."),
        ("9999-12-31", "It opens next decade."),
        ("0001-01-01", "It closed last year."),
        ("0001-01-01", "It closed last month."),
        ("0001-01-01", "It closed two centuries ago."),
    ],
)
def test_times_beyond_the_calendar_have_no_value(published: str, text: str) -> None:
    (time,) = newsextract.extract(text, published=published).times
    assert (time.value, time.start, time.end) == ("", None, None)
