"""The events extractor."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from newsextract.language.syntax import Syntax
from newsextract.model import (
    Argument,
    Entity,
    Event,
    MonetaryAmount,
    Paragraph,
    ParagraphKind,
    Provenance,
    Quotation,
    TimeExpression,
)
from newsextract.pipeline import Context

from .dependency import DependencyGrammar
from .fillers import Fillers, Thing, Things
from .frames import FrameSet, built_in
from .grammar import Grammar
from .judge import Surroundings, features, learned
from .lexicon import Candidate, TriggerLexicon
from .reading import Reading, read
from .realis import realis
from .setting import Setting
from .shallow import ShallowGrammar
from .tags import Tagger

_SKIPPED = frozenset(
    (
        ParagraphKind.PROMO,
        ParagraphKind.BOILERPLATE,
        ParagraphKind.BYLINE,
        ParagraphKind.DATE,
        ParagraphKind.JUNK,
    )
)


@functools.cache
def _default() -> tuple[FrameSet, TriggerLexicon]:
    frames = built_in()
    return frames, TriggerLexicon(frames)


class EventsExtractor:
    """Yields an `Event` for each word that evokes a frame believably.

    Args:
        frames: The event types; the built-in ones by default.
    """

    name = "events"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = (MonetaryAmount, TimeExpression, Quotation, Syntax)
    writes: tuple[type, ...] = (Event,)

    def __init__(self, frames: FrameSet | None = None) -> None:
        self._frames, self._lexicon = (frames, TriggerLexicon(frames)) if frames else _default()
        self._tagger = Tagger(self._lexicon.verbs)

    def with_events(self, source: str | Path | Mapping[str, Any]) -> EventsExtractor:
        """An extractor that also knows the event types of a TOML file or mapping of frames.

        Raises:
            ResourceError: If a frame is wrong; the message names file, frame and key.
        """
        return EventsExtractor(self._frames.extended(source))

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the events of one article."""
        article = _Article(ctx, self._frames, self._tagger)
        judge = learned()
        for reading in _best(judge.weighed(r, f) for r, f in self._proposals(article, ctx)):
            yield article.event(reading)

    def proposals(self, ctx: Context) -> Iterator[tuple[Reading, list[str]]]:
        """What the frames propose, before it is judged: readings with their features."""
        return self._proposals(_Article(ctx, self._frames, self._tagger), ctx)

    def _proposals(self, article: _Article, ctx: Context) -> Iterator[tuple[Reading, list[str]]]:
        likeliest: dict[tuple[int, str], Reading] = {}
        for r in article.readings(self._lexicon.candidates(ctx.tokens)):
            key = r.candidate.end, r.candidate.evocation.frame.type
            if key not in likeliest or r.confidence > likeliest[key].confidence:
                likeliest[key] = r
        around = Surroundings.of(tuple(likeliest.values()), ctx.tokens)
        for r in likeliest.values():
            yield r, list(features(r, around, article.sentence(r.candidate)))


def _best(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Of the readings of one trigger the most believable; of two neighbours of one type the first."""
    best: dict[int, Reading] = {}
    for r in readings:
        old = best.get(r.candidate.end)
        if r.believed and (old is None or r.confidence > old.confidence):
            best[r.candidate.end] = r
    last: Reading | None = None
    for r in sorted(best.values(), key=lambda r: r.candidate.start):
        same = last and last.candidate.evocation.frame is r.candidate.evocation.frame
        if not (same and last and last.candidate.end >= r.candidate.start):
            yield r
            last = r


class _Article:
    """What the events of one article are made from."""

    def __init__(self, ctx: Context, frames: FrameSet, tagger: Tagger) -> None:
        self._ctx = ctx
        self._tokens = ctx.tokens
        things = Things(ctx.tokens, ctx[Entity], ctx.get(MonetaryAmount), ctx.get(TimeExpression))
        tags = tagger.tags(ctx.tokens, things.known_tags())
        self._grammar: Grammar = (
            DependencyGrammar(ctx.tokens, ctx.syntax)
            if ctx.has_syntax
            else ShallowGrammar(ctx.tokens, tags, tagger, things.atoms())
        )
        self._fillers = Fillers(things, ctx.tokens, tags, frames)
        self._setting = Setting(ctx.tokens, tags, self._grammar, self._fillers, ctx.get(Quotation))
        self._skipped = [p.span for p in ctx[Paragraph] if p.kind in _SKIPPED]

    def readings(self, candidates: Iterable[Candidate]) -> Iterator[Reading]:
        """What each candidate says, where its conditions hold."""
        for c in candidates:
            if self._is_skipped(c):
                continue
            construction = self._grammar.construction(c.start, c.end, c.stop, c.evocation.kind)
            if construction:
                yield read(c, construction, self.sentence(c), self._fillers)

    def event(self, reading: Reading) -> Event:
        """The event of a reading, with its setting."""
        c, construction = reading.candidate, reading.construction
        sentence = self.sentence(c)
        arguments = [self._argument(role, t) for role, things in reading.roles.items() for t in things]
        arguments += self._settings(reading, sentence)
        implied = c.evocation.trigger.realis
        first, last = sentence
        return Event(
            type=c.evocation.frame.type,
            trigger=self._span(c.start, c.end),
            arguments=tuple(arguments),
            realis=(implied or realis(self._tokens, construction.modifiers)).value,
            sentence=self._span(first, last),
            confidence=round(reading.confidence, 3),
            provenance=Provenance(extractor="", rule=f"{c.evocation.lemma} ({c.evocation.kind})"),
        )

    def _settings(self, reading: Reading, sentence: tuple[int, int]) -> Iterator[Argument]:
        c, clause = reading.candidate, reading.construction.clause
        taken = {(t.start, t.end) for things in reading.roles.values() for t in things}
        wanted = c.evocation.frame.setting
        time = self._setting.time(c.start, clause, sentence) if "time" in wanted else None
        if time and (time.start, time.end) not in taken:
            yield self._argument("time", time)
        for place in self._setting.places(c.start, clause) if "place" in wanted else ():
            if (place.start, place.end) not in taken:
                yield self._argument("place", place)
        source = self._setting.source(c.start, sentence) if "source" in wanted else None
        if source:
            yield self._argument("source", source)

    def _argument(self, role: str, thing: Thing) -> Argument:
        return Argument(role=role, span=self._span(thing.start, thing.end), ref=thing.ref)

    def _span(self, start: int, end: int) -> Any:
        return self._ctx.span(self._tokens.starts[start], self._tokens.ends[end - 1])

    def sentence(self, c: Candidate) -> tuple[int, int]:
        """Token range of the sentence of a candidate."""
        return self._tokens.sentences[self._tokens.sentence_of(c.start)]

    def _is_skipped(self, c: Candidate) -> bool:
        at = self._tokens.starts[c.start]
        return any(s.start <= at < s.end for s in self._skipped)
