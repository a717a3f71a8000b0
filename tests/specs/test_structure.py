"""What each line of an article is, and what its header says: the cases of ``structure/*.yaml``.

A case expects any of the keys of `read`; ``kinds`` are those of all paragraphs, in order.
"""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.extractors.structure.extractor import StructureExtractor
from newsextract.model import Article
from tests.specs.runner import cases

PIPELINE = Pipeline([StructureExtractor()])


def read(article: Article) -> dict[str, Any]:
    dateline = article.dateline
    return {
        "kinds": [p.kind for p in article.paragraphs],
        "headline": article.headline.text if article.headline else None,
        "standfirst": article.standfirst.text if article.standfirst else None,
        "authors": [b.name for b in article.bylines],
        "dateline": dateline.span.text if dateline else None,
        "place": dateline.place if dateline else None,
        "agency": dateline.agency if dateline else None,
        "dateline_date": dateline.date.isoformat() if dateline and dateline.date else None,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "updated": article.updated.isoformat() if article.updated else None,
        "publisher": article.publisher,
        "copyright": article.copyright,
        "language": article.language,
        "diagnostics": [d.code for d in article.diagnostics],
    }


@pytest.mark.parametrize("case", cases("structure"))
def test_structure(case: dict[str, Any]) -> None:
    found = read(PIPELINE(case["text"], published=case.get("published")))

    assert {key: found[key] for key in case["expect"]} == case["expect"]
