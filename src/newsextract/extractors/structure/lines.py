"""The paragraphs of a text as lines to be classified."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsextract.language import paragraph_spans

# Phrases are looked for in this many characters; a longer paragraph is running text.
_KEY_LENGTH = 700
_LEADING_MARKS = "([{*_>|•·●▪■►▶→–—- \t"
_CLOSING_MARKS = ")]}*_|» \t"
_STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "\n": " "}
# The end of a sentence, perhaps with the initials of the desk or the name of the agency behind it.
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*(?:\s\([A-Z]{1,4}\)|\s[-–—]+\s?[A-Z]\w*)?$""")


@dataclass(slots=True)
class Line:
    """A paragraph while its kind is being found.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The paragraph.
        key: Its beginning in lower case, with straight quotes, without leading and closing marks.
        words: How many words it has.
        is_sentence: Whether it ends as sentences do.
        kind: What it is, or "" as long as nothing was found.
        rule: The rule that said so.
    """

    start: int
    end: int
    text: str
    key: str = field(init=False)
    words: int = field(init=False)
    is_sentence: bool = field(init=False)
    kind: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        head = self.text[:_KEY_LENGTH]
        for mark, straight in _STRAIGHT.items():
            head = head.replace(mark, straight)
        self.key = head.lower().lstrip(_LEADING_MARKS).rstrip(_CLOSING_MARKS)
        self.words = len(self.text.split())
        self.is_sentence = _SENTENCE_END.search(self.text[-16:]) is not None

    @property
    def open(self) -> bool:
        """Whether its kind is still to be found."""
        return not self.kind

    def settle(self, kind: str, rule: str) -> None:
        """Say what the line is."""
        self.kind = kind
        self.rule = rule


def read_lines(text: str) -> list[Line]:
    """The paragraphs of a text, none classified yet."""
    return [Line(start, end, text[start:end]) for start, end in paragraph_spans(text)]
