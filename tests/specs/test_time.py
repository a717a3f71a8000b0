"""Specification of the time layer: see the YAML files in ``time/``."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Pipeline, TimeExpression
from newsextract.testing import check_case

from .runner import cases

PIPELINE = Pipeline.default().only(TimeExpression)


@pytest.mark.parametrize("case", cases("time"))
def test_time(case: dict[str, Any]) -> None:
    """All expressions of the text: type, value and modifier; interval and anchor where a case gives them."""
    expect = [{"mod": None, **wanted} for wanted in case["expect"]]
    assert all({"text", "type", "value"} <= wanted.keys() for wanted in expect)
    check_case({**case, "expect": expect}, PIPELINE, "times")
