"""How indirect speech is counted."""

from __future__ import annotations

from typing import Any

import pytest

import newsextract
from benchmarks.indirect import Counts, count

TEXT = "Ann Moore said that taxes would fall. She added that schools would close."


def attribution(content: str, source: str, kind: str = "indirect") -> dict[str, Any]:
    def part(words: str) -> dict[str, Any]:
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    return {"kind": kind, "content": [part(content)], "source": [part(source)]}


@pytest.mark.parametrize(
    ("attributions", "right", "content", "recalled"),
    [
        ([attribution("taxes would fall", "Ann Moore")], 1, 1, 1),
        ([attribution("taxes would fall", "Ann Moore", "mixed")], 1, 1, 0),
        ([attribution("taxes would fall", "Ann Moore", "direct")], 0, 0, 0),
        ([attribution("taxes would fall", "schools")], 0, 1, 0),
        ([attribution("taxes would fall", "Ann Mo")], 0, 1, 0),
        ([attribution("schools would close", "She added")], 1, 1, 1),
        ([attribution("taxes", "Ann Moore")], 0, 0, 0),
        ([attribution("taxes would fall", "Ann Moore"), attribution("schools would close", "She")], 2, 2, 2),
        ([], 0, 0, 0),
    ],
)
def test_content_and_speaker_are_counted(
    attributions: list[dict[str, Any]], right: int, content: int, recalled: int
) -> None:
    counts = Counts()
    count(newsextract.extract(TEXT), attributions, counts)
    assert counts.found == 2
    assert (counts.right, counts.content, counts.recalled) == (right, content, recalled)
    assert counts.gold == sum(a["kind"] == "indirect" for a in attributions)
