"""Quotations."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Entity, Paragraph, Quotation
from newsextract.pipeline import Context


class QuotationsExtractor:
    """Quotations."""

    name = "quotations"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Quotation,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
