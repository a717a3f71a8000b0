"""Names."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Mention, Paragraph
from newsextract.pipeline import Context


class NamesExtractor:
    """Names."""

    name = "names"
    reads: tuple[type, ...] = (Paragraph,)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Mention,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
