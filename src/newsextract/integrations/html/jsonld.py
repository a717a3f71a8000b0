"""The article that a page describes in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from newsextract.model import Diagnostic

from .clean import clean, instant, names, same
from .notes import note
from .statement import Statement

_POSTS = frozenset(["BlogPosting", "LiveBlogPosting", "Report"])
"""Types of articles whose name does not end in "Article"."""

_MANY = frozenset(["Organization", "NewsMediaOrganization", "Corporation"])
"""Types of authors that are no persons."""

_MEMBERS = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where an article may stand inside another node; lists of related articles are not looked into."""


def read_jsonld(tree: HtmlElement, url: str | None) -> tuple[Statement | None, list[Diagnostic]]:
    """What the JSON-LD of a page says of its article.

    Of several articles it is the one with the page's address, else the first.

    Args:
        tree: The page.
        url: Its address, if known.

    Returns:
        The statement or None, and notes on JSON-LD that is broken or contradicts itself.
    """
    nodes, notes = list[Any](), list[Diagnostic]()
    for script in tree.iter("script"):
        if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        try:
            nodes.append(json.loads(_bare(script.text or ""), strict=False))
        except (ValueError, RecursionError) as error:
            notes.append(note("html-json-ld-broken", f"JSON-LD was left out, it cannot be read: {error}"))
    articles = [node for node in _walk(nodes) if _is_article(node)]
    here = [node for node in articles if url and any(same_page(a, url) for a in _addresses(node))]
    statements = [_statement(node) for node in here or articles]
    if not statements:
        return None, notes
    chosen = statements[0]
    for other in statements[1:]:
        notes.extend(_contradictions(chosen, other))
    return chosen, notes


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are the same but for scheme, query, fragment and a slash at the end."""
    return _address(one) == _address(other)


def _address(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rpartition("://")[2].rstrip("/").lower()


def _bare(script: str) -> str:
    """The JSON without the comment or CDATA marks that old templates put around it."""
    bare = script.strip().removesuffix(";")
    for opening, closing in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        bare = bare.removeprefix(opening).removesuffix(closing).strip()
    return bare


def _walk(nodes: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Every node that may be the page's article, in the order of the page."""
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in reversed(_MEMBERS) if key in node)


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(t.endswith("Article") or t in _POSTS for t in _types(node))


def _types(node: Mapping[str, Any]) -> list[str]:
    return [
        t.rpartition("/")[2].removeprefix("schema:") for t in _list(node.get("@type")) if isinstance(t, str)
    ]


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        for value in _list(node.get(key)):
            address = value.get("@id") if isinstance(value, dict) else value
            if isinstance(address, str):
                yield address


def _statement(node: Mapping[str, Any]) -> Statement:
    return Statement(
        source="json-ld",
        headline=_text(node.get("headline")) or _text(node.get("name")),
        authors=names(_author_names(node)),
        published=instant(_text(node.get("datePublished"))),
        modified=instant(_text(node.get("dateModified"))),
        publisher=next(filter(None, map(_text, _list(node.get("publisher")))), ""),
        unread=tuple(
            said
            for key in ("datePublished", "dateModified")
            if (said := _text(node.get(key))) and instant(said) is None
        ),
    )


def _author_names(node: Mapping[str, Any]) -> Iterator[str]:
    for author in _list(node.get("author")) or _list(node.get("creator")):
        if not (isinstance(author, dict) and _MANY.intersection(_types(author))):
            for name in _list(author.get("name") if isinstance(author, dict) else author):
                yield _text(name)


def _text(value: Any) -> str:
    """A text, or the name or value of a node, as one clean line; "" for everything else."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return clean(value) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _contradictions(chosen: Statement, other: Statement) -> Iterator[Diagnostic]:
    if chosen.headline and other.headline and not same(chosen.headline, other.headline):
        pair = f"{chosen.headline!r} and {other.headline!r}"
    elif chosen.published and other.published and chosen.published != other.published:
        pair = f"published {chosen.published} and {other.published}"
    else:
        return
    yield note("html-json-ld-contradictory", f"JSON-LD describes two articles ({pair}); the first was taken")
