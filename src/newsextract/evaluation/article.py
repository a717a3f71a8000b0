"""One article against its annotation."""

from __future__ import annotations

from newsextract.model import Article

from .entities import EntityLinks, score_entities, score_roles
from .events import score_events
from .gold import GoldDocument
from .money import score_money
from .quotations import score_quotations
from .structure import score_header, score_paragraphs
from .tally import Scores, Sheet
from .times import score_times

LAYERS = ("entities", "roles", "money", "links", "time", "events", "quotes", "paragraphs", "header")
"""Under these the disagreements are noted."""


def score_article(gold: GoldDocument, article: Article, scores: Scores) -> None:
    """Add one article to the scores.

    Args:
        gold: The annotated document.
        article: What was extracted from ``gold.text``.
        scores: Where the figures are summed.
    """
    sheet, links = Sheet(scores, gold.name), EntityLinks(gold, article)
    score_entities(gold, article, sheet)
    score_roles(gold, article, links, sheet)
    score_money(gold, article, sheet)
    score_times(gold, article, sheet)
    score_events(gold, article, links, sheet)
    score_quotations(gold, article, links, sheet)
    score_paragraphs(gold, article, sheet)
    score_header(gold, article, sheet)
