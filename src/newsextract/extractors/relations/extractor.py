"""Relations."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Entity, Relation
from newsextract.pipeline import Context


class RelationsExtractor:
    """Relations."""

    name = "relations"
    reads: tuple[type, ...] = (Entity,)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Relation,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
