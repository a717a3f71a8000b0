"""Long texts in windows, so that memory does not grow with their length.

An article fits in one window. A longer text is cut between sentences, and each window is analysed as an
article of its own: what a window says of a name is not known in the next. A sentence longer than a window, as
in a text without full stops, is cut too, and has a root in every window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsextract.language.syntax import NameSpan, Syntax

WINDOW = 4096
"""Most tokens of a window: about 40 MB while it is analysed."""


class Words(Protocol):
    """What is analysed: words, and the token ranges of the sentences they are in."""

    @property
    def words(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def sentences(self) -> Sequence[tuple[int, int]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text; its sentences count from its first word."""

    words: Sequence[str]
    sentences: Sequence[tuple[int, int]]


def windows(text: Words) -> Iterator[Words]:
    """The windows of a text, in order; the text itself if it fits in one."""
    if len(text.words) <= WINDOW:
        yield text
        return
    begin, inside = 0, list[tuple[int, int]]()
    for start, end in _cut(text.sentences):
        if end - begin > WINDOW:
            yield Window(text.words[begin:start], inside)
            begin, inside = start, []
        inside.append((start - begin, end - begin))
    yield Window(text.words[begin:], inside)


def _cut(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        for at in range(start, end, WINDOW):
            yield at, min(at + WINDOW, end)


def joined(parts: Sequence[Syntax]) -> Syntax:
    """The analysis of a text from those of its windows."""
    if len(parts) == 1:
        return parts[0]
    heads, names, at = list[int](), list[NameSpan](), 0
    for part in parts:
        heads += (at + head for head in part.heads)
        names += (NameSpan(at + n.start, at + n.end, n.type, n.score) for n in part.names)
        at += len(part.heads)
    return Syntax(
        upos=tuple(tag for part in parts for tag in part.upos),
        heads=tuple(heads),
        deprels=tuple(relation for part in parts for relation in part.deprels),
        names=tuple(names),
    )
