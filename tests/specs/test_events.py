"""Events by specification; see `event_cases`."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import EventType

from .event_cases import marked, shortcomings
from .runner import cases

PARAMETERS = cases("events")
KEPT = [p for p in PARAMETERS if "xfail" not in p.values[0]]
KNOWN_FAILURES = [
    pytest.param(*p.values, id=p.id, marks=pytest.mark.xfail(reason=p.values[0]["xfail"], strict=True))
    for p in PARAMETERS
    if "xfail" in p.values[0]
]


@pytest.mark.parametrize("case", [*KEPT, *KNOWN_FAILURES])
def test_events(case: dict[str, Any]) -> None:
    assert shortcomings(case) == []


@pytest.mark.parametrize("kind", list(EventType))
def test_every_type_is_specified(kind: EventType) -> None:
    kept = [p.values[0] for p in KEPT if p.id.startswith(f"{kind}: ")]
    assert sum(any(w["type"] == kind for w in case.get("expect", ())) for case in kept) >= 6
    assert sum(kind in case.get("none", ()) for case in kept) >= 4


def test_known_failures_are_marked() -> None:
    wrong = "- name: a\n  text: Shares fell 5%.\n  none: [market_move]\n"
    right = "- name: b\n  text: It rained.\n  none: [market_move]\n"
    assert marked(f"# x\n\n{wrong}{right}") == (
        f"# x\n\n{right}\n# Known failures.\n"
        "- name: a\n  text: Shares fell 5%.\n  xfail: taken for market_move\n  none: [market_move]\n"
    )
    assert marked(marked(f"# x\n\n{wrong}{right}")) == marked(f"# x\n\n{wrong}{right}")
