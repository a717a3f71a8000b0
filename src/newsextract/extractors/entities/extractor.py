"""Entities."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Entity, Mention, Paragraph
from newsextract.pipeline import Context


class EntitiesExtractor:
    """Entities."""

    name = "entities"
    reads: tuple[type, ...] = (Mention, Paragraph)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Entity,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
