"""Web pages for the tests of HTML input."""

from __future__ import annotations

import json
from html import escape

PARAGRAPHS = (
    "Umbrella Foods said on Thursday it had agreed to buy Acme Corp for $2.1 billion, the largest deal the "
    "bakery has made since it was founded in 1950.",
    "“This deal makes us the largest bakery in Europe,” chief executive John Smith said in London.",
    "Smith, who joined Umbrella in 2019, expects to close the deal by the end of the year, once regulators "
    "in Brussels and Washington have approved it.",
)
HEADLINE = "Umbrella Foods to buy rival Acme for $2.1 billion"

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2023-03-17T08:30:00+00:00",
    "dateModified": "2023-03-18T09:00:00+00:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Q. Doe"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Example News"},
}


def page(
    *jsonld: object,
    head: str = "",
    before: str = f"<h1>{escape(HEADLINE)}</h1>",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    after: str = "",
) -> str:
    """A page with an article between a menu and a footer.

    Args:
        jsonld: Contents of JSON-LD scripts: a string as it is, anything else as JSON.
        head: Further elements of the head.
        before: What stands between the menu and the article's text.
        paragraphs: The article's text.
        after: What stands after it.
    """
    scripts = "".join(
        f'<script type="application/ld+json">{s if isinstance(s, str) else json.dumps(s)}</script>'
        for s in jsonld
    )
    body = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head>{head}{scripts}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>"
        f"<article>{before}{body}{after}</article><footer>Terms of use</footer></body></html>"
    )


def meta(**properties: str) -> str:
    """Meta elements; "__" in a name stands for ":", and such names are properties."""
    return "".join(
        f'<meta {"property" if "__" in name else "name"}="{name.replace("__", ":")}" '
        f'content="{escape(value)}">'
        for name, value in properties.items()
    )
