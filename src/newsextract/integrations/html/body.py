"""The paragraphs of the article in a page, as trafilatura finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document

from newsextract.errors import DocumentError
from newsextract.model import Diagnostic

from .notes import note

MAX_ELEMENTS = 20_000
"""Elements up to which a page is read thoroughly; that costs the square of their number at worst."""

_ELEMENT = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|header|div|p|h[1-6]|span|table|ul|ol|blockquote"
    r"|title|meta|script|a|b|i|br)\b",
    re.IGNORECASE,
)
# What lxml would stop at: characters that XML does not have, and a root that closes itself.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_CLOSED_ROOT = re.compile(r"(<html\b[^<>]*)/>", re.IGNORECASE)
_BLOCKS = frozenset(["p", "head", "item", "quote", "row", "code", "lb", "list", "table", "body"])
_CELL_END = "\x1f"


def parse(source: str) -> tuple[html.HtmlElement, list[Diagnostic]]:
    """Parse a page; entities are not expanded and nothing it refers to is loaded.

    Raises:
        DocumentError: If it is no HTML.
    """
    if not _ELEMENT.search(source):
        raise DocumentError(
            "the input holds no HTML element; for plain text use newsextract.extract"
            if source.strip()
            else "the page is empty"
        )
    try:
        data = _CLOSED_ROOT.sub(r"\1>", _CONTROL.sub(" ", source), count=1).encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"the page holds a lone surrogate U+{ord(source[error.start]):04X} at offset {error.start}; "
            "give the bytes, or decode them with errors='replace'",
            offset=error.start,
        ) from None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, default_doctype=False)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise DocumentError(f"the page cannot be parsed: {error}") from None
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    message = "elements are nested too deeply; what stands below and after the 255th level was not read"
    return tree, [note("html-too-deep", message)] if cut else []


def read_body(tree: html.HtmlElement) -> tuple[list[str], list[Diagnostic]]:
    """The paragraphs, subheadings, list items and table rows of the article, white space normalised.

    Comments of readers are left out. Cells of a table are parted by tabs.
    """
    size = sum(1 for _ in tree.iter())
    if size <= MAX_ELEMENTS:
        read = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
        return (list(_blocks(read.body)) if isinstance(read, Document) else []), []
    body, _, _ = trafilatura.baseline(tree)
    message = (
        f"the page has {size} elements, more than {MAX_ELEMENTS}; its body was found by a rougher method"
    )
    return list(_blocks(body)), [note("html-large", message)]


def _blocks(body: etree._Element) -> Iterator[str]:
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS and (block := _block(parts)):
            yield block
        if element.tag in _BLOCKS:
            parts.clear()
        if event == "start":
            parts.append(element.text or "")
        else:
            parts.append(_CELL_END if element.tag == "cell" else "")
            parts.append(element.tail or "")


def _block(parts: list[str]) -> str:
    cells = (" ".join(cell.split()) for cell in "".join(parts).split(_CELL_END))
    return "\t".join(filter(None, cells))
