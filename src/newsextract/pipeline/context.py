"""What an extractor sees of an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from newsextract.errors import PipelineError
from newsextract.language.syntax import Syntax
from newsextract.language.tokens import Tokens
from newsextract.model import Header, Provenance, Span

from .document import Document

T = TypeVar("T")


class Context:
    """The text, its grammar, and the layers an extractor has declared to read.

    Layers are keyed by type: ``ctx[MonetaryAmount]`` is a tuple of the amounts, sorted and numbered.

    Args:
        document: The input.
        layers: The finished layers.
        readable: The layers that may be read.
        reader: Name of the extractor that looks, for error messages.
    """

    __slots__ = ("_document", "_layers", "_readable", "_reader")

    def __init__(
        self,
        document: Document,
        layers: Mapping[type, tuple[Any, ...]],
        readable: frozenset[type],
        reader: str,
    ) -> None:
        self._document = document
        self._layers = layers
        self._readable = readable
        self._reader = reader

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self._document.text

    @property
    def published(self) -> date | datetime | None:
        """The publication date: the one given, else the one the article states (if Header is read)."""
        if self._document.published is not None or Header not in self._readable:
            return self._document.published
        header = next(iter(self.get(Header)), None)
        return header.published if header else None

    @property
    def tokens(self) -> Tokens:
        """Words, sentences and paragraphs."""
        return self._document.tokens

    @property
    def syntax(self) -> Syntax:
        """Parts of speech, dependencies and names; made on first use.

        Raises:
            PipelineError: If the extractor did not declare it, or the pipeline has no tagger.
        """
        self._check(Syntax)
        return self._document.syntax

    @property
    def has_syntax(self) -> bool:
        """Whether the extractor declared `Syntax` and the pipeline can make it."""
        return Syntax in self._readable and self._document.has_syntax

    def __getitem__(self, layer: type[T]) -> tuple[T, ...]:
        """A layer that the extractor declared in ``reads`` or ``may_read``.

        Raises:
            PipelineError: If it was not declared, or nobody wrote it.
        """
        self._check(layer)
        if layer not in self._layers:
            raise PipelineError(
                f"extractor {self._reader!r} reads {layer.__name__}, which no extractor of this pipeline "
                "writes; use ctx.get() for layers in may_read"
            )
        return self._layers[layer]

    def get(self, layer: type[T]) -> tuple[T, ...]:
        """Like ``ctx[layer]``, but empty where no extractor of the pipeline writes the layer."""
        self._check(layer)
        return self._layers.get(layer, ())

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of the text, in code points."""
        return Span.of(self._document.text, start, end)

    def provenance(self, rule: str) -> Provenance:
        """The signature of a fact that the extractor makes by a rule; facts by the same rule share it.

        An extractor may as well leave the name of `Provenance` empty; the pipeline then fills it in.
        """
        return _provenance(self._reader, rule)

    def _check(self, layer: type) -> None:
        if layer not in self._readable:
            raise PipelineError(
                f"extractor {self._reader!r} reads {layer.__name__} without declaring it; "
                "add it to its reads or may_read"
            )


@lru_cache(maxsize=1 << 10)
def _provenance(extractor: str, rule: str) -> Provenance:
    return Provenance(extractor=extractor, rule=rule)
