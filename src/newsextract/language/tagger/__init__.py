"""The compact network that tags, parses and finds names; it ships in the wheel and runs on NumPy.

`Tagger.load()` reads the shipped weights, about a tenth of a second; importing this package reads
nothing. A tagger may be shared by threads. The labels of an article do not depend on what is analysed
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.language.syntax import NameSpan, Syntax
from newsextract.language.tagger.windows import Words, joined, windows

if TYPE_CHECKING:
    from newsextract.language.tagger.network import Network
    from newsextract.language.tokens import Tokens

__all__ = ["NameSpan", "Syntax", "Tagger", "analyse"]

GROUP = 2048
"""Tokens that are analysed side by side: more would leave the cache of the processor."""


class Tagger:
    """Makes the `Syntax` of an article.

    Attributes:
        relations: The dependency relations it knows.
    """

    def __init__(self, network: Network, relations: tuple[str, ...]) -> None:
        self._network = network
        self.relations = relations

    @classmethod
    def load(cls, path: str | Path | None = None) -> Tagger:
        """Read weights.

        Args:
            path: A weights file; the shipped one if None.

        Raises:
            ResourceError: The file is missing, damaged, or does not fit this version of the code.
        """
        from newsextract.language.tagger.network import Network
        from newsextract.language.tagger.weights import load

        weights = load(Path(path) if path is not None else None)
        return cls(Network(weights), weights.relations)

    def __call__(self, tokens: Tokens) -> Syntax:
        """Analyse one article."""
        return self.tag_many([tokens])[0]

    def tag_many(self, docs: Sequence[Tokens]) -> list[Syntax]:
        """Analyse several articles, a few side by side, which takes a tenth less time.

        The labels are those of one at a time; the score of a name may differ in its last digit.
        """
        parts = [list(windows(tokens)) for tokens in docs]
        groups = _groups([window for part in parts for window in part])
        analysed = (syntax for group in groups for syntax in self._network.analyse(group))
        return [joined(list(islice(analysed, len(part)))) for part in parts]


def _groups(texts: Sequence[Words]) -> Iterator[list[Words]]:
    """Texts in order, together no more than `GROUP` tokens unless one has more."""
    group: list[Words] = []
    size = 0
    for text in texts:
        size += len(text.words)
        if group and size > GROUP:
            yield group
            group, size = [], len(text.words)
        group.append(text)
    if group:
        yield group


class ShippedTagger:
    """The tagger of the shipped weights, which are read once a process, when first needed.

    Both methods raise a `ResourceError` if the weights are missing or damaged.
    """

    def __call__(self, tokens: Tokens) -> Syntax:
        """Analyse one article."""
        return _shipped()(tokens)

    def tag_many(self, docs: Sequence[Tokens]) -> list[Syntax]:
        """Analyse several articles, see `Tagger.tag_many`."""
        return _shipped().tag_many(docs)


analyse = ShippedTagger()
"""Makes the `Syntax` of articles by the shipped weights."""


@cache
def _shipped() -> Tagger:
    return Tagger.load()
