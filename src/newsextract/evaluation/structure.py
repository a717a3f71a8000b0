"""Paragraph kinds and what an article says of its origin."""

from __future__ import annotations

from collections.abc import Mapping

from newsextract.model import Article

from .gold import GoldDocument
from .intervals import paragraph_at, plain
from .tally import Sheet


def score_paragraphs(gold: GoldDocument, article: Article, sheet: Sheet) -> None:
    """``headline``: which paragraph it is, if any; ``kind``: every other kind that is not body text."""
    found: dict[int | None, str] = {}
    for paragraph in article.paragraphs:
        number = paragraph_at(gold.paragraphs, paragraph.span.start)
        if number is not None and paragraph.kind != "body":
            found[number] = paragraph.kind
    if article.headline:
        found.setdefault(paragraph_at(gold.paragraphs, article.headline.start), "headline")

    def headlines(kinds: Mapping[int, str] | Mapping[int | None, str]) -> list[int | None]:
        return [number for number, kind in kinds.items() if kind == "headline"]

    def others(kinds: Mapping[int, str] | Mapping[int | None, str]) -> list[tuple[int | None, str]]:
        return [(number, kind) for number, kind in kinds.items() if kind != "headline"]

    sheet.compare("paragraphs.headline", headlines(gold.kinds), headlines(found), layer="paragraphs")
    sheet.compare("paragraphs.kind", others(gold.kinds), others(found), layer="paragraphs")


def score_header(gold: GoldDocument, article: Article, sheet: Sheet) -> None:
    """``authors``, ``agency``, ``place`` and ``copyright``, on documents that were annotated for them."""
    if gold.header is None:
        return
    line = article.dateline
    authors = [plain(byline.name) for byline in article.bylines]
    sheet.compare("header.authors", map(plain, gold.header.authors), authors, layer="header")
    for name, expected, found in (
        ("agency", gold.header.agency, line.agency if line else ""),
        ("place", gold.header.place, line.place if line else ""),
        ("copyright", gold.header.copyright, article.copyright),
    ):
        sheet.compare(
            f"header.{name}",
            map(plain, filter(None, [expected])),
            map(plain, filter(None, [found])),
            layer="header",
        )
