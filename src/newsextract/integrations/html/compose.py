"""Headline, authors and body of a page as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from newsextract.model import Byline, Provenance, Span

from .clean import fold
from .notes import SIGNATURE
from .page import HtmlMetadata

_HEAD = 5
"""Blocks at the start of the body among which the headline may be repeated."""

_BYLINE_LENGTH = 200
"""Characters of a block that names the authors, at most; a name in a longer one is running text."""

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and what stands where in it; see `HtmlPage` for the fields."""

    text: str
    segments: tuple[Span, ...]
    headline: Span | None
    bylines: tuple[Byline, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text: "headline", "author" or "block" were taken from the page, "" was added."""

    text: str
    kind: str = ""


def compose(metadata: HtmlMetadata, blocks: Sequence[str]) -> Composed:
    """Write the headline, a line of the authors that no block names, and the blocks, empty lines between."""
    headline = fold(metadata.headline)
    blocks = [b for n, b in enumerate(blocks) if n >= _HEAD or not headline or fold(b) != headline]
    credits = [b for b in blocks if len(b) <= _BYLINE_LENGTH]
    unnamed = [a for a in metadata.authors if not any(_find(a, b) for b in credits)]
    paragraphs = [
        *([[_Piece(metadata.headline, "headline")]] if headline else []),
        *([_byline(unnamed)] if unnamed else []),
        *([_Piece(block, "block")] for block in blocks),
    ]
    return _joined(metadata, [p for paragraph in paragraphs for p in (_Piece(_GAP), *paragraph)][1:])


def _byline(authors: Sequence[str]) -> list[_Piece]:
    pieces = [_Piece("By ")]
    for left, author in enumerate(reversed(authors)):
        if left:
            pieces.insert(1, _Piece(" and " if left == 1 else ", "))
        pieces.insert(1, _Piece(author, "author"))
    return pieces


def _joined(metadata: HtmlMetadata, pieces: Sequence[_Piece]) -> Composed:
    text = "".join(p.text for p in pieces)
    ends = accumulate(len(p.text) for p in pieces)
    placed = [
        (p, Span.of(text, end - len(p.text), end)) for p, end in zip(pieces, ends, strict=True) if p.kind
    ]
    return Composed(
        text=text,
        segments=tuple(span for _, span in placed),
        headline=next((span for piece, span in placed if piece.kind == "headline"), None),
        bylines=_bylines(metadata, text, [s for p, s in placed if p.kind != "headline"]),
    )


def _bylines(metadata: HtmlMetadata, text: str, spans: Sequence[Span]) -> tuple[Byline, ...]:
    provenance = Provenance(extractor=SIGNATURE, rule=metadata.sources.get("authors", ""))
    bylines = list[Byline]()
    for name in metadata.authors:
        for span in spans:
            if len(span.text) <= _BYLINE_LENGTH and (found := _find(name, span.text)):
                place = Span.of(text, span.start + found.start(), span.start + found.end())
                bylines.append(Byline(span=place, name=name, provenance=provenance))
                break
    return tuple(bylines)


def _find(name: str, block: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", block, re.IGNORECASE)
