"""Precision of links between mentions of one happening, on Wikinews articles that were checked by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from newsextract import Pipeline

DOCS = Path(__file__).parent.parent / "gold/train/docs"
CHECKED = Path(__file__).parent / "checked/happenings.yaml"


def links(doc: str, pipeline: Pipeline) -> Iterator[tuple[str, str, str]]:
    """The links found in an article, as the checked ones are written."""
    lines = (DOCS / f"{doc}.txt").read_text(encoding="utf-8").split("\n")
    paragraphs = [m[1] for line in lines[1:] if (m := re.match(r"\[\d+\] (.*)", line))]
    article = pipeline("\n\n".join(paragraphs), published=lines[0].removeprefix("DCT: "))
    for happening in article.happenings():
        triggers = [m.trigger for m in happening.mentions]
        for one, two in itertools.pairwise(triggers):
            yield doc, happening.type, f"{one.start} {one.text}, {two.start} {two.text}"


def test_what_is_linked_is_of_one_happening() -> None:
    cases = yaml.safe_load(CHECKED.read_text(encoding="utf-8"))
    checked = {(case["doc"], case["type"], case["link"]): case["right"] for case in cases}
    pipeline = Pipeline.default()

    found = [link for doc in sorted({case["doc"] for case in cases}) for link in links(doc, pipeline)]
    verdicts = [checked[link] for link in found if link in checked]

    assert len(checked) >= 150
    assert len(verdicts) >= 0.6 * len(found)
    assert sum(verdicts) >= 0.9 * len(verdicts)
    assert sum(verdicts) >= 0.7 * sum(checked.values())
