"""Compares extracted articles with annotated ones, layer by layer.

What counts as right is written at the function of each layer; the form of the annotations at
`read_document`.
"""

from .article import score_article
from .gold import GoldDocument, GoldError, document_names, read_document
from .tally import Disagreement, Figure, Scores

__all__ = [
    "Disagreement",
    "Figure",
    "GoldDocument",
    "GoldError",
    "Scores",
    "document_names",
    "read_document",
    "score_article",
]
