"""``newsextract explain``: what was made at one place of an article, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import typer
from pydantic import BaseModel
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsextract.model import Article, Diagnostic, Provenance, Span

from .options import PipelineFile, Published
from .problems import ExitCode, fail, warn
from .single import File, article_of

CONTEXT = 40
"""Characters of the text shown on either side of the place."""

LONGEST = 40
"""Characters of a span that are shown."""

_PLAIN = (str, int, float, Decimal)

_ELSEWHERE = ("id", "confidence", "provenance", "sentence")
"""Fields with a column of their own; and the sentence of an event, which is not what was made there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that covers the place.

    Attributes:
        layer: Field of the article.
        item: What was made.
        places: Field within it, and span, of all that covers the place.
    """

    layer: str
    item: BaseModel
    places: tuple[tuple[str, Span], ...]


def explain(
    file: File,
    at: Annotated[int | None, typer.Option(help="A place, in characters from 0.")] = None,
    find: Annotated[str | None, typer.Option(metavar="TEXT", help="The first place of these words.")] = None,
    published: Published = None,
    pipeline: PipelineFile = None,
) -> None:
    """Show what covers one place of an article: the facts, the rules that made them, and diagnostics."""
    if (at is None) == (find is None):
        fail("name one place, with --at or --find", ExitCode.USAGE)
    article = article_of(file, published, pipeline)
    start, end = _place(article.text, at, find)
    console = Console()
    console.print(_context(article.text, start, end))
    facts = (f for f in findings(article, start, end) if not isinstance(f.item, Diagnostic))
    console.print(_facts(facts))
    for diagnostic in article.diagnostics:
        if diagnostic.span is None or _covers(diagnostic.span, start, end):
            where = "here" if diagnostic.span else "whole article"
            note = f"{diagnostic.extractor}: {diagnostic.code} ({where}): {diagnostic.message}"
            console.print(Text(note))


def findings(article: Article, start: int, end: int) -> Iterator[Finding]:
    """All that an article says of the characters from ``start`` to ``end``, layer by layer."""
    for layer, item in _items(article):
        places = tuple((name, span) for name, span in _spans("", item) if _covers(span, start, end))
        if places:
            yield Finding(layer, item, places)


def _items(article: Article) -> Iterator[tuple[str, BaseModel]]:
    for layer in Article.model_fields:
        value = getattr(article, layer)
        groups = value.items() if isinstance(value, dict) else [(layer, value)]
        for name, group in groups:
            for item in group if isinstance(group, tuple) else (group,):
                if isinstance(item, BaseModel):
                    yield name, item


def _spans(name: str, value: object) -> Iterator[tuple[str, Span]]:
    """The spans within a value, with the field that each is in."""
    if isinstance(value, Span):
        yield name, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field not in _ELSEWHERE:
                within = name if field == "span" else f"{name} {field}".strip()
                yield from _spans(within, getattr(value, field))
    elif isinstance(value, tuple):
        for inner in value:
            role = getattr(inner, "role", None)
            yield from _spans(f"{name} {role}" if role else name, inner)


def _covers(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _place(text: str, at: int | None, find: str | None) -> tuple[int, int]:
    if find is not None:
        start = text.find(find) if find else -1
        if start < 0:
            fail(f"--find: the text has no {find!r}", ExitCode.USAGE)
        if more := text.count(find) - 1:
            warn(f"{find!r} stands at {start}, and {more} times more; --at names another place")
        return start, start + len(find)
    assert at is not None
    if not 0 <= at < len(text):
        fail(f"--at {at}: the text has {len(text)} characters, from 0", ExitCode.USAGE)
    return at, at + 1


def _context(text: str, start: int, end: int) -> Text:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Text.assemble(
        (f"[{start}, {end}) ", "dim"), _line(before), (_line(text[start:end]), "bold reverse"), _line(after)
    )


def _facts(found: Iterable[Finding]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("id", "layer", "text", "says", "extractor: rule", "sure"):
        table.add_column(column, overflow="fold")
    for finding in found:
        for name, span in finding.places:
            table.add_row(*map(Text, _cells(finding, name, span)))
    return table


def _cells(finding: Finding, name: str, span: Span) -> tuple[str, ...]:
    item = finding.item
    made_by, confidence = getattr(item, "provenance", None), getattr(item, "confidence", None)
    return (
        getattr(item, "id", ""),
        f"{finding.layer} {name}".strip(),
        f"{span.start}-{span.end} {_shortened(_line(span.text))}",
        _says(item),
        ": ".join(filter(None, (made_by.extractor, made_by.rule))) if isinstance(made_by, Provenance) else "",
        f"{confidence:.2f}" if isinstance(confidence, float) else "",
    )


def _says(item: BaseModel) -> str:
    """The plain values of a fact."""
    hidden = {*_ELSEWHERE, *Span.model_fields}
    plain = ((name, value) for name, value in item if name not in hidden and isinstance(value, _PLAIN))
    return "\n".join(f"{name}={value}" for name, value in plain if value != "")


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
