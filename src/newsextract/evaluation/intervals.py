"""Half-open intervals of code points, and how alike two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from newsextract.model import Span

Interval = tuple[int, int]


def interval(span: Span) -> Interval:
    """The offsets of a span."""
    return span.start, span.end


def shared(a: Interval, b: Interval) -> int:
    """How many characters two intervals share; negative: how far apart they are."""
    return min(a[1], b[1]) - max(a[0], b[0])


def length(a: Interval) -> int:
    """How many characters an interval holds."""
    return a[1] - a[0]


def overlap(a: Interval, b: Interval) -> bool:
    """Whether two intervals share a character."""
    return a[0] < b[1] and b[0] < a[1]


def alike(a: Interval, b: Interval) -> bool:
    """Whether the Dice overlap of two intervals is at least one half."""
    return 2 * shared(a, b) >= 0.5 * (length(a) + length(b))


def paragraph_at(paragraphs: Mapping[int, Interval], offset: int) -> int | None:
    """Number of the paragraph that holds an offset."""
    return next((n for n, (start, end) in paragraphs.items() if start <= offset < end), None)


def plain(text: str) -> str:
    """Lower case, punctuation as blanks, without a leading article: how names and titles are compared."""
    return re.sub(r"^(the|a|an) ", "", re.sub(r"\W+", " ", text.lower()).strip())


def pairs_within_groups(pairs: Iterable[tuple[Interval, Interval]]) -> set[tuple[Interval, Interval]]:
    """All ordered pairs within the connected components of a graph given by its edges."""
    group_of: dict[Interval, set[Interval]] = {}
    for a, b in pairs:
        joined = group_of.get(a, {a}) | group_of.get(b, {b})
        group_of.update(dict.fromkeys(joined, joined))
    return {(a, b) for a, group in group_of.items() for b in group if a < b}
