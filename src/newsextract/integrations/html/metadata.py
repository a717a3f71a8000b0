"""What a page says of its article: JSON-LD, then OpenGraph, then other meta elements, then what it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from newsextract.model import Diagnostic

from .clean import clean, days_apart, fold, instant, names, same
from .jsonld import read_jsonld
from .notes import note
from .page import HtmlMetadata
from .statement import Statement

_FIELDS = ("headline", "authors", "published", "modified", "publisher")

_OPENGRAPH = {
    "headline": "og:title",
    "authors": "article:author og:article:author",
    "published": "article:published_time og:article:published_time",
    "modified": "article:modified_time og:article:modified_time",
    "publisher": "og:site_name",
}
"""Properties of the OpenGraph protocol (ogp.me), the likeliest first."""

_META = {
    "headline": "headline dc.title dcterms.title parsely-title sailthru.title twitter:title title",
    "authors": "author authors byl dc.creator dcterms.creator parsely-author sailthru.author",
    "published": (
        "datepublished pubdate publishdate publish-date publish_date parsely-pub-date sailthru.date "
        "dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date date"
    ),
    "modified": "datemodified dcterms.modified dc.date.modified last-modified lastmod revised",
    "publisher": "publisher dc.publisher dcterms.publisher sailthru.publisher",
}
"""Names of meta elements (HTML, Dublin Core, Parse.ly, Sailthru) and of schema.org microdata."""

_SUFFIX = re.compile(r"\s+[|–—·•-]+\s+")
_HEADLINE_WORDS = 3


def read_metadata(tree: HtmlElement, url: str | None) -> tuple[HtmlMetadata, list[Diagnostic]]:
    """Merge what the sources say, field by field; the first that says something wins.

    Args:
        tree: The page.
        url: Its address, or None for the one the page gives.
    """
    jsonld, notes = read_jsonld(tree, url or _canonical(tree))
    values = _meta_values(tree)
    meta = [_from_meta("opengraph", _OPENGRAPH, values), _from_meta("meta", _META, values)]
    h1 = _h1(tree)
    shown = [Statement("page", headline=h1[0])] if len(h1) == 1 else []
    if jsonld:
        notes.extend(_conflicts(jsonld, [*meta, *shown]))
    statements = [*([jsonld] if jsonld else []), *meta, *shown]
    statements.append(Statement("title", headline=_title(tree)))
    if not any(s.authors for s in statements):
        statements.append(Statement("page", authors=names([clean(extract_author(tree) or "")])))
    notes.extend(
        note("html-date-unreadable", f"{s.source} gives the date {said!r}, which tells no day; left out")
        for s in statements
        for said in s.unread
    )
    return _merged(statements, h1), notes


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return link.get("href")
    return None


def _meta_values(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of meta elements and of dates in microdata, by lower-case name."""
    values = defaultdict[str, list[str]](list)
    for element in tree.iter("meta", "time"):
        content = clean(element.get("content") or element.get("datetime") or "")
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                values[name.strip().lower()].append(content)
    return values


def _from_meta(source: str, table: dict[str, str], values: dict[str, list[str]]) -> Statement:
    found = {field: [v for n in table[field].split() for v in values.get(n, ())] for field in _FIELDS}
    dates = {field: [instant(v) for v in found[field]] for field in ("published", "modified")}
    return Statement(
        source=source,
        headline=next(iter(found["headline"]), ""),
        authors=names(found["authors"]),
        published=next(filter(None, dates["published"]), None),
        modified=next(filter(None, dates["modified"]), None),
        publisher=next(iter(found["publisher"]), ""),
        unread=tuple(found[f][0] for f, read in dates.items() if read and not any(read)),
    )


def _title(tree: HtmlElement) -> str:
    title = tree.find(".//head/title")
    return clean(title.text_content()) if title is not None else ""


def _h1(tree: HtmlElement) -> list[str]:
    """The first-level headings that readers see; the logo of a site is often one of them."""
    headings = (clean(h1.text_content()) for h1 in tree.iter("h1"))
    return [h1 for h1 in headings if len(h1.split()) >= _HEADLINE_WORDS]


def _conflicts(jsonld: Statement, others: list[Statement]) -> Iterator[Diagnostic]:
    """What the other sources state otherwise, each field once."""
    found = dict[str, tuple[object, object, str]]()
    for other in others:
        if jsonld.headline and other.headline and not same(jsonld.headline, other.headline):
            found.setdefault("headline", (jsonld.headline, other.headline, other.source))
        # One day apart may be the same moment in two time zones.
        if jsonld.published and other.published and days_apart(jsonld.published, other.published) > 1:
            said = str(jsonld.published), str(other.published), other.source
            found.setdefault("publication date", said)
    for field, (kept, left, source) in found.items():
        message = f"the page's {field} is {kept!r} in JSON-LD and {left!r} in {source}; JSON-LD was taken"
        yield note("html-metadata-conflict", message)


def _merged(statements: list[Statement], h1: list[str]) -> HtmlMetadata:
    def first(field: str) -> Statement:
        return next((s for s in statements if getattr(s, field)), Statement(""))

    publisher = first("publisher").publisher
    shown = ((_shown(s.headline, h1, fold(publisher)), s.source) for s in statements)
    headline, headline_source = next(filter(lambda pair: pair[0], shown), ("", ""))
    said = HtmlMetadata(
        headline=headline,
        authors=tuple(a for a in first("authors").authors if fold(a) != fold(publisher)),
        published=first("published").published,
        modified=first("modified").modified,
        publisher=publisher,
    )
    sources = {field: first(field).source for field in _FIELDS if getattr(said, field)}
    return said.model_copy(
        update={"sources": sources | {"headline": headline_source} if headline else sources}
    )


def _shown(headline: str, h1: list[str], publisher: str) -> str:
    """A headline as readers see it: not cut short, and without the name of the site.

    Args:
        headline: As a source states it.
        h1: The headings that readers see.
        publisher: The name of the site, folded.

    Returns:
        The headline, or "" if it is but the name of the site.
    """
    folded = fold(headline)
    if not folded or folded == publisher:
        return ""
    for heading in h1:
        seen = fold(heading)
        if seen != publisher and (folded.startswith(seen) or seen.startswith(folded)):
            return heading
    before, suffix = _parted(headline)
    return before if suffix and fold(suffix) == publisher else headline


def _parted(headline: str) -> tuple[str, str]:
    """What stands before and after the last bar or dash between spaces."""
    marks = list(_SUFFIX.finditer(headline))
    return (headline[: marks[-1].start()], headline[marks[-1].end() :]) if marks else (headline, "")
