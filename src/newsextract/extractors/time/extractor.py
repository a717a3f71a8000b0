"""The time layer's extractor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from newsextract.model import Dateline, Header, Paragraph, TimeExpression
from newsextract.model.instant import day_of
from newsextract.pipeline import Context

from .expressions import counted_from_dates, joined, with_days
from .filters import refused
from .grammar import Match, Words, grammar
from .intervals import interval
from .readings import read
from .resolve import Mention, Resolver
from .speech import with_speaking_days
from .tense import Tense, tense_at
from .values import Expression, Literal, Reading, TimeOfDay


class TimeExtractor:
    """Finds time expressions and resolves them against the article."""

    name = "time"
    reads: tuple[type, ...] = (Paragraph, Header, Dateline)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (TimeExpression,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the time expressions of one article, in order."""
        words = grammar().words(ctx.tokens)
        expressions = joined(list(_expressions(ctx, words)), words)
        expressions = counted_from_dates(list(with_days(expressions)), words)
        expressions = with_speaking_days(expressions, words, ctx.tokens)
        resolver = Resolver(_published(ctx))
        for expression in expressions:
            yield _resolved(ctx, words, resolver, expression)


def _published(ctx: Context) -> date | None:
    """The day against which the text is read."""
    instant = ctx.published or next((line.date for line in ctx[Dateline] if line.date), None)
    return day_of(instant) if instant else None


def _expressions(ctx: Context, words: Words) -> Iterator[Expression]:
    for match, reading in grammar().matches(words, _reading):
        paragraph = ctx.tokens.paragraph_of(words.starts[match.start])
        yield Expression(match.start, match.end, match.sentence, paragraph, match.rule.name, reading)


def _reading(match: Match) -> Reading | None:
    return None if refused(match) else read(match)


def _resolved(ctx: Context, words: Words, resolver: Resolver, expression: Expression) -> TimeExpression:
    base = _mention(words, resolver, expression.base) if expression.base else None
    resolved = resolver.resolve(expression, _tense(words, expression), base)
    meaning = expression.reading.meaning
    zone = meaning.zone if isinstance(meaning, TimeOfDay) else None
    span = ctx.span(words.starts[expression.start], words.ends[expression.end - 1])
    resolver.remember(resolved.value, str(span.start), expression)
    found = interval(resolved.value, zone)
    last = interval(resolved.until) if resolved.until else found
    return TimeExpression(
        id=str(span.start),
        span=span,
        type=expression.reading.type,
        value=resolved.value,
        mod=expression.reading.mod,
        start=found[0] if found else None,
        end=last[1] if last else None,
        anchor=resolved.anchor,
        provenance=ctx.provenance(expression.rule),
    )


def _tense(words: Words, expression: Expression) -> Tense | None:
    if isinstance(expression.reading.meaning, Literal):
        return None  # no tense changes it
    return tense_at(words, expression.start, expression.end, expression.sentence)


def _mention(words: Words, resolver: Resolver, expression: Expression) -> Mention | None:
    """The day of an expression from which another one is counted; it may stand behind it."""
    value = resolver.resolve(expression, _tense(words, expression)).value
    return resolver.mention(value, str(words.starts[expression.start]), expression)
