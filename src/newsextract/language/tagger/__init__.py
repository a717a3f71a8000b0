"""The compact network that tags, parses and finds names; it ships in the wheel and runs on NumPy.

`Tagger.load()` reads the shipped weights, about a tenth of a second; importing this package reads
nothing. A tagger may be shared by threads. Articles are analysed one at a time, so the labels of an
article never depend on what came with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.language.syntax import NameSpan, Syntax

if TYPE_CHECKING:
    from newsextract.language.tagger.network import Network
    from newsextract.language.tokens import Tokens

__all__ = ["NameSpan", "Syntax", "Tagger", "analyse"]


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
        return self._network.analyse(tokens.words, tokens.sentences)

    def tag_many(self, docs: Sequence[Tokens]) -> list[Syntax]:
        """Analyse several articles; the labels are those of one at a time."""
        return [self(tokens) for tokens in docs]


def analyse(tokens: Tokens) -> Syntax:
    """The `Syntax` of an article by the shipped weights, which are read once a process, when first needed.

    Raises:
        ResourceError: The weights are missing or damaged.
    """
    return _shipped()(tokens)


@cache
def _shipped() -> Tagger:
    return Tagger.load()
