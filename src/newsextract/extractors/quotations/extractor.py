"""The extractor of the layer: direct and mixed speech with cue and speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
from .indirect import IndirectSpeech, Reported
from .marks import MarkedText, pair_marks
from .refuse import is_speech
from .speakers import Phrase, Speakers

_HEADINGS = frozenset({ParagraphKind.HEADLINE, ParagraphKind.PROMO})
_SPEECH_KINDS = _HEADINGS | {ParagraphKind.BODY, ParagraphKind.STANDFIRST, ParagraphKind.PULL_QUOTE}
_REPORTING_KINDS = frozenset({ParagraphKind.BODY, ParagraphKind.STANDFIRST})


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
        quoted = quoted_tokens(ctx.tokens, marked)
        speakers = Speakers(ctx.tokens, ctx[Entity], quoted)
        attributor = Attributor(ctx.tokens, speakers, quoted)
        taken = set[int]()
        previous: Attribution | None = None
        last = -1
        for m in speech:
            found = attributor.attribute(m) or attributor.introduction(m)
            if found is None and previous is not None and m.paragraph - last <= 1:
                found = Attribution(previous.speaker, None, "continued")
            elif found is not None and found.speaker is None and previous is not None and m.paragraph == last:
                found = replace(found, speaker=previous.speaker)
            yield _quotation(ctx, m, found)
            previous, last = found, m.paragraph
            if found is not None and found.cue is not None:
                taken.update(range(*found.cue))
        indirect = IndirectSpeech(ctx.tokens, speakers, quoted)
        for begin, end in ctx.tokens.sentences:
            if kinds[ctx.tokens.paragraph_of(ctx.tokens.starts[begin])] in _REPORTING_KINDS:
                for reported in indirect.in_sentence(begin, end, taken):
                    yield _indirect(ctx, reported)


def _quotation(ctx: Context, marked: MarkedText, found: Attribution | None) -> Quotation:
    return Quotation(
        span=ctx.span(marked.start, marked.end),
        kind="direct" if ctx.text[marked.start].isupper() else "mixed",
        speaker=_speaker(ctx, found.speaker if found else None),
        cue=_span(ctx, *found.cue) if found and found.cue else None,
        source=_speaker(ctx, found.source if found else None),
        provenance=Provenance(extractor="", rule=found.rule if found else "unattributed"),
    )


def _indirect(ctx: Context, found: Reported) -> Quotation:
    return Quotation(
        span=_span(ctx, *found.content),
        kind="indirect",
        speaker=_speaker(ctx, found.speaker),
        cue=_span(ctx, *found.cue),
        provenance=Provenance(extractor="", rule=found.rule),
    )


def _speaker(ctx: Context, phrase: Phrase | None) -> Speaker | None:
    return Speaker(span=_span(ctx, phrase.first, phrase.stop), ref=phrase.entity) if phrase else None


def _span(ctx: Context, first: int, stop: int) -> Span:
    return ctx.span(ctx.tokens.starts[first], ctx.tokens.ends[stop - 1])
