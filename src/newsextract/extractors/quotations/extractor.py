"""The extractor of the layer: direct and mixed speech with cue and speaker."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from newsextract.model import (
    Diagnostic,
    Entity,
    Paragraph,
    ParagraphKind,
    Provenance,
    Quotation,
    Span,
    Speaker,
)
from newsextract.pipeline import Context

from .attribution import Attribution, Attributor, quoted_tokens
from .marks import MarkedText, pair_marks
from .refuse import is_speech
from .speakers import Phrase, Speakers

_HEADINGS = frozenset({ParagraphKind.HEADLINE, ParagraphKind.PROMO})
_SPEECH_KINDS = _HEADINGS | {ParagraphKind.BODY, ParagraphKind.STANDFIRST, ParagraphKind.PULL_QUOTE}


class QuotationsExtractor:
    """Finds what is said in the text, and by whom."""

    name = "quotations"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Quotation,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the quotations, and a `Diagnostic` for every mark that found no partner."""
        paragraphs = ctx[Paragraph]
        marked, strays = pair_marks(ctx.text, [(p.span.start, p.span.end) for p in paragraphs])
        for offset in strays:
            yield Diagnostic(
                code="quotation-unpaired",
                message="this quotation mark has no partner; it was read as far as the text allows",
                extractor=self.name,
                span=ctx.span(offset, offset + 1),
            )
        kinds = [p.kind for p in paragraphs]
        speech = [
            m
            for m in marked
            if kinds[m.paragraph] in _SPEECH_KINDS
            and is_speech(m, ctx.tokens, heading=kinds[m.paragraph] in _HEADINGS)
        ]
        if not speech:
            return
        quoted = quoted_tokens(ctx.tokens, marked)
        attributor = Attributor(ctx.tokens, Speakers(ctx.tokens, ctx[Entity], quoted), quoted)
        previous: Attribution | None = None
        last: MarkedText | None = None
        for m in speech:
            found = attributor.attribute(m)
            if (
                found is None
                and previous is not None
                and last is not None
                and m.paragraph - last.paragraph <= 1
            ):
                found = Attribution(previous.speaker, None, "continued")
            yield _quotation(ctx, m, found)
            previous, last = found, m


def _quotation(ctx: Context, marked: MarkedText, found: Attribution | None) -> Quotation:
    return Quotation(
        span=ctx.span(marked.start, marked.end),
        kind="direct" if ctx.text[marked.start].isupper() else "mixed",
        speaker=_speaker(ctx, found.speaker if found else None),
        cue=_span(ctx, *found.cue) if found and found.cue else None,
        source=_speaker(ctx, found.source if found else None),
        provenance=Provenance(extractor="", rule=found.rule if found else "unattributed"),
    )


def _speaker(ctx: Context, phrase: Phrase | None) -> Speaker | None:
    return Speaker(span=_span(ctx, phrase.first, phrase.stop), ref=phrase.entity) if phrase else None


def _span(ctx: Context, first: int, stop: int) -> Span:
    return ctx.span(ctx.tokens.starts[first], ctx.tokens.ends[stop - 1])
