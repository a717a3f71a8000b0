"""Where something stands in the text."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class FrozenModel(BaseModel):
    """Base of every model: immutable, hashable by value, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(FrozenModel):
    """A stretch of the article's text.

    Offsets are half-open code-point offsets into the very string the caller gave:
    ``text[span.start:span.end] == span.text`` always holds.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        text: The characters in between.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_matches(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span [{self.start}, {self.end}) does not fit its text {self.text[:40]!r}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span ``[start, end)`` out of ``text``.

        Raises:
            ValueError: If the offsets are out of range or the wrong way round.
        """
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span [{start}, {end}) is off a text of {len(text)} characters")
        if type(start) is not int or type(end) is not int:
            return cls(start=start, end=end, text=text[start:end])
        # What is cut out needs no check: built as `model_construct` would, which takes longer than checking.
        span = cls.__new__(cls)
        fill = object.__setattr__
        fill(span, "__dict__", {"start": start, "end": end, "text": text[start:end]})
        fill(span, "__pydantic_fields_set__", {"start", "end", "text"})
        fill(span, "__pydantic_extra__", None)
        fill(span, "__pydantic_private__", None)
        return span

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def to_utf16(self, text: str) -> tuple[int, int]:
        """Give the span in UTF-16 code units, as JavaScript, Java and .NET count.

        Args:
            text: The article's text.

        Returns:
            Half-open ``(start, end)`` in UTF-16 code units.
        """
        start = len(text[: self.start].encode("utf-16-le")) // 2
        return start, start + len(self.text.encode("utf-16-le")) // 2
