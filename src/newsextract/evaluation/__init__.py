"""Compares extracted articles with annotated ones, layer by layer; `evaluate` does it for a directory.

What counts as right is written at the function of each layer; the form of the annotations at
`read_document`.
"""

from .article import LAYERS, score_article
from .gold import GoldDocument, GoldError, document_names, read_document
from .run import evaluate
from .tally import Disagreement, Figure, Scores

__all__ = [
    "LAYERS",
    "Disagreement",
    "Figure",
    "GoldDocument",
    "GoldError",
    "Scores",
    "document_names",
    "evaluate",
    "read_document",
    "score_article",
]
