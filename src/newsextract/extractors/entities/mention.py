"""`Named`: a mention with what clustering asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from newsextract.language import split_words
from newsextract.model import Mention


@dataclass(frozen=True)
class Named:
    """A named mention.

    Attributes:
        index: Its place among the mentions.
        mention: As the names layer has it.
        first: Index of its first token.
        stop: Index after its last token.
    """

    index: int
    mention: Mention
    first: int
    stop: int

    @cached_property
    def text(self) -> str:
        """The words as written."""
        return self.mention.span.text

    @cached_property
    def type(self) -> str:
        """The entity type."""
        return self.mention.type

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case, without marks."""
        return tuple(w.lower() for w in split_words(self.text) if w[0].isalnum())
