"""The answer depends on the text and nothing else."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import newsextract
from newsextract import Article, Pipeline, extract_many

from .fuzz import articles

TEXTS = articles()[::12]
TEXT = TEXTS[0]

UNRELATED = (
    "\n\nIn other news, Ursula Quill of the Farnham Museum paid £9,000 for a kettle on 3 May 1987. "
    '"It whistles," Quill said.'
)


def test_threads_share_a_pipeline() -> None:
    pipeline = Pipeline.default()
    alone = [pipeline(text, published="2020-01-01") for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: pipeline(text, published="2020-01-01"), TEXTS * 3))
    assert together == alone * 3


@pytest.mark.parametrize("count", [1, 2, 5, len(TEXTS)])
def test_neighbours_in_a_batch_do_not_matter(count: int) -> None:
    alone = [newsextract.extract(text) for text in TEXTS[:count]]
    assert list(extract_many(TEXTS[:count])) == alone
    assert list(extract_many(reversed(TEXTS[:count]))) == alone[::-1]


def test_processes_do_not_matter() -> None:
    assert list(extract_many(TEXTS, processes=2)) == list(extract_many(TEXTS))


def test_what_ran_before_does_not_matter() -> None:
    fresh = Pipeline.default()(TEXT)
    used = Pipeline.default()
    for text in TEXTS:
        used(text)
    assert used(TEXT) == fresh


@pytest.mark.parametrize("text", TEXTS[:6], ids=lambda t: t[:20])
def test_a_paragraph_at_the_end_changes_no_amount_time_or_quotation_before_it(text: str) -> None:
    day = date(2020, 1, 1)
    text = text.rstrip()
    before = newsextract.extract(text, published=day)
    after = newsextract.extract(text + UNRELATED, published=day)
    assert _local(after, len(text)) == _local(before, len(text))
    assert len(after.amounts) > len(before.amounts)


def _local(article: Article, end: int) -> list[dict[str, object]]:
    """Facts that their own sentence or paragraph decides, without what refers to entities."""
    facts = (*article.amounts, *article.times, *article.quotations)
    rows = [
        json.loads(f.model_dump_json(exclude={"id": True, "speaker": {"ref"}, "source": {"ref"}}))
        for f in facts
    ]
    return [row for row in rows if row["span"]["start"] < end]


def test_results_cannot_be_changed() -> None:
    article = newsextract.extract(TEXT)
    with pytest.raises(ValueError, match="frozen"):
        article.text = "other"  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        article.entities[0].mentions[0].span.start = 5  # type: ignore[misc]
    assert isinstance(article.entities, tuple)
