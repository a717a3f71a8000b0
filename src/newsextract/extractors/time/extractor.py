"""The time layer's extractor."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import Dateline, Header, Paragraph, Provenance, TimeExpression
from newsextract.model.instant import day_of
from newsextract.pipeline import Context

from .grammar import grammar
from .intervals import interval
from .readings import read
from .resolve import Resolver
from .tense import tense_at


class TimeExtractor:
    """Finds time expressions and resolves them against the article."""

    name = "time"
    reads: tuple[type, ...] = (Paragraph, Header, Dateline)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (TimeExpression,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the time expressions of one article, in order."""
        rules = grammar()
        words = rules.words(ctx.tokens)
        resolver = Resolver(day_of(ctx.published) if ctx.published else None)
        for match in rules.matches(words):
            reading = read(match)
            if reading is None:
                continue
            sentence = match.sentence
            tense = tense_at(words.texts, match.start, match.end, sentence)
            resolved = resolver.resolve(reading.meaning, tense)
            span = ctx.span(words.starts[match.start], words.ends[match.end - 1])
            identifier = str(span.start)
            found = interval(resolved.value, resolved.zone)
            last = interval(resolved.until) if resolved.until else found
            resolver.remember(resolved.value, identifier)
            yield TimeExpression(
                id=identifier,
                span=span,
                type=reading.type,
                value=resolved.value,
                mod=reading.mod,
                start=found[0] if found else None,
                end=last[1] if last else None,
                anchor=resolved.anchor,
                provenance=Provenance(extractor="", rule=match.rule.name),
            )
