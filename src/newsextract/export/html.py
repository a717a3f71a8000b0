"""An article as one self-contained HTML page: the text with its facts marked, and tables of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import pairwise

from newsextract.model import Article, Entity, Event, Fact, Paragraph, Quotation, Span

from .rows import FactTable, fact_tables

LAYERS: dict[str, str] = {
    "entities": "Entities",
    "amounts": "Amounts",
    "times": "Times",
    "quotations": "Quotations",
    "events": "Events",
}
"""Layers marked in the text."""

Mark = tuple[Span, str, Fact]
"""Where, which layer, and which fact."""


def article_to_html(article: Article) -> str:
    """One page without any outside reference; everything from the article is escaped.

    Args:
        article: The article.

    Returns:
        A complete HTML5 document.
    """
    title = article.headline.text if article.headline else article.text.strip()[:80]
    return _resource("page.html").format(
        title=escape(title or "newsextract"),
        style=_resource("page.css"),
        script=_resource("page.js"),
        toggles="".join(_toggle(layer, label) for layer, label in LAYERS.items()),
        text="".join(_paragraphs(article)),
        tables="".join(_html_table(table) for table in fact_tables(article)),
    )


def _resource(name: str) -> str:
    return (files("newsextract.export") / "templates" / name).read_text(encoding="utf-8")


def _toggle(layer: str, label: str) -> str:
    return (
        f'<label class="toggle {layer}"><input type="checkbox" checked data-layer="{layer}"> {label}</label>'
    )


def _marks(article: Article) -> list[Mark]:
    marks = list[Mark]()
    for layer in LAYERS:
        for fact in getattr(article, layer):
            marks.extend((span, layer, fact) for span in _spans(fact))
    return marks


def _spans(fact: Fact) -> Iterator[Span]:
    if isinstance(fact, Entity):
        yield from (m.span for m in fact.mentions)
    else:
        yield fact.anchor_span


def _paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs in HTML, their text cut wherever a mark begins or ends."""
    marks = _marks(article)
    opening, closing = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for n, (span, _, _) in enumerate(marks):
        opening[span.start].append(n)
        closing[span.end].append(n)
    blocks = {p.span.start: p for p in article.paragraphs} or {0: Paragraph(span=_whole(article))}
    ends = {p.span.end for p in blocks.values()}
    live = dict[int, Mark]()
    for start, end in pairwise(sorted({*opening, *closing, *blocks, *ends})):
        for n in closing[start]:
            live.pop(n, None)
        live.update((n, marks[n]) for n in opening[start])
        if start in blocks:
            yield f'<p class="{escape(blocks[start].kind)}">'
        yield _segment(article.text[start:end], list(live.values()))
        if end in ends:
            yield "</p>\n"


def _whole(article: Article) -> Span:
    return Span.of(article.text, 0, len(article.text))


def _segment(text: str, live: list[Mark]) -> str:
    if not live:
        return escape(text)
    layers = " ".join(dict.fromkeys(layer for _, layer, _ in live))
    ids = " ".join(dict.fromkeys(fact.id for _, _, fact in live))
    hint = " · ".join(dict.fromkeys(_hint(fact) for _, _, fact in live))
    return (
        f'<span class="mark {layers}" tabindex="0" data-facts="{escape(ids)}" title="{escape(hint)}">'
        f"{escape(text)}</span>"
    )


def _hint(fact: Fact) -> str:
    kind = fact.kind if isinstance(fact, Quotation) else getattr(fact, "type", type(fact).__name__)
    name = f" {fact.name}" if isinstance(fact, Entity) else ""
    realis = f" ({fact.realis})" if isinstance(fact, Event) else ""
    value = getattr(fact, "value", None)
    shown = f" {value}" if value else ""
    return f"{fact.id}: {kind}{name}{shown}{realis} [{fact.provenance.extractor}: {fact.provenance.rule}]"


def _html_table(table: FactTable) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    body = "".join(map(_html_row, table.rows, table.ids))
    return (
        f'<section><h2>{escape(table.name.capitalize())}</h2><div class="scroll"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>\n"
    )


def _html_row(row: tuple[str, ...], identifier: str) -> str:
    anchor = f' id="{escape(identifier)}" tabindex="-1"' if identifier else ""
    return f"<tr{anchor}>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
