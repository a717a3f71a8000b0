"""`Tokens`: the words, sentences and paragraphs of one text, as parallel sequences.

Offsets are half-open code-point offsets into `Tokens.text`; sentences are half-open ranges of
token indices. There is no object per token: a long text costs a few lists of ints and strings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NoReturn


class Tokens:
    """The tokens of a text. Immutable: build it with `newsextract.language.tokenize`.

    Attributes:
        text: The text, exactly as it was given.
        words: The tokens; `words[i] == text[starts[i]:ends[i]]`.
        lowers: The tokens in lower case.
        starts: Offset of the first character of each token.
        ends: Offset behind the last character of each token.
        paragraphs: Character span of each paragraph, without the white space around it.
        sentences: Token range of each sentence; together they cover all tokens, in order, and none
            crosses a paragraph.
    """

    __slots__ = (
        "_paragraph_starts",
        "_sentence_starts",
        "ends",
        "lowers",
        "paragraphs",
        "sentences",
        "starts",
        "text",
        "words",
    )

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    _paragraph_starts: list[int]
    _sentence_starts: list[int]

    def __init__(
        self,
        text: str,
        words: Sequence[str],
        starts: Sequence[int],
        ends: Sequence[int],
        paragraphs: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        fill = object.__setattr__
        fill(self, "text", text)
        fill(self, "words", list(words))
        fill(self, "lowers", [word.lower() for word in words])
        fill(self, "starts", list(starts))
        fill(self, "ends", list(ends))
        fill(self, "paragraphs", list(paragraphs))
        fill(self, "sentences", list(sentences))
        fill(self, "_paragraph_starts", [start for start, _ in paragraphs])
        fill(self, "_sentence_starts", [first for first, _ in sentences])

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"Tokens cannot be changed (attribute {name!r})")

    def __reduce__(self) -> tuple[object, ...]:
        parts = (self.text, self.words, self.starts, self.ends, self.paragraphs, self.sentences)
        return Tokens, parts

    def __len__(self) -> int:
        return len(self.words)

    def __repr__(self) -> str:
        return f"<Tokens: {len(self)} words in {len(self.sentences)} sentences>"

    def sentence_of(self, i: int) -> int:
        """Index of the sentence that holds token `i`."""
        if not 0 <= i < len(self.words):
            raise IndexError(f"token index {i} is out of range for {len(self.words)} tokens")
        return bisect_right(self._sentence_starts, i) - 1

    def sentence_span(self, k: int) -> tuple[int, int]:
        """Character span of sentence `k`."""
        first, stop = self.sentences[k]
        return self.starts[first], self.ends[stop - 1]

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds the character at `offset`.

        White space between two paragraphs belongs to the earlier one, and white space before the
        first paragraph to the first, so the answer is -1 only for a text without paragraphs.
        """
        found = bisect_right(self._paragraph_starts, offset) - 1
        return found if found >= 0 or not self.paragraphs else 0

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`, or of the next one after it.

        `len(self)` if there is none.
        """
        return bisect_right(self.ends, offset)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Half-open token range of the tokens that overlap the characters `start` to `end`.

        Empty (first equal to stop) if there are none: between two words, or for an empty span.
        """
        first = bisect_right(self.ends, start)
        return first, bisect_left(self.starts, end, first) if start < end else first

    def glued(self, i: int) -> bool:
        """Whether no white space stands between token `i - 1` and token `i`."""
        return i > 0 and self.starts[i] == self.ends[i - 1]
