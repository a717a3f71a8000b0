"""From a page to the text of its article."""

from __future__ import annotations

from newsextract.errors import DocumentError

from .body import parse, read_body
from .compose import compose
from .encoding import decode
from .metadata import read_metadata
from .notes import note
from .page import HtmlPage


def read(page: str | bytes, url: str | None) -> HtmlPage:
    """See `newsextract.integrations.html.read_html`."""
    source, decoding = decode(page) if isinstance(page, bytes) else (page.removeprefix("\ufeff"), ())
    tree, parsing = parse(source)
    metadata, doubts = read_metadata(tree, url)
    blocks, gaps = read_body(tree)
    if not blocks and not metadata.headline:
        why = "".join(f"; {d.message}" for d in parsing)
        raise DocumentError(f"the page holds no text of an article ({len(source)} characters of HTML){why}")
    if not blocks:
        gaps.append(note("html-no-body", "the page has a headline, but no text of an article was found"))
    composed = compose(metadata, blocks)
    return HtmlPage(
        source=source,
        text=composed.text,
        segments=composed.segments,
        headline=composed.headline,
        bylines=composed.bylines,
        metadata=metadata,
        diagnostics=(*decoding, *parsing, *doubts, *gaps),
    )
