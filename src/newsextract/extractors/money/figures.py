"""Reads figures exactly: "1,234.56", "1.234,56", "1 234 567", "2-1/2"; never through a float."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

#: Arithmetic that never rounds: sums, products and shifts of any number of digits.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_ONE = Decimal(1)

#: A figure as it stands in a text.
FIGURE = (
    r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d.,]*\d)"  # 1 234 567
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"  # 1'234'567
    r"|\d+[- ]\d/[248](?!\d)"  # 2-1/2
    r"|\d+(?:[.,]\d+)*[½¼¾]?"
    r"|(?<![\w.])\.\d+"
)

_PLAIN = re.compile(r"\d*(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_FOREIGN = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,(?:\d{1,2}|\d{4,6})|\d{1,3}(?:\.\d{3}){2,}")
_FRACTION = re.compile(r"(\d+)[- ](\d)/([248])")
_PARTS = {"2": Decimal("0.5"), "4": Decimal("0.25"), "8": Decimal("0.125")}
_FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def read_figure(figure: str) -> Decimal | None:
    """The value of a figure, or None if it is not written as a number is.

    English habits go first: "1.234" is a little more than one, "1,234" a thousand. Indian groups
    ("1,23,45,678") are read, too.
    """
    if _PLAIN.fullmatch(figure):
        return Decimal(figure)
    if _GROUPED.fullmatch(figure):
        return Decimal(figure.replace(",", ""))
    if figure[-1] in _FRACTION_SIGNS:
        whole = read_figure(figure[:-1])
        return None if whole is None else exact_sum(whole, _FRACTION_SIGNS[figure[-1]])
    if fraction := _FRACTION.fullmatch(figure):
        return exact_sum(Decimal(fraction[1]), EXACT.multiply(Decimal(fraction[2]), _PARTS[fraction[3]]))
    return _read_foreign(figure)


def _read_foreign(figure: str) -> Decimal | None:
    """Formats with a decimal comma, or points or blanks between thousands: "1.234,56", "1 234 567"."""
    from price_parser.parser import parse_number

    digits = re.sub(r"[\u00a0\u202f\u2009 '’]", "", figure)
    return parse_number(digits, decimal_separator=",") if _FOREIGN.fullmatch(digits) else None


def shift(value: Decimal, power: int) -> Decimal:
    """``value * 10**power``, every digit kept and written out ("2800", never "2.8E+3")."""
    shifted = EXACT.scaleb(value, power)
    return EXACT.quantize(shifted, _ONE) if _exponent(shifted) > 0 else shifted


def exact_sum(a: Decimal, b: Decimal) -> Decimal:
    """The sum, every digit kept."""
    return EXACT.add(a, b)


def decimals(value: Decimal) -> int:
    """How many digits stand behind the point."""
    return max(0, -_exponent(value))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
