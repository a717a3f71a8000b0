"""`Named`: a mention with what clustering asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsextract.language import split_words
from newsextract.model import Mention


@dataclass(slots=True, eq=False)
class Named:
    """A named mention.

    Attributes:
        index: Its place among the mentions.
        mention: As the names layer has it.
        first: Index of its first token.
        stop: Index after its last token.
        text: The words as written.
        type: The entity type.
        words: The words in lower case, without marks.
    """

    index: int
    mention: Mention
    first: int
    stop: int
    text: str
    type: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, index: int, mention: Mention, first: int, stop: int) -> Named:
        """The mention over these tokens."""
        text = mention.span.text
        return cls(index, mention, first, stop, text, mention.type, _words_of(text))


@lru_cache(maxsize=1 << 13)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in split_words(name) if w[0].isalnum())
