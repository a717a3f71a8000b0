"""A pipeline over a gold standard."""

from __future__ import annotations

from pathlib import Path

from newsextract.pipeline import Pipeline

from .article import score_article
from .gold import document_names, read_document
from .tally import Scores


def evaluate(gold: str | Path, *, pipeline: Pipeline | None = None) -> Scores:
    """Extract every annotated document of a directory and score what was found.

    Args:
        gold: A directory with ``docs/*.txt`` and ``ann/*.json``; see `read_document`.
        pipeline: Defaults to `Pipeline.default()`.

    Raises:
        GoldError: If the directory holds no annotated document, or one is not of that form.
    """
    root, extract = Path(gold), pipeline or Pipeline.default()
    scores = Scores()
    for name in document_names(root):
        document = read_document(root, name)
        score_article(document, extract(document.text, published=document.published), scores)
    return scores
