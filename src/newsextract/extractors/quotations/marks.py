"""Pairs quotation marks: one scan from left to right with a stack, paragraph by paragraph.

Real text mixes marks (``"...”``), forgets them, uses one sign for quotation and apostrophe, and opens a mark
again at each paragraph of a long quotation without having closed it. A mark is therefore judged by what
stands beside it: it can open where a word begins, and close where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Single characters rather than a class: an alternation of literals is searched for by its first letters.
_MARK = re.compile("``|''|\"|“|”|„|«|»|‘|’|'")
_OPENERS = frozenset(["“", "„", "«", "``", "‘"])
_CLOSERS = frozenset(["”", "»", "''", "’"])
_SINGLE = frozenset("'‘’")
_BEFORE_OPENING = frozenset("([{-–—/:;,.…\"“„«‘'")
_END_OF_SPEECH = frozenset(".,!?…")
_AFTER_CLOSING = frozenset(")]}-–—/:;,.…!?\"”»’'`")
# A single mark closes behind a word or its punctuation; behind "s" it may be a plural's apostrophe.
_CLOSING_SINGLE = re.compile(r"[\w.,!?…%)\]\"”]['’](?!\w)")
_SURE_CLOSING_SINGLE = re.compile(r"(?:[.,!?…%)\]\"”]|[^\Ws])['’](?!\w)")
_LONGEST_SINGLE = 600
_LEAST_UNCLOSED = 25
_PARTNERS = {'"': '"', "”": "“", "»": "«", "''": "``", "'": "'", "’": "‘"}


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A stretch of text between quotation marks, outermost only.

    Attributes:
        start: Offset of the first character inside the marks.
        end: Offset after the last character inside the marks.
        paragraph: Index of its paragraph.
        single: Whether the marks are single ones.
        opened: Whether an opening mark stands before it; False where it goes on from the paragraph before.
        closed: Whether a closing mark stands after it; False where the paragraph ended first.
    """

    start: int
    end: int
    paragraph: int
    single: bool = False
    opened: bool = True
    closed: bool = True


@dataclass(slots=True)
class _Mark:
    """A mark in its surroundings."""

    sign: str
    start: int
    end: int
    can_open: bool
    can_close: bool

    @property
    def single(self) -> bool:
        return self.sign in _SINGLE


def pair_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[list[MarkedText], list[int]]:
    """Pair the quotation marks of a text.

    Args:
        text: The text.
        paragraphs: Character spans of its paragraphs, in order.

    Returns:
        The stretches between marks, in order, and the offsets of the marks that found no partner.
    """
    found: list[MarkedText] = []
    strays: list[int] = []
    unclosed: int | None = None
    for index, (start, end) in enumerate(paragraphs):
        scan = _Scan(text, start, end, index, goes_on=unclosed is not None)
        if unclosed is not None and not scan.takes_up:
            strays.append(unclosed)
        found.extend(scan.found)
        strays.extend(scan.strays)
        unclosed = scan.unclosed
    if unclosed is not None:
        strays.append(unclosed)
    return found, sorted(strays)


class _Scan:
    """One paragraph's scan.

    Attributes:
        found: The outermost stretches.
        strays: Offsets of marks without a partner.
        unclosed: Offset of the double mark that was still open at the end, or None.
    """

    def __init__(self, text: str, start: int, end: int, paragraph: int, *, goes_on: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.found: list[MarkedText] = []
        self.strays: list[int] = []
        self.unclosed: int | None = None
        self._stack: list[_Mark] = []
        self._goes_on = goes_on
        for mark in self._marks():
            self._read(mark)
        self._finish()

    @property
    def takes_up(self) -> bool:
        """Whether the paragraph goes on with the quotation that the one before left open."""
        return bool(self.found) and (not self.found[0].opened or self.found[0].start - self.start <= 2)

    def _marks(self) -> Iterator[_Mark]:
        """The marks that are not plainly apostrophes."""
        for match in _MARK.finditer(self.text, self.start, self.end):
            sign = match[0]
            before = self.text[match.start() - 1] if match.start() > self.start else " "
            after = self.text[match.end()] if match.end() < self.end else " "
            if sign in _SINGLE and before.isalnum() and after.isalnum():
                continue
            can_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
            can_close = not before.isspace() and (
                after.isspace() or after in _AFTER_CLOSING or before in _END_OF_SPEECH
            )
            if sign in _SINGLE:
                can_open = can_open and (after.isalpha() or after in '"“[' or sign == "‘")
            elif not (can_open or can_close):
                # A mark glued to letters on both sides: text that lost its spaces.
                can_open = can_close = True
            if sign in _OPENERS and can_open:
                can_close = False
            if sign in _CLOSERS and can_close:
                can_open = False
            if can_open or can_close:
                yield _Mark(sign, match.start(), match.end(), can_open, can_close)

    def _read(self, mark: _Mark) -> None:
        partner = self._partner(mark) if mark.can_close else None
        if partner is not None:
            self._close(partner, mark)
        elif mark.can_open:
            self._open(mark)
        elif mark.can_close and self._goes_on and not mark.single and not self.found and not self._stack:
            self._goes_on = False
            self._emit(self.start, mark.start, single=False, opened=False, closed=True)
        elif not mark.single:
            self.strays.append(mark.start)

    def _partner(self, mark: _Mark) -> int | None:
        """Index in the stack of the mark that this one closes: the innermost partner, or else that fits."""
        fits = [i for i, opened in enumerate(self._stack) if opened.single == mark.single]
        partners = [i for i in fits if self._stack[i].sign == _PARTNERS.get(mark.sign)]
        return next(reversed(partners or fits), None)

    def _open(self, mark: _Mark) -> None:
        if mark.single and not self._has_closer(mark):
            return
        again = next((i for i, m in enumerate(self._stack) if m.sign == mark.sign and not m.single), None)
        if again is not None:
            # The one before was never closed.
            self._drop(again, mark.start)
        self._stack.append(mark)

    def _has_closer(self, mark: _Mark) -> bool:
        """Whether a single mark stands further on in the paragraph where a word ends."""
        return self._ahead(_CLOSING_SINGLE, mark)

    def _close(self, partner: int, mark: _Mark) -> None:
        opened = self._stack[partner]
        if mark.single and self._is_possessive(mark):
            return
        self.strays.extend(m.start for m in self._stack[partner + 1 :] if not m.single)
        del self._stack[partner:]
        if not self._stack:
            self._emit(opened.end, mark.start, single=mark.single, opened=True, closed=True)

    def _is_possessive(self, mark: _Mark) -> bool:
        """Whether the mark follows a plural ("workers' rights") while a better closing mark comes later."""
        if self.text[mark.start - 1] != "s" or not self.text[mark.end : mark.end + 2].strip().isalpha():
            return False
        return self._ahead(_SURE_CLOSING_SINGLE, mark)

    def _ahead(self, pattern: re.Pattern[str], mark: _Mark) -> bool:
        return pattern.search(self.text, mark.end, min(self.end, mark.end + _LONGEST_SINGLE)) is not None

    def _drop(self, index: int, until: int) -> None:
        """Give up the marks from `index` on; the outermost still tells where a quotation began."""
        opened = self._stack[index]
        self.strays.append(opened.start)
        del self._stack[index:]
        if not self._stack:
            end = len(self.text[self.start : until].rstrip()) + self.start
            self._emit(opened.end, end, single=False, opened=True, closed=False)

    def _finish(self) -> None:
        doubles = [m for m in self._stack if not m.single]
        if doubles:
            self.unclosed = doubles[0].start
            self._emit(doubles[0].end, self.end, single=False, opened=True, closed=False)

    def _emit(self, start: int, end: int, *, single: bool, opened: bool, closed: bool) -> None:
        if end > start and (closed or end - start >= _LEAST_UNCLOSED):
            self.found.append(MarkedText(start, end, self.paragraph, single, opened, closed))
