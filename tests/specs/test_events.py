"""Events by specification: `tests/specs/events/*.yaml`."""

from __future__ import annotations

from typing import Any

import pytest

import newsextract

from .runner import cases


@pytest.mark.parametrize("case", cases("events"))
def test_events(case: dict[str, Any]) -> None:
    events = newsextract.extract(case["text"], published=case.get("published")).events
    for wanted in case.get("expect", ()):
        found = [e for e in events if e.type == wanted["type"] and e.trigger.text == wanted["trigger"]]
        assert len(found) == 1, [(e.type, e.trigger.text) for e in events]
        assert found[0].realis == wanted.get("realis", "actual")
        for role, text in wanted.get("args", {}).items():
            assert text in [a.span.text for a in found[0].arguments if a.role == role], found[0].arguments
    absent = set(case.get("none", ()))
    assert not absent & {e.type for e in events}
