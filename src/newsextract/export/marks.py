"""The text of an article in HTML, cut into segments wherever a fact begins or ends.

Spans of several layers overlap and cross, which elements cannot. So segments lie side by side, each naming
all facts it belongs to, and the style sheet draws every layer's line for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import islice, pairwise
from typing import NamedTuple

from newsextract.model import Article, Entity, Fact, Paragraph, Span

LAYERS: dict[str, str] = {
    "entities": "Names",
    "amounts": "Money",
    "times": "Times",
    "quotations": "Quotations",
    "events": "Events",
    "extensions": "Own facts",
}
"""Layers marked in the text, and what the page calls them."""

MOST = 16
"""Facts named on one segment, innermost first: keeps the page linear where thousands of spans are nested."""


class Mark(NamedTuple):
    """A stretch of text, and the fact it belongs to."""

    span: Span
    layer: str
    fact: Fact


LONGEST = 20_000
"""Characters after which a paragraph is shown as two: browsers take long over a megabyte without a break."""


def marks(article: Article) -> tuple[Mark, ...]:
    """Every place of a fact in the text, layer by layer."""
    return tuple(
        Mark(span, layer, fact)
        for layer in LAYERS
        for fact in _facts(article, layer)
        for span in _spans(fact)
        if span.text
    )


def marked_text(article: Article, found: tuple[Mark, ...]) -> str:
    """The paragraphs as HTML with the marks in them."""
    return "".join(_paragraphs(article, found))


def token(identifier: str) -> str:
    """An id as an attribute value that can stand in a list of ids."""
    return escape("-".join(identifier.split()))


def _facts(article: Article, layer: str) -> Iterator[Fact]:
    if layer != "extensions":
        yield from getattr(article, layer)
        return
    for results in article.extensions.values():
        yield from (r for r in results if isinstance(r, Fact))


def _spans(fact: Fact) -> Iterator[Span]:
    if isinstance(fact, Entity):
        yield from (m.span for m in fact.mentions)
    else:
        yield fact.anchor_span


def _paragraphs(article: Article, found: tuple[Mark, ...]) -> Iterator[str]:
    opening, closing = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for n, mark in enumerate(found):
        opening[mark.span.start].append(n)
        closing[mark.span.end].append(n)
    blocks = {p.span.start: p for p in article.paragraphs} or {0: Paragraph(span=_whole(article))}
    ends = {p.span.end for p in blocks.values()}
    live = dict[int, Mark]()
    tag, begun = "", 0
    for start, end in pairwise(sorted({0, len(article.text), *opening, *closing, *blocks, *ends})):
        for n in closing[start]:
            live.pop(n, None)
        # The longest first, so that the innermost is the last one.
        for n in sorted(opening[start], key=lambda n: -found[n].span.end):
            live[n] = found[n]
        if start in blocks:
            kind = token(blocks[start].kind)
            tag, begun = f'<p class="{kind}" data-kind="{kind}" dir="auto">', start
            yield tag
        yield _segment(article.text[start:end], live, starts=bool(opening[start]))
        if end in ends:
            yield "</p>\n"
        elif end - begun > LONGEST and article.text[end - 1].isspace():
            yield f"</p>{tag}"
            begun = end


def _whole(article: Article) -> Span:
    return Span.of(article.text, 0, len(article.text))


def _segment(text: str, live: dict[int, Mark], *, starts: bool) -> str:
    """A stretch of text within the same facts; where a fact starts it can be reached with the tab key."""
    if not live:
        return escape(text)
    inner = list(islice(reversed(live.values()), MOST))
    layers = " ".join(dict.fromkeys(mark.layer for mark in inner))
    ids = " ".join(dict.fromkeys(token(mark.fact.id) for mark in inner))
    stop = ' tabindex="0" role="button"' if starts else ""
    return f'<mark class="{layers}" data-f="{ids}"{stop}>{escape(text)}</mark>'
