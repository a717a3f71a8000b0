"""Structure."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Byline, Dateline, Header, Paragraph
from newsextract.pipeline import Context


class StructureExtractor:
    """Structure."""

    name = "structure"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Paragraph, Header, Byline, Dateline)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
