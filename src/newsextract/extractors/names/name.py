"""`Name`: a proper name as the steps of this room hand it on."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A name over tokens.

    Attributes:
        start: Index of the first token.
        end: Index after the last token.
        type: One of the ten entity types.
        score: Between 0 and 1: how much this mention's own evidence weighs in the article's vote.
        rule: What found it, for provenance.
    """

    start: int
    end: int
    type: str
    score: float
    rule: str

    def over(self, start: int, end: int) -> Name:
        """The same name over these tokens."""
        if (start, end) == (self.start, self.end):
            return self
        return Name(start, end, self.type, self.score, self.rule)
