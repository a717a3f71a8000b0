from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.extractors.money.figures import exact_sum, read_figure, shift
from newsextract.extractors.money.number_words import read_cardinal


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("5", "5"),
        ("1,234.56", "1234.56"),
        ("1.234", "1.234"),
        (".5", "0.5"),
        ("12,34,567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u202f234", "1234"),
        ("1'234'567", "1234567"),
        ("0,5", "0.5"),
        ("2½", "2.5"),
        ("2-1/2", "2.5"),
        ("3 7/8", "3.875"),
    ],
)
def test_figures(figure: str, value: str) -> None:
    assert read_figure(figure) == Decimal(value)


@pytest.mark.parametrize("figure", ["1,1,1,1", "1.2.3", "1,234.567.8", "12.34,5,6"])
def test_what_is_no_number(figure: str) -> None:
    assert read_figure(figure) is None


@given(st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=6), st.integers(-30, 30))
def test_shifting_there_and_back_loses_nothing(value: Decimal, power: int) -> None:
    assert shift(shift(value, power), -power) == value


@given(st.integers(0, 10**400))
def test_no_digit_is_lost(number: int) -> None:
    value = read_figure(f"{number:,}")
    assert value is not None
    assert format(shift(value, 9), "f") == f"{number}000000000" if number else value == 0
    assert exact_sum(value, Decimal("0.5")) == Decimal(f"{number}.5")


@pytest.mark.parametrize(
    ("words", "value", "count"),
    [
        ("nine billion us dollars", 9_000_000_000, 2),
        ("one hundred and twenty pounds", 120, 4),
        ("forty - two", 42, 3),
        ("two thousand five hundred and three yen", 2503, 6),
        ("five million six hundred thousand", 5_600_000, 5),
        ("five and six million", 5, 1),
        ("one hundred and two hundred dollars", 100, 2),
        ("thirteen", 13, 1),
        ("twenty eleven", 20, 1),
    ],
)
def test_cardinals(words: str, value: int, count: int) -> None:
    assert read_cardinal(words.split()) == (value, count)


@pytest.mark.parametrize("words", ["", "million", "and five", "a hundred"])
def test_what_begins_no_cardinal(words: str) -> None:
    assert read_cardinal(words.split()) is None
