"""Events."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Entity, Event, Paragraph
from newsextract.pipeline import Context


class EventsExtractor:
    """Events."""

    name = "events"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Event,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the facts found in one article."""
        yield from ()
