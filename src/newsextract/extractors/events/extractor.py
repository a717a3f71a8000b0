"""The events extractor."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import Entity, Event, MonetaryAmount, Paragraph, Quotation, TimeExpression
from newsextract.pipeline import Context

from .article import EventReader
from .coreference import linked
from .frames import FrameSet, built_in
from .judge import Judge
from .learned import Learned, shipped
from .lexicon import TriggerLexicon
from .reading import Reading
from .tags import Tagger


@functools.cache
def _default() -> tuple[FrameSet, TriggerLexicon]:
    frames = built_in()
    return frames, TriggerLexicon(frames)


class EventsExtractor:
    """Yields an `Event` for each word that evokes a frame believably.

    Args:
        frames: The event types; the built-in ones by default.
        learned: What the classifiers have learned; what ships with the package by default.
    """

    name = "events"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = (MonetaryAmount, TimeExpression, Quotation, Syntax)
    writes: tuple[type, ...] = (Event,)

    def __init__(self, frames: FrameSet | None = None, learned: Learned | None = None) -> None:
        self._frames, self._lexicon = (frames, TriggerLexicon(frames)) if frames else _default()
        self._tagger = Tagger(self._lexicon.verbs)
        self._learned = learned or shipped()
        self._judge = Judge(self._learned)

    def with_events(self, source: str | Path | Mapping[str, Any]) -> EventsExtractor:
        """An extractor that also knows the event types of a TOML file or mapping of frames.

        Raises:
            ResourceError: If a frame is wrong; the message names file, frame and key.
        """
        return EventsExtractor(self._frames.extended(source), self._learned)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the events of one article."""
        reader = self.reader(ctx)
        yield from linked(reader.mentions(self.believed(reader), self._learned.realis))

    def believed(self, reader: EventReader) -> list[Reading]:
        """The readings of an article that are believed, in text order."""
        return reader.completed(best(self._judge.weighed(r, f) for r, f in reader.proposals()))

    def reader(self, ctx: Context) -> EventReader:
        """What reads one article; `training/events.py` looks at its proposals."""
        return EventReader(ctx, self._frames, self._lexicon, self._tagger, self._judge)


def best(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Of the readings of one trigger the most believable, and of neighbours of one type."""
    best: dict[int, Reading] = {}
    for r in readings:
        old = best.get(r.candidate.end)
        if r.believed and (old is None or r.confidence > old.confidence):
            best[r.candidate.end] = r
    kept: list[Reading] = []
    for r in sorted(best.values(), key=lambda r: r.candidate.start):
        if kept and _are_neighbours(kept[-1], r):
            kept[-1] = max(kept[-1], r, key=lambda r: r.confidence)
        else:
            kept.append(r)
    return iter(kept)


def _are_neighbours(a: Reading, b: Reading) -> bool:
    one, two = a.candidate, b.candidate
    return one.evocation.frame is two.evocation.frame and one.end >= two.start
