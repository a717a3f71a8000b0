"""Cases of events, `tests/specs/events/<type>.yaml`, and what is still wrong with them.

The sentences were published on 2023-03-17. An event that is wanted may name roles that it ``lacks``. A case
with ``xfail: reason`` is a known failure: it says what is wanted, and its test fails when it is found.

``python -m tests.specs.event_cases`` writes anew which cases are known failures, and why; after frames or
weights have changed, its diff says what was won and lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from newsextract import Event, Pipeline

FOLDER = Path(__file__).parent / "events"
PIPELINE = Pipeline.default()

_HEADING = "# Known failures."
_REASON = re.compile(r"(?m)^  xfail: .*\n(?:    .*\n)*")
_WANTED = re.compile(r"(?m)^  (?=expect:|none:)")


def shortcomings(case: Mapping[str, Any]) -> list[str]:
    """What is not as the case wants it; nothing if all is."""
    events = PIPELINE(case["text"], published="2023-03-17").events
    found = [reason for wanted in case.get("expect", ()) for reason in _missing(wanted, events)]
    return found + [f"taken for {kind}" for kind in case.get("none", ()) if kind in {e.type for e in events}]


def _missing(wanted: Mapping[str, Any], events: Sequence[Event]) -> Iterator[str]:
    kind, trigger = wanted["type"], wanted["trigger"]
    event = next((e for e in events if e.type == kind and e.trigger.text == trigger), None)
    if event is None:
        others = [e.trigger.text for e in events if e.type == kind]
        types = [e.type for e in events if e.trigger.text == trigger]
        yield (
            f"the trigger is taken to be {others[0]}"
            if others
            else f"read as {types[0]}"
            if types
            else "not seen"
        )
        return
    if event.realis != wanted.get("realis", "actual"):
        yield f"realis is read as {event.realis}"
    for role, texts in wanted.get("args", {}).items():
        filled = [a.span.text for a in event.arguments if a.role == role]
        if not set([texts] if isinstance(texts, str) else texts) <= set(filled):
            yield f"{role} is read as {', '.join(filled)}" if filled else f"{role} is not found"
    for role in wanted.get("lacks", ()):
        if unwanted := event.argument(role):
            yield f"{role} is read as {unwanted.span.text}"


def marked(text: str) -> str:
    """A file of cases with its known failures marked, and at the end."""
    heading, *blocks = text.replace(f"\n{_HEADING}\n", "").split("\n- name: ")
    kept, failing = [], []
    for block in blocks:
        plain = _REASON.sub("", block.strip("\n") + "\n")
        (case,) = yaml.safe_load(f"- name: {plain}")
        reasons = "; ".join(shortcomings(case))
        if reasons:
            quoted = yaml.safe_dump(reasons, allow_unicode=True, width=1000).removesuffix("...\n").strip()
            failing.append(_WANTED.sub(f"  xfail: {quoted}\n  ", plain, count=1))
        else:
            kept.append(plain)
    parts = [f"- name: {block}" for block in kept]
    parts += [f"\n{_HEADING}\n"] * bool(failing) + [f"- name: {block}" for block in failing]
    return heading.rstrip("\n") + "\n\n" + "".join(parts)


def main() -> None:
    """Mark the known failures of every file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        path.write_text(marked(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
