"""Money."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Dateline, MonetaryAmount, Paragraph
from newsextract.pipeline import Context


class MoneyExtractor:
    """Money."""

    name = "money"
    reads: tuple[type, ...] = (Paragraph, Dateline)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (MonetaryAmount,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
