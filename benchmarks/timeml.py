"""Measures the time layer against TimeML corpora: ``python -m benchmarks.timeml DIR [DIR ...]``.

A directory holds ``.tml`` files with DCT and TIMEX3 elements, as TimeBank and AQUAINT of TempEval-3 do; they
are not in this repository. Besides the values as annotated, values count that say the same in another
notation: the corpora have several for one time, and this project's guide has one (see `same_time`).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.page import markdown_table, print_table, replace_block
from newsextract import Pipeline, TimeExpression

COLUMNS = ("corpus", "expressions", "span", "value as annotated", "value in one notation")
_PART_OF_DAY = re.compile(r"T(?:MO|MI|AF|EV|NI|DT)$")
_NOTATION = (
    (re.compile(r"(?:-XX)+$"), ""),  # 1949-XX: 1949
    (re.compile(r"-W(\d)$"), r"-W0\1"),  # 2000-W7: 2000-W07
    (re.compile(r"^(\d{3})X$"), r"\1"),  # 198X: 198
    (re.compile(r"^(\d\d)XX$"), r"\1"),  # 19XX: 19
)

Timex = tuple[int, int, str]
"""Start, end and value."""


@dataclass(slots=True)
class Counts:
    """Sums over the documents of a corpus: annotated, found, overlapping, and with the right value."""

    gold: int = 0
    found: int = 0
    span: int = 0
    annotated: int = 0
    reconciled: int = 0

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * hits / total if total else 0.0


def same_time(gold: str, found: str) -> bool:
    """Whether two values say the same time in the notations of TimeML corpora and of this project's guide.

    - Unknown months and days are left out: ``1949-XX`` is 1949; ``1989-WXX`` is a week of 1989.
    - Weeks have two digits; decades and centuries end with their last known digit: ``198X`` is 198.
    - A day and a part of it: "Friday night" is annotated as the day about as often as with ``TNI``.
    - "Recent years" and "coming weeks" are references (PAST_REF), which the corpora call durations (``PXY``).
    - "The weekend" is the week's (``-WE``), which AQUAINT calls a duration (``P2D``).
    """
    for pattern, replacement in _NOTATION:
        gold, found = pattern.sub(replacement, gold), pattern.sub(replacement, found)
    if gold == found:
        return True
    if gold.endswith("-WXX"):
        return re.fullmatch(re.escape(gold[:-2]) + r"\d\d", found) is not None
    if re.fullmatch(r"PT?X[SMHDWQY]", gold):
        return found in ("PAST_REF", "FUTURE_REF")
    if gold == "P2D":
        return found.endswith("-WE")
    day_gold, day_found = (_PART_OF_DAY.sub("", value) for value in (gold, found))
    return day_gold == day_found and "T" not in day_gold


def compare(gold: Sequence[Timex], found: Sequence[Timex], counts: Counts) -> None:
    """Pair each annotated expression with the first found one that overlaps it and is not yet taken."""
    counts.gold += len(gold)
    counts.found += len(found)
    free = list(found)
    for start, end, value in gold:
        match = next((t for t in free if t[0] < end and start < t[1]), None)
        if match is None:
            continue
        free.remove(match)
        counts.span += 1
        counts.annotated += match[2] == value
        counts.reconciled += same_time(value, match[2])


def read(path: Path) -> tuple[str, str, list[Timex]]:
    """Text, document creation day and annotated expressions of a file."""
    root = ElementTree.parse(path).getroot()
    created, body = root.find(".//DCT/TIMEX3"), root.find(".//TEXT")
    if created is None or body is None:
        raise ValueError(f"{path} has no DCT or no TEXT")
    parts: list[str] = []
    timexes = list(_walk(body, parts))
    return "".join(parts), created.get("value", "")[:10], timexes


def _walk(element: ElementTree.Element, parts: list[str]) -> Iterator[Timex]:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        yield from _walk(child, parts)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        yield start, sum(map(len, parts)), element.get("value", "")


def measure(directory: Path) -> Counts:
    """Compare all files of a directory."""
    pipeline, counts = Pipeline.default().only(TimeExpression), Counts()
    for path in sorted(directory.rglob("*.tml")):
        text, created, gold = read(path)
        times = pipeline(text, published=created).times
        compare(gold, [(t.span.start, t.span.end, t.value) for t in times], counts)
    return counts


def row(name: str, counts: Counts) -> tuple[str, ...]:
    """The figures of a corpus as cells."""
    hits = (counts.span, counts.annotated, counts.reconciled)
    return name, str(counts.gold), *(f"{counts.f1(h):.3f}" for h in hits)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timeml", description=__doc__)
    parser.add_argument("directory", type=Path, nargs="+", help="TimeML files")
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="write the figures into a page")
    arguments = parser.parse_args()
    table = [row(d.name, measure(d)) for d in arguments.directory]
    if arguments.markdown:
        replace_block(arguments.markdown, "timeml", markdown_table(COLUMNS, table))
    else:
        print_table("F1 on TimeML corpora", COLUMNS, table)


if __name__ == "__main__":
    main()
