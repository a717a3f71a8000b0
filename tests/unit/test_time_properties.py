"""What holds for the time layer on any text."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Pipeline
from newsextract.extractors.time.grammar import grammar
from newsextract.model import TimeExpression

PIPELINE = Pipeline.default().only(TimeExpression)
STORY = (
    "He said on Thursday that prices rose in the third quarter, up from a year earlier. "
    '"We meet tomorrow," he told reporters on Monday at 11:30 p.m. EST, two days after Friday\'s vote. '
    "It lasted more than two and a half years, until late 2022."
)

# Texts of words that the grammar knows, in any order: far more likely to confuse it than random characters.
_KNOWN = sorted({word for rule in grammar().rules for word in rule.example.split()})
_WORDS = st.one_of(
    st.sampled_from(
        [*_KNOWN, "2019", "31", "99", "12:30", "Q3", "of", "the", "a", "in", ",", ".", '"', "“", "-", "after"]
    ),
    st.text(min_size=1, max_size=8),
)
TEXTS = st.one_of(st.text(), st.lists(_WORDS, max_size=40).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, DAYS)
def test_any_text_and_any_day(text: str, published: date | None) -> None:
    article = PIPELINE(text, published=published)
    spans = [found.span for found in article.times]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans)), "spans overlap"
    for found in article.times:
        assert (found.start is None) == (found.end is None)
        if found.start is not None and found.end is not None:
            assert found.start < found.end
        assert found.anchor is None or found.anchor == "published" or article.get(found.anchor) is not None


@given(TEXTS)
def test_nothing_is_counted_from_a_day_that_nobody_gave(text: str) -> None:
    article = PIPELINE(text)
    if article.published is None:
        assert all(found.anchor != "published" for found in article.times)


@pytest.fixture
def _zone_of_machine() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("_zone_of_machine")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process cannot be set here")
def test_the_zone_of_the_machine_changes_nothing() -> None:
    outcomes = set()
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        os.environ["TZ"] = zone
        time.tzset()
        outcomes.add(PIPELINE(STORY, published="2023-03-17").model_dump_json())
    assert len(outcomes) == 1


def test_a_long_text_without_a_break() -> None:
    text = "on Monday and the next the of last a more than two in " * 4000
    assert len(PIPELINE(text, published="2023-03-17").times) == 4000
