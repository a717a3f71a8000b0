"""Which mentions are of one happening, by specification: `tests/specs/happenings/*.yaml`."""

from __future__ import annotations

from typing import Any

import pytest

import newsextract

from .runner import cases


@pytest.mark.parametrize("case", cases("happenings"))
def test_happenings(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    article = newsextract.extract(case["text"], published=case.get("published"))
    found = [h for h in article.happenings() if h.type == case["type"]]
    assert [[m.trigger.text for m in h.mentions] for h in found] == case["mentions"]
    for role, texts in case.get("args", {}).items():
        assert [a.span.text for a in found[0].arguments if a.role == role] == texts
    assert found[0].realis == case.get("realis", "actual")
