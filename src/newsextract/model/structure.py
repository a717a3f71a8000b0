"""The parts of an article as it was printed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .fact import Provenance
from .instant import Instant
from .span import FrozenModel, Span


class ParagraphKind(StrEnum):
    """What a paragraph is; "body" is running text."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"
    PROMO = "promo"
    BOILERPLATE = "boilerplate"
    CORRECTION = "correction"
    SOURCES = "sources"
    JUNK = "junk"


class Structural(FrozenModel):
    """Base of the structural facts.

    Attributes:
        confidence: Between 0 and 1.
        provenance: The extractor and rule that made it.
    """

    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    provenance: Provenance = Provenance(extractor="")


class Paragraph(Structural):
    """A paragraph of the text, trimmed of white space.

    Attributes:
        span: The paragraph.
        kind: See `ParagraphKind`; a paragraph that begins with a dateline stays "body".
    """

    span: Span
    kind: str = ParagraphKind.BODY.value


class Byline(Structural):
    """A reporter named as author.

    Attributes:
        span: The name as it stands in the text.
        name: The name, white space normalised.
        role: "author", "editor", "contributor".
    """

    span: Span
    name: str
    role: str = "author"


class Dateline(Structural):
    """The place, date and agency at the head of the body ("NEW YORK, May 24 (Reuters) -").

    Attributes:
        span: The whole dateline without the dash.
        place: As written, or "".
        date: The day, where the dateline and the article together tell its year.
        agency: As written, or "".
    """

    span: Span
    place: str = ""
    date: Instant | None = None
    agency: str = ""


class PublishedFrom(StrEnum):
    """Where the publication date came from."""

    GIVEN = "given"
    METADATA = "metadata"
    DATELINE = "dateline"
    TEXT = "text"
    NONE = "none"


class Header(Structural):
    """What the article says of itself, once an article.

    Attributes:
        language: ISO 639-1 code of the text, or None if it could not be told.
        headline: Or None: an article may have none, none is invented.
        standfirst: Or None.
        published: Day or moment of publication, or None.
        published_from: See `PublishedFrom`.
        updated: Day or moment of the last update the text states, or None.
        publisher: The outlet that the text names as its own or its origin, or "".
        copyright: The holder in a copyright line, or "".
        copyright_span: The copyright notice, or None.
    """

    language: str | None = None
    headline: Span | None = None
    standfirst: Span | None = None
    published: Instant | None = None
    published_from: str = PublishedFrom.NONE.value
    updated: Instant | None = None
    publisher: str = ""
    copyright: str = ""
    copyright_span: Span | None = None
