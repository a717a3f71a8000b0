"""Counting: what was found, what was to be found, and the figures that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

Sign = Literal["-", "+", "~"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and their harmonic mean.

    Attributes:
        precision: Share of what was found that is right; 0 where nothing was found.
        recall: Share of the gold standard that was found; 0 where there is none.
        f1: Harmonic mean of the two.
        gold: How many there are in the gold standard.
        found: How many were found.
    """

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(slots=True)
class Counts:
    """Running sums of one figure; the two kinds of hits differ only for B-cubed, which counts parts.

    Attributes:
        gold: How many there are in the gold standard.
        found: How many were found.
        gold_hits: How many of the gold ones were found.
        found_hits: How many of the found ones are right.
    """

    gold: int = 0
    found: int = 0
    gold_hits: float = 0
    found_hits: float = 0

    def figure(self) -> Figure:
        """Precision, recall and F1 of the sums."""
        p = self.found_hits / self.found if self.found else 0.0
        r = self.gold_hits / self.gold if self.gold else 0.0
        return Figure(p, r, 2 * p * r / (p + r) if p + r else 0.0, self.gold, self.found)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing the gold standard and an extracted article do not agree on.

    Attributes:
        layer: "money", "events", ...
        document: Name of the document.
        sign: "-" missed, "+" spurious, "~" found with a wrong value.
        text: What it is.
    """

    layer: str
    document: str
    sign: Sign
    text: str

    def __str__(self) -> str:
        return f"{self.document} {self.sign} {self.text}"


class Scores:
    """Figures by name, summed over documents, and the disagreements behind them."""

    def __init__(self) -> None:
        self.disagreements: list[Disagreement] = []
        self._counts: defaultdict[str, Counts] = defaultdict(Counts)

    def add(self, name: str, *, gold: int, found: int, hits: float, found_hits: float | None = None) -> None:
        """Add to the sums of a figure; ``found_hits`` are the same as ``hits`` unless given."""
        counts = self._counts[name]
        counts.gold += gold
        counts.found += found
        counts.gold_hits += hits
        counts.found_hits += hits if found_hits is None else found_hits

    def compare(self, name: str, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count the members that two collections have in common, each member once."""
        expected, actual = set(gold), set(found)
        self.add(name, gold=len(expected), found=len(actual), hits=len(expected & actual))

    def figures(self) -> dict[str, Figure]:
        """Every figure, sorted by name."""
        return {name: self._counts[name].figure() for name in sorted(self._counts)}


class Sheet:
    """The scores as the layers of one document see them.

    Args:
        scores: Where everything is summed.
        document: Name of the document.
    """

    def __init__(self, scores: Scores, document: str) -> None:
        self.add = scores.add
        self._scores = scores
        self._document = document

    def compare(
        self, name: str, gold: Iterable[Hashable], found: Iterable[Hashable], *, layer: str | None = None
    ) -> None:
        """`Scores.compare`, noting each member that only one side has under ``layer``, if it is given."""
        expected, actual = set(gold), set(found)
        self._scores.compare(name, expected, actual)
        if layer:
            for text in sorted(map(str, expected - actual)):
                self.note(layer, "-", text)
            for text in sorted(map(str, actual - expected)):
                self.note(layer, "+", text)

    def note(self, layer: str, sign: Sign, text: str) -> None:
        """Note a disagreement."""
        self._scores.disagreements.append(Disagreement(layer, self._document, sign, text))
