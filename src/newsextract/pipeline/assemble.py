"""Puts the finished layers together as an `Article`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from newsextract.model import (
    Article,
    Byline,
    Dateline,
    Diagnostic,
    Entity,
    Event,
    Header,
    Mention,
    MonetaryAmount,
    Paragraph,
    PublishedFrom,
    Quotation,
    Relation,
    TimeExpression,
)

from .document import Document

ARTICLE_FIELDS: dict[type, str] = {
    Byline: "bylines",
    Paragraph: "paragraphs",
    Entity: "entities",
    MonetaryAmount: "amounts",
    TimeExpression: "times",
    Quotation: "quotations",
    Event: "events",
    Relation: "relations",
}
"""Layers that are fields of `Article`."""

BUILT_IN_LAYERS: frozenset[type] = frozenset({*ARTICLE_FIELDS, Header, Dateline, Mention, Diagnostic})
"""Layers that are not extensions."""

_HEADER_FIELDS = tuple(set(Header.model_fields) - {"confidence", "provenance"})


def assemble(
    document: Document,
    layers: Mapping[type, tuple[Any, ...]],
    extensions: Mapping[str, tuple[Any, ...]],
    diagnostics: Sequence[BaseModel],
) -> Article:
    """Make the article of a document and its layers."""
    fields: dict[str, Any] = {name: layers.get(layer, ()) for layer, name in ARTICLE_FIELDS.items()}
    header = next(iter(layers.get(Header, ())), None)
    if header is not None:
        fields.update({name: getattr(header, name) for name in _HEADER_FIELDS})
    elif document.published is not None:
        fields.update(published=document.published, published_from=PublishedFrom.GIVEN.value)
    return Article(
        id=document.id,
        url=document.url,
        text=document.text,
        dateline=next(iter(layers.get(Dateline, ())), None),
        extensions=dict(extensions),
        diagnostics=tuple(diagnostics),
        **fields,
    )
