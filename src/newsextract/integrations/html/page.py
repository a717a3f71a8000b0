"""What was read off a page."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from newsextract.model import Byline, Diagnostic, FrozenModel, Instant, Span

from .sourcemap import SourceMap


class HtmlMetadata(FrozenModel):
    """What a page says about its article, apart from the text.

    Attributes:
        headline: Or "".
        authors: Names of persons, each once; agencies, desks and editors are left out.
        published: Day or moment of publication, or None.
        modified: Day or moment of the last change, or None.
        publisher: The outlet, or "".
        sources: For each field that is there, where it was found: "json-ld", "opengraph", "meta" (other meta
            elements and microdata), "title" (the title element) or "page" (guessed from what readers see).
    """

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: Instant | None = None
    modified: Instant | None = None
    publisher: str = ""
    sources: dict[str, str] = Field(default_factory=dict)


class HtmlPage(FrozenModel):
    """The article of a page as plain text, and the way back into the HTML.

    Attributes:
        source: The HTML, decoded.
        text: What was read off it. Besides the segments it holds only line breaks between them, and in the
            line of the authors the words "By" and "and" and commas.
        segments: The stretches of ``text`` that were taken from the page, white space normalised.
        headline: Where the headline of the metadata stands in ``text``, or None.
        bylines: Where the authors of the metadata stand in ``text``.
        metadata: What the page says about the article.
        diagnostics: What was broken, contradictory or left out.
    """

    source: str
    text: str
    segments: tuple[Span, ...] = ()
    headline: Span | None = None
    bylines: tuple[Byline, ...] = ()
    metadata: HtmlMetadata = HtmlMetadata()
    diagnostics: tuple[Diagnostic, ...] = ()

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Where a span of ``text`` stands in ``source``.

        Args:
            span: A span of ``text``, such as one of a fact of the article.

        Returns:
            Half-open code-point offsets into ``source``, which may enclose tags; None if it was not found
            there (an added word, or letters that the HTML writes in another way).
        """
        return self._map.locate(span.start, span.end)

    @cached_property
    def _map(self) -> SourceMap:
        return SourceMap(self.source, self.text, self.segments)
