"""An article as schema.org JSON-LD: a NewsArticle with its authors, its mentions and its quotations."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newsextract.model import Article, Byline, Entity, EntityType, Quotation, QuotationKind

TYPES: dict[str, str] = {
    EntityType.PERSON: "Person",
    EntityType.ORGANIZATION: "Organization",
    EntityType.GPE: "Place",
    EntityType.LOCATION: "Place",
    EntityType.FACILITY: "Place",
    EntityType.EVENT: "Event",
    EntityType.PRODUCT: "Product",
    EntityType.WORK_OF_ART: "CreativeWork",
    EntityType.LAW: "Legislation",
}
"""schema.org types of the entity types; all others are a "Thing"."""

CREDITS = ("author", "contributor", "editor")
"""Roles in bylines that are properties of a CreativeWork; anybody else is a contributor."""

ABOUT = 0.5
"""Salience from which an entity is what the article is about, not only mentioned in it."""

_Node = dict[str, object]


def article_to_jsonld(article: Article) -> _Node:
    """The article as a schema.org NewsArticle, ready for ``json.dumps``; what is unknown is left out.

    Bylines become author, editor and contributor; entities mentions; the salient ones about, as references;
    direct quotations hasPart, with their creator. Amounts, times, events and relations have no good place in
    schema.org and are left out.

    Entities are blank nodes ("_:e3" is the entity "e3"), so that nothing is claimed about their identity.

    Args:
        article: The article.

    Returns:
        A new JSON-LD node object.
    """
    node: _Node = {"@context": "https://schema.org", "@type": "NewsArticle"}
    known = {e.id: e for e in article.entities}
    header: _Node = {
        "identifier": article.id,
        "url": article.url,
        "headline": article.headline and article.headline.text,
        "description": article.standfirst and article.standfirst.text,
        "datePublished": article.published and article.published.isoformat(),
        "dateModified": article.updated and article.updated.isoformat(),
        "inLanguage": article.language,
        **_credits(article.bylines),
        "publisher": article.publisher and {"@type": "Organization", "name": article.publisher},
        "copyrightNotice": article.copyright_span and article.copyright_span.text,
        "dateline": article.dateline and article.dateline.span.text,
        "about": [_reference(e.id) for e in article.entities if e.salience >= ABOUT],
        "mentions": [_mention(e, known) for e in article.entities],
        "hasPart": [_quotation(q, known) for q in article.quotations if q.kind == QuotationKind.DIRECT],
    }
    return node | _known(header)


def jsonld_script(article: Article) -> str:
    """The article's JSON-LD as a script element for an HTML page.

    Every "<", ">" and "&" is written as a JSON escape, so that no text of an article can end the element or
    open another one.
    """
    data = json.dumps(article_to_jsonld(article))
    for character in "<>&":
        data = data.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{data}</script>'


def _known(node: _Node) -> _Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _credits(bylines: tuple[Byline, ...]) -> _Node:
    credits: dict[str, list[_Node]] = {}
    for byline in bylines:
        named: _Node = {"@type": "Person", "name": byline.name}
        credits.setdefault(byline.role if byline.role in CREDITS else "contributor", []).append(named)
    return dict(credits)


def _mention(entity: Entity, known: dict[str, Entity]) -> _Node:
    properties: _Node = {
        "name": entity.name,
        "alternateName": list(entity.aliases),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": value}
            for scheme, value in entity.identifiers.items()
        ],
    }
    if entity.type == EntityType.PERSON:
        properties["jobTitle"] = list(dict.fromkeys(r.title for r in entity.roles))
        properties["affiliation"] = list(_affiliations(entity, known))
    return {"@type": TYPES.get(entity.type, "Thing"), "@id": f"_:{entity.id}", **_known(properties)}


def _affiliations(person: Entity, known: dict[str, Entity]) -> Iterator[_Node]:
    """The organisations a person has a title at; places are no organisations to schema.org."""
    for identifier in dict.fromkeys(r.organization for r in person.roles):
        if identifier in known and known[identifier].type == EntityType.ORGANIZATION:
            yield _reference(identifier)


def _quotation(quotation: Quotation, known: dict[str, Entity]) -> _Node:
    speaker = quotation.speaker.ref if quotation.speaker else None
    creator = _reference(speaker) if speaker in known else None
    return {"@type": "Quotation", "text": quotation.span.text, **_known({"creator": creator})}


def _reference(identifier: str) -> _Node:
    return {"@id": f"_:{identifier}"}
