"""Sums of money."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pydantic import field_serializer

from .fact import Fact
from .span import Span


class Qualifier(StrEnum):
    """How exact a stated amount is."""

    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    NEARLY = "nearly"


class MonetaryAmount(Fact):
    """A sum of money, in the main unit of its currency ("30 cents" is 0.30).

    Attributes:
        span: The whole expression with currency mark and scale, without "about" or "a share".
        low: Lower bound, or None for vague sums ("millions of dollars"); exact, never a float.
        high: Upper bound; equal to ``low`` when the amount is no range.
        currency: ISO 4217 code, or None if the text does not tell.
        currency_candidates: Codes the mark may stand for, likeliest first, when it is ambiguous.
        qualifier: See `Qualifier`.
        per: Unit the amount is counted by: "share", "barrel", "year".
        equivalents: Ids of all other amounts that state the same value in another currency (symmetric).
        previous: Id of the amount this one changed from.
    """

    id_prefix: ClassVar[str] = "m"
    self_references: ClassVar[tuple[str, ...]] = ("equivalents", "previous")

    span: Span
    low: Decimal | None
    high: Decimal | None
    currency: str | None = None
    currency_candidates: tuple[str, ...] = ()
    qualifier: str | None = None
    per: str | None = None
    equivalents: tuple[str, ...] = ()
    previous: str | None = None

    @property
    def value(self) -> Decimal | None:
        """The amount when it is not a range, else None."""
        return self.low if self.low == self.high else None

    @field_serializer("low", "high", when_used="json")
    def _plain(self, value: Decimal | None) -> str | None:
        """Write plain digits, never "1.82E+10"."""
        return None if value is None else format(value, "f")
