"""What comes out."""

from __future__ import annotations

from typing import ClassVar

from newsextract import Fact, Span


class Ticker(Fact):
    """A stock exchange symbol.

    Attributes:
        span: The symbol.
        symbol: The symbol as the exchange writes it.
        market: Market identifier code (ISO 10383) of the exchange: "XNAS".
        company: Id of the entity it stands behind, or None.
    """

    id_prefix: ClassVar[str] = "k"

    span: Span
    symbol: str
    market: str
    company: str | None = None
