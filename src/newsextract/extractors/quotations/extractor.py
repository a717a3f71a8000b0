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
    Quotation,
    QuotationKind,
    Span,
    Speaker,
)
from newsextract.pipeline import Context

from .attribution import Attribution, Attributor, is_fragment, quoted_tokens
from .indirect import IndirectSpeech, Reported
from .interviews import Turn, interview
from .marks import MarkedText, pair_marks
from .mentions import Phrase
from .refuse import is_speech
from .resolve import Resolver
from .speakers import Speakers

_HEADINGS = frozenset({ParagraphKind.HEADLINE, ParagraphKind.PROMO})
_SPEECH_KINDS = _HEADINGS | {ParagraphKind.BODY, ParagraphKind.STANDFIRST, ParagraphKind.PULL_QUOTE}
_TURN_KINDS = frozenset(
    {ParagraphKind.BODY, ParagraphKind.SUBHEADING}
)  # A short question looks like a subheading.
_REPORTING_KINDS = frozenset({ParagraphKind.BODY, ParagraphKind.STANDFIRST})


class QuotationsExtractor:
    """Finds what is said in the text, and by whom."""

    name = "quotations"
    reads: tuple[type, ...] = (Paragraph, Entity)
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Quotation,)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the quotations, and a `Diagnostic` for every mark that found no partner."""
        reader = _Reader(ctx)
        for offset in reader.strays:
            yield Diagnostic(
                code="quotation-unpaired",
                message="this quotation mark has no partner; it was read as far as the text allows",
                extractor=self.name,
                span=ctx.span(offset, offset + 1),
            )
        yield from reader.marked_speech()
        yield from reader.interview()
        yield from reader.indirect_speech()


class _Reader:
    """Reads one article.

    Attributes:
        strays: Offsets of the quotation marks without a partner.
    """

    def __init__(self, ctx: Context) -> None:
        paragraphs = ctx[Paragraph]
        self._ctx = ctx
        self._kinds = [p.kind for p in paragraphs]
        self._marked, self.strays = pair_marks(ctx.text, [(p.span.start, p.span.end) for p in paragraphs])
        self._quoted = quoted_tokens(ctx.tokens, self._marked)
        self._speakers = Speakers(ctx.tokens, ctx[Entity], self._quoted)
        self._resolver = Resolver(ctx.tokens, ctx[Entity], self._speakers)
        self._reporting = set[int]()

    def marked_speech(self) -> Iterator[Quotation]:
        """The direct and mixed quotations; one without a reporter goes on from the one before."""
        attributor = Attributor(self._ctx.tokens, self._speakers, self._quoted)
        previous: Phrase | None = None
        last = -1
        for marked in filter(self._is_speech, self._marked):
            before = previous if marked.paragraph - last <= 1 else None
            found = (
                attributor.attribute(marked)
                or self._pull_quote(marked)
                or attributor.introduction(marked, over_marks=before is None)
            )
            if found is None and before is not None:
                found = Attribution(before, None, "continued")
            elif found is not None and found.speaker is None and found.rule != "passive":
                found = replace(found, speaker=before)
            elif found is not None:
                found = replace(found, speaker=self._resolver.resolve(found.speaker, before))
            yield _quotation(self._ctx, marked, found)
            previous, last = found.speaker if found else None, marked.paragraph
            if found is not None and found.cue is not None:
                self._reporting.update(range(*found.cue))

    def _pull_quote(self, marked: MarkedText) -> Attribution | None:
        """The attribution of a marked paragraph that a line with a name follows ("—Jane Doe, engineer")."""
        following = marked.paragraph + 1
        if following >= len(self._kinds) or self._kinds[following] != ParagraphKind.PULL_QUOTE:
            return None
        span = self._ctx[Paragraph][following].span
        first, stop = self._ctx.tokens.covering(span.start, span.end)
        named = self._speakers.starting_at(first + 1, stop)
        return Attribution(named, None, "pull-quote") if named else None

    def interview(self) -> Iterator[Quotation]:
        """The turns of an interview whose paragraphs begin with who speaks."""
        tokens = self._ctx.tokens
        places = [
            tokens.covering(paragraph.span.start, paragraph.span.end)
            for paragraph in self._ctx[Paragraph]
            if paragraph.kind in _TURN_KINDS
        ]
        for turn in interview(tokens, places, self._speakers, self._quoted):
            yield _turn(self._ctx, turn)

    def indirect_speech(self) -> Iterator[Quotation]:
        """The indirect speech of running text."""
        tokens = self._ctx.tokens
        indirect = IndirectSpeech(tokens, self._speakers, self._quoted)
        for begin, end in tokens.sentences:
            kind = self._kinds[tokens.paragraph_of(tokens.starts[begin])]
            if kind in _REPORTING_KINDS:
                for found in indirect.in_sentence(begin, end, self._reporting):
                    speaker = self._resolver.resolve(found.speaker, None)
                    yield _indirect(self._ctx, replace(found, speaker=speaker))
            elif kind == ParagraphKind.HEADLINE:
                labelled = indirect.in_heading(begin, end)
                if labelled is not None:
                    yield _indirect(self._ctx, labelled)

    def _is_speech(self, marked: MarkedText) -> bool:
        kind = self._kinds[marked.paragraph]
        return kind in _SPEECH_KINDS and is_speech(marked, self._ctx.tokens, heading=kind in _HEADINGS)


def _quotation(ctx: Context, marked: MarkedText, found: Attribution | None) -> Quotation:
    fragment = is_fragment(marked, ctx.tokens)
    return Quotation(
        span=ctx.span(marked.start, marked.end),
        kind=(QuotationKind.MIXED if fragment else QuotationKind.DIRECT).value,
        speaker=_speaker(ctx, found.speaker if found else None),
        cue=_span(ctx, *found.cue) if found and found.cue else None,
        source=_speaker(ctx, found.source if found else None),
        provenance=ctx.provenance(found.rule if found else "unattributed"),
    )


def _turn(ctx: Context, turn: Turn) -> Quotation:
    return Quotation(
        span=_span(ctx, *turn.content),
        kind=QuotationKind.DIRECT.value,
        speaker=_speaker(ctx, turn.speaker),
        cue=_span(ctx, *turn.label),
        provenance=ctx.provenance("interview"),
    )


def _indirect(ctx: Context, found: Reported) -> Quotation:
    return Quotation(
        span=_span(ctx, *found.content),
        kind=QuotationKind.INDIRECT.value,
        speaker=_speaker(ctx, found.speaker),
        cue=_span(ctx, *found.cue),
        provenance=ctx.provenance(found.rule),
    )


def _speaker(ctx: Context, phrase: Phrase | None) -> Speaker | None:
    return Speaker(span=_span(ctx, phrase.first, phrase.stop), ref=phrase.entity) if phrase else None


def _span(ctx: Context, first: int, stop: int) -> Span:
    return ctx.span(ctx.tokens.starts[first], ctx.tokens.ends[stop - 1])
