"""Events by specification: `tests/specs/events/<type>.yaml`.

The sentences were published on 2023-03-17. A case with ``xfail: reason`` is a known failure: it says what is
wanted, and fails when it is found.
"""

from __future__ import annotations

from typing import Any

import pytest

import newsextract
from newsextract import EventType

from .runner import cases

PARAMETERS = cases("events")
KNOWN_FAILURES = [
    pytest.param(*p.values, id=p.id, marks=pytest.mark.xfail(reason=p.values[0]["xfail"], strict=True))
    for p in PARAMETERS
    if "xfail" in p.values[0]
]
KEPT = [p for p in PARAMETERS if "xfail" not in p.values[0]]


@pytest.mark.parametrize("case", [*KEPT, *KNOWN_FAILURES])
def test_events(case: dict[str, Any]) -> None:
    events = newsextract.extract(case["text"], published="2023-03-17").events
    for wanted in case.get("expect", ()):
        found = [e for e in events if e.type == wanted["type"] and e.trigger.text == wanted["trigger"]]
        assert len(found) == 1, [(e.type, e.trigger.text) for e in events]
        assert found[0].realis == wanted.get("realis", "actual")
        for role, texts in wanted.get("args", {}).items():
            filled = [a.span.text for a in found[0].arguments if a.role == role]
            assert set([texts] if isinstance(texts, str) else texts) <= set(filled), filled
    absent = set(case.get("none", ()))
    assert not absent & {e.type for e in events}


@pytest.mark.parametrize("kind", list(EventType))
def test_every_type_is_specified(kind: EventType) -> None:
    kept = [p.values[0] for p in KEPT if p.id.startswith(f"{kind}: ")]
    assert sum(any(w["type"] == kind for w in case.get("expect", ())) for case in kept) >= 6
    assert sum(kind in case.get("none", ()) for case in kept) >= 4
