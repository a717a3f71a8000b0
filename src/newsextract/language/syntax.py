"""The grammatical analysis of an article: what the tagger and parser say of each token."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A proper name the tagger sees.

    Attributes:
        start: Index of the first token.
        end: Index after the last token.
        type: One of the ten entity types.
        score: Between 0 and 1.
    """

    start: int
    end: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Syntax:
    """Parallel to the tokens of the article.

    Attributes:
        upos: Universal part of speech of each token.
        heads: Document index of each token's head; the token's own index for a root.
        deprels: Universal dependency relation of each token to its head.
        names: The names, in order, without overlap.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[NameSpan, ...]
