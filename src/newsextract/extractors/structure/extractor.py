"""The extractor of the layer: paragraphs, header, bylines, dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from newsextract.model import (
    Byline,
    Dateline,
    Diagnostic,
    Header,
    Instant,
    Paragraph,
    ParagraphKind,
    PublishedFrom,
    Span,
    day_of,
)
from newsextract.pipeline import Context

from .body import settle_repetitions, settle_subheadings, settle_tail
from .bylines import find_bylines
from .dateline import DatelineParts, find_dateline, signing_agency
from .dates import date_line
from .english import language_of
from .head import settle_head
from .imprint import find_copyright, find_publisher
from .lines import Line, read_lines
from .marks import settle_figures, settle_marks
from .phrases import classify_by_phrase

_DATE_LINES = 12


class StructureExtractor:
    """Says what each paragraph is, and reads headline, standfirst, bylines, dateline, dates and imprint."""

    name = "structure"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Paragraph, Header, Byline, Dateline)

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield one `Paragraph` for every paragraph, one `Header`, the authors, and the dateline."""
        lines = read_lines(ctx.text)
        for line in lines:
            classify_by_phrase(line)
        dates = _settle_dates(lines)
        bylines = find_bylines(lines, ctx.text)
        settle_marks(lines)
        given = ctx.published or dates.get("published")
        dateline = find_dateline(lines, day_of(given) if given else None)
        settle_figures(lines)
        settle_repetitions(lines)
        settle_head(lines)
        settle_tail(lines)
        settle_subheadings(lines)
        yield from (_paragraph(ctx, line) for line in lines)
        yield from (_byline(ctx, start, end) for start, end in bylines)
        if dateline is not None:
            yield _dateline(ctx, dateline, lines)
        language, certain = language_of(ctx.text)
        yield _header(ctx, lines, dateline, dates, language)
        if language is None and certain:
            yield Diagnostic(
                code="not-english",
                message="the text is not English, which is the only language these rules are made for",
                extractor=self.name,
            )


def _settle_dates(lines: Sequence[Line]) -> dict[str, Instant]:
    """Settle the lines at the head that hold nothing but a date, and read what they date."""
    dates: dict[str, Instant] = {}
    for line in lines[:_DATE_LINES]:
        found = date_line(line) if line.open else None
        if found is not None:
            line.settle(ParagraphKind.DATE.value, "date-line")
            dates.setdefault(*found)
    return dates


def _paragraph(ctx: Context, line: Line) -> Paragraph:
    return Paragraph(
        span=ctx.span(line.start, line.end),
        kind=line.kind or ParagraphKind.BODY.value,
        provenance=ctx.provenance(line.rule),
    )


def _byline(ctx: Context, start: int, end: int) -> Byline:
    span = ctx.span(start, end)
    return Byline(span=span, name=" ".join(span.text.split()), provenance=ctx.provenance("byline"))


def _dateline(ctx: Context, found: DatelineParts, lines: Sequence[Line]) -> Dateline:
    return Dateline(
        span=ctx.span(found.start, found.end),
        place=found.place,
        date=found.date,
        agency=found.agency or signing_agency(lines),
        provenance=ctx.provenance("dateline"),
    )


def _header(
    ctx: Context,
    lines: Sequence[Line],
    dateline: DatelineParts | None,
    dates: dict[str, Instant],
    language: str | None,
) -> Header:
    published, published_from = _published(ctx, dateline, dates)
    notice = find_copyright(lines)
    return Header(
        language=language,
        headline=_first_span(ctx, lines, ParagraphKind.HEADLINE),
        standfirst=_first_span(ctx, lines, ParagraphKind.STANDFIRST),
        published=published,
        published_from=published_from.value,
        updated=dates.get("updated"),
        publisher=find_publisher(lines, dateline.agency if dateline else ""),
        copyright=notice.holder if notice else "",
        copyright_span=ctx.span(notice.start, notice.end) if notice else None,
    )


def _published(
    ctx: Context, dateline: DatelineParts | None, dates: dict[str, Instant]
) -> tuple[Instant | None, PublishedFrom]:
    if ctx.published is not None:
        return ctx.published, PublishedFrom.GIVEN
    if "published" in dates:
        return dates["published"], PublishedFrom.TEXT
    if dateline is not None and dateline.date is not None:
        return dateline.date, PublishedFrom.DATELINE
    return None, PublishedFrom.NONE


def _first_span(ctx: Context, lines: Sequence[Line], kind: ParagraphKind) -> Span | None:
    line = next((line for line in lines if line.kind == kind), None)
    return ctx.span(line.start, line.end) if line else None
