"""Specification of the time layer: see the YAML files in ``time/``."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline
from newsextract.model import Article, TimeExpression

from .runner import cases

PIPELINE = Pipeline.default().only(TimeExpression)


@pytest.mark.parametrize("case", cases("time"))
def test_time(case: dict[str, Any]) -> None:
    """All expressions of the text: type, value and modifier; interval and anchor where a case gives them."""
    article = PIPELINE(case["text"], published=case.get("published"))
    found = [seen(article, time) for time in article.times]
    expected = [{"mod": None, **wanted} for wanted in case["expect"]]
    keys = ["text", "type", "value", "mod"]
    assert [[f[k] for k in keys] for f in found] == [
        [str(e[k]) if e[k] is not None else None for k in keys] for e in expected
    ]
    for f, e in zip(found, expected, strict=True):
        assert {key: f[key] for key in e} == {
            key: str(value) if value is not None else None for key, value in e.items()
        }


def seen(article: Article, time: TimeExpression) -> dict[str, str | None]:
    """An expression as the YAML files write it; an anchor within the article is written as its text."""
    texts = {other.id: other.span.text for other in article.times}
    anchor = texts.get(time.anchor, time.anchor) if time.anchor else None
    return {
        "text": time.span.text,
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "anchor": anchor,
    }
