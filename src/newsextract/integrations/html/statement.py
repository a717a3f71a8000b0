"""What one source of metadata says."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.model import Instant


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source of metadata says about the article; see `HtmlMetadata` for the fields.

    Attributes:
        source: "json-ld", "opengraph", "meta", "title" or "page".
        headline: Or "".
        authors: Names of persons.
        published: Or None.
        modified: Or None.
        publisher: Or "".
        unread: Dates that could not be read.
    """

    source: str
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: Instant | None = None
    modified: Instant | None = None
    publisher: str = ""
    unread: tuple[str, ...] = ()
