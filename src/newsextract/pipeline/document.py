"""The input, checked once, with its grammatical analysis made on first use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Protocol, runtime_checkable

from newsextract.errors import DocumentError, PipelineError
from newsextract.language.syntax import Syntax
from newsextract.language.tokenizer import tokenize
from newsextract.language.tokens import Tokens
from newsextract.model import parse_instant


class SyntaxSource(Protocol):
    """Anything that tags and parses tokens."""

    def __call__(self, tokens: Tokens, /) -> Syntax:
        """The grammatical analysis of one text."""
        ...


@runtime_checkable
class BatchSyntaxSource(SyntaxSource, Protocol):
    """A source that is faster on several texts at once."""

    def tag_many(self, docs: Sequence[Tokens], /) -> list[Syntax]:
        """What the source gives for each text alone, in order."""
        ...


class Document:
    """One text on its way through a pipeline.

    Args:
        text: The raw text; any Unicode string without lone surrogates.
        published: Publication date: a date, a datetime, an ISO 8601 string, or None.
        url: Kept on the article.
        id: Kept on the article.
        syntax_source: What makes the grammatical analysis, or None.

    Raises:
        DocumentError: If the text is no string or holds a lone surrogate, or ``published`` is no date.
    """

    def __init__(
        self,
        text: str,
        *,
        published: date | datetime | str | None = None,
        url: str | None = None,
        id: str | None = None,
        syntax_source: SyntaxSource | None = None,
    ) -> None:
        self.text = _checked_text(text)
        self.published = _checked_published(published)
        self.url = url
        self.id = id
        self._syntax_source = syntax_source

    @property
    def has_syntax(self) -> bool:
        """Whether a grammatical analysis can be made."""
        return self._syntax_source is not None

    @cached_property
    def tokens(self) -> Tokens:
        """Words, sentences and paragraphs."""
        return tokenize(self.text)

    @cached_property
    def syntax(self) -> Syntax:
        """Parts of speech, dependencies and names.

        Raises:
            PipelineError: If the pipeline has no tagger.
        """
        if self._syntax_source is None:
            raise PipelineError("this pipeline has no tagger, so no syntax can be read; may_read it instead")
        return self._syntax_source(self.tokens)


def analyse_together(documents: Sequence[Document], source: SyntaxSource | None) -> None:
    """Make the grammatical analysis of several documents at once, where their source can."""
    if len(documents) > 1 and isinstance(source, BatchSyntaxSource):
        for document, syntax in zip(documents, source.tag_many([d.tokens for d in documents]), strict=True):
            document.syntax = syntax


def _checked_text(text: object) -> str:
    if not isinstance(text, str):
        hint = "; decode it first" if isinstance(text, bytes | bytearray) else ""
        raise DocumentError(f"text must be a str, not {type(text).__name__}{hint}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"text holds a lone surrogate U+{ord(text[error.start]):04X} at offset {error.start}, which no "
            "JSON can carry; decode the input with errors='replace'",
            offset=error.start,
        ) from None
    return text


def _checked_published(published: object) -> date | datetime | None:
    if published is None or isinstance(published, date):
        return published
    if isinstance(published, str):
        try:
            parsed = parse_instant(published)
        except ValueError:
            raise DocumentError(
                f"published {published!r} is no ISO 8601 date; give YYYY-MM-DD, a date or a datetime"
            ) from None
        if isinstance(parsed, date):
            return parsed
    raise DocumentError(
        f"published must be a date, a datetime or an ISO 8601 string, not {type(published).__name__}"
    )
