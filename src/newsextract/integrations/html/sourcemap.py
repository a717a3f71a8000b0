"""From the text that was read off a page back to the HTML.

Parsers keep no offsets, so the text is found in the HTML again: both without white space, and the HTML
without tags, comments and scripts and with its character references read. Segments come in the order of the
page, so each is looked for after the one before it first.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from html import unescape

from newsextract.model import Span

_NOWHERE = -1
# A tag ends at the next "<" too, so that unclosed ones cost no more than the page is long.
_PIECE = re.compile(
    r"""(?P<comment><!--) | <(?P<hidden>title|script|style|template|noscript)\b[^<>]*>?
      | (?P<tag><[a-z/!?][^<>]*>?) | (?P<reference>&(?:\#\w{1,8}|\w{1,32});?)
      | (?P<text>[^<&\s]+ | [<&])""",
    re.IGNORECASE | re.VERBOSE,
)


class SourceMap:
    """Offsets of the HTML for each character of the text.

    Args:
        source: The HTML.
        text: What was read off it.
        segments: The stretches of ``text`` that were taken from the HTML, in its order.
    """

    def __init__(self, source: str, text: str, segments: Iterable[Span]) -> None:
        self._text = text
        self._starts = array("q", [_NOWHERE]) * len(text)
        self._ends = array("q", [_NOWHERE]) * len(text)
        visible = _Compact()
        visible.add_html(source)
        letters = visible.letters
        position = 0
        for segment in segments:
            wanted = "".join(segment.text.split())
            found = letters.find(wanted, position)
            if found < 0:
                found = letters.find(wanted)
            if found >= 0:
                position = found + len(wanted)
                self._note(segment, visible.starts[found:position], visible.ends[found:position])
            elif (found := source.find(segment.text)) >= 0:
                # Not among what readers see: it comes from an attribute or a script.
                kept = [found + i for i, c in enumerate(segment.text) if not c.isspace()]
                self._note(segment, kept, [i + 1 for i in kept])

    def locate(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the stretch ``[start, end)`` of the text stands in the HTML, or None."""
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        if start >= end:
            return None
        first, last = self._starts[start], self._ends[end - 1]
        return None if first == _NOWHERE or last <= first else (first, last)

    def _note(self, segment: Span, starts: Iterable[int], ends: Iterable[int]) -> None:
        kept = (segment.start + i for i, c in enumerate(segment.text) if not c.isspace())
        for offset, start, end in zip(kept, starts, ends, strict=True):
            self._starts[offset] = start
            self._ends[offset] = end


class _Compact:
    """The letters of an HTML page that readers see, without white space, and where each one stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.starts = array("q")
        self.ends = array("q")

    @property
    def letters(self) -> str:
        return "".join(self._parts)

    def add_html(self, source: str) -> None:
        position = 0
        while piece := _PIECE.search(source, position):
            position = piece.end()
            if piece["comment"]:
                position = _after(source, "-->", position - len("--"))
            elif piece["hidden"]:
                position = _after(source, f"</{piece['hidden'].lower()}", position)
            elif piece["reference"]:
                read = "".join(unescape(piece[0]).split())
                self._add(read, [piece.start()] * len(read), [position] * len(read))
            elif piece["text"]:
                self._add(piece[0], range(piece.start(), position), range(piece.start() + 1, position + 1))

    def _add(self, letters: str, starts: Iterable[int], ends: Iterable[int]) -> None:
        self._parts.append(letters)
        self.starts.extend(starts)
        self.ends.extend(ends)


def _after(source: str, closing: str, position: int) -> int:
    """The offset after the next ``closing``, or the end: what is not closed hides all the rest."""
    found = re.compile(re.escape(closing), re.IGNORECASE).search(source, position)
    return found.end() if found else len(source)
