"""Time."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Dateline, Header, Paragraph, TimeExpression
from newsextract.pipeline import Context


class TimeExtractor:
    """Time."""

    name = "time"
    reads: tuple[type, ...] = (Paragraph, Header, Dateline)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (TimeExpression,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
