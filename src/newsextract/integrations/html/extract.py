"""`extract_html` and `read_html`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from newsextract.api import extract
from newsextract.errors import DocumentError, MissingExtraError
from newsextract.model import Article, Byline, Paragraph, ParagraphKind, PublishedFrom, Span
from newsextract.pipeline import Pipeline

from .page import HtmlPage


def extract_html(
    html: str | bytes | HtmlPage,
    *,
    url: str | None = None,
    published: date | datetime | str | None = None,
    id: str | None = None,
    pipeline: Pipeline | None = None,
) -> Article:
    """Turn a web page into an `Article`. Needs the extra ``html``.

    The article's text is the one that `read_html` reads off the page: the headline, the authors, the body.
    Headline, authors, dates and publisher that the page states in its metadata (JSON-LD, OpenGraph, meta
    elements) win over what the text looks like.

    Args:
        html: The page; or a page that `read_html` has read, if its map into the HTML is wanted too.
        url: Where the page comes from; kept on the article, and tells which of several articles in the
            page's JSON-LD is meant. Nothing is fetched.
        published: Publication date, if it is known better than the page says.
        id: Kept on the article.
        pipeline: Defaults to `Pipeline.default()`.

    Raises:
        MissingExtraError: If the extra ``html`` is not installed.
        DocumentError: If the page is no HTML, or holds neither headline nor text; or the date cannot be read.
        ExtractorError: If an extractor fails; it names the extractor.
    """
    page = html if isinstance(html, HtmlPage) else read_html(html, url=url)
    day = page.metadata.published if published is None else published
    article = extract(page.text, published=day, url=url, id=id, pipeline=pipeline)
    return article.model_copy(update=_said_by_the_page(page, article, dated=published is not None))


def read_html(html: str | bytes, *, url: str | None = None) -> HtmlPage:
    """Read the article's text and metadata off a web page, without its facts. Needs the extra ``html``.

    Args:
        html: The page. Bytes are decoded by their byte order mark, else as UTF-8 if they are, else as the
            page declares, else by their looks.
        url: Where the page comes from, if known.

    Raises:
        MissingExtraError: If the extra ``html`` is not installed.
        DocumentError: If the page is no HTML, or holds neither a headline nor a text.
    """
    if not isinstance(html, str | bytes):
        raise DocumentError(f"html must be str or bytes, not {type(html).__name__}")
    try:
        from .reader import read
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("trafilatura", "lxml"):
            raise
        raise MissingExtraError(
            f"reading HTML needs {error.name}, which is not installed; run: pip install 'newsextract[html]'"
        ) from error
    return read(html, url)


def _said_by_the_page(page: HtmlPage, article: Article, *, dated: bool) -> dict[str, Any]:
    """The fields of the article that the page's metadata states."""
    said = page.metadata
    update: dict[str, Any] = {
        "bylines": _with_others(page.bylines, article.bylines),
        "publisher": said.publisher or article.publisher,
        "diagnostics": (*page.diagnostics, *article.diagnostics),
    }
    if said.published and not dated:
        update.update(published=said.published, published_from=PublishedFrom.METADATA.value)
    if said.modified and said.modified != said.published:
        update["updated"] = said.modified
    if page.headline:
        update["headline"] = page.headline
        update["paragraphs"] = tuple(_kind_settled(p, page.headline) for p in article.paragraphs)
    return update


def _with_others(stated: tuple[Byline, ...], read: tuple[Byline, ...]) -> tuple[Byline, ...]:
    """The authors of the metadata, and whom else the text names."""
    names = {b.name.casefold() for b in stated}
    others = (b for b in read if b.name.casefold() not in names)
    return tuple(sorted((*stated, *others), key=lambda b: b.span.start))


def _kind_settled(paragraph: Paragraph, headline: Span) -> Paragraph:
    if paragraph.span == headline:
        kind = ParagraphKind.HEADLINE.value
    elif paragraph.kind == ParagraphKind.HEADLINE:
        kind = ParagraphKind.SUBHEADING.value
    else:
        return paragraph
    return paragraph.model_copy(update={"kind": kind})
