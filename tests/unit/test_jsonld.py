"""`Article.to_jsonld`: the mapping to schema.org, its references, and its safety inside a script element."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import newsextract
from newsextract import (
    Article,
    Byline,
    Dateline,
    Entity,
    MonetaryAmount,
    Quotation,
    Role,
    Span,
    Speaker,
)
from newsextract.export.jsonld import jsonld_script
from newsextract.integrations.html import read_html

from .pages_for_tests import page

TEXT = """Umbrella to buy Acme

The baker grows

By Jane Roe, edited by Max Moe

LONDON (XYZ) - Umbrella Foods will buy Acme for $2 million. "We grow," said John Smith, chairman of Umbrella
in Italian London, "and how." (c) XYZ"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def entity(id: str, type: str, *names: str, **fields: Any) -> Entity:
    mentions = tuple(newsextract.Mention(span=span(name)) for name in names)
    return Entity(id=id, type=type, name=names[0], mentions=mentions, **fields)


def article() -> Article:
    roles = (
        Role(title="chairman", organization="e1", span=span("chairman")),
        Role(title="chairman", organization="e4", span=span("chairman")),
    )
    return Article(
        id="a1",
        url="https://example.org/deal",
        text=TEXT,
        language="en",
        published="2023-03-17T08:30:00+00:00",
        updated="2023-03-18",
        headline=span("Umbrella to buy Acme"),
        standfirst=span("The baker grows"),
        bylines=(
            Byline(span=span("Jane Roe"), name="Jane Roe"),
            Byline(span=span("Max Moe"), name="Max Moe", role="editor"),
            Byline(span=span("XYZ"), name="Ann Poe", role="illustrator"),
        ),
        dateline=Dateline(span=span("LONDON (XYZ)"), place="LONDON", agency="XYZ"),
        publisher="Example News",
        copyright="XYZ",
        copyright_span=span("(c) XYZ"),
        entities=(
            entity("e1", "ORGANIZATION", "Umbrella Foods", "Umbrella", salience=0.9),
            entity("e2", "ORGANIZATION", "Acme", salience=0.4, identifiers={"ticker": "ACM"}),
            entity("e3", "PERSON", "John Smith", roles=roles),
            entity("e4", "GPE", "London"),
            entity("e5", "NORP", "Italian"),
        ),
        amounts=(MonetaryAmount(id="m1", span=span("$2 million"), low="2000000", high="2000000"),),
        quotations=(
            Quotation(
                id="q1",
                span=span("We grow,"),
                kind="direct",
                speaker=Speaker(span=span("John Smith"), ref="e3"),
            ),
            Quotation(id="q2", span=span("and how."), kind="direct"),
            Quotation(id="q3", span=span("will buy Acme"), kind="indirect"),
        ),
    )


def test_header() -> None:
    node = article().to_jsonld()
    assert {key: node[key] for key in node.keys() - {"about", "mentions", "hasPart"}} == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": "a1",
        "url": "https://example.org/deal",
        "headline": "Umbrella to buy Acme",
        "description": "The baker grows",
        "datePublished": "2023-03-17T08:30:00+00:00",
        "dateModified": "2023-03-18",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Jane Roe"}],
        "editor": [{"@type": "Person", "name": "Max Moe"}],
        "contributor": [{"@type": "Person", "name": "Ann Poe"}],
        "publisher": {"@type": "Organization", "name": "Example News"},
        "copyrightNotice": "(c) XYZ",
        "dateline": "LONDON (XYZ)",
    }


def test_mentions() -> None:
    assert article().to_jsonld()["mentions"] == [
        {"@type": "Organization", "@id": "_:e1", "name": "Umbrella Foods", "alternateName": ["Umbrella"]},
        {
            "@type": "Organization",
            "@id": "_:e2",
            "name": "Acme",
            "identifier": [{"@type": "PropertyValue", "propertyID": "ticker", "value": "ACM"}],
        },
        {
            "@type": "Person",
            "@id": "_:e3",
            "name": "John Smith",
            "jobTitle": ["chairman"],
            "affiliation": [{"@id": "_:e1"}],
        },
        {"@type": "Place", "@id": "_:e4", "name": "London"},
        {"@type": "Thing", "@id": "_:e5", "name": "Italian"},
    ]


def test_what_it_is_about_refers_to_the_mentions() -> None:
    assert article().to_jsonld()["about"] == [{"@id": "_:e1"}]


def test_direct_quotations_are_parts() -> None:
    assert article().to_jsonld()["hasPart"] == [
        {"@type": "Quotation", "text": "We grow,", "creator": {"@id": "_:e3"}},
        {"@type": "Quotation", "text": "and how."},
    ]


def test_what_is_unknown_is_left_out() -> None:
    assert Article(text="").to_jsonld() == {"@context": "https://schema.org", "@type": "NewsArticle"}


def test_references_point_to_mentions() -> None:
    text = '"We grow," said John Smith, chairman of Acme Corp. Acme Corp is in London.'
    node = json.loads(json.dumps(newsextract.extract(text).to_jsonld()))
    defined = {mention["@id"] for mention in node["mentions"]}
    referred = {r["@id"] for r in node["about"]} | {q["creator"]["@id"] for q in node["hasPart"]}
    assert referred
    assert referred <= defined


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_no_text_of_an_article_gets_out_of_the_script_element() -> None:
    attack = "</script><script>alert(1)</script><!-- & ]]> \u2028"
    hostile = Article(text=attack, headline=Span.of(attack, 0, len(attack)), publisher=attack)
    script = jsonld_script(hostile)
    elements = _Elements()
    elements.feed(script)
    assert elements.found == ["script"]
    content = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(content)
    assert json.loads(content) == hostile.to_jsonld()


def test_what_it_writes_html_input_reads() -> None:
    said = read_html(page(head=jsonld_script(article()))).metadata
    assert (said.headline, said.authors, said.publisher) == (
        "Umbrella to buy Acme",
        ("Jane Roe",),
        "Example News",
    )
    assert (str(said.published), str(said.modified)) == ("2023-03-17 08:30:00+00:00", "2023-03-18")
