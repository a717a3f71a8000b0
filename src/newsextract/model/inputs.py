"""What goes in, and what comes out when it could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .span import FrozenModel


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """One article for `newsextract.extract_many`.

    Attributes:
        text: The raw text.
        published: Publication date: a date, a datetime, an ISO 8601 string, or None.
        url: Kept on the article.
        id: Kept on the article.
    """

    text: str
    published: date | datetime | str | None = None
    url: str | None = None
    id: str | None = None


class ExtractionFailure(FrozenModel):
    """An input of `newsextract.extract_many` that could not be read.

    Attributes:
        index: Position in the inputs, from 0.
        id: The input's id, if it had one.
        error: Class name of the error.
        message: What it said.
    """

    index: int
    id: str | None = None
    error: str
    message: str
